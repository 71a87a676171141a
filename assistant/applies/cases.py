"""A particular question of somebody who says who he is: the clause that fits him, with the branch that holds for him.

我妈83岁, 补几块: of 80周岁以上…4元 and 60至79周岁…6元 the first is read out. Whether a question tells a case is read
by case_questions.py, which branch of a sentence holds by branches.py. Knows nothing of lists of what applies
(checklist.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answers.dealt import asks_behind
from assistant.answers.intervals import amounts
from assistant.answers.portions import Portion, portion_for, portions, same_points
from assistant.answers.ranking import LIKELIEST, Scored
from assistant.answers.render import Composed, Draft, Span, plain
from assistant.answers.statements import Statement, flat
from assistant.answers.stretches import untitled
from assistant.answers.units import fits_unit
from assistant.answers.verdicts import has_exception
from assistant.applies.branches import Branch, Branches
from assistant.applies.case_questions import KINDS, topic_of
from assistant.applies.conditions import Measure, facts, matches
from assistant.applies.definitions import Named
from assistant.applies.profile import Profile, about_thing, profile_of
from assistant.understand.asker import Concern
from assistant.understand.question import Query
from assistant.understand.words import coverage, segment
from corpus.types import Clause

POOL = 120  # sentences that are looked at
UNITS = 8  # clauses that are looked at, besides those with a threshold for the asker's figures
CASE_LONG = 420  # characters read out
# what a clause's score gains: a threshold met, the document's own name for the asker, an addressee who is he
SCALE = 0.4
MET, NAMED, ADDRESSED, OTHERS = 0.9, 0.4, 0.35, -0.4
TOPIC = 1.5  # how fast that counts with the share of the question's topic that the clause says
_EACH_PART = re.compile("的部分")  # what is paid for a part of an amount is paid for each part below it too
LIKELY = 0.85  # share of the best sentence's score that the clause needs
# share of the question's words that a clause must say that fits him, and one that fits in nothing
FITTING_WHOLE = 0.3
SAID = 0.6  # share of a word that a clause must write to speak of it
RELATED = 0.35  # share of the best sentence's value from which another one of the clause is read out too
# the judge's logit of another clause from which on it overrules the chosen one, where that reads by so much less
OVERRULES, FARTHER = 1.5, 1.5
# clauses that fit about as well as the best one, so many of them: what a unit of the judge's logit is worth among them
ABOUT_AS_WELL, RIVALS, HEARD = 0.9, 3, 0.1
READ = 3  # statements of each of them that the judge reads
NOTHING = -1.0  # below it the judge finds no answer in the chosen clause
# value of a branch that holds, a figure asked for, the sentence next to it
HOLDS, FIGURE, BESIDE = 1.0, 0.5, 0.4
_GRADE_ASKED = re.compile(
    r"(?:算|属于?|评|定|是|够|划)(?:得上|为|成|到|作)?(?:个)?(?:什么|哪一?个?|啥|第?几)(?:等|级|档|类|型|水平|层)"
)
_TIERS = re.compile("突破|达到|超过|超|破|以上|档")
_BOUND_ASKED = re.compile("(?:[最至]少|最低|起码|[最至]多|顶多|最[长短])[^，,。；;？?]{0,4}(?:几|多少)个?")
_WHAT_AM_I = re.compile("算(?!力|法)|属于|是不是|算不算|够不够|规模")
_HOPED = re.compile(r"免费|无偿|减税|免税|贴息")
_FOR_WHOM = re.compile(r"^[【\[]?(?:支持|奖励|补贴|补助|扶持|资助|适用|享受)(?:对象|范围|主体)")
_ON_CONDITION = re.compile(r"^[【\[]?申报(?:条件|要求)")
_OFFICE = re.compile(r"^[【\[]?(?:责任|牵头|主管|实施|配合|主办|受理)(?:单位|部门)|^[（(][^（）()]*[）)]$")


_UNIT_SAID = re.compile("[年月周日天时岁只头人名家户件台辆元分亩米吨升%]")


@dataclass(frozen=True, slots=True)
class _Fit:
    """What a clause is to the asker."""

    score: float
    best: Scored
    unit: Clause
    statements: tuple[Statement, ...]
    decided: bool  # some branch, name or addressee was told apart
    portion: tuple[Statement, Portion] | None  # the asker's own of several figures
    shut: bool = False  # figures keep the asker out, and nothing lets him in


class Cases(Branches):
    """Answers to somebody's own case."""

    def case(self, query: Query) -> Composed | None:
        """The answer for the asker's own case; None where nothing told decides between branches."""
        if query.kind not in KINDS or query.refs or len(query.regions) > 1:
            return None
        profile = profile_of(self.lexicon, query)
        if profile.foreign:
            return None
        # 才开三天，规定最少开几天: the bound is what is asked, and keeps nobody out
        profile = replace(profile, facts=tuple(f for f in profile.facts if not asks_bound(query.text, f)))
        doc_ids = self.scope(query) or profile.doc_ids
        ranked = [s for s in self.ranker.rank(query, doc_ids, k=POOL) if not s.statement.heading]
        if query.concern is Concern.NONE and ranked and self._states(query, ranked[0].statement):
            return None  # 满分100分怎么构成: the figure is the text's own
        tops = self._tops(profile, ranked)
        names = {
            d: self.applicability.names(profile, [c for c in self.index.tree if c.doc_id == d])
            for d in dict.fromkeys(s.statement.clause.doc_id for s in tops)
        }
        fits = [f for best in tops if (f := self._fit(query, profile, names, best, ranked)) is not None]
        defining = {n.statement.unit.clause_id for ns in names.values() for n in ns}
        if not _WHAT_AM_I.search(query.text):
            # what a name means is said beside the rule that uses it
            fits = [f for f in fits if f.unit.clause_id not in defining] or fits
        chosen = self._likeliest_fit(query, [f for f in fits if f.decided])
        if chosen is None or chosen.score < LIKELY * max(s.score for s in ranked):
            return None
        fitter = chosen.shut and any(f.score > chosen.score for f in fits)
        if fitter and self._fit_logit(query, chosen, READ) < OVERRULES:
            return None  # 未经备案的不计入: what a sum told in passing shuts out is not what is asked
        if (best := self._read_by_judge(query, profile, ranked)) is not None:
            heard = self._fit_logit(query, chosen)
            if heard < NOTHING and not chosen.portion:
                return None
            unit = best.statement.unit.clause_id
            if (best.logit or 0.0) >= max(OVERRULES, heard + FARTHER) and unit != chosen.unit.clause_id:
                # the judge finds the answer elsewhere and not in the chosen clause: who asks decides no more
                chosen = next((f for f in fits if f.decided and f.unit.clause_id == unit), None)
                if chosen is None:
                    return None
        draft = self._say_case(query, profile, names.get(chosen.unit.doc_id, ()), chosen)
        if query.around and not query.doc_ids:
            self.note_around(draft, query)
        looked = (chosen.best.statement.clause, *(s.statement.clause for s in ranked))
        told = flat("".join(text for text, _ in draft.sentences))
        # only where what is for others is gone from a sentence are its amounts the asker's
        parted = any(
            (flat(self.text_of(s)).rstrip("。；;") not in told or _EACH_PART.search(self.text_of(s)))
            and any(b.match for b in self.branches(profile, (), s))
            for s in chosen.statements
        )
        return Composed("answered", draft, tuple(dict.fromkeys(looked)), parted=parted)

    def let_in(self, query: Query, ranked: Sequence[Scored]) -> list[Scored]:
        """The statements, one whose figures keep the asker out exchanged for its fellow that lets him in.

        设备投资两千两百万: 1000万元至3000万元的 and not 3000万元至1亿元的, however the words of both are the same.
        """
        told = facts(query.text)
        out: list[Scored] = []
        for n, scored in enumerate(ranked):
            fellow = self._fellow_let_in(told, scored.statement) if told and n < LIKELIEST else None
            if fellow is not None:
                scored = replace(scored, statement=fellow)
            if not any(s.statement == scored.statement for s in out[:LIKELIEST]):
                out.append(scored)
        return out

    def _fellow_let_in(self, told: Sequence[Measure], statement: Statement) -> Statement | None:
        """The item or row beside a statement's own that lets the figures told in, where its own keeps them out."""
        parent = self.index.tree.parent(statement.clause)
        if parent is None or not self._keeps_out(told, statement):
            return None
        beside = [c for c in self.index.tree.children(parent) if c.kind == statement.clause.kind]
        # of a table of fines the rows for the same offence
        beside = [t.row for t in self.tiers.of(statement.clause)] or beside
        said = (s for c in beside for s in self.ranker.book.of(c) if not s.heading)
        return next((s for s in said if any(m.met for m in self.held(told, s))), None)

    def _likeliest_fit(self, query: Query, fits: Sequence[_Fit]) -> _Fit | None:
        """The clause that fits best; of several that fit about as well the one that the judge hears more of the answer in."""
        best = max((f.score for f in fits), default=0.0)
        rivals = sorted((f for f in fits if f.score >= ABOUT_AS_WELL * best), key=lambda f: -f.score)[:RIVALS]
        if len(rivals) < 2:
            return rivals[0] if rivals else None
        heard = [self._fit_logit(query, f, READ) for f in rivals]
        return max(zip(rivals, heard, strict=True), key=lambda r: r[0].score + HEARD * r[1])[0]

    def _read_by_judge(self, query: Query, profile: Profile, ranked: Sequence[Scored]) -> Scored | None:
        """The likeliest statement where the judge was asked and it answers, or the judge finds no answer in any.

        One whose figures keep the asker out is passed over for one that lets him in.
        """
        judged = self.judging.judged(query, ranked)
        best = next(
            (s for s in judged if not self._keeps_out(profile.facts, s.statement)), next(iter(judged), None)
        )
        if best is None or best.logit is None:
            return None
        return best if best.logit < NOTHING or self.supported(query, best) else None

    def _keeps_out(self, told: Sequence[Measure], statement: Statement) -> bool:
        """Whether a statement's figures are for others than the asker: 100万元至500万元的 where he spent 800万."""
        held = self.held(told, statement)
        return bool(held) and not any(m.met for m in held)

    def _fit_logit(self, query: Query, fit: _Fit, read: int = LIKELIEST) -> float:
        """The highest logit of a clause's statements, so many of them read."""
        own = dict.fromkeys([fit.best.statement, *fit.statements])
        return max(self.judging.heard(query.text, list(own)[:read]) or [0.0])

    def _states(self, query: Query, statement: Statement) -> bool:
        """Whether a statement states the very figure a question tells, and bounds nobody by it."""
        told = {(q.low, q.unit) for q in query.claims if q.unit}
        stated = {(q.low, q.unit) for q in statement.quantities}
        return bool(told & stated) and not matches(facts(query.text), statement.text)

    def _tops(self, profile: Profile, ranked: Sequence[Scored]) -> list[Scored]:
        """The best statement of each of the first clauses, and of those with a threshold for the figures told."""
        best: dict[str, Scored] = {}
        for scored in ranked:
            unit = scored.statement.unit.clause_id
            if unit in best:
                continue
            if len(best) < UNITS or any(m.met for m in self.held(profile.facts, scored.statement)):
                best[unit] = scored
        return list(best.values())

    def _fit(
        self,
        query: Query,
        profile: Profile,
        names: dict[str, tuple[Named, ...]],
        best: Scored,
        ranked: Sequence[Scored],
    ) -> _Fit | None:
        unit = best.statement.unit
        statements = tuple(
            s
            for c in (unit, *self.index.tree.descendants(unit))
            for s in self.ranker.book.of(c)
            if not s.heading and not _OFFICE.match(s.text)
        )
        if unit.row or not statements:
            return None
        held = [m for s in statements for m in self.held(profile.facts, s)]
        named = [n for n in names.get(unit.doc_id, ()) if any(n.term in s.text for s in statements)]
        ours, others = self._addressed(profile, unit)
        evidence = 0.0
        if any(m.met for m in held):
            evidence += MET
            if _GRADE_ASKED.search(query.text) and len(held) > 2:
                evidence += SCALE  # 85分算什么等次: a scale, and the step of it
        if any(n.is_his for n in named):
            evidence += NAMED
        if ours:
            evidence += ADDRESSED
        elif others and not held and not named:
            evidence += OTHERS
        told = evidence > 0 and best.whole >= FITTING_WHOLE and self._on_subject(query, profile, unit)
        mine = [s for s in ranked if s.statement.unit.clause_id == unit.clause_id]
        if query.unit and not any(fits_unit(query.unit, s) for s in statements):
            return None
        if not told and not any(self.supported(query, s, beside=True) for s in mine[:3]):
            return None
        portion = self._own_portion(query, profile, statements)
        decided = bool(held or named or portion) or (ours and others)
        # what fits the asker tells as much as the clause says of the question
        said = coverage(topic_of(query), self.ranker.book.text_of(unit) + best.statement.context)
        weight = min(1.0, TOPIC * said) if evidence > 0 else 1.0
        shut = bool(held) and evidence <= 0 and not (portion or named)
        return _Fit(best.score + evidence * weight, best, unit, statements, decided, portion, shut)

    def _on_subject(self, query: Query, profile: Profile, unit: Clause) -> bool:
        """Whether a clause says anything of what is asked besides who asks: the thing decides, not the asker."""
        subject = about_thing(topic_of(query), profile)
        # not what the whole document is called
        titles = flat("".join(c.title for c in (unit, *self.index.tree.ancestors(unit))))
        text = self.ranker.book.text_of(unit) + titles
        return not subject or any(w.said_in(text) >= SAID for w in subject)

    def _addressed(self, profile: Profile, unit: Clause) -> tuple[bool, bool]:
        """(some sentence of a clause is for the asker in particular, some is for others)."""
        ours = others = False
        for part in (unit, *self.index.tree.descendants(unit)):
            for is_his, generic in self.applicability.verdicts(profile, part):
                ours |= is_his and not generic
                others |= not is_his
        return ours, others

    def _say_case(self, query: Query, profile: Profile, names: Sequence[Named], fit: _Fit) -> Draft:
        draft = Draft()
        read = self._read(query, profile, names, fit)
        defining = any(n.statement.unit == fit.unit for n in names)
        dealt: list[Statement] = []
        if fit.portion:
            statement, portion = fit.portion
            if portion.where and _is_told(query.text, portion.member):
                # 【支持对象】…2亿元、6亿元…【支持标准】分别…: list and figures of the others say nothing more of his
                listing = fit.statements[fit.statements.index(statement) - portion.where]
                rest = self.text_of(statement)[portion.end :].strip("。；; ")
                dealt = [listing] if rest else [listing, statement]
            spans = [self.span_of(s) for s in (statement, *(s for s in dealt if s != statement))]
            draft.say(f"{plain(portion.member)}{plain(portion.said)}", *spans)
        used = 0
        where = self.where(query, self.index.documents[fit.unit.doc_id])
        # 水面1000平方米以上的游泳场: an item alone is no rule
        stem = self.stem(read[0][0].clause) if read and not defining else None
        if stem is not None and all(stem != statement for statement, _ in read):
            draft.say(where + untitled(plain(self.text_of(stem))).rstrip("：:"), self.span_of(stem))
            where = ""
        for statement, left in [] if defining else read:
            if statement in dealt:
                continue  # the figures of the others
            below = self._part_read(statement, read)
            if "row" in below:
                continue  # a row says its own with its heads
            stretches = self.stretches(statement, left, alone=bool(below))
            text = "，".join(t for t, _ in stretches)
            if not text or (used and used + len(text) > CASE_LONG):
                continue
            used += len(text)
            draft.say(where + text, *(span for _, span in stretches))
            where = ""
        if not read and not fit.portion:
            self._say_not(draft, profile, fit)
        self._say_names(draft, names, fit)
        left = [b for _, branches in read for b in branches]
        told = not defining and not fit.portion
        for match in dict.fromkeys(b.match for b in left if b.match and told):
            draft.note(f"您说的“{match.fact.text}”在“{match.threshold.text}”之内")
        self._note_open(draft, query, fit)
        return draft

    def _part_read(self, opening: Statement, read: Sequence[tuple[Statement, list[Branch]]]) -> set[str]:
        """The kinds of the items and rows of the list that a sentence opens in which a figure told holds: only they are read."""
        below = {c.clause_id for c in self.index.tree.descendants(opening.clause)}
        return {
            s.clause.kind for s, left in read if s.clause.clause_id in below and any(b.match for b in left)
        }

    def _read(
        self, query: Query, profile: Profile, names: Sequence[Named], fit: _Fit
    ) -> list[tuple[Statement, list[Branch]]]:
        """What of a clause is read out: what holds for the asker first, then what it stands on."""
        parted: list[tuple[Statement, list[Branch]]] = []
        for statement in fit.statements:
            parted.append(
                (statement, self.branches(profile, names, statement, parted[-1][1] if parted else ()))
            )
        decided = any(b.holds for _, branches in parted for b in branches)
        holding = {s.clause.clause_id for s, branches in parted if any(b.holds for b in branches)}
        words = {id(s): coverage(query.words, s.text + s.context) for s in fit.statements}
        top = max(words.values(), default=0.0) or 1.0
        valued: list[tuple[float, Statement, list[Branch]]] = []
        for statement, branches in parted:
            # for others only where something is for the asker, or a figure says so
            left = [
                b
                for b in branches
                if b.holds is not False
                or not (decided or b.by_figure)
                # 须满1年，但…不受此限: what keeps him out may leave him out of its rule
                or has_exception(_around(statement.text, b))
            ]
            if not left:
                continue
            value = words[id(statement)] / top + (HOLDS if any(b.holds for b in left) else 0.0)
            if _FOR_WHOM.match(statement.text) or _ON_CONDITION.match(statement.text):
                value -= FIGURE
            elif query.unit and fits_unit(query.unit, statement) and statement.quantities:
                value += FIGURE
            if statement.clause.clause_id in holding:
                # 【支持标准】 says one thing in several sentences
                value += HOLDS if statement.clause.label.startswith("【") else BESIDE
            valued.append((value, statement, left))
        out = [s for s, branches in parted if any(b.holds is False and b.by_figure for b in branches)]
        if out and not decided:
            left_in = [s for _, s, _ in valued if s not in out]
            said = max((words[id(s)] for s in left_in), default=0.0)
            binding = [s for s in out if self._bounds_told(profile, s) and words[id(s)] >= said]
            # what is left says nothing without the part that is for others, or says no more of the question
            stated = any(flat(f.text) in s.text for f in profile.facts for s in left_in)  # 限养一只
            # 成立六年的能补多少: the rule for all, where more is given to whom the figure lets in
            whether = not (query.asks_figure or query.unit)
            if not any(s.quantities for s in left_in) or (binding and whether and not stated):
                return []
        best = max((v for v, _, _ in valued), default=0.0)
        kept = [(s, left) for v, s, left in valued if v >= RELATED * best]
        return sorted(kept, key=lambda c: (not any(b.holds for b in c[1]), c[0].start))

    def _bounds_told(self, profile: Profile, statement: Statement) -> bool:
        """Whether a statement bounds a figure told in its own unit: 不超过58周岁, of 60岁, and not 15年以上, of 一天多."""
        held = self.held(profile.facts, statement)
        return any(not m.met and _unit_of(m.fact.text) == _unit_of(m.threshold.text) for m in held)

    def _own_portion(
        self, query: Query, profile: Profile, statements: Sequence[Statement]
    ) -> tuple[Statement, Portion] | None:
        """四级 of 三级、四级、五级…分别给予10万元、20万元、30万元: the asker's own figure, by name or by tier."""
        for n, statement in enumerate(statements):
            before = [self.text_of(s) for s in reversed(statements[:n])]
            shared = portions(self.text_of(statement), before, every=True)
            if len(shared) < 2 or not shared[0].listed_apart:
                continue
            if asks_behind(query, statement.text, shared[0].figure.text):
                continue
            if len({p.start for p in shared}) > 1:
                # two lists: the name alone tells of which
                if portion := portion_for(query.topic, shared):
                    return statement, portion
                continue
            if tier := _tier(profile, shared, "".join(s.text for s in statements)):
                return statement, tier
            said = [p for p in shared if _says(query.text, p.member)]
            if len(said) == 1:
                return statement, said[0]
            if portion := portion_for(query.topic, shared):
                return statement, portion
        return None

    def _say_not(self, draft: Draft, profile: Profile, fit: _Fit) -> None:
        """Nothing of the clause holds for the asker: which figure keeps him out."""
        for statement in fit.statements:
            for match in self.held(profile.facts, statement):
                if not match.met:
                    text = untitled(plain(self.text_of(statement))).rstrip("。；;")
                    binds = re.search("应当|必须|不得", statement.text)
                    so = "这一条对您不适用" if binds else "不符合这一条的条件"
                    draft.say(
                        f"您说的“{match.fact.text}”不在“{match.threshold.text}”之内，{so}：{text}",
                        self.span_of(statement),
                    )
                    return
        statement = fit.best.statement
        draft.say(untitled(plain(self.text_of(statement))), self.span_of(statement))

    def _say_names(self, draft: Draft, names: Sequence[Named], fit: _Fit) -> None:
        """Which of the document's names is the asker's, and by which size."""
        for name in names:
            if name.is_his and any(name.term in s.text for s in fit.statements):
                proof = self.index.documents[name.proof.doc_id].text[name.proof.start : name.proof.end]
                words = re.sub(r"^[（(].{1,3}[）)]", "", plain(proof)).rstrip("；;。")
                reached = "未达到" if name.complement else "达到"
                draft.say(
                    f"{reached}“{words}”，按{self.renderer.place(name.statement.clause)}属于“{name.term}”",
                    Span(name.proof, name.proof.start, name.proof.end),
                )

    def _note_open(self, draft: Draft, query: Query, fit: _Fit) -> None:
        """What the asker has to look at besides, and what he hopes for and the clause does not say."""
        said = [span for _, spans in draft.sentences for span in spans]
        for statement in fit.statements:
            if _ON_CONDITION.match(statement.text) and not any(
                span.start <= statement.start < span.end for span in said
            ):
                draft.note(f"还要看{untitled(plain(self.text_of(statement))).rstrip('。')}")
        text = self.ranker.book.text_of(fit.unit)
        for word in _HOPED.findall(query.text):
            if word not in text:
                draft.note(f"所引条款没有写“{word}”")


def asks_bound(text: str, fact: Measure) -> bool:
    """Whether a question asks what bounds the very thing that a figure told counts."""
    unit = re.sub(r"^[\d.一二两三四五六七八九十百千万亿半几多来个]+", "", fact.text)
    return bool(
        unit and _BOUND_ASKED.search(text) and re.search(_BOUND_ASKED.pattern + re.escape(unit), text)
    )


def _unit_of(text: str) -> str:
    """The unit that a measure is written in, by its last character that is one; "" for none."""
    found = _UNIT_SAID.findall(text)
    return found[-1] if found else ""


def _around(text: str, branch: Branch) -> str:
    """What stands between semicolons around a branch."""
    start = max(text.rfind(mark, 0, branch.start + 1) for mark in "；;") + 1
    ends = [at for mark in "；;" if (at := text.find(mark, branch.end - 1)) >= 0]
    return text[start : min(ends, default=len(text))]


def _tier(profile: Profile, shared: Sequence[Portion], text: str) -> Portion | None:
    """The highest of several tiers that a figure told reaches: 6亿 of 1亿元、5亿元、10亿元."""
    if not _TIERS.search(text):
        return None
    tiers = [(next(iter(facts(p.member)), None), p) for p in shared]
    found: list[Portion] = []
    for fact in profile.facts:
        reached = [
            (tier.low, n, p)
            for n, (tier, p) in enumerate(tiers)
            if tier and tier.low is not None and tier.dimension == fact.dimension and fact.low is not None
            if tier.low <= fact.low
        ]
        if reached and all(tier and tier.dimension == fact.dimension for tier, _ in tiers):
            found.append(max(reached)[2])
    # 先破10亿又破50亿: which of two tiers holds is said by another sentence
    return found[0] if found and all(p == found[0] for p in found) else None


def _is_told(question: str, member: str) -> bool:
    """Whether a portion's amount is the very one told (破6亿 of 6亿元), and not only the tier that it falls into."""
    own = [a for a in amounts(member) if a.point is not None]
    return not own or bool(same_points(own, amounts(question)))


def _says(question: str, member: str) -> bool:
    """Whether a question names a member of a list: 四级, 本科 of 本科及以上."""
    words = [w for w, _ in segment(flat(member)) if len(w) > 1 and w not in ("以上", "以下", "以内")]
    return flat(member) in question or any(w in question for w in words)
