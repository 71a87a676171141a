"""What a question asks: its words, the names in it, its kind."""
