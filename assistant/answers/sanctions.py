"""What breaking an article costs: the sentences that cite it (违反本办法第十六条…，处…罚款), both ways.

Knows nothing of questions.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property

from assistant.answers.statements import Statement, StatementBook
from corpus.numerals import parse_ordinal
from corpus.types import Clause
from index.policy_index import PolicyIndex

SANCTIONED = re.compile(r"罚款|处以|给予警告|责令|吊销|拘留|处分")
# what happens to one who does not do it
_CONSEQUENCE = re.compile(
    r"(?:会|要|得|将)?(?:怎么?样|咋样|怎么(?:罚|处罚|处理|处置)|咋(?:罚|处罚|处理)|(?:有|是|负|担|承担)?(?:什么|啥|哪些|何种)(?:法律)?(?:后果|处罚|下场|责任)|受到?(?:什么|啥)(?:处罚|处分))"
)
_BREACH = re.compile(
    r"不(?:够|足|到|按|报|交|建|办|设|做|配|遵守|符合|达标|合规|合格|执行|履行|整改|落实)|没(?:有)?(?!想|听|问)|未|达不到|违反|违规|超(?:过|出|标)|少于|低于"
)
_CITING = re.compile(
    r"第([〇零一二三四五六七八九十百千\d]+)条(?:第[一二三四五六七八九十\d]+款)?((?:[、和及]?第[一二三四五六七八九十\d]+项)*)"
)
_LEADS = re.compile(r"违反|未(?:按照|依照|遵守)|不符合|依照|按照")


def asks_consequence(question: str) -> bool:
    """Whether a question asks what comes of not doing what is demanded: 距离不够的话会咋样."""
    return bool(_CONSEQUENCE.search(question) and _BREACH.search(question))


class Sanctions:
    """The sanctions of one index's laws."""

    def __init__(self, index: PolicyIndex, book: StatementBook) -> None:
        self._tree = index.tree
        self._book = book

    def of(self, statement: Statement) -> list[Statement]:
        """The sentences about breaking what a statement of a law demands; [] for a sanction itself."""
        article = statement.unit
        if article.number is None or SANCTIONED.search(statement.text):
            return []
        item = statement.clause.number if statement.clause.kind == "subparagraph" else None
        return [
            sanction
            for items, sanction in self._table.get((article.doc_id, article.number), ())
            if not items or item is None or item in items
        ]

    def duties_of(self, statement: Statement) -> str:
        """The text of the articles that a sanction is for breaking; "" where it cites none."""
        if not SANCTIONED.search(statement.text):
            return ""
        articles = self._articles.get((statement.clause.doc_id, statement.start), ())
        return "".join(self._book.text_of(a) for a in articles)

    @cached_property
    def _table(self) -> dict[tuple[str, int], list[tuple[frozenset[int], Statement]]]:
        """(document, article) → the sanctions that cite it, each with the 项 it is limited to."""
        table: dict[tuple[str, int], list[tuple[frozenset[int], Statement]]] = defaultdict(list)
        for clause in self._tree:
            if clause.kind not in ("article", "paragraph", "subparagraph"):
                continue
            for statement in self._book.of(clause):
                if not SANCTIONED.search(statement.text):
                    continue
                for m in _CITING.finditer(statement.text):
                    number = parse_ordinal(m[1])
                    if number is None or not _LEADS.search(statement.text[: m.start()]):
                        continue
                    named = (parse_ordinal(d) for d in re.findall(r"第([^项]+)项", m[2] or ""))
                    items = frozenset(n for n in named if n is not None)
                    table[clause.doc_id, number].append((items, statement))
        return dict(table)

    @cached_property
    def _articles(self) -> dict[tuple[str, int], list[Clause]]:
        """(document, start of a sanction) → the articles it is for breaking."""
        articles = {
            (c.doc_id, c.number): c for c in self._tree if c.kind == "article" and c.number is not None
        }
        table: dict[tuple[str, int], list[Clause]] = defaultdict(list)
        for (doc_id, number), sanctions in self._table.items():
            if (article := articles.get((doc_id, number))) is not None:
                for _, statement in sanctions:
                    table[doc_id, statement.start].append(article)
        return dict(table)
