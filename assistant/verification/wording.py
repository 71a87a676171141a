"""The words of a sentence against the clauses it cites: names, labels, places, departments, negation, scope.

Knows nothing of numbers (figures.py) and of how a draft is cut into sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.verification.amounts import Match, Part
from assistant.verification.claims import Sentence
from assistant.verification.closed_words import (
    ANTONYMS,
    BODY_END_RE,
    DUTY_NAMES_RE,
    GLUE,
    GUARDED_RE,
    META_RE,
    NEGATION_RE,
    ORDER_RE,
    SOFT_RE,
    STRONG_NEGATION_RE,
)
from assistant.verification.figures import Asked
from assistant.verification.grounds import CitedClause, bigrams, norm
from corpus.departments import names
from corpus.gazetteer import Region, gazetteer
from corpus.numerals import CHINESE_NUMERAL, parse_ordinal

_TITLE_RE = re.compile(r"《((?:[^《》]|《[^《》]*》)*)》")
_QUOTE_RE = re.compile(r"“([^“”]*)”|「([^「」]*)」|『([^『』]*)』|\"([^\"]*)\"")
_NUMERAL = rf"(?:\d+|[{CHINESE_NUMERAL}]+)"
_LABEL_RE = re.compile(
    rf"(?P<box>专栏)\s*(?P<b>{_NUMERAL})|第(?P<n>{_NUMERAL})(?P<kind>[项条款章节编])(?!目)"
    rf"|\((?P<a>{_NUMERAL})\)|(?:^|(?<=[^\w]))(?P<c>[一二三四五六七八九十]{{1,3}})、"
)
_KINDS = {
    "项": ("row", "box_item", "item", "subitem", "subparagraph"),
    "条": ("article",),
    "款": ("paragraph",),
    "章": ("chapter",),
    "节": ("section",),
    "编": ("part",),
}
# 全省, 我市: the place is the document's own
_HOME = {
    "全省": "省级", "我省": "省级", "本省": "省级", "该省": "省级",
    "全市": "市级", "我市": "市级", "本市": "市级", "该市": "市级",
    "全县": "县级", "我县": "县级", "全区": "县级", "我国": "国家级",
}  # fmt: skip
_HOME_RE = re.compile("|".join(_HOME))
_ATTRIBUTE_RE = re.compile(
    r"(?P<no>不是|并非|非|而非|不属于|不为)?(?:一项|一个)?(?P<word>约束性|预期性|指导性)"
)
# 规定西安市 names no 定西
_VERB_END_RE = re.compile(r"(?<=[规确设制指稳约认限商决])定(?=西)")
_BLANK = "\0"
_LOOSE_SHARE = 0.06  # lone characters that stand nowhere: tolerated up to this share of a sentence


def masked(text: str) -> str:
    """A normalised stretch with 《titles》 and clause labels blanked out, length kept."""
    for pattern in (_TITLE_RE, _LABEL_RE):
        text = pattern.sub(lambda m: _BLANK * len(m.group()), text)
    return text


def own_regions(text: str, grounds: Sequence[CitedClause]) -> list[tuple[int, Region]]:
    """The places a (normalised) text speaks about, with positions.

    A place inside a longer name of the cited clauses (陕西质量奖) is part of that name, one right before a place
    that lies in it (陕西省西安市) only leads there.
    """
    found: list[tuple[int, int, Region]] = []
    text = _VERB_END_RE.sub(_BLANK, text)
    for m in gazetteer().mentions(text):
        around = [text[m.start - 2 : m.end]] if m.start >= 2 else []
        around += [text[m.start : m.end + 2]] if m.end + 2 <= len(text) else []
        if any(a in g.text for a in around for g in grounds):
            continue
        homes = [g.region for g in grounds]
        region = next((r for r in m.regions if r in homes), m.regions[0])
        found.append((m.start, m.end, region))
    for h in _HOME_RE.finditer(text):
        for g in grounds:
            if g.region is not None and _is_home(h.group(), g.region):
                found.append((h.start(), h.end(), g.region))
                break
    found.sort(key=lambda f: f[0])
    out = []
    for i, (start, end, region) in enumerate(found):
        follows = found[i + 1] if i + 1 < len(found) else None
        if follows and follows[0] == end and region != follows[2] and region.contains(follows[2]):
            continue
        out.append((start, region))
    return out


def _is_home(word: str, region: Region) -> bool:
    return _HOME[word] == region.level or (_HOME[word] == "市级" and region.name.endswith("市"))


def content_left(text: str) -> str:
    """The first run of two or more letters of a text that is no glue; empty where there is none."""
    return next(iter(_runs(text, [False] * len(text))[0]), "")


def _runs(text: str, covered: list[bool]) -> tuple[list[str], int]:
    """The runs of letters neither covered nor glue, and the number of single ones."""
    done = covered.copy()
    for word in GLUE:
        at = text.find(word)
        while at >= 0:
            done[at : at + len(word)] = [True] * len(word)
            at = text.find(word, at + 1)
    runs, single, run = [], 0, ""
    for i, c in enumerate([*text, " "]):
        if c.isalpha() and not done[i]:
            run += c
            continue
        if len(run) >= 2:
            runs.append(run)
        elif run:
            single += 1
        run = ""
    return runs, single


class WordCheck:
    """One sentence's words. ``parts`` are its stretches as FigureCheck saw them."""

    def __init__(
        self, parts: Sequence[Part], sentence: Sentence, matches: Sequence[Match], question: Asked
    ) -> None:
        self.parts = parts
        self.sentence = sentence
        self.matches = matches
        self.question = question
        self.whole = [s.text for s in sentence.stretches if re.search(r"\w", s.text)]

    def run(self) -> str | None:
        """The reason why a word fails, None where all stand."""
        for n, part in enumerate(self.parts):
            said = "\n".join(g.text for g in part.grounds)
            around = "\n".join(g.around for g in part.grounds)
            marks = "".join(f"【{g.number}】" for g in part.grounds)
            reason = (
                self._quotes(self.whole[n], said, around, marks)
                or self._titles(self.whole[n], part.grounds, said, marks)
                or self._labels(self.whole[n], part.grounds, said, marks)
                or self._places(part, marks)
                or self._departments(part, said, around, marks)
                or self._attribute(n, part, said, marks)
                or self._guarded(part.text, said, marks)
                or self._negation(part.text, said, marks)
                or self._turned(part.text, said, marks)
                or self._unknown(part, said + "\n" + around, marks)
            )
            if reason:
                return reason
        return None

    @staticmethod
    def _quotes(text: str, said: str, around: str, marks: str) -> str | None:
        for m in _QUOTE_RE.finditer(text):
            quote = next(g for g in m.groups() if g is not None)
            for piece in re.split(r"(?:…|\.{3})+", quote):
                bare = piece.strip(",。;、:")
                if bare and bare not in said and bare not in around:
                    return f"引文“{bare[:20]}”与{marks}原文不符"
        return None

    @staticmethod
    def _titles(text: str, grounds: Sequence[CitedClause], said: str, marks: str) -> str | None:
        for m in _TITLE_RE.finditer(text):
            pieces = [p for p in re.split(r"(?:…|\.{3})+", m[1].translate(_FLAT_TITLE)) if p]
            sources = [norm(g.document.title).translate(_FLAT_TITLE) for g in grounds]
            sources.append(said.translate(_FLAT_TITLE))
            if not any(_in_order(pieces, s) for s in sources):
                return f"《{m[1][:30]}》不是{marks}所在的文件"
        return None

    @staticmethod
    def _labels(text: str, grounds: Sequence[CitedClause], said: str, marks: str) -> str | None:
        for m in _LABEL_RE.finditer(_TITLE_RE.sub(lambda t: _BLANK * len(t.group()), text)):
            numeral = m["b"] or m["n"] or m["a"] or m["c"]
            number = parse_ordinal(numeral)
            kinds: tuple[str, ...] = ("article", "item", "subitem")
            if m["box"]:
                kinds = ("box",)
            elif m["kind"]:
                kinds = _KINDS[m["kind"]]
            elif m["c"]:
                kinds = ("chapter",)
            if m["a"] and not re.search(rf"[{CHINESE_NUMERAL}\d]", numeral):
                continue
            if any((k, number) in g.numbers for g in grounds for k in kinds):
                continue
            if m.group() not in said:
                return f"“{m.group()}”不是{marks}的条款号"
        return None

    @staticmethod
    def _places(part: Part, marks: str) -> str | None:
        homes = [g.region for g in part.grounds]
        if any(h is None for h in homes):
            return None
        for _, region in part.regions:
            if region not in homes:
                return f"“{region.name}”不是{marks}所说的地区"
        for h in _HOME_RE.finditer(part.text):
            if not any(
                (home and _is_home(h.group(), home)) or h.group() in g.text
                for home, g in zip(homes, part.grounds, strict=True)
            ):
                return f"“{h.group()}”与{marks}的地区不符"
        return None

    @staticmethod
    def _departments(part: Part, said: str, around: str, marks: str) -> str | None:
        text = part.text
        for m in BODY_END_RE.finditer(text):
            head = re.search(r"[^\W\d_]{1,2}$", text[: m.start()])
            if head is None:
                continue
            name = head.group() + m.group()
            if inner := re.search(r"[省市区县国州][^省市区县国州]?$", head.group()):
                name = inner.group() + m.group()
            elif head.start() and text[head.start() - 1] in "省市区县国州":
                name = text[head.start() - 1] + name
            if name not in said and name not in around:
                return f"“{name}”不见于{marks}的责任单位"
        for m in DUTY_NAMES_RE.finditer(text):
            for name in names(m[1]):
                duties = "\n".join(g.duties for g in part.grounds)
                if BODY_END_RE.search(name[-4:]) and duties and name not in duties.split("\n"):
                    return f"“{name}”不是{marks}的责任单位"
        for m in re.finditer(r"([^\W\d_]{2,4})牵头(?!单位)", text):
            if not re.search(re.escape(m[1][-3:]) + r"[^。;()]{0,40}牵头", said):
                return f"{marks}没有写明由“{m[1]}”牵头"
        return None

    def _attribute(self, n: int, part: Part, said: str, marks: str) -> str | None:
        for m in _ATTRIBUTE_RE.finditer(part.text):
            figures = [k for k in self.matches if k.stretch == n]
            before = [k for k in figures if k.start < m.start()]
            rows = [k.fact.attribute for k in (before[-1:] or figures[:1])]
            if not rows:
                rows = [s.attribute for g in part.grounds for s in g.statements if s.attribute]
            if not rows or None in rows:
                if m["word"] in said and not m["no"]:
                    continue
                return f"{marks}没有写明“{m['word']}”"
            if m["no"] and m["word"] in rows:
                return f"属性与{marks}不符（原文：{rows[0]}）"
            if not m["no"] and any(r != m["word"] for r in rows):
                return f"属性与{marks}不符（原文：{rows[0]}）"
        return None

    @staticmethod
    def _guarded(text: str, said: str, marks: str) -> str | None:
        text = _ATTRIBUTE_RE.sub("", META_RE.sub("", text))
        for m in GUARDED_RE.finditer(text):
            word = m.group()
            if word == "每年" and "年均" in said:
                continue
            if word not in said:
                return f"“{word}”不见于{marks}"
            if word == "全覆盖":
                head = re.search(r"[^\W\d_]{0,2}$", text[: m.start()])
                if head and head.group() + word not in said:
                    return f"“{head.group()}{word}”不见于{marks}"
        return None

    def _negation(self, text: str, said: str, marks: str) -> str | None:
        text = _ATTRIBUTE_RE.sub("", META_RE.sub("", text))
        text = re.sub(r"不(?:得?低于|得?少于|小于|得?超过|得?高于|大于|仅|断|同)|而?不是(?=\0)", "", text)
        for m in NEGATION_RE.finditer(text):
            tail = re.match(r"[^\W\d_]{0,2}", text[m.end() :])
            if tail and m.group() + tail.group() in said:
                continue
            if m.group() in ("不是", "并非", "而非") and self._corrects(text[m.end() :]):
                continue
            return f"“{m.group()}{tail.group() if tail else ''}”不见于{marks}"
        return None

    def _corrects(self, rest: str) -> bool:
        """不是…: a figure, year or place that the question took for granted; figures.py has judged it."""
        denied = re.split(r"[,;。:(]|而是", rest)[0].strip("“”的")
        return bool(re.search(r"\d", denied)) and norm(denied) in self.question.text

    @staticmethod
    def _turned(text: str, said: str, marks: str) -> str | None:
        """Negations and softeners of the clause that the sentence has dropped; opposites it has put in."""
        for a, b in ANTONYMS:
            for word, other in ((a, b), (b, a)):
                if word in text and word not in said and other in said:
                    return f"“{word}”与{marks}相反（原文：{other}）"
        for m in STRONG_NEGATION_RE.finditer(said):
            tail = re.match(r"[^\W\d_]{4}", said[m.end() :])
            if not tail:
                continue
            at = text.find(tail.group())
            if at >= 0 and not NEGATION_RE.search(text[max(0, at - 4) : at]):
                return f"漏了{marks}中的“{m.group()}”"
        if order := ORDER_RE.search(text):
            for m in SOFT_RE.finditer(said):
                tail = re.match(r"[^\W\d_]{4}", said[m.end() :])
                at = text.find(tail.group()) if tail else -1
                if at >= 0 and not SOFT_RE.search(text[max(0, at - 4) : at]):
                    return f"{marks}写的是“{m.group()}”，不是“{order.group()}”"
        return None

    @staticmethod
    def _unknown(part: Part, known: str, marks: str) -> str | None:
        """Words that stand nowhere in the clause or around it."""
        text = part.text
        for m in re.finditer(r"[a-z]+", text):
            if m.group() not in known:
                return f"“{m.group()}”不见于{marks}"
        pairs = bigrams(known)
        covered = [not c.isalpha() or c.isascii() for c in text]
        for i in range(len(text) - 1):
            if text[i : i + 2] in pairs:
                covered[i] = covered[i + 1] = True
        for mention in gazetteer().mentions(text):  # judged by _places
            covered[mention.start : mention.end] = [True] * (mention.end - mention.start)
        for h in _HOME_RE.finditer(text):
            covered[h.start() : h.end()] = [True] * 2
        for a in _ATTRIBUTE_RE.finditer(text):
            covered[a.start() : a.end()] = [True] * (a.end() - a.start())
        covered = _cover_units(text, covered)
        runs, single = _runs(META_RE.sub(lambda m: _BLANK * len(m.group()), text), covered)
        if runs:
            return f"“{runs[0][:12]}”不见于{marks}"
        if single > max(1, _LOOSE_SHARE * len(text)):
            return f"用词多处不见于{marks}"
        return None


def _cover_units(text: str, covered: list[bool]) -> list[bool]:
    """Units and comparators beside a figure are judged by figures.py."""
    for m in re.finditer(r"\d(?:个百分点|百分点|[^\W\d_]{1,2}(?:以[上下内]|左右)|[^\W\d_])", text):
        covered[m.start() : m.end()] = [True] * (m.end() - m.start())
    return covered


_FLAT_TITLE = str.maketrans({"〈": "《", "〉": "》", " ": None})


def _in_order(pieces: Sequence[str], source: str) -> bool:
    at = 0
    for piece in pieces:
        at = source.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return bool(pieces)
