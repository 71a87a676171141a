"""Trades: what people say of their own trade, and the words under which policies address it.

Section and division names are those of GB/T 4754-2017 (industries.toml, with its sources). Knows nothing of
questions or clauses.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("industries.toml")
# what a division's name shares with all the others
_ENDINGS = ("制造业", "加工业", "制品业", "开采业", "服务业", "业")


@dataclass(frozen=True, slots=True)
class Trade:
    """What a trade is called: ``words`` of its own, ``umbrella`` names that cover it among others."""

    words: tuple[str, ...] = ()
    umbrella: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Industries:
    """The classification."""

    umbrellas: dict[str, tuple[str, ...]]  # section code → umbrella names
    divisions: tuple[tuple[str, str], ...]  # (core of a division's name, section code)
    everyday: dict[str, tuple[tuple[str, ...], str]]  # word → (policy words, section code or "")

    def trade(self, word: str) -> Trade:
        """The trade a (simplified) word tells of; empty where the classification does not know it."""
        words: list[str] = []
        sections: list[str] = []
        for name, (told, section) in self.everyday.items():
            if name in word:
                words.extend(told)
                sections.append(section)
        for core, section in self.divisions:
            if len(word) >= 2 and (word in core or core in word):
                sections.append(section)
        umbrella = [u for s in sections for u in self.umbrellas.get(s, ())]
        return Trade(tuple(dict.fromkeys(words)), tuple(dict.fromkeys(umbrella)))


@lru_cache(maxsize=1)
def industries() -> Industries:
    """The classification of industries.toml; read once."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    everyday = table.pop("everyday")
    divisions: list[tuple[str, str]] = []
    for code, section in table.items():
        for name in section["divisions"]:
            core = next((name.removesuffix(e) for e in _ENDINGS if name.endswith(e)), name)
            divisions.extend((part, code) for part in core.replace("和", "、").split("、") if len(part) >= 2)
    return Industries(
        umbrellas={code: tuple(section["umbrella"]) for code, section in table.items()},
        divisions=tuple(divisions),
        everyday={w: (tuple(e["words"]), e.get("section", "")) for w, e in everyday.items()},
    )
