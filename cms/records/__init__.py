"""What is approved of a model and how its values are worded, derived from the model."""
