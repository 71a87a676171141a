"""The language model: its prompts, its one seam, its drafts."""
