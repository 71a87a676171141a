"""Slips of the pen in a question put right: a character that sounds like the one the corpus writes there.

People type by sound, so the wrong character sounds like the right one (首席质量馆 for 首席质量官). Only what the
corpus never writes is looked at, and only what it does write is put there. Knows nothing of questions' grammar.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache

from assistant.understand.words import is_word, segment

_IDEOGRAPHS = re.compile("[一-龥]{2}")

# characters of asking and joining stand anywhere; they are hardly ever slips
_FUNCTION = frozenset("是不有要会能在的了和与就都也很吗呢吧啊对把被让给从到跟为什么哪谁怎几多少这那个")
# ... nor are those that everyday talk is made of, and the numerals
_COMMON = frozenset(
    "里上下中外前后内出去来得着过好大小多说找没年月日钱人个事用才吃住买卖拿叫问看听走行家次种项条件"
    "一二三四五六七八九十百千万亿两半第每各"
)
# a level is meant as it is written: 县长质量奖 is no 省长质量奖
_LEVELS = frozenset("省市县区镇乡村州")
# a word that the dictionary has seen less often than this is too rare to be taken for what was meant
_USUAL = 30
# places that are often written by a character of like shape: no slip of sound tells of another province
_MISWRITTEN = {
    "安微": "安徽",
    "淅江": "浙江",
    "江酥": "江苏",
    "广洲": "广州",
    "新彊": "新疆",
    "山栋": "山东",
    "幅建": "福建",
    "冮西": "江西",
    "郑洲": "郑州",
    "杭洲": "杭州",
    "苏洲": "苏州",
    "兰洲": "兰州",
    "贵洲": "贵州",
    "哈尔宾": "哈尔滨",
    "乌鲁木奇": "乌鲁木齐",
}
# what is given or taken, before how much: 未公告罚多少 is not meant for 公告发
_HOW_MUCH = re.compile("[罚奖补给赔扣交收付报退判缴贴领拿花](?=多少|几|不|吗)")
# what ends a word that no dictionary has (处理率)
_SUFFIX = frozenset("率度量数额值费金奖证员站厂场")
# parts of speech that make no word with what stands behind them
_TALK = "rdpucyqme"


class Slips:
    """What one corpus tells of slips."""

    def __init__(
        self,
        pairs: Mapping[str, int],
        writes: Callable[[str], bool],
        knows: Callable[[str], bool],
        names: Callable[[str], Iterable[tuple[int, int]]],
    ) -> None:
        """
        :param pairs: two Chinese characters side by side → how often the corpus writes them.
        :param writes: whether the corpus writes a string.
        :param knows: ... or a longer one that it abbreviates (能耗).
        :param names: where a text names places and state bodies, which are never slips.
        """
        self._pairs = pairs
        self._writes = writes
        self._knows = knows
        self._names = names
        self._sounds: dict[str, str] = {}

    def put_right(self, text: str) -> str:
        """A (simplified) text with its slips put right; everything else is left as typed.

        A character is looked at when the corpus writes neither pair around it.
        """
        for wrong, right in _MISWRITTEN.items():
            text = text.replace(wrong, right)
        chars = list(text)
        suspects = {
            i
            for i, c in enumerate(chars)
            if "一" <= c <= "龥" and not self._known(chars, i - 1) and not self._known(chars, i)
            if c not in _COMMON and c not in _LEVELS and c != "的"  # 西安的方案 is no 西安地方案
        }
        # whether anything could be put there is quickly told, what stands around is not
        if not any(self._mendable(chars, i) for i in suspects):
            return text
        suspects -= {i for a, b in self._names(text) for i in range(a, b)}
        suspects -= {m.start() for m in _HOW_MUCH.finditer(text)}
        if not any(self._mendable(chars, i) for i in suspects):
            return text
        self._torn_words(chars, suspects)
        at = 0
        for word, flag in segment("".join(chars), guess=True):
            is_name = len(word) > 1 and flag[:2] in ("nr", "ns", "nt", "nz")
            for i in range(at, at + len(word)):
                if i not in suspects or self._known(chars, i - 1) or self._known(chars, i):
                    continue
                meant = self._meant(chars, i, is_name)
                if meant and self._may_be_slip(chars, i, word, flag):
                    chars[i] = meant
            at += len(word)
        return "".join(chars)

    def _torn_words(self, chars: list[str], suspects: set[int]) -> None:
        """Two characters that make no word, where one sound-alike makes a word of them that the corpus writes (质捡)."""
        at, before = 0, ("", "")
        for word, flag in segment("".join(chars)):
            i = at - 1
            alone = len(word) == 1 and len(before[0]) == 1 and before[1][:1] not in _TALK
            # 要建, 能报; 能 alone begins nouns too (能耗)
            talk = before[0] in _FUNCTION and (flag[:1] == "v" or before[0] != "能")
            talk = talk or word in _FUNCTION or before[0] in _COMMON or word in _COMMON
            if alone and not talk and not self._known(chars, i):
                found = [
                    (self._pairs.get(pair, 0), k, pair[k - i])
                    for k in (i, i + 1)
                    if k in suspects
                    for pair in self._sewn(chars, k, i)
                    if self._knows(pair)
                ]
                if found:
                    _, k, chars[k] = max(found)
                    flag = "n"
            before = (word, flag)
            at += len(word)

    def _mendable(self, chars: list[str], i: int) -> bool:
        """Whether any character could be put in the place of this one, whatever the words around are."""
        torn = self._sewn(chars, i, i - 1) or self._sewn(chars, i, i)
        return bool(torn or self._meant(chars, i, is_name=True))

    def _sewn(self, chars: list[str], k: int, i: int) -> list[str]:
        """The words of the dictionary that a sound-alike of character k makes of the two from i on."""
        if not 0 <= i < len(chars) - 1 or chars[k] in _FUNCTION:
            return []
        pairs = (c + chars[i + 1] if k == i else chars[i] + c for c in self._sounding_like(chars[k]))
        return [pair for pair in pairs if is_word(pair, _USUAL)]

    def _may_be_slip(self, chars: list[str], i: int, word: str, flag: str) -> bool:
        """A verb or particle that stands alone is how people talk, and a word of the dictionary is mostly meant:
        these only where more of what stands around says so.
        """
        # 标准创新贡献奖: what ends names that nobody has heard of
        ends_name = chars[i] in _SUFFIX and "".join(chars[i - len(word) + 1 : i + 1]) == word
        if ends_name or (len(word) == 1 and (flag[:1] in "vpudcrmqy" or word in _FUNCTION)):
            return self._certain(chars, i, 4)
        if len(word) > 1 and flag[:1] != "x":
            name = flag[:2] in ("nr", "ns", "nt", "nz")
            last = "".join(chars[i - len(word) + 1 : i + 1]) == word
            return self._certain(chars, i, 3 if name else 5) or (last and self._ends(chars, i))
        return True

    def _ends(self, chars: list[str], i: int) -> bool:
        """Whether three characters before leave a sound-alike that the corpus writes there (投入强渡)."""
        if chars[i] in _FUNCTION:
            return False
        before = "".join(chars[max(0, i - 3) : i])
        return len(before) == 3 and any(self._written(before + c) for c in self._sounding_like(chars[i]))

    def _meant(self, chars: list[str], i: int, is_name: bool) -> str:
        """The sound-alike of a character that the corpus writes between those around it; "" where there is none."""
        before = chars[i - 1] if i and "一" <= chars[i - 1] <= "龥" else ""
        after = chars[i + 1] if i + 1 < len(chars) and "一" <= chars[i + 1] <= "龥" else ""
        best, best_count = "", 0
        for c in self._sounding_like(chars[i]):
            left, right = self._pairs.get(before + c, 0), self._pairs.get(c + after, 0)
            both = before and after and left and right
            # at the end or the beginning of a word only one side can tell, so it has to tell more
            last = "".join(chars[max(0, i - 2) : i]) + c
            ends = (
                left
                and len(last) == 3
                and self._written(last)
                and (c in _SUFFIX or is_word(last) or is_word(last[1:]))
            )
            begins = right and is_name and self._written(c + "".join(chars[i + 1 : i + 3]))
            count = min(left, right) if both else left if ends else right if begins else 0
            if count and self._written("".join(chars[max(0, i - 2) : i]) + c + after):
                count += 10_000  # more of what stands around it agrees
            if count > best_count:
                best, best_count = c, count
        return best

    def _certain(self, chars: list[str], i: int, length: int) -> bool:
        """Whether so many characters around leave a sound-alike that the corpus writes there."""
        for start in range(max(0, i - length + 1), min(i, len(chars) - length) + 1):
            # five: two on each side
            if length == 5 and start != i - 2:
                continue
            if length == 4 and start not in (i - 2, i - 1):
                continue
            around = chars[start : start + length]
            if all("一" <= c <= "龥" for c in around):
                left, right = "".join(around[: i - start]), "".join(around[i - start + 1 :])
                if any(self._written(left + c + right) for c in self._sounding_like(chars[i])):
                    return True
        return False

    def _written(self, word: str) -> bool:
        """Whether the corpus writes a string: only where it writes each pair in it, which is quickly told."""
        pairs = (word[i : i + 2] for i in range(len(word) - 1))
        return all(p in self._pairs for p in pairs if _IDEOGRAPHS.fullmatch(p)) and self._writes(word)

    def _known(self, chars: list[str], i: int) -> bool:
        return 0 <= i < len(chars) - 1 and chars[i] + chars[i + 1] in self._pairs

    @cached_property
    def _homophones(self) -> dict[str, str]:
        """Toneless reading → the corpus's characters with it, most frequent first."""
        counts: dict[str, int] = defaultdict(int)
        for gram, n in self._pairs.items():
            counts[gram[0]] += n
            counts[gram[1]] += n
        table: dict[str, str] = defaultdict(str)
        for char in sorted(counts, key=lambda c: -counts[c]):
            for reading in _readings(char):
                table[reading] += char
        return dict(table)

    def _sounding_like(self, char: str) -> str:
        """The corpus's other characters that may be said like this one, most frequent first."""
        found = self._sounds.get(char)
        if found is None:
            # as it is mostly said itself; the right one may have several readings (长)
            alike = self._homophones.get(_readings(char)[0], "")
            found = self._sounds[char] = alike.replace(char, "")
        return found


@lru_cache(maxsize=8192)
def _readings(char: str) -> tuple[str, ...]:
    """All toneless readings of a character (长: zhang, chang)."""
    from pypinyin import Style, pinyin

    return tuple(dict.fromkeys(pinyin(char, style=Style.NORMAL, heteronym=True)[0]))
