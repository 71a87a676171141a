"""A follow-up and the turns before it become a question that stands alone."""
