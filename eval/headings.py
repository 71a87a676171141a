"""Whether what a corpus says under a heading is found when its matter is asked about as a whole: 计量这块怎么弄.

Needs no gold: a corpus's own headings are put in turns of everyday talk (headings.toml), alone and one after another, and
what is cited has to stand under them. Gold has few such questions, since no short text makes one answer right. Knows
nothing of how a heading is found, nor whether what is told under it is told well.
"""

from __future__ import annotations

import json
import random
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.types import Answer, Turn
from corpus.tree import ClauseTree
from corpus.types import Clause, Document
from eval.losses import LOST
from eval.records import write_atomically
from eval.run import Asker

TURNS = Path(__file__).with_name("headings.toml")
_SEED = 1
_LENGTHS = range(4, 25)  # characters of a heading that names a matter
_LEAST = 3  # characters of a matter
_OUTCOMES = ("under it", "elsewhere", "refused", "clarify")


@lru_cache(maxsize=1)
def _turns() -> dict[str, dict[str, Any]]:
    return tomllib.loads(TURNS.read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Matter:
    """A heading and what it is on. ``place``: how its document is named in a question; ``begins``: it opens with a verb."""

    clause: Clause
    place: str
    topic: str
    begins: bool


def matter_in(title: str) -> tuple[str, bool]:
    """What a heading is on, and whether it opens with what is done about it: 提升农产品质量安全水平 → 农产品质量安全, True."""
    around = _turns()["around"]
    bare = re.sub(f"^(?:{around['lead']})+", "", title)
    for _ in range(2):
        shorter = re.sub(f"{around['tail']}$", "", bare)
        bare = shorter if len(shorter) > _LEAST else bare
    return bare, not title.startswith(bare)


def headed_matters(tree: ClauseTree, documents: Sequence[Document]) -> list[Matter]:
    """The headings of a corpus that name a matter, in reading order."""
    none = re.compile(_turns()["around"]["none"])
    places = _places(documents)
    found = []
    for clause in tree:
        tells = len(clause.text) >= len(clause.title) + 20 or tree.children(clause)
        if (
            clause.kind == "row"
            or len(clause.title) not in _LENGTHS
            or none.search(clause.title)
            or not tells
        ):
            continue
        topic, begins = matter_in(clause.title)
        if len(topic) >= _LEAST:
            found.append(Matter(clause, places[clause.doc_id], topic, begins))
    return found


def _places(documents: Sequence[Document]) -> dict[str, str]:
    """How each document is named: by its place, by place and year where that has several, else by its title."""
    by_place: dict[str, list[Document]] = {}
    for document in documents:
        by_place.setdefault(document.region or "", []).append(document)
    named = {}
    for place, those in by_place.items():
        years = [(d.date or "")[:4] for d in those]
        for document, year in zip(those, years, strict=True):
            dated = f"{place}{year}年" if place and years.count(year) == 1 and year else ""
            named[document.doc_id] = place if place and len(those) == 1 else dated or f"《{document.title}》"
    return named


def put_headings(
    asker: Asker, tree: ClauseTree, documents: Sequence[Document], *, sample: int, out: Path
) -> str:
    """Asks about ``sample`` headings, each alone and followed by one more message; what is not found goes to ``out``/lost.jsonl.

    :returns: the table, a line for each way of asking.
    """
    rnd = random.Random(_SEED)
    matters = headed_matters(tree, documents)
    drawn = rnd.sample(matters, min(sample, len(matters)))
    counts: dict[str, Counter[str]] = {}
    lost: list[str] = []

    def count(kind: str, clause: Clause, turns: Sequence[str], answer: Answer) -> bool:
        found = "under it" if _tells(answer, clause, tree) else answer.outcome
        counts.setdefault(kind, Counter())[found if found != "answered" else "elsewhere"] += 1
        if found != "under it":
            kept = {
                "kind": kind,
                "heading": f"{clause.doc_id} {clause.label} {clause.title}",
                "turns": list(turns),
            }
            lost.append(
                json.dumps({**kept, "outcome": answer.outcome, "answer": answer.text}, ensure_ascii=False)
            )
        return found == "under it"

    for matter in drawn:
        ways = ["topic", "heading"] if matter.begins else ["topic"]
        kind = rnd.choice(ways)
        asked = rnd.choice(_turns()["asked"][kind])
        first = asked.format(p=matter.place, x=matter.topic, t=matter.clause.title)
        answer = asker.ask(first)
        if not count(kind, matter.clause, [first], answer):
            continue
        then = rnd.choice(sorted(_turns()["after"]))
        other = _another(matter, matters, tree, rnd) if then == "next" else matter
        if other is None or (then == "who" and not matter.clause.departments):
            continue
        message = rnd.choice(_turns()["after"][then]).format(x=other.topic)
        count(then, other.clause, [first, message], asker.ask(message, (Turn(first, answer),)))
    out.mkdir(parents=True, exist_ok=True)
    write_atomically(out / LOST, "".join(f"{line}\n" for line in lost))
    rows = [
        f"{kind:<10} {c.total():>6} " + " ".join(f"{c[o]:>9}" for o in _OUTCOMES)
        for kind, c in counts.items()
    ]
    return "\n".join([f"{'asked':<10} {'':>6} " + " ".join(f"{o:>9}" for o in _OUTCOMES), *rows])


def _another(
    matter: Matter, matters: Sequence[Matter], tree: ClauseTree, rnd: random.Random
) -> Matter | None:
    """Another heading of the same document, neither above nor below it."""
    own = matter.clause
    apart = [
        m
        for m in matters
        if m.clause.doc_id == own.doc_id
        and m.clause != own
        and m.clause not in tree.ancestors(own)
        and own not in tree.ancestors(m.clause)
    ]
    return rnd.choice(apart) if apart else None


def _tells(answer: Answer, clause: Clause, tree: ClauseTree) -> bool:
    """Whether some clause that is cited stands under a heading, or holds it."""
    cited = [c for k in answer.citations if (c := tree.get(k.clause_id)) is not None]
    return any(clause in (c, *tree.ancestors(c)) or c in tree.ancestors(clause) for c in cited)
