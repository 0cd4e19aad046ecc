"""What a question asks for and what of a text is shown to the one who asked. Plain values."""
