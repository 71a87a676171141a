"""Which clauses apply to whom: the addressees of the documents that bind in a place, matched to a profile.

A clause counts as applying where its addressee's trade, role and size are the profile's; where one fact is
not known, it is 可能相关 and the fact is named. Knows nothing of wording an answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.answers.actors import actors
from assistant.answers.lookup import Lookup
from assistant.answers.statements import Statement, StatementBook, flat
from assistant.applies.conditions import matches, thresholds
from assistant.applies.definitions import Named, named_by, thresholded
from assistant.applies.profile import Profile
from assistant.understand.lexicon import Lexicon
from assistant.understand.words import Word, coverage, segment
from corpus.addressees import Address, Addressee, addressees
from corpus.script import simplify
from corpus.types import Clause
from index.policy_index import PolicyIndex
from index.types import Filters

SURE = 0.66  # share of an addressee's words that the profile must say
MAYBE = 0.45  # ... to be possibly meant
# how seldom the corpus must write goods for a measure on them, or a mere mention, to tell something; 0..1
RARE, RARE_MENTION = 0.2, 0.35
LARGE = 3000  # clauses that bind; beyond, only what the search finds is looked at
FOUND = 200
SCALE = "是否达到“"
GENERIC = 0.3  # score of a measure for all 企业; every particular one ranks above
_TRADING = frozenset({"企业", "机构", "店", "平台"})
# heads that tell the trade themselves
_KINDRED = re.compile(r"药店|药房|超市|商场|饭店|餐馆|银行|医院|保险公司|农场")
_ENTERPRISE = frozenset({"企业", "店", "平台"})
# heads of addressees → the bodies they may mean; a head that is not here means bodies called just that
_HEADS = (
    (re.compile(r"合作社|农场"), frozenset({"合作社", "农户"})),
    (re.compile(r"协会|商会|学会|联盟|社会组织|社会团体|消费者组织"), frozenset({"协会"})),
    (re.compile(r"院校|高校|学校|中小学"), frozenset({"院校"})),
    (re.compile(r"院所|研究院"), frozenset({"院所"})),
    (re.compile(r"园区|集聚区|聚集区"), frozenset({"园区"})),
    (re.compile(r"店|超市|商场|餐馆"), frozenset({"店"})),
    (re.compile(r"医院|银行|保险公司"), frozenset({"机构"})),
    (re.compile(r"平台"), frozenset({"平台", "企业"})),
    (re.compile(r"个人|从业人员|人才|老年人|毕业生|劳动者|^消费者"), frozenset({"个人"})),
    (re.compile(r"农户|养.{1,2}户|种植户"), frozenset({"农户", "合作社", "个人"})),
    (re.compile(r"养.{1,2}场|养殖小区"), frozenset({"企业", "农户", "合作社"})),
    (re.compile(r"食堂"), frozenset({"院校", "机构", "企业"})),
    (re.compile(r"机构|医院|银行|保险公司"), frozenset({"机构"})),
    (re.compile(r"主体|经营者|生产者|销售者|提供者|工商户|个体户"), _ENTERPRISE | {"合作社", "机构", "农户"}),
    (re.compile(r"单位"), _ENTERPRISE | {"机构", "院所", "院校"}),
    (re.compile(r"企业|公司|商$"), _ENTERPRISE | {"机构"}),
)
_REGULATED = re.compile(
    r"监督抽查|抽检|监督检查|监督管理|监管(?!科学|平台|能力|机制|系统|体系|队伍|部门|机构|指挥)|监测|召回|追溯|准入|许可|进场验收|见证取样|先检后用|检疫|专项整治|全(?:生命周期|过程|链条)[^，；]{0,8}管|严格|不得|应当|必须|严控"
)
# what one has to have done or to be, in front of the body that is meant
_CONDITIONAL = re.compile(
    r"^(?P<cond>.*(?:获|取得|入选|入驻|新[增认设引评]|首次|租用|购买|实施|完成|通过|[一二三四五六七八九\dA]级|符合|达到|突破|参加|承担|使用|投保|签订|吸纳|招用|举办|建立|开展|认定|评为|列入|"
    r"超过|不少于|不低于|以上|以下|成立|注册|缴纳|承租|存在|发生|未|不|组织|共建|引进|年[产销营]).*)的(?P<noun>[^的]*)$"
)
_MUST = re.compile(r"[^，。；]{0,14}(?:应当|必须|不得|须|严禁)|(?:等[^，。；]{0,10})?应当")
_AIMS = re.compile(
    r"总体要求|指导思想|(?:基本|工作)?(?:思路|原则)|(?:主要|总体|行动|发展|工作)目标|总则$|附则$"
)
_PENAL = re.compile(r"法律责任|罚则|监督检查|监督管理$")
# a part of a measure whose addressee another part names
_PART = re.compile(
    r"^[【\[]?(?:支持|奖励|补贴|补助|扶持|资助)(?:标准|方式|额度)|^[【\[]?(?:申报(?:条件|材料|程序)|(?:责任|牵头|主管|实施)单位)"
)
COND_TOLD = 0.45  # share of the question's words that a condition says, to take it as told
# figures that a firm has of its own; a period of time or an amount may be anything's
_OWN_FIGURES = frozenset({"staff", "income", "capital", "founded", "area", "age"})
# a sentence that is nothing but the brackets of 责任单位
_WHO_DOES_IT = re.compile(r"^[（(][^（）()]*(?:负责|落实|牵头|配合)[^（）()]*[）)]$")
_SIZE_WORD = re.compile(r"^(?:全[省市国]|\d+(?:余)?[家个名户])+")
_ALL = re.compile(r"^[\W的]*$")


@dataclass(frozen=True, slots=True)
class Applicable:
    """A clause that applies (or may apply) to a profile. ``start``/``end``: its sentence in Document.text."""

    clause: Clause
    start: int
    end: int
    at: int  # where the sentence names it, offset into Document.text
    addressee: str  # as the text calls it; for a measure on goods, the goods
    kind: Address
    missing: str  # the fact that is missing to be sure; "" where none
    departments: tuple[str, ...]
    meant: Address  # what the sentence means for its addressee, whether or not a fact is missing
    score: float  # higher is better; comparable within one profile only
    generic: bool = False  # for every 企业, not for this kind in particular


class Applicability:
    """The addressees of one index, made when a clause is first looked at and kept."""

    def __init__(self, index: PolicyIndex, lexicon: Lexicon, lookup: Lookup, book: StatementBook) -> None:
        self._index = index
        self._lexicon = lexicon
        self._lookup = lookup
        self._book = book
        self._made: dict[str, tuple[Addressee, ...]] = {}  # by clause_id

    @cached_property
    def _clauses(self) -> dict[str, list[Clause]]:
        table: dict[str, list[Clause]] = {}
        for clause in self._index.tree:
            table.setdefault(clause.doc_id, []).append(clause)
        return table

    def addressees(self, clause: Clause) -> tuple[Addressee, ...]:
        """Everyone a clause's own text addresses, in reading order."""
        made = self._made.get(clause.clause_id)
        if made is None:
            document = self._index.documents[clause.doc_id]
            children = list(self._index.tree.children(clause))
            made = self._made[clause.clause_id] = tuple(addressees(document, clause, children))
        return made

    def _candidates(self, profile: Profile, search: str) -> dict[str, list[Clause]]:
        """doc_id → the clauses to look at."""
        table = {d: self._clauses.get(d, []) for d in profile.doc_ids}
        if sum(map(len, table.values())) <= LARGE:
            return table
        wanted = " ".join([search, *profile.terms, *profile.sizes, *profile.bodies]).strip()
        found = self._index.search(wanted, k=FOUND, filters=Filters(doc_ids=profile.doc_ids))
        near = {e.clause.clause_id for e in found}
        return {d: [c for c in clauses if c.clause_id in near] for d, clauses in table.items()}

    def applicable(
        self, profile: Profile, topic: Sequence[Word] = (), search: str = ""
    ) -> tuple[Applicable, ...]:
        """What applies to a profile, best first; one entry a sentence.

        :param topic: further words of the question (工程质量, 技改); they order, they do not exclude.
        :param search: what a corpus too large to be read through is searched for.
        """
        clauses = self._candidates(profile, search)
        best: dict[tuple[str, int], Applicable] = {}
        own = self._lexicon.docs_by_region.get(profile.place.name, ()) if profile.place else ()
        for rank, doc_id in enumerate(profile.doc_ids):
            weight = 1.0 - 0.04 * min(rank, 4)
            # what the whole document is about tells nothing of its clauses
            title = self._lexicon.titles[doc_id]
            subject = [w for w in topic if w.text not in title]
            for entry in [
                *self._addressed(profile, clauses[doc_id], topic),
                *self._goods(profile, clauses[doc_id]),
            ]:
                if profile.kinds and entry.kind not in (*profile.kinds, Address.RELATED):
                    continue
                score = (entry.score + 0.8 * self.about(subject, entry) + self._standing(entry)) * weight
                if profile.place and profile.place.level != "国家级" and doc_id not in own:
                    # a province's clause that names the asker's very city
                    sentence = flat(self._index.documents[doc_id].text[entry.start : entry.end])
                    score += 0.3 if profile.place.short in sentence else 0.0
                key = (entry.clause.clause_id, entry.start)
                if key not in best or score > best[key].score:
                    best[key] = replace(entry, score=score)
        order = {d: n for n, d in enumerate(profile.doc_ids)}
        return tuple(sorted(best.values(), key=lambda a: (-a.score, order[a.clause.doc_id], a.start)))

    def excluded(self, profile: Profile, topic: Sequence[Word], search: str = "") -> tuple[Applicable, ...]:
        """Duties on bodies of another size than the profile's that say the topic: 规上 for a firm that is 规下."""
        found = []
        for clauses in self._candidates(profile, search).values():
            for a in (a for c in clauses for a in self.addressees(c)):
                if (
                    a.address is not Address.DUTY
                    or not _ALL.match(a.modifiers)
                    or _size(profile, a)[0] is not None
                ):
                    continue
                entry = Applicable(a.clause, a.start, a.end, a.at, a.text, a.address, "", (), a.address, 0.0)
                about = self.about(topic, entry)
                if about >= SURE:
                    found.append(replace(entry, score=about))
        return tuple(found)

    def _standing(self, entry: Applicable) -> float:
        """What the place of a clause in its document takes from it: aims and penalties bind nobody first."""
        around = (entry.clause, *self._index.tree.ancestors(entry.clause))
        titles = [flat(c.title) for c in around]
        if any(_AIMS.search(t) for t in titles):
            return -0.5
        return -0.2 if any(_PENAL.search(t) for t in titles) else 0.0

    def about(self, topic: Sequence[Word], entry: Applicable) -> float:
        """How much of a topic an entry's sentence and its clause's heading say, 0..1; 0 for no topic."""
        if not topic:
            return 0.0
        text = self._index.documents[entry.clause.doc_id].text[entry.start : entry.end]
        return coverage(tuple(topic), flat(entry.clause.title) + flat(text))

    def verdicts(self, profile: Profile, clause: Clause) -> list[tuple[bool, bool]]:
        """(is the asker meant, is everybody meant) of every addressee of a clause's own sentences."""
        out = []
        for a in self.addressees(clause):
            judged = _judge(profile, a)
            named = bool(a.modifiers) or bool(a.sizes)
            if judged is not None and not (judged[1] and not judged[2]):
                out.append((True, judged[2] or not named))
            elif judged is None and named:
                out.append((False, False))
        return out

    def verdict(self, profile: Profile, statement: Statement, start: int, end: int) -> bool | None:
        """Whether a stretch of a sentence is for the asker in particular (True) or for others (False).

        :param start: and ``end``: of the stretch, offsets into the flat sentence.
        """
        text = self._index.documents[statement.clause.doc_id].text
        found: list[bool] = []
        for a in self.addressees(statement.clause):
            if a.start != statement.start:
                continue
            at = len(flat(text[a.start : a.at]))
            if not start <= at < end or not (a.modifiers or a.sizes):
                continue
            judged = _judge(profile, a)
            if judged is None:
                found.append(False)
            elif not judged[1] and not judged[2]:
                found.append(True)
        return any(found) if found else None

    def names(self, profile: Profile, clauses: Sequence[Clause]) -> tuple[Named, ...]:
        """What the documents call the asker by the figures he tells (养殖户: fewer than 五百头)."""
        return named_by(clauses, self._index.tree, self._book, profile.facts)

    def _addressed(
        self, profile: Profile, clauses: Sequence[Clause], topic: Sequence[Word]
    ) -> list[Applicable]:
        found = []
        named = self.names(profile, clauses)
        undecided = thresholded(clauses, self._index.tree, self._book) - {n.term for n in named}
        for a in (a for c in clauses for a in self.addressees(c)):
            judged = _judge(profile, a, topic)
            if names := [n for n in named if n.term in a.text or a.text in n.term]:
                # the document says itself whether the asker is meant
                longest = max(names, key=lambda n: len(n.term))
                judged = (0.9, "", False) if longest.is_his else None
            if judged is None or (profile.kinds and a.address not in (*profile.kinds, Address.RELATED)):
                continue
            score, missing, generic = judged
            condition = self._condition(profile, a)
            if condition is None:
                continue
            score, missing = score + condition[0] + self._manner(a), missing or condition[1]
            if not missing and any(t in a.text for t in undecided):
                missing = f"{SCALE}{next(t for t in undecided if t in a.text)}”的规模"
            # a size that the document sets for all its names puts nobody in doubt about whom it means
            kind = Address.RELATED if missing and not missing.startswith(SCALE) else a.address
            found.append(
                Applicable(
                    a.clause,
                    a.start,
                    a.end,
                    a.at,
                    a.text,
                    kind,
                    missing,
                    self._lookup.departments_of(a.clause)[1],
                    a.address,
                    score + (-0.2 if a.address is Address.RELATED else 0.1),
                    generic,
                )
            )
        return found

    def _manner(self, a: Addressee) -> float:
        """Who must do something is bound by it; whom a department watches over is only spoken of."""
        text = flat(self._index.documents[a.clause.doc_id].text[a.start : a.end])
        at = text.find(a.text)
        if at >= 0 and _MUST.match(text, at + len(a.text)):
            return 0.15
        return -0.2 if actors(text[: max(at, 0) + 1]) or actors(text[:40]) else 0.0

    def _condition(self, profile: Profile, a: Addressee) -> tuple[float, str] | None:
        """(what a threshold that is met adds, the fact that is missing for one) of the part that addresses somebody.

        None where the figures told contradict it: a firm of thirty and 从业人员超过一百人的.
        """
        document = self._index.documents[a.clause.doc_id]
        text = flat(document.text[a.start : a.end])
        at = len(flat(document.text[a.start : a.at]))
        start = max(text.rfind(mark, 0, at) for mark in "；。") + 1
        end = min((e for e in (text.find(mark, at) for mark in "；。") if e >= 0), default=len(text))
        part = text[start:end]
        held = matches(profile.facts, part)
        if any(m.met for m in held):
            return 0.3, ""
        if held:
            # of several thresholds in one sentence another part may hold (…的，…；…的，…)
            others = matches(profile.facts, text[end:])
            return (0.2, "") if any(m.met for m in others) else None
        for piece in re.split(r"[，,]", part):
            bounds = [t for t in thresholds(piece) if t.about in _OWN_FIGURES]
            if bounds and piece.endswith("的"):
                return 0.0, f"是否{piece.removesuffix('的')}"
        return 0.0, ""

    def _goods(self, profile: Profile, clauses: Sequence[Clause]) -> list[Applicable]:
        """Measures on the goods or works of the profile's trade, whoever they address."""
        terms = [t for t in profile.terms if self._lexicon.rarity(t) >= RARE and not t.endswith("化")]
        if not terms:
            return []
        found = []
        for clause in clauses:
            if clause.kind in ("other", "row"):
                continue
            for statement in self._book.of(clause):
                said = [t for t in terms if _stands(t, statement.text)]
                if not said or _PART.match(statement.text):
                    continue
                regulated = bool(_REGULATED.search(statement.text))
                if not regulated:
                    said = [t for t in said if self._lexicon.rarity(t) * (0.6 + 0.2 * len(t)) >= RARE_MENTION]
                if said and not statement.heading and not _WHO_DOES_IT.match(statement.text):
                    found.append(self._good(statement, said, len(terms)))
        return found

    def _good(self, statement: Statement, said: Sequence[str], of: int) -> Applicable:
        regulated = bool(_REGULATED.search(statement.text))
        titled = any(t in statement.clause.title for t in said)
        text = self._index.documents[statement.clause.doc_id].text[statement.start : statement.end]
        return Applicable(
            statement.clause,
            statement.start,
            statement.end,
            _at(text, statement.start, said[0]),
            "、".join(said),
            Address.DUTY if regulated else Address.RELATED,
            "",
            self._lookup.departments_of(statement.clause)[1],
            Address.DUTY if regulated else Address.RELATED,
            (0.4 if regulated else 0.2) + 0.25 * min(1.0, len(said) / min(of, 2)) + (0.1 if titled else 0.0),
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


def _judge(profile: Profile, a: Addressee, topic: Sequence[Word] = ()) -> tuple[float, str, bool] | None:
    """(score, missing fact, generic) of an addressee for a profile; None where it is someone else."""
    m = _CONDITIONAL.match(a.modifiers)
    if m is None or not a.head:
        return _judged(profile, a)
    # 首次突破1亿元的软件企业: a condition on somebody who is named behind it
    judged = _judged(profile, replace(a, modifiers=m["noun"]))
    if judged is None:
        return None
    score, missing, generic = judged
    told = coverage(tuple(topic), m["cond"]) >= COND_TOLD or any(
        h.met for h in matches(profile.facts, m["cond"])
    )
    if told:
        # the question says what the clause wants of its addressee, whoever that is
        return max(score, 0.5) + 0.25, missing, False
    own = any(t in m["cond"] for t in profile.terms)
    return score + (0.25 if own else 0.0), missing or f"是否{m['cond']}", generic and not own


def _judged(profile: Profile, a: Addressee) -> tuple[float, str, bool] | None:
    bodies = next((b for p, b in _HEADS if p.search(a.head)), frozenset({a.head}))
    own_head = bool(profile.bodies & bodies)
    size, missing = _size(profile, a)
    if size is None:
        return None
    if _ALL.match(a.modifiers) and not _KINDRED.search(a.head):
        if not own_head and (profile.bodies or bodies != _HEADS[-1][1]):
            return None
        if a.sizes:
            return (0.4 + size, missing, False)
        if a.head in ("企业", "单位", "主体", "公司", "企事业单位", "机构", "经营者"):
            return (GENERIC if "企业" in profile.bodies or not profile.bodies else GENERIC - 0.05, "", True)
        return (0.75, "", False)
    exact, broad = _cover(profile, a.modifiers + (a.head if _KINDRED.search(a.head) else ""))
    likeness = min(1.0, exact + broad)
    # a company that tests is a 检验检测机构, whatever it calls itself
    trading = bool(profile.bodies & _TRADING) and bool(bodies & _TRADING) and exact >= 0.5
    if not own_head and profile.bodies and not trading:
        return None
    if not exact and broad < SURE:
        return None
    if not exact and a.head in ("园区", "产业园区"):
        return None
    if likeness >= SURE and (exact >= 0.3 or broad >= SURE):
        # a name over many trades tells less than the trade's own
        own = 0.5 if exact else 0.3
        return (own + 0.6 * exact + 0.3 * broad + size, missing, False)
    if likeness >= MAYBE and exact:
        return (0.35 + 0.3 * likeness, f"是否属于“{a.text}”", False)
    return None


def _size(profile: Profile, a: Addressee) -> tuple[float | None, str]:
    """(what a matching size adds, the missing fact); (None, "") where the sizes contradict each other."""
    if not a.sizes:
        return 0.0, ""
    if a.sizes & profile.sizes:
        # 小微企业 speaks of a small firm more than 中小企业 does
        return (0.5 if a.sizes <= profile.sizes else 0.4), ""
    if "龙头" in a.sizes:
        return 0.0, "是否龙头骨干企业"
    told = profile.sizes - {"龙头"}
    if not told or (a.sizes <= {"规上", "规下"}) != bool(told & {"规上", "规下"}):
        # 规上 tells nothing of 大中小, nor the other way round
        if "个体" in told and "规上" in a.sizes:
            return None, ""
        return 0.0, f"是否{_SIZE_WORD.sub('', a.text)}"
    return None, ""


def _cover(profile: Profile, words: str) -> tuple[float, float]:
    """Shares of an addressee's words that the profile's own words and the umbrella names over them say."""
    words = re.sub(r"[\W的和及与等]", "", words)
    if not words:
        return 0.0, 0.0
    own = [False] * len(words)
    over = [False] * len(words)
    # 行业, 产业 fill up a name; alone they name nobody
    filling = (
        ("行业", "产业", "主体", "服务")
        if any(n in words for n in (*profile.terms, *profile.umbrella))
        else ()
    )
    for marks, names in ((own, profile.terms), (over, (*profile.umbrella, *filling))):
        for name in names:
            at = words.find(name)
            while at >= 0:
                marks[at : at + len(name)] = [True] * len(name)
                at = words.find(name, at + 1)
    exact = sum(own)
    broad = sum(o and not e for o, e in zip(over, own, strict=True))
    return exact / len(words), broad / len(words)
