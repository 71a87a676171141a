"""Whether what is read of a rank (国家级, 省级) is of the thing asked for: 国家级单项冠军 answers no question of 标杆企业.

A rank is no name: every second sentence of a plan has one. Knows nothing of how a sentence was found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.statements import flat
from assistant.understand.words import Word

_RANK = re.compile("(?:国家|省|市|县|区)级的?")
_PIECE = re.compile("[，,；;。]")
TELLING = 0.5  # weight of a word that tells what the thing is
SAID = 0.5


def of_other_thing(name: str, others: Sequence[str], words: Sequence[Word], said: str, around: str) -> bool:
    """Whether a reading of a rank is of something else than the ranks are asked of.

    :param name: what the side is called; only ranks are judged.
    :param others: what the other sides are called.
    :param words: the words of the side's question.
    :param said: what is read of it.
    :param around: its sentence, with the headings over it.
    """
    if not _RANK.fullmatch(name) or not all(_RANK.fullmatch(o) for o in others):
        return False
    shared = [w for w in words if w.weight >= TELLING and w.text not in name]
    text, whole = flat(said), flat(said + around)
    if shared and not any(w.said_in(whole) >= SAID for w in shared):
        return True
    # 国家级单项冠军20家, beside 省级标杆企业35家
    theirs = [
        piece
        for piece in _PIECE.split(flat(around))
        if re.search(r"\d", piece) and name not in piece and any(o in piece for o in others)
    ]
    return any(w.text in piece and w.said_in(text) < SAID for w in shared for piece in theirs)
