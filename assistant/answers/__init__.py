"""A question's answer from the corpus itself, without a language model."""
