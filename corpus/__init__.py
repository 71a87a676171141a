"""The texts, and the code that reads one into clauses. Knows nothing of tokens, vectors or Chroma."""

from corpus.load import load_corpus, load_file
from corpus.parse import parse
from corpus.tree import ClauseTree

__all__ = ["ClauseTree", "load_corpus", "load_file", "parse"]
