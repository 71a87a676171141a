"""Training pairs from laws: a question or heading, the passage that answers it, one that does not.

They are what laws say about themselves: headings over articles, definitions, short names, who is in charge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from .data import Article


@dataclass(frozen=True, slots=True)
class Pair:
    """A question with a passage that answers it and one that does not."""

    query: str
    passage: str
    negative: str
    source: str


def squeeze(text: str) -> str:
    """``text`` as it is compared to find one article in two collections."""
    return squeeze_all(text)[:60]


def squeeze_all(text: str) -> str:
    """``text`` without blanks and punctuation."""
    return re.sub(r"[^\w]", "", text)


def passage_of(article: Article, styled: bool) -> str:
    """An article as the index writes it (title›chapter, then number and text), or its text alone."""
    if not styled:
        return article.text
    return "›".join([article.law, *article.headings]) + f"\n{article.number} {article.text}"


_CHARGE = re.compile(
    r"(?:^|[，。\n])([^，。；：、\n]{2,18}(?:部门|机关|机构|委员会|人民政府))(?:依法|统一|具体)?(?:负责|主管)(?!人)"
    r"(?:全国|本行政区域(?:内)?)?(?:的)?([^，。；：\n]{4,24})[，。；]"
)
_DEFINED = re.compile(r"本(?:法|条例|规定|办法)所称(?:的)?([^，。；：、]{2,14})，(?:是指|包括|是)")
_SHORT = re.compile(r"([^，。；：\n]{6,40})（以下(?:简称|统称|称)([^）“”]{2,16})）")

_TEMPLATES = {
    "charge": ("{0}归哪个部门管？", "谁负责{0}", "{0}由谁主管", "{0}的责任单位是哪家", "{0}这事找哪个部门"),
    "defined": ("什么是{0}？", "{0}是什么意思", "{0}的定义", "{0}包括哪些", "法律上{0}怎么界定"),
    "short": ("{0}是指什么", "{0}的全称是什么", "{0}指的是哪些"),
    "heading": ("{1}关于{0}的规定", "{1} {0}", "{0}有哪些要求", "{0}方面{1}怎么规定的"),
}


def law_pairs(articles: Sequence[Article], banned: set[str], limit: int, random: Random) -> Iterator[Pair]:
    """At most ``limit`` pairs a kind from the laws themselves; the negative is a neighbour in the same law.

    :param banned: squeezed texts of articles that may not be used (the kept part's gold).
    """
    usable = [a for a in articles if "国" in a.law and squeeze(a.text) not in banned and len(a.text) > 20]
    by_law: dict[str, list[Article]] = {}
    for article in usable:
        by_law.setdefault(article.law, []).append(article)
    for kind, found in _found(usable).items():
        for article, words in random.sample(found, min(limit, len(found))):
            short = article.law.removeprefix("中华人民共和国")
            near = [a for a in by_law[article.law] if a != article and words not in a.text]
            if kind == "heading":
                near = [a for a in near if a.headings != article.headings]
            if near:
                styled = random.random() < 0.5
                other = random.choice(near)
                if kind == "heading":
                    # it must not be found by reading it in the breadcrumb
                    article, other = replace(article, headings=()), replace(other, headings=())
                yield Pair(
                    random.choice(_TEMPLATES[kind]).format(words, short),
                    passage_of(article, styled),
                    passage_of(other, styled),
                    kind,
                )


def _found(articles: Sequence[Article]) -> dict[str, list[tuple[Article, str]]]:
    found: dict[str, list[tuple[Article, str]]] = {kind: [] for kind in _TEMPLATES}
    for article in articles:
        if match := _CHARGE.search(article.text):
            found["charge"].append((article, match[2]))
        if match := _DEFINED.search(article.text):
            found["defined"].append((article, match[1]))
        if match := _SHORT.search(article.text):
            # both ways: asked by the short name, or told the full one
            found["short"].append((article, match[2]))
        if article.headings:
            words = article.headings[-1].split(" ", 1)[-1].replace("　", "")
            if len(words) > 3 and words not in ("法律责任", "一般规定"):
                found["heading"].append((article, words))
    return found


def sentence_pairs(
    articles: Sequence[Article], banned: set[str], limit: int, random: Random
) -> Iterator[Pair]:
    """At most ``limit`` pairs of a sentence and the rest of its article: same matter, other words."""
    usable = [a for a in articles if squeeze(a.text) not in banned]
    random.shuffle(usable)
    made = 0
    for article, other in zip(usable, reversed(usable), strict=True):
        sentences = [s for s in re.split(r"(?<=[。；])|\n", article.text) if 12 <= len(s) <= 60]
        if len(sentences) < 2 or other.law == article.law:
            continue
        query = random.choice(sentences)
        rest = replace(article, text=article.text.replace(query, "", 1).strip())
        if len(rest.text) < 40:
            continue
        styled = random.random() < 0.5
        yield Pair(
            query.rstrip("。；"),
            passage_of(rest, styled),
            passage_of(other, styled),
            "sentence",
        )
        made += 1
        if made == limit:
            return
