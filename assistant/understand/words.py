"""The words of a question that say what it is about, each with a weight, and how far a text says them.

Segmentation and parts of speech come from jieba. A word counts as said when it stands in the text, or when the
text writes out what it abbreviates (能耗 for 能源消耗, 规上 for 规模以上). Knows nothing of clauses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.understand.glossary import everyday, expand, terms
from corpus.numerals import parse_ordinal

# what a part of speech tells of a question's subject; the rest (pronouns, particles, numerals, measures) tells nothing
_SHARE = {
    "n": 1.0,
    "s": 0.4,
    "j": 1.0,
    "l": 0.9,
    "i": 0.9,
    "e": 1.0,
    "v": 0.65,
    "a": 0.45,
    "b": 0.5,
    "z": 0.4,
    "t": 0.3,
    "f": 0.2,
}
# nouns and verbs of asking: they frame a question about any policy
_FRAME = frozenset(
    (
        "时间点 年份 期限 台账 听说 据说 看到 摊子 摊事 事 事情 事儿 这块 那块 好处 安排 名字 样子 "
        "办法 规矩 讲究 章程 目标 指标 要求 规定 文件 政策 方案 意见 内容 情况 数量 水平 数字 数值 "
        "数据值 问题 条款 原文 依据 比例 比重 部分 方面 东西 时候 时间 说法 "
        "消费者 老板 同志 领导 客户 市民 群众 朋友 单位 部门 地方 提出 达到 做到 实现 "
        "里面 里头 算 基期 基期值 基数 起点 现状 现状值 "
        "提到 说 讲 问 想 知道 要 有 是 做 搞 弄 干 到 能 会 让 给 写 看 "
        "查 找 请 谢谢 办 去 来 用 叫 属于 包括 涉及 定 定为 提 列 明确 需要 "
        "应该 可以 现在 目前 到底 多少 打算 准备 预计 力争 争取 希望 定义 含义 "
        "概念 任务 人数 家数 个数 金额 总数 数目 义务 关于 意思 缩写 结尾 前言 "
        "程度 开头 最后 一共 总共 各自 分别 比较 打电话 点名 牵涉 牵涉到 老百姓 今年 "
        "明年 去年 以后 之前 之后 左右 以上 以下 个 家 项 名 人 哪些 什么 怎么 "
        "多久 第几 最长 最迟 最晚 才能 所有 各种 各类 一切 任何 各项"
    ).split()
)
_CJK = re.compile(r"[一-龥]")
_JOINED = "nvajg"  # parts of speech of single ideographs that may be a piece of a word
_APART = frozenset("内外前后上下中里间起止满时年月日天")  # tell where or when, and are no piece: 七天内退
_COINED = "vz"  # may be a verb as well: 奖补
_ABBREVIATION = re.compile(r"[一-龥]{2,5}")
_BETWEEN = 2  # ideographs between two characters of a word that is written out
_NUMERAL_LEAD = re.compile(r"([二三四五六七八九十]+)(?=[一-龥])")


@dataclass(frozen=True, slots=True)
class Word:
    """A content word. ``weight``: part of speech times rarity, ≥ 0."""

    text: str
    weight: float
    known: bool  # the corpus writes it (or what it abbreviates)
    forms: tuple[str, ...] = ()  # other ways to write it
    akin: tuple[tuple[str, float], ...] = ()  # words of like sense, each with how far it says this one
    named: bool = (
        False  # a name that the corpus puts in quotation marks: nothing else says it (质量贷, 质量升级贷款)
    )

    def said_in(self, text: str) -> float:
        """How far a (simplified, lower-case) text says it, in any of its forms."""
        if self.named:
            return 1.0 if self.text in text else 0.0
        best = said(self.text, text)
        for form in self.forms:
            if best >= 1.0:
                break
            best = max(best, said(form, text))
        for other, share in self.akin:
            if share > best and other in text:
                best = share
        return best


@lru_cache(maxsize=1)
def _tagger() -> Any:
    import logging

    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.ERROR)
    for term in terms():
        # what the glossary knows is one word, whatever stands around it (占比更高)
        if 2 <= len(term) <= 6 and all(map(_CJK.match, term)):
            jieba.add_word(term, freq=50_000, tag="n")
        elif "&" in term:
            for written in (term, term.upper()):
                jieba.add_word(written, freq=50_000, tag="eng")
    jieba.initialize()
    for term in everyday():
        if not jieba.dt.FREQ.get(term):
            jieba.add_word(term, tag="n")
    return jieba.posseg


def segment(text: str, guess: bool = False) -> list[tuple[str, str]]:
    """(word, part of speech in jieba's tags) of a simplified text, in order.

    :param guess: make words of what the dictionary does not know; 哪个局办 then has a word 局办.
    """
    return list(_segmented(text, guess))


@lru_cache(maxsize=4096)
def _segmented(text: str, guess: bool) -> tuple[tuple[str, str], ...]:
    """One question's words are asked for from many sides."""
    return tuple((pair.word, pair.flag) for pair in _tagger().cut(text, HMM=guess))


def is_word(text: str, least: int = 1) -> bool:
    """Whether the dictionary has it as one word, seen so often in its own counts."""
    _tagger()
    import jieba

    return bool(jieba.dt.FREQ.get(text, 0) >= least)


def content_words(
    text: str,
    rarity: Callable[[str], float],
    known: Callable[[str], bool],
    terms: Sequence[str] = (),
    coined: Callable[[str], bool] | None = None,
    names: Sequence[str] = (),
) -> tuple[Word, ...]:
    """The words of a topic with their weights, each once.

    :param rarity: word → 0 (everywhere in the corpus) .. 1 (rare or never).
    :param known: whether the corpus writes a word.
    :param terms: what the question puts in quotation marks; each counts as one word, and most.
    :param coined: whether two ideographs are one word of the corpus, though no dictionary's (困人, 黑飞).
    :param names: what the corpus puts in quotation marks; each counts as the terms do.
    """
    found: dict[str, Word] = {t: Word(t, 1.5, known(t), expand(t)) for t in terms}
    found |= {n: Word(n, 1.5, True, named=True) for n in names}
    for term in (*terms, *names):
        text = text.lower().replace(term, " ")
    for word, flag in _with_coined(segment(text), coined) if coined else segment(text):
        word = word.strip().lower()
        share = _SHARE.get(flag[:1], 0.0)
        if flag.startswith(("vn", "an")):
            share = 0.9
        if not word or not share or word in found or not re.search(r"\w", word) or word.isdigit():
            continue
        if word in _FRAME:
            share *= 0.1
        if len(word) == 1 and _CJK.match(word):
            share *= 0.3
        forms = expand(word)
        if (number := _NUMERAL_LEAD.match(word)) and (value := parse_ordinal(number[1])) is not None:
            forms = (*forms, f"{value}{word[number.end(1) :]}")  # 六大 and 6大
        # a long compound says as much as the words it is made of
        share *= 1 + 0.2 * max(0, len(word) - 2) if _CJK.match(word) else 1
        written = [f for f in forms if known(f)] if not known(word) else []
        # what the corpus writes otherwise is as rare as that
        rare = min(map(rarity, written), default=rarity(word))
        found[word] = Word(word, share * (0.25 + rare), known(word) or bool(written), forms)
    return tuple(found.values())


def _with_coined(words: Sequence[tuple[str, str]], coined: Callable[[str], bool]) -> list[tuple[str, str]]:
    """Words, those of one ideograph joined where the corpus writes each two of them as one word."""
    out: list[tuple[str, str]] = []
    for word, flag in words:
        before, kind = out[-1] if out else ("", "")
        alone = len(word) == 1 and _CJK.match(word) and flag[:1] in _JOINED
        joins = alone and (kind == _COINED or (len(before) == 1 and kind[:1] in _JOINED))
        apart = word in _APART or before[-1:] in _APART
        if joins and not apart and _CJK.match(before) and coined(before[-1] + word):
            out[-1] = (before + word, _COINED)
        else:
            out.append((word, flag))
    return out


def translated_words(
    pairs: list[tuple[str, tuple[str, ...]]], rarity: Callable[[str], float]
) -> tuple[Word, ...]:
    """Content words of an English question from (English, corpus words that may say it)."""
    return tuple(
        Word(english, 0.25 + min((rarity(f) for f in forms), default=0.45), bool(forms), forms)
        for english, forms in pairs
    )


def _spells_out(word: str, text: str) -> bool:
    """Whether a text that has all characters of a word has them in order, at most two ideographs between.

    A pattern says the same and takes a hundred times as long to make as this takes to look.
    """
    first, others = word[0], word[1:]
    ends = set()
    at = text.find(first)
    while at >= 0:
        ends.add(at)
        at = text.find(first, at + 1)
    for char in others:
        begun, ends = ends, set()
        for at in begun:
            for place in range(at + 1, min(at + _BETWEEN + 2, len(text))):
                if text[place] == char:
                    ends.add(place)
                if not "一" <= text[place] <= "龥":
                    break
        if not ends:
            return False
    return True


@lru_cache(maxsize=4096)
def is_spelled_out(word: str) -> bool:
    """Whether a text may write the word out: its characters in order, little between them."""
    return bool(_ABBREVIATION.fullmatch(word))


def is_partly_said(word: str) -> bool:
    """Whether a part of the word says something of it."""
    return len(word) >= 3 and bool(_CJK.match(word))


def said(word: str, text: str) -> float:
    """How far a (simplified, lower-case) text says a word: 1 whole, 0.9 written out, less for a part, 0 not."""
    if word in text:
        return 1.0
    for char in word:
        if char not in text:
            break
    else:
        if is_spelled_out(word) and _spells_out(word, text):
            return 0.9
    if pairs := _parts(word):
        hits = 0
        for pair in pairs:
            hits += pair in text
        return 0.8 * hits / len(pairs)
    return 0.0


@lru_cache(maxsize=4096)
def _parts(word: str) -> tuple[str, ...]:
    """The pairs of characters that say something of a word; none where only the whole does."""
    return tuple(word[i : i + 2] for i in range(len(word) - 1)) if is_partly_said(word) else ()


def coverage(words: tuple[Word, ...], text: str) -> float:
    """The share of the words' weight that a text says, 0..1; 0 for no words."""
    total = sum(w.weight for w in words)
    return sum(w.weight * w.said_in(text) for w in words) / total if total else 0.0


def spread(words: Sequence[str], text: str) -> int:
    """Characters of the shortest stretch of a text that says all these words; its whole length where one is missing."""
    places = [[m.start() for m in re.finditer(re.escape(w), text)] for w in words]
    if not all(places):
        return len(text)
    shortest = len(text)
    for first in (at for found in places for at in found):
        ends = [
            min((p + len(w) for p in found if p >= first), default=-1)
            for w, found in zip(words, places, strict=True)
        ]
        if min(ends) > 0:
            shortest = min(shortest, max(ends) - first)
    return shortest
