"""Chinese script: traditional → simplified with the length kept, and folding for comparison.

Every offset of the house is into the text as it stands in the source, so the simplified text must have the
same length: character i of ``simplify(text)`` is character i of ``text``. Knows nothing of clauses.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import opencc

# A plain t2s pass leaves these: 陜 (U+965C) is another character than 陝 (U+965D), and printed for it.
_VARIANTS = str.maketrans({"陜": "陕", "裏": "里", "綫": "线", "羣": "群", "峯": "峰", "啓": "启"})

# A PDF's text layer often has the radical for the character drawn alike (⼈ for 人, ⺠ for 民). Those of U+2F00 and the
# compatibility ideographs NFKC tells (⼾ but for 戶, which no simplified text has); of U+2E80 Unicode's
# EquivalentUnifiedIdeograph.txt.
_RADICALS = str.maketrans(
    "⼾⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺"
    "⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "户厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀"
    "聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)
# radicals and compatibility ideographs; full-width letters and plus signs (６＋５＋Ｎ)
_LOOKALIKE = re.compile("[\u2e80-\u2fd5\uf900-\ufad9\uff0b\uff21-\uff3a\uff41-\uff5a]")

# names, headings and questions are put into simplified characters again and again; longer texts are not
_SHORT = 100

# 著 is written 着 in simplified text unless it means "outstanding" or "to write": these keep it.
_KEEP_ZHU = re.compile(
    r"(?<=[显卓昭较专名巨论原编译合遗新拙所土])著|著(?=[名作称述者录书有])",
)


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=1 << 16)
def _simplify_char(char: str) -> str:
    out = _converter().convert(char)
    return out if len(out) == 1 else char


def _zhu_to_zhe(text: str) -> str:
    """著 → 着 where it is the particle or the verb (着力, 随着); 显著, 著名, 专著 … stay."""
    if "著" not in text:
        return text
    kept = {match.start() for match in _KEEP_ZHU.finditer(text)}
    return "".join("着" if c == "著" and i not in kept else c for i, c in enumerate(text))


def unify(text: str) -> str:
    """``text`` with the ordinary character for each radical or compatibility ideograph drawn alike; the length stays.

    >>> unify("⼈⺠政府")
    '人民政府'
    """
    if not _LOOKALIKE.search(text):
        return text
    text = text.translate(_RADICALS)
    return _LOOKALIKE.sub(lambda m: unicodedata.normalize("NFKC", m.group()), text)


def simplify(text: str) -> str:
    """``text`` in simplified characters, of the same length, character for character."""
    if text.isascii():
        return text
    return _simplify_short(text) if len(text) <= _SHORT else _simplify(text)


def _simplify(text: str) -> str:
    text = unify(text)
    out = str(_converter().convert(text))
    if len(out) != len(text):
        out = "".join(map(_simplify_char, text))
    return _zhu_to_zhe(out.translate(_VARIANTS))


_simplify_short = lru_cache(maxsize=1 << 13)(_simplify)


def is_traditional(text: str) -> bool:
    """Whether ``text`` holds characters that the simplified script writes otherwise."""
    return simplify(text) != unify(text)


def fold(text: str) -> str:
    """``text`` for comparison: NFKC, simplified, without white space, in lower case. Offsets are lost."""
    return re.sub(r"\s+", "", simplify(unicodedata.normalize("NFKC", text))).lower()
