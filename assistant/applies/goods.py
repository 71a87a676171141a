"""What the documents say of the goods or works of somebody's trade, whoever the sentence is for.

A sentence that binds those who deal in the goods (不得, 先检后用) is a duty; one by which an authority watches over
them is its own work; any other only mentions them. Knows nothing of bodies that are addressed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answers.lookup import Lookup
from assistant.answers.statements import Statement, StatementBook
from assistant.applies.applicable import Applicable
from assistant.applies.profile import Profile
from assistant.understand.lexicon import Lexicon
from assistant.understand.words import segment
from corpus.address import Address, binds_handlers
from corpus.script import simplify
from corpus.types import Clause
from index.policy_index import PolicyIndex

# how seldom the corpus must write goods for a measure on them, or a mere mention, to tell something; 0..1
RARE, RARE_MENTION = 0.2, 0.35
_REGULATED = re.compile(
    r"监督抽查|抽检|监督检查|监督管理|监管(?!科学|平台|能力|机制|系统|体系|队伍|部门|机构|指挥)|监测|召回|追溯|准入|许可|进场验收|见证取样|先检后用|检疫|专项整治|全(?:生命周期|过程|链条)[^，；]{0,8}管|严格|不得|应当|必须|严控"
)
# a part of a measure whose addressee another part names
_PART = re.compile(
    r"^[【\[]?(?:支持|奖励|补贴|补助|扶持|资助)(?:标准|方式|额度)|^[【\[]?(?:申报(?:条件|材料|程序)|(?:责任|牵头|主管|实施)单位)"
)
# a sentence that is nothing but the brackets of 责任单位
_WHO_DOES_IT = re.compile(r"^[（(][^（）()]*(?:负责|落实|牵头|配合)[^（）()]*[）)]$")


class Goods:
    """Measures on goods over one index."""

    def __init__(self, index: PolicyIndex, lexicon: Lexicon, lookup: Lookup, book: StatementBook) -> None:
        self._index = index
        self._lexicon = lexicon
        self._lookup = lookup
        self._book = book

    def measures(
        self, profile: Profile, clauses: Sequence[Clause], for_others: Callable[[Statement], bool]
    ) -> list[Applicable]:
        """Measures on the goods or works of the profile's trade.

        :param for_others: whether a sentence names somebody in particular who is not the asker.
        """
        terms = [t for t in profile.terms if self._lexicon.rarity(t) >= RARE and not t.endswith("化")]
        # 平台要承担什么责任: what somebody is, is nothing that he deals in
        dealt = set(terms) - profile.bodies
        found = []
        for clause in clauses:
            if clause.kind in ("other", "row"):
                continue
            for statement in self._book.of(clause):
                said = [t for t in terms if _stands(t, statement.text)]
                if not dealt.intersection(said) or _PART.match(statement.text):
                    continue
                regulated = bool(_REGULATED.search(statement.text))
                if not regulated:
                    said = [t for t in said if self._lexicon.rarity(t) * (0.6 + 0.2 * len(t)) >= RARE_MENTION]
                if said and not statement.heading and not _WHO_DOES_IT.match(statement.text):
                    kind = self._kind(statement, regulated, for_others)
                    found.append(self._good(statement, said, len(terms), kind))
        return found

    def _kind(
        self, statement: Statement, regulated: bool, for_others: Callable[[Statement], bool]
    ) -> Address:
        if regulated and binds_handlers(statement.text):
            return Address.RELATED if for_others(statement) else Address.DUTY
        return Address.OFFICIAL if regulated else Address.RELATED

    def _good(self, statement: Statement, said: Sequence[str], of: int, kind: Address) -> Applicable:
        titled = any(t in statement.clause.title for t in said)
        text = self._index.documents[statement.clause.doc_id].text[statement.start : statement.end]
        return Applicable(
            statement.clause,
            statement.start,
            statement.end,
            _at(text, statement.start, said[0]),
            "、".join(said),
            kind,
            "",
            self._lookup.departments_of(statement.clause)[1],
            kind,
            (0.2 if kind is Address.RELATED else 0.4)
            + 0.25 * min(1.0, len(said) / min(of, 2))
            + (0.1 if titled else 0.0),
        )


def _stands(word: str, text: str) -> bool:
    """Whether a text writes a word as such: 化工, not the 化工 of 强化工程."""
    at = text.find(word)
    while at >= 0:
        left = max(0, at - 4)
        place = left
        for piece, _ in segment(text[left : at + len(word) + 4]):
            if place == at or (place < at and place + len(piece) >= at + len(word)):
                return True
            place += len(piece)
        at = text.find(word, at + 1)
    return False


def _at(text: str, start: int, word: str) -> int:
    """Where a (simplified) word stands in a source text that may break it across lines."""
    m = re.search(r"\s*".join(map(re.escape, word)), simplify(text))
    return start + m.start() if m else start
