"""A clause that applies to somebody, or may: what applicability and goods find and a checklist words."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.address import Address
from corpus.types import Clause


@dataclass(frozen=True, slots=True)
class Applicable:
    """A clause that applies (or may apply) to a profile. ``start``/``end``: its sentence in Document.text."""

    clause: Clause
    start: int
    end: int
    at: int  # where the sentence names it, offset into Document.text
    addressee: str  # as the text calls it; for a measure on goods, the goods
    kind: Address
    missing: str  # the fact that is missing to be sure; "" where none
    departments: tuple[str, ...]
    meant: Address  # what the sentence means for its addressee, whether or not a fact is missing
    score: float  # higher is better; comparable within one profile only
    generic: bool = False  # for every 企业, not for this kind in particular
