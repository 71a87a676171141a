"""Words that people say for things which the texts at hand call otherwise, put as these write them.

督导 where texts only write 督查, 供货链条 where they write 供应链: the very same in other words, so that neither the ranking
nor the judge has to know it. A word that the texts write themselves stays. Words in, words out: knows nothing of clauses
or of questions.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import resources

_WORDS = "thesaurus.toml"


@lru_cache(maxsize=1)
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """What is said → what may be written for it, longest first."""
    data = tomllib.loads(resources.files("assistant.understand").joinpath(_WORDS).read_text("utf-8"))
    return {said: tuple(data[said]) for said in sorted(data, key=len, reverse=True)}


def as_written(text: str, writes: Callable[[str], bool]) -> str:
    """A (simplified) question with the words that no text writes as the texts write them.

    :param writes: whether any text at hand writes a word.
    """
    for said, written in synonyms().items():
        if said not in text or writes(said):
            continue
        if word := next((w for w in written if writes(w)), ""):
            text = text.replace(said, word)
    return text
