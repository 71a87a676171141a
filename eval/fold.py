"""How the harness compares two texts: NFKC, simplified characters, no white space, lower case.

One character at a time on purpose, unlike ``corpus.script.fold``: a conversion that looks at neighbours can
fold the same words differently inside a document and in a passage cut out of it, and a ruler should not be
made by those whom it measures. Knows nothing of questions or clauses.
"""

from __future__ import annotations

import unicodedata
from functools import cache

# pairs that a character-wise conversion keeps apart although writers use them for one another
_VARIANTS = {"着": "著", "陜": "陕", "瞭": "了", "藉": "借", "綫": "线", "羣": "群", "峯": "峰", "啓": "启"}


class _Table(dict[int, str]):
    """A translation table for ``str.translate`` that fills itself as characters are met."""

    def __init__(self) -> None:
        import opencc

        super().__init__()
        self._converter = opencc.OpenCC("t2s")

    def __missing__(self, code: int) -> str:
        char = chr(code)
        simple = self._converter.convert(char) if ord(char) > 0x2E7F else char
        self[code] = _VARIANTS.get(simple, simple)
        return self[code]


@cache
def _table() -> _Table:
    return _Table()


def folded(text: str) -> str:
    """``text`` after NFKC, in simplified characters and lower case; white space is kept."""
    return unicodedata.normalize("NFKC", text).translate(_table()).lower()


def comparable(text: str) -> str:
    """``folded`` without white space: what every comparison of the harness is made on."""
    return "".join(folded(text).split())
