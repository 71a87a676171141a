"""A policy of six clauses, gold questions over it, and answerers of which most are bad on purpose."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from assistant.types import Answer, Citation, Turn
from corpus.types import Clause, Document
from eval.gold import Library, Question
from eval.matching import Place
from eval.records import Record
from eval.run import Asker, run_questions
from index.types import Evidence

# label, text of the clause, question, fact
FACTS = [
    ("（一）", "产品质量合格率达到96%以上，比全国平均水平高2个百分点。", "产品质量合格率目标是多少？", "96%"),
    (
        "（二）",
        "规模以上工业企业首席质量官覆盖率达到80%以上，培训5000名。",
        "首席质量官覆盖率是多少？",
        "80%",
    ),
    ("（三）", "质量基础设施服务企业满意度达到95%，建设12个平台。", "服务企业满意度要达到多少？", "95%"),
    ("（四）", "品牌价值总和达到3300亿元，新增中国质量奖1个。", "品牌价值总和是多少？", "3300亿元"),
    ("（五）", "公共服务质量满意度达到82分，设立投诉专线。", "公共服务质量满意度多少分？", "82分"),
    ("（六）", "制造业质量竞争力指数达到86，完成标准160项。", "制造业质量竞争力指数是多少？", "86"),
]
UNANSWERABLE = ["2050年的目标是多少？", "补贴怎么申请？"]
TEXT = "".join(label + body + "\n" for label, body, _, _ in FACTS)
DOCUMENT = Document("d", "某市实施方案", TEXT, "0")


def _clause(label: str, body: str) -> Clause:
    start = TEXT.index(label)
    text = label + body
    return Clause(f"d/{label}", "d", None, "article", 1, label, "", text, start, start + len(text))


CLAUSES = [_clause(label, body) for label, body, _, _ in FACTS]
LIBRARY = Library({"d": DOCUMENT}, frozenset(Place("d", c.label, None, None) for c in CLAUSES))


def gold_lines() -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = [
        {
            "id": f"q{i}",
            "category": "indicator",
            "turns": [question],
            "answerable": True,
            "answer": fact,
            "must_contain": [[fact]],
            "citations": [{"doc": "d", "clause": label}],
            "evidence_all": [{"doc": "d", "text": body}],
            "asker": "hotline",
        }
        for i, (label, body, question, fact) in enumerate(FACTS)
    ]
    lines += [
        {"id": f"r{i}", "category": "refusal", "turns": [question], "answerable": False}
        for i, question in enumerate(UNANSWERABLE)
    ]
    return lines


def write_gold(folder: Path, lines: Sequence[dict[str, Any]]) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(x, ensure_ascii=False) + "\n" for x in lines), "utf-8")
    return path


def cited(text: str, question: str, *clauses: Clause) -> Answer:
    citations = tuple(
        Citation(
            n,
            "d",
            c.label,
            None,
            None,
            c.clause_id,
            f"《某市实施方案》{c.label}",
            c.text,
            c.start,
            c.end,
            True,
        )
        for n, c in enumerate(clauses, 1)
    )
    evidence = tuple(Evidence(c, 1.0, "sparse", c.start, c.end) for c in clauses)
    return Answer(question, question, "answered", text, citations, evidence)


def refusal(question: str) -> Answer:
    return Answer(question, question, "refused", "现有文件没有规定。")


class Scripted:
    """Answers by a function of the question; remembers what it was asked."""

    def __init__(self, reply: Callable[[str], Answer]) -> None:
        self.reply = reply
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        self.asked.append((question, tuple(history)))
        return self.reply(question)


def known(question: str) -> tuple[Clause, str] | None:
    """The clause that answers, and the fact."""
    return next(((c, f[3]) for c, f in zip(CLAUSES, FACTS, strict=True) if f[2] == question), None)


def good(question: str) -> Answer:
    found = known(question)
    return cited(f"目标是{found[1]}【1】。", question, found[0]) if found else refusal(question)


def random_clause(question: str) -> Answer:
    clause = CLAUSES[(len(question) * 7 + ord(question[0])) % len(CLAUSES)]
    found = known(question)
    if found and found[0] is clause:
        clause = CLAUSES[(CLAUSES.index(clause) + 1) % len(CLAUSES)]
    return cited(clause.text.removeprefix(clause.label) + "【1】", question, clause)


def wrong_number(question: str) -> Answer:
    found = known(question)
    if not found:
        return refusal(question)
    wrong = re.sub(r"\d+", lambda m: str(int(m[0]) + 7), found[1])
    return cited(f"目标是{wrong}【1】。", question, found[0])


def copies_everything(question: str) -> Answer:
    found = known(question)
    own = [found[0]] if found else []
    others = [c for c in CLAUSES if c not in own]
    padded = "\n".join(c.text * 3 for c in others) + "".join(c.text for c in own)
    return cited(padded, question, *others, *own)


def run(questions: Sequence[Question], asker: Asker, out: Path) -> Record:
    return run_questions(questions, asker, LIBRARY, out, about={"gold": "g"}, ground="1", progress=False)


def value(summary: Record, metric: str) -> float:
    return float(summary["metrics"][metric]["value"])
