"""The page's parts without a browser: passages by exact offsets, stored conversations, exports, the server's weight."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document as Word
from hypothesis import given
from hypothesis import strategies as st

from assistant.assistant import Assistant
from assistant.types import Turn
from corpus.errors import InputError
from corpus.types import Document
from index.policy_index import PolicyIndex
from tests.app_support import RecordingAssistant
from web import session as steps
from web.cards import cited
from web.chat_view import held_together, on_lines, pieces, plain_text
from web.contract import Conversation, evidence_records, read_conversation, record, to_turn
from web.desk import Desk
from web.exports import markdown, word
from web.finder import Finder, Ticket
from web.journal import SqliteJournal
from web.markup import shown_and_hidden
from web.passages import passage
from web.session import Session, Tab, View

QUESTION = "西安2025年首席质量官覆盖率目标是多少？"
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def engine(real_index: PolicyIndex) -> RecordingAssistant:
    return RecordingAssistant(real_index)


def last(desk: Desk, session: Session, question: str) -> View:
    return list(steps.ask(desk, session, question, user="anna"))[-1]


@given(st.text(alphabet="质質著显顯a 。\n|", max_size=60), st.data())
def test_a_passage_is_cut_by_offsets(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low = data.draw(st.integers(0, len(text)))
    high = data.draw(st.integers(low, len(text)))
    margin = data.draw(st.integers(0, 20))
    document = Document(doc_id="d", title="t", text=text, sha256="")
    p = passage(document, (low, high), start, end, margin)
    assert p.quote == text[start:end]
    whole = p.before + p.quote + p.after
    assert text[start - len(p.before) : end + len(p.after)] == whole
    assert [len(part) for part in p.simplified] == [len(p.before), len(p.quote), len(p.after)]
    with pytest.raises(ValueError, match="outside"):
        passage(document, (low, high), 0, len(text) + 1)


def test_an_answer_of_many_sentences_stands_on_lines_and_no_line_begins_with_a_full_stop() -> None:
    labels = {1: "甲", 2: "乙", 3: "丙"}
    text = "一【1】。二【2】【3】；三【1】。四【2】。"
    shown = on_lines(held_together(pieces(text, labels)))
    assert "".join(p.text + p.after for p in shown) == "一【1】。\n二【2】【3】；三【1】。\n四【2】。"
    assert not any(p.text.startswith(("。", "；")) for p in shown)
    few = "一【1】。二【2】。"
    assert "".join(p.text + p.after for p in on_lines(held_together(pieces(few, labels)))) == few


@given(st.text(alphabet="质量，。|（— \u3000\n", max_size=120))
def test_what_a_source_says_is_shown_to_the_letter(text: str) -> None:
    assert "".join(shown + hidden for shown, hidden in shown_and_hidden(text)) == text


def test_line_ends_of_print_are_not_shown(real_index: PolicyIndex) -> None:
    text = real_index.documents["shaanxi-2023"].text
    shown = "".join(shown for shown, _ in shown_and_hidden(text))
    assert "举办首席质量官大会、高级研修班及各类交流活动" in shown
    assert "\n\n" not in shown
    assert "\n——实施首席质量官能力提升行动" in shown
    rows = real_index.documents["xian-2024"].text
    assert rows.count("\n17 |") == "".join(s for s, _ in shown_and_hidden(rows)).count("\n17 |") == 1


@given(st.text(max_size=40), st.integers(1, 3))
def test_chips_only_where_there_is_a_citation(text: str, number: int) -> None:
    marked = f"{text}【{number}】{text}【9】"
    found = pieces(marked, {number: "label"})
    assert "".join(p.text for p in found) == marked
    assert {p.number for p in found if p.number is not None} <= {number}


def test_a_conversation_comes_back_from_the_browser_as_it_went(engine: RecordingAssistant) -> None:
    desk = Desk(engine)
    view = last(desk, Session(), QUESTION)
    assert view.saved is not None
    again = steps.reopen(view.saved["conversation"])
    assert again == view.session
    answer = to_turn(again.turns[0], desk.index).answer
    first = to_turn(view.session.turns[0], desk.index).answer
    assert answer == first


@pytest.mark.parametrize(
    "payload",
    [
        None,
        [],
        "x",
        {"conversation_id": "../../etc"},
        {"conversation_id": "a" * 32, "turns": [{"turn_id": "x"}]},
    ],
)
def test_what_a_browser_sends_is_checked(payload: object) -> None:
    with pytest.raises(InputError, match="conversation"):
        read_conversation(payload)


def test_a_quote_that_no_longer_stands_there_is_not_called_verified(engine: RecordingAssistant) -> None:
    answer = record(engine.ask(QUESTION))
    moved = answer.citations[0].model_copy(update={"start": 0, "end": len(answer.citations[0].quote)})
    gone = answer.citations[0].model_copy(update={"clause_id": "no-such-clause"})
    for card in cited(engine.index, [moved, gone]):
        assert not card.verified
        assert card.passage is None
        assert card.quote == answer.citations[0].quote


def test_a_clause_that_is_gone_is_not_remembered(engine: RecordingAssistant) -> None:
    desk = Desk(engine)
    stored = last(desk, Session(), QUESTION).session.turns[0]
    citations = [c.model_copy(update={"clause_id": "gone"}) for c in stored.answer.citations]
    old = stored.model_copy(update={"answer": stored.answer.model_copy(update={"citations": citations})})
    turn: Turn = to_turn(old, desk.index)
    assert turn.answer.citations == ()


def test_correcting_replaces_what_came_after(engine: RecordingAssistant) -> None:
    desk = Desk(engine)
    session = last(desk, last(desk, Session(), QUESTION).session, "由谁负责？").session
    corrected = list(steps.ask(desk, session, "陕西省要培训多少名首席质量官？", user="anna", at=0))[
        -1
    ].session
    assert [t.answer.question for t in corrected.turns] == ["陕西省要培训多少名首席质量官？"]
    assert engine.asked[-1][1] == ()


def test_feedback_reaches_the_journal(engine: RecordingAssistant, tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "j.sqlite3", days=0)
    desk, tab = Desk(engine, journal=journal), Tab()
    session = list(steps.put(desk, tab, 0, QUESTION, user="anna"))[-1].session
    view = steps.give_feedback(desk, tab, 0, 0, "down", "没答到", "说明", user="anna")
    assert view is not None
    assert view.session.turns[0].verdict == "down"
    assert tab.session == view.session
    out = io.StringIO()
    journal.export("feedback", out)
    assert session.turns[0].turn_id in out.getvalue()
    assert "anna" in out.getvalue()
    with pytest.raises(InputError):
        steps.give_feedback(desk, tab, 0, 5, "up", None, "", user="anna")
    journal.close()


def test_an_answer_of_an_epoch_that_is_over_changes_nothing(engine: RecordingAssistant) -> None:
    desk, tab = Desk(engine), Tab()
    answering = steps.put(desk, tab, 0, QUESTION, user="anna")
    next(answering)
    tab.turn(1, Session())
    assert list(answering) == []
    assert tab.session.turns == ()
    # a question of the old epoch that comes in late, and a step back that was overtaken
    assert list(steps.put(desk, tab, 0, QUESTION, user="anna")) == []
    tab.turn(0, Session(title="old"))
    assert tab.session.title == ""
    assert list(steps.put(desk, tab, 1, QUESTION, user="anna"))[-1].session == tab.session
    assert len(tab.session.turns) == 1


def test_what_was_stopped_stands_in_the_journal(engine: RecordingAssistant, tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "j.sqlite3", days=0)
    desk, tab = Desk(engine, journal=journal), Tab()
    answering = steps.put(desk, tab, 0, QUESTION, user="anna")
    assert any("80%" in (next(answering).live or "") for _ in range(2))
    shown = steps.stop(tab, 1, ["例"])
    assert "80%" in (shown.live or "")
    assert list(answering) == []
    list(steps.put(desk, tab, 1, QUESTION, user="anna"))
    out = io.StringIO()
    assert journal.export("asked", out) == 2
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert [r["outcome"] for r in rows] == ["stopped", "answered"]
    assert "80%" in rows[0]["answer"]
    journal.close()


def test_a_question_that_overtook_its_new_conversation_waits_for_it(engine: RecordingAssistant) -> None:
    desk, tab = Desk(engine), Tab()
    list(steps.put(desk, tab, 0, QUESTION, user="anna"))
    opened = threading.Timer(0.05, tab.turn, (1, Session(title="new")))
    opened.start()
    done = list(steps.put(desk, tab, 1, "由谁负责？", user="anna"))[-1]
    assert done.session.title == "new"
    assert engine.asked[-1][1] == ()


def test_a_step_that_was_lost_is_told(engine: RecordingAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "ARRIVES", 0.01)
    views = list(steps.put(Desk(engine), Tab(), 3, QUESTION, user="anna"))
    assert "请刷新页面" in (views[-1].live or "")


def test_a_thumb_given_while_the_next_answer_is_on_its_way_is_kept(engine: RecordingAssistant) -> None:
    desk, tab = Desk(engine), Tab()
    list(steps.put(desk, tab, 0, QUESTION, user="anna"))
    answering = steps.put(desk, tab, 0, "由谁负责？", user="anna")
    next(answering)
    steps.give_feedback(desk, tab, 0, 0, "up", None, "", user="anna")
    done = list(answering)[-1].session
    assert [t.verdict for t in done.turns] == ["up", None]
    assert tab.session == done


def test_exports_show_text_as_text(engine: RecordingAssistant) -> None:
    desk = Desk(engine)
    stored = last(desk, Session(), QUESTION).session.turns[0]
    evil = "![x](http://elsewhere/x.png) <script> # \x00"
    answer = stored.answer.model_copy(update={"question": evil, "answer": evil})
    conversation = Conversation(
        conversation_id="a" * 32, title=evil, turns=[stored.model_copy(update={"answer": answer})]
    )
    text = markdown(conversation, desk.index.documents)
    assert "（2024\\-04\\-28，现行有效）" in text
    assert "![x]" not in text
    assert "<script>" not in text
    paragraphs = [p.text for p in Word(io.BytesIO(word(conversation, desk.index.documents))).paragraphs]
    assert any("（2024-04-28，现行有效）" in p for p in paragraphs)
    assert any("<script>" in p for p in paragraphs)
    assert "依据：" in plain_text(stored.answer)


def test_a_ticket_in_ones_own_form(real_assistant: Assistant, tmp_path: Path) -> None:
    finder = Finder(real_assistant.index, real_assistant.understander, real_assistant.lookup)
    hit = finder.find("西安 第二十二条")[0]
    sheet = finder.sheet(hit.clause.clause_id)
    assert sheet is not None
    form = tmp_path / "ticket.txt"
    form.write_text("单位={{ sheet.departments_text }};口径={{ sheet.read_out }}", encoding="utf-8")
    text = Ticket(form).text(sheet)
    assert text.startswith("单位=市")
    assert "（二十二）：" in text
    assert "：（二十二）" not in text.replace("(", "（").replace(")", "）"), "the number is said once"
    form.write_text("{{ sheet.nothing }}", encoding="utf-8")
    with pytest.raises(InputError, match=r"ticket\.txt"):
        Ticket(form)


def test_what_is_read_out_stands_in_the_source(real_assistant: Assistant) -> None:
    finder = Finder(real_assistant.index, real_assistant.understander, real_assistant.lookup)
    from assistant.answers.render import plain

    for clause in real_assistant.index.tree:
        if clause.row is None:
            said = finder.statement(clause).removesuffix("……")
            assert said in plain(clause.text), clause.clause_id


def test_the_page_is_light_and_needs_no_torch(real_store: Path) -> None:
    code = (
        "import sys\n"
        "from assistant.assistant import Assistant\n"
        "from app import build_app\n"
        "from web.desk import Desk\n"
        f"engine = Assistant.open({str(real_store)!r})\n"
        "engine.index.warm()\n"
        "build_app(Desk(engine))\n"
        f"engine.ask({QUESTION!r})\n"
        "status = open('/proc/self/status').read()\n"
        "print('torch' in sys.modules, int(status.split('VmRSS:')[1].split()[0]) // 1024)\n"
    )
    env = {k: v for k, v in os.environ.items() if not k.startswith(("LLM_", "POLICY_")) and k != "ENCODER"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )
    torch, megabytes = done.stdout.split()[-2:]
    assert torch == "False"
    assert int(megabytes) <= 900


def test_evidence_records_are_few(engine: RecordingAssistant) -> None:
    answer = engine.ask(QUESTION)
    many = replace(answer, evidence=answer.evidence * 20)
    assert len(evidence_records(many)) == 10
