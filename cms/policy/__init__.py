"""What may be done, and what a thing is: plain values in, a reason or a value out."""
