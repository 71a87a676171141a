"""The assistant: question and history in, verified answer out. Ties the rooms together; decides nothing itself."""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Iterator, Sequence, Set
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from assistant.answers.lookup import Lookup
from assistant.answers.ranking import Ranker
from assistant.answers.render import Composed, Draft, Renderer, book_marks, titled
from assistant.answers.series import of_other_member
from assistant.answers.subjects import counts_another
from assistant.chosen import Chosen, Heard
from assistant.compose import Composer
from assistant.conversation.compound import split
from assistant.conversation.dialogue import Dialogue
from assistant.conversation.heed import EXCHANGED, Added, heeds, told_instead
from assistant.conversation.other_matter import of_other_matter
from assistant.conversation.parts import content
from assistant.conversation.trailing import without_trail
from assistant.conversation.years import as_dated
from assistant.model.writer import loses, strays, unseen_year
from assistant.picked import Picked
from assistant.reckoned import Reckoned
from assistant.second_look import SecondLook
from assistant.several import Several, in_turn
from assistant.told_elsewhere import ToldElsewhere
from assistant.told_parts import Asked
from assistant.types import Answer, Citation, Turn
from assistant.understand.asker import Concern, only_tells_self
from assistant.understand.contexts import flat
from assistant.understand.courtesy import core
from assistant.understand.lexicon import Lexicon
from assistant.understand.phrasing import as_question
from assistant.understand.plainly import written_out
from assistant.understand.question import Kind, Query, Understander, check_question
from corpus.errors import InputError
from corpus.script import simplify
from corpus.types import Clause
from index.policy_index import PolicyIndex
from index.rewriter import make_rewriter
from index.types import Evidence
from index.verifier import make_verifier

if TYPE_CHECKING:
    from assistant.model.writer import Writer
    from assistant.verification.grounds import CitedClause
    from assistant.verification.verify import Kept, Removed

ANSWERERS = ("extractive", "llm")
# kinds a model may word; lists, departments and checks of a premise are exact as they are
WORDED = frozenset({Kind.INDICATOR, Kind.FACT, Kind.DEFINITION, Kind.COMPARE})

_HELP_ASKED = re.compile("扶持|支持|优惠|好处|补贴|补助|奖励")
_HELP_TOLD = re.compile("支持|鼓励|扶持|补贴|奖励|补助|优惠|资助|减免|激励|帮扶|免费|奖补")
FOR_THEM = "有哪些要求和支持"  # what somebody wants to know who only says who they are
READINGS = 5  # other readings of a follow-up that are tried
# the judge's logit from which on one of them has its answer: one that says what the follow-up adds, and any
SURE_READING, PLAIN_READING = 2.0, 4.0
LEAD = 3.0  # by so much another reading's answer has to be better where the rules are mostly right
FEW = 2  # words of weight of a message that says nothing beside its question
BESIDE = 0.0  # ... on what is said beside the question before, by itself
SUPPOSED = 3.0  # ... on the answer to what happens otherwise, together with the question before


def today() -> date:
    """The day answers are given on; POLICY_TODAY (ISO) sets it for tests and replays."""
    fixed = os.environ.get("POLICY_TODAY")
    try:
        return date.fromisoformat(fixed) if fixed else date.today()
    except ValueError as error:
        raise InputError(f"POLICY_TODAY={fixed!r}: expected a date like 2026-01-31") from error


class Assistant:
    """Answers questions over one opened index. Holds no conversation: history comes with each question."""

    def __init__(self, index: PolicyIndex, *, answerer: str = "extractive", day: date | None = None) -> None:
        self.index = index
        self.answerer = answerer
        self.lexicon = Lexicon(index)
        self.understander = Understander(self.lexicon)
        self.dialogue = Dialogue(self.lexicon, self.understander)
        self.lookup = Lookup(index, self.lexicon)
        self.renderer = Renderer(index.documents, index.tree, day or today())
        stale = frozenset(d for d, document in index.documents.items() if self.renderer.expired(document))
        self.ranker = Ranker(index, stale)
        self.composer = Composer(index, self.lexicon, self.lookup, self.ranker, self.renderer)
        self.several = Several(self.composer, self._alone, self._answer)
        verifier = make_verifier(index.settings)
        self.chosen = Chosen(
            make_rewriter(index.settings),
            verifier,
            index.judge,
            lambda q: self._asked(self._plain(q), ()),
            self._told,
            self.lexicon.knows,
        )
        self.reckoned = Reckoned(self.composer)
        self.picked = Picked(self.composer, lambda q: self._asked(self._plain(q), ()))
        self.second_look = SecondLook(self.composer, verifier, self._told)
        self.told_elsewhere = ToldElsewhere(self.composer, verifier)

    @classmethod
    def open(cls, store: Path | str | None = None, answerer: str = "extractive") -> Assistant:
        """Open the store (default: the settings' one).

        :raises StoreError: the store is missing, corrupt or foreign.
        """
        from index.settings import Settings

        path = Path(store) if store is not None else Settings.from_env().store
        return cls(PolicyIndex.open(path), answerer=answerer)

    def warm(self) -> None:
        """Loads what is loaded when first needed: the index's models, and those that follow-ups are read with."""
        self.index.warm()
        self.chosen.warm()

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The answer to a question.

        :raises QuestionError: the question is empty, overlong or has no words.
        """
        for piece in self.stream(question, history):
            if isinstance(piece, Answer):
                return piece
        raise AssertionError("a stream ends with its Answer")

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[str | Answer]:
        """Pieces of the answer's text as they come, the whole Answer last; the Answer holds, not the pieces.

        With a model the pieces are its sentences, each already checked against the clause it cites.

        :raises QuestionError: the question is empty, overlong or has no words.
        """
        begun = perf_counter()
        asked = self._read(question, history)
        answer = self._answer(question, asked)
        composed_at = perf_counter()
        if self.answerer == "llm" and asked.answered and asked.kinds <= WORDED:
            # 没有查到浙江省的这一项, 浙江省最高: computed here, and nobody else's to word or to leave out
            own = tuple(said.rstrip("。") for said, spans in asked.composed.draft.sentences if not spans)
            answer = yield from self._worded(answer, own)
        else:
            yield from (s for s in re.findall(r"[^。]*。|[^。]+$", answer.text) if s)
        ended = perf_counter()
        yield replace(
            answer,
            timing_ms={
                "understand": (asked.understood - begun) * 1000,
                "answer": (composed_at - asked.understood) * 1000,
                "wording": (ended - composed_at) * 1000,
                "total": (ended - begun) * 1000,
            },
        )

    def _read(self, question: str, history: Sequence[Turn]) -> Asked:
        """A message of a talk understood and its answer drafted; a follow-up in the reading that is answered best."""
        plain = self._plain(question)
        if only_tells_self(simplify(plain)) and not self._adds_who(history):
            # nothing is asked but what there is for them
            return self._asked(f"{plain.rstrip('。！! ')}，{FOR_THEM}", ())
        turns = [replace(t, question=self._plain(t.question)) for t in history]
        plain = without_trail(simplify(plain)) if turns else plain
        if picked := self.picked.at(plain, turns):
            return picked
        bare = self.dialogue.without_asides(plain) if turns else plain
        read = self._as_read(bare, bare if bare != plain else question, history, turns)
        if bare != plain:
            whole = self._as_read(plain, question, history, turns)
            read = self.chosen.better([*(t.question for t in history), question], read, whole)
            bare = plain if read is whole else bare
        if not turns:
            return read
        plain = bare
        read = self.told_elsewhere.at(plain, turns, read)
        in_scope = read if len(read.kinds) > 1 else self._in_scope(read, plain, turns)
        return self.reckoned.at(plain, turns, in_scope)

    def _as_read(self, plain: str, question: str, history: Sequence[Turn], turns: Sequence[Turn]) -> Asked:
        """A message in the reading that is answered best.

        :param turns: the talk with its messages as they are mostly written.
        """
        if turns and (alone := self._asked_alone(plain, turns[-1])):
            return self._asked(alone, ())
        asked = self._asked(plain, turns)
        if len(asked.kinds) > 1:
            return asked  # what is asked in parts is told in parts
        if not turns:
            return self.second_look.at(asked)
        doubt = self.dialogue.doubt(plain, turns, asked.standalone, answered=asked.answered)
        if doubt is None:
            # what the rules alone can read, and take for a question of its own
            return self.second_look.at(asked) if asked.standalone == plain else asked
        heard = Heard(
            messages=[*(t.question for t in history), question],
            asked_before=[t.answer.standalone_question for t in history],
            plain=plain,
            leans=doubt.leans,
            lead=LEAD if asked.answered and doubt.exact else 0.0,
        )
        places = {self._place(c.doc_id) for t in turns for c in t.answer.citations}
        places |= {r.name for t in turns for r in self.understander.understand(t.question).regions}
        # 药企在陕西有啥要求 names who and where
        names = asked.query.regions or asked.query.concern is not Concern.NONE
        lone = doubt.leans and asked.answered and asked.standalone == plain and not names
        none = replace(asked, composed=self.composer.refuse(asked.query)) if lone else None
        best = self.chosen.best(heard, asked, lambda other: self._fits(other, plain, turns, places), none)
        bare = doubt.leans or (doubt.little and best.standalone == plain)
        return best if bare else self.second_look.at(best)

    def _asked_alone(self, plain: str, last: Turn) -> str:
        """What a message asks that has no part in what was talked of; "" where it may have one.

        那计量呢, after what is said of another matter: the question asked of it, where a clause is headed so.
        西安的保障措施有哪些: what a place's document as a whole has.
        """
        now = self.understander.understand(plain)
        before = self.understander.understand(last.answer.standalone_question)
        if not (now.regions or now.years or now.departments or now.level or now.refs):
            made = of_other_matter(simplify(plain), before.text, self.composer.unscoped(before))
            if made and self.composer.under_heading(self.understander.understand(made)):
                return made
        whole = (now.regions or now.named_docs) and before.concern is Concern.NONE
        return plain if whole and self.composer.outline(now) is not None else ""

    def _in_scope(self, asked: Asked, plain: str, history: Sequence[Turn]) -> Asked:
        """An answer out of other documents than those talked of: what these say, else that it is another one's.

        A figure of theirs is not told; the refusal points to it.
        """
        scoped = self.dialogue.in_scope(plain, asked.standalone, history) if asked.answered else None
        if scoped is None:
            return asked
        cited = asked.composed.draft.clauses()
        own = self.understander.understand(scoped)
        if not cited or not own.doc_ids:
            return asked
        named = {m.regions[0].name for t in history for m in self.lexicon.mentions(simplify(t.question))}
        if {self._place(c.doc_id) for c in cited} & (named - {r.name for r in own.regions}):
            return asked  # of another place that was spoken of, too
        again = self._alone(scoped, ())
        if again.answered:
            return again
        if {c.doc_id for c in cited} & set(own.doc_ids):
            return asked
        titles = "、".join(titled(self.index.documents[d].title) for d in own.named_docs)
        # a year in a title is a number that no cited clause has
        named_so = "这里谈的文件" if re.search(r"\d", titles) else titles
        whose = named_so or f"{self.composer.names(own.regions)}的文件"
        if asked.query.asks_figure or asked.query.unit:
            # another place's figure is not told to a message that names none
            saying = f"{whose}里没有查到这一项，写有它的是别处的文件"
            refused = self.composer.refuse(own, saying=saying, nearest=cited[0])
            return replace(asked, composed=refused)
        asked.composed.draft.sentences.insert(0, (f"{whose}里没有查到，以下出自别处的文件", ()))
        return asked

    def _adds_who(self, history: Sequence[Turn]) -> bool:
        """Whether the talk was of what holds for somebody, so that who asks is told to it (我们是高校, after 能报吗)."""
        if not history:
            return False
        last = self.understander.understand(history[-1].answer.standalone_question)
        return last.concern is not Concern.NONE or last.kind is Kind.CHECK

    def _fits(self, other: Asked, plain: str, history: Sequence[Turn], talked_of: Set[str]) -> bool:
        """Whether another reading's answer is of a place that was talked of or is named, and heeds a message of few words."""
        named = other.query.regions or other.query.named_docs or other.query.level
        places = {self._place(c.doc_id) for c in other.composed.draft.clauses()}
        if not named and talked_of and not places & talked_of:
            return False
        if len(content(simplify(plain))) > FEW:
            return True
        added = self.dialogue.added(plain, other.standalone)
        return self._heeds(added, plain, other.query, other.composed, history)

    def _plain(self, question: str) -> str:
        """What a message asks, with places, years and words of asking as they are mostly written; as typed where that is so.

        :raises QuestionError: see ``check_question``.
        """
        asked = core(check_question(question))
        simplified = simplify(asked)
        plain = self.lexicon.bare_places(written_out(as_question(simplified)))
        return asked if plain == simplified else plain

    def _asked(self, question: str, history: Sequence[Turn]) -> Asked:
        """A question understood and its answer drafted; one that asks several things is answered part by part."""
        if again := self.dialogue.once_more(question, history):
            return self._asked(*again)
        parts = split(simplify(question), talk=bool(history))
        cases = () if parts else in_turn(simplify(question))
        # a part that names no place is about the one that another part names, and that is not here
        if (parts or cases) and not self.understander.understand(question).absent:
            ask = self.several.answer if parts else self.several.one_by_one
            return ask(question, parts or cases, history)
        if there := self.dialogue.of_another(question):
            told, then = there
            first = self._alone(told, history)
            return self._alone(then, (*history, Turn(told, self._answer(told, first))))
        asked = self._alone(question, history)
        if not asked.answered:
            asked = self._without_asides(question, history, asked)
        self.composer.leave_out(asked.query, asked.composed)
        return asked

    def _without_asides(self, question: str, history: Sequence[Turn], asked: Asked) -> Asked:
        """The answer to what is left of a message that says something beside its question, where it answers the whole too.

        :param asked: the whole, to which no answer was found.
        """
        messages = [(question, history)]
        if asked.standalone != question:
            messages.append((asked.standalone, ()))  # what was said beside the question before
        for message, before in messages:
            for aside, rest in self.dialogue.asides(message, told=bool(before)):
                again = self._alone(rest, before)
                whole = self.understander.understand(f"{aside}，{again.standalone}")
                cited = again.composed.draft.clauses()
                if again.answered and self.composer.judging.vouches(whole, cited, least=SURE_READING):
                    return again
        return asked

    def _alone(
        self, question: str, history: Sequence[Turn], before: Query | None = None, *, own: bool = False
    ) -> Asked:
        """One question: what follows up on the turns before is read with them.

        :param before: the question asked with it in one breath, whose subject it is about.
        :param own: it names its own subject; the place and document are that question's.
        """
        standalone = (
            self.dialogue.about(before, question, own=own)
            if before
            else self.dialogue.standalone(question, history)
        )
        query = self.understander.understand(standalone)
        if history:
            query = replace(query, raw=as_dated(query.raw, question, history))
        understood = perf_counter()
        composed = self.composer.compose(query)
        added = self.dialogue.added(question, standalone)
        if (
            composed.outcome == "answered"
            and history
            and not self._heeds(added, question, query, composed, history)
        ):
            composed = self.composer.refuse(query)
        if composed.outcome == "answered" and history:
            told = flat(self.renderer.finish(composed.draft)[0])
            if of_other_member(flat(simplify(question)), told):
                composed = self.composer.refuse(query)  # 县级的也有吧, and the text tells of 市级
        retried = composed.outcome == "refused" and bool(history) and not before
        found = self.dialogue.row_beside(question, history, own=retried) if history and not before else None
        if found and found[0] not in composed.draft.clauses():
            standalone = found[1] or standalone
            query = self.understander.understand(standalone)
            composed = self.composer.row_told(found[0], query)
        elif retried and (again := self._read_again(question, history, standalone)):
            standalone, query, composed = again
        return Asked(standalone, query, composed, understood, frozenset({query.kind}))

    def _read_again(
        self, question: str, history: Sequence[Turn], first: str
    ) -> tuple[str, Query, Composed] | None:
        """Another reading of a follow-up that has an answer which surely is one; None where there is none.

        :param first: the reading that had none.
        """
        strays = self.dialogue.strays(question)
        readings = self.dialogue.readings(question, history, first, of_clause=not strays)
        for standalone in islice(readings, READINGS):
            query = self.understander.understand(standalone)
            composed = self.composer.compose(query)
            if composed.outcome != "answered" or composed.draft.lacking:
                continue
            if self.composer.lacking(query, composed) is not None:
                continue  # 现在是多少, and the row before is a target
            text, _ = self.renderer.finish(composed.draft)
            cited = composed.draft.clauses()
            if of_other_member(flat(simplify(question)), flat(text)):
                continue  # 市级的呢, and the text tells of 国家级 and 省级
            if _HELP_ASKED.search(question) and not _HELP_TOLD.search(text):
                continue  # 有扶持没有, and the clause only watches over them
            if counts_another(first, flat(text), ""):
                continue  # 几个产业计量测试中心, and the text counts others
            # 我在高新区，轮得到我吗: what was told may be all that is said of it
            of_mine = query.concern is Concern.CASE
            told = flat("".join(t.answer.text for t in history))
            new = [s for s, _ in composed.draft.sentences if flat(s) not in told]
            once_more = not new and not query.attribute and not of_mine
            beside = self.dialogue.beside_before(standalone, history)
            if beside and EXCHANGED.search(question) and (once_more or not self._vouched(question, cited)):
                continue  # what was asked before answers the two of them together
            added = self.dialogue.added(question, standalone)
            heeded = self._heeds(added, question, query, composed, history)
            if once_more and EXCHANGED.search(question):
                continue  # 提名奖呢 is not answered with the 质量奖 before
            if not heeded and any(c.row for c in cited):
                continue  # 出口的呢, and the figure before is told again
            least = SURE_READING if heeded and not strays and not once_more else PLAIN_READING
            if self.composer.judging.vouches(query, cited, least=least):
                return standalone, query, composed
        return None

    def _vouched(self, question: str, cited: Sequence[Clause]) -> bool:
        """Whether the judge finds in some clauses what a follow-up says by itself."""
        return self.composer.judging.vouches(self.understander.understand(question), cited, least=BESIDE)

    def _heeds(
        self,
        added: Added | None,
        question: str,
        query: Query,
        composed: Composed,
        history: Sequence[Turn],
    ) -> bool:
        """Whether an answer speaks of what a follow-up adds, by its words or, said in everyday ones, as the judge reads it."""
        if query.concern is Concern.BODY and composed.settled:
            return True  # 企业要做什么: of producers and sellers too
        grounds = self._grounds_of(composed.draft)
        heeded = not added or heeds(added.words, query, grounds, supposed=added.supposed)
        before = history[-1].answer.standalone_question if history else ""
        if before and EXCHANGED.search(question) and self.understander.understand(before).wants_number:
            told, _ = self.renderer.finish(composed.draft)
            new = told_instead(simplify(question), before, query.text, flat(told))
            if new and all(self.lexicon.contexts.writes(w, query.doc_ids) for w in new):
                return False
        if heeded and not self.dialogue.strays(question):
            return True
        if not added or not added.asked:
            return False
        cited = composed.draft.clauses()
        if self.composer.judging.vouches(added.asked, cited, least=added.least):
            return True
        # 店主死活不肯落笔签名呢, of 拒绝签字的: as it is read with the question before, in a clause not told yet
        known = {c.clause_id for c in history[-1].answer.citations} if history else set()
        unknown = added.supposed and not any(c.clause_id in known for c in cited)
        return unknown and self.composer.judging.vouches(query, cited, least=SUPPOSED)

    def _place(self, doc_id: str) -> str:
        return self.index.documents[doc_id].region or ""

    def _told(self, asked: Asked) -> str:
        """What an answer says; "" for a refusal."""
        return self.renderer.finish(asked.composed.draft)[0] if asked.answered else ""

    def _answer(self, question: str, asked: Asked) -> Answer:
        composed = asked.composed
        text, citations = self.renderer.finish(composed.draft)
        return Answer(
            question=question,
            standalone_question=asked.standalone,
            outcome=composed.outcome,
            text=text,
            # where nothing here answers, nothing may look like a source of an answer
            citations=() if composed.outcome == "refused" else citations,
            evidence=self._evidence(composed.looked_at),
            notes=tuple(map(book_marks, composed.draft.notes)),
            suggestions=self.suggest(asked.query, composed.looked_at),
        )

    def _grounds_of(self, draft: Draft) -> str:
        """An answer with the clauses it cites and the headings over them."""
        text, citations = self.renderer.finish(draft)
        cited = [c for c in (self.index.tree.get(k.clause_id) for k in citations) if c]
        titles = [a.title or "" for c in cited for a in self.index.tree.ancestors(c)]
        return "\n".join([text, *(c.text for c in cited), *titles])

    def _worded(self, answer: Answer, own: Sequence[str]) -> Generator[str, None, Answer]:
        """The answer in a model's words where every sentence holds, else as it is with a note that says why.

        :param own: its sentences that rest on no clause; they stay as they are.
        """
        from assistant.model.llm import ModelUnavailable
        from assistant.verification.verify import Kept, Verified, verdict_of

        grounds = [self._ground(c) for c in answer.citations]
        verdicts: list[Kept | Removed] = []
        try:
            for verdict in self._writer.sentences(answer.standalone_question, grounds):
                verdicts.append(verdict)
                if isinstance(verdict, Kept):
                    yield verdict.text
        except ModelUnavailable as error:
            return replace(
                answer, notes=(*answer.notes, f"语言模型不可用（{error.reason}），以下为直接摘自原文的回答")
            )
        verified: Verified = verdict_of(verdicts)
        used = {n for kept in verified.kept for n in kept.numbers}
        citations = tuple(self._borne_out(c, verified.kept) for c in answer.citations if c.number in used)
        text = verified.text + "".join(f"{said}。" for said in own if said not in verified.text)
        lost = loses(answer.text, text)
        undated = unseen_year(text, answer.question, answer.text, *(c.quote for c in citations))
        astray = strays(text, answer.text, answer.standalone_question, *(c.quote for c in answer.citations))
        if not verified.substantial or lost is not None or undated is not None or astray:
            return replace(
                answer, notes=(*answer.notes, "语言模型的措辞未通过核对，已改用直接摘自原文的回答")
            )
        notes = (*answer.notes, "措辞由语言模型生成，已逐句与所引条款核对")
        if verified.removed:
            notes = (*notes, f"已删去{len(verified.removed)}句与条款不符的话")
        return replace(answer, text=text, citations=citations, notes=notes)

    def _borne_out(self, citation: Citation, kept: Sequence[Kept]) -> Citation:
        """The citation, its quote widened to the statements whose figures a kept sentence says beyond it."""
        start, end = citation.start, citation.end
        for sentence in kept:
            if loses(sentence.text, citation.quote) is not None:
                spans = [(a, b) for n, a, b in sentence.spans if n == citation.number]
                start, end = min([start, *(a for a, _ in spans)]), max([end, *(b for _, b in spans)])
        quote = self.index.documents[citation.doc_id].text[start:end]
        return replace(citation, start=start, end=end, quote=quote)

    @cached_property
    def _writer(self) -> Writer:
        """:raises InputError: no model is set, or its settings are wrong."""
        from assistant.model.llm import ChatModel, ModelSettings
        from assistant.model.writer import Writer

        settings = ModelSettings.from_env()
        if settings is None:
            raise InputError(
                "LLM_BASE_URL: not set; expected an OpenAI-compatible address for --answerer llm"
            )
        return Writer(ChatModel(settings))

    def _ground(self, citation: Citation) -> CitedClause:
        from assistant.verification.grounds import context_for

        clause = self.index.tree.get(citation.clause_id)
        if clause is None:
            raise AssertionError(f"{citation.clause_id}: cited but not in the index")
        return context_for(
            citation.number,
            clause,
            self.index.documents,
            self.index.tree,
            self.index.indicators,
            self.index.standing,
            (citation.start, citation.end),
        )

    def suggest(self, query: Query, looked_at: Sequence[Clause]) -> tuple[str, ...]:
        """Up to three next questions that this index answers: about the neighbours of what was looked at."""
        out: list[str] = []
        if not looked_at:
            return ()
        first = looked_at[0]
        region = (
            self.index.documents[first.doc_id].region or f"《{self.index.documents[first.doc_id].title}》"
        )
        if first.departments or any(c.departments for c in self.index.tree.ancestors(first)):
            subject = first.row.name if first.row else first.title
            if subject and query.kind is not Kind.RESPONSIBLE:
                out.append(f"{region}{subject}由谁负责？")
        parent = self.index.tree.parent(first)
        for sibling in self.index.tree.children(parent) if parent else ():
            if sibling == first or len(out) >= 3:
                continue
            if sibling.row:
                out.append(f"{region}{sibling.row.name}的目标是多少？")
            elif sibling.title and sibling.kind in ("article", "box_item"):
                out.append(f"{region}在“{sibling.title}”方面有哪些规定？")
        return tuple(out[:3])

    def _evidence(self, clauses: Sequence[Clause]) -> tuple[Evidence, ...]:
        seen = dict.fromkeys(clauses)
        return tuple(
            Evidence(clause=c, score=1.0 / (n + 1), source="hybrid", start=c.start, end=c.end)
            for n, c in enumerate(seen)
        )
