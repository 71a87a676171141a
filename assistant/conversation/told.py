"""What an answer before told, as a question can name it: the clauses it cites, their parts, the things it lists.

Knows nothing of what a follow-up looks like.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answers.render import titled
from assistant.types import Citation, Turn
from assistant.understand.contexts import flat
from assistant.understand.kinds import WHO_ASKED
from assistant.understand.lexicon import Lexicon, figure_name
from assistant.understand.question import Kind, Query
from corpus.script import simplify
from corpus.types import Clause

_COUNTED_OUT = re.compile(
    r"(?:设立?|分为|包括|包含|有|为)(?P<things>[^，。；：、]{2,20}(?:[、和及与][^，。；：、]{2,20})+?)(?:等)?[两二三四五六七八九](?:个|项|种|类|大)[一-龥]{2}"
)
# the items of an article as an answer reads them out
_ITEMS = re.compile(r"（([一二三四五六七八九十]+)）")
_ARTICLE = re.compile("第[^第]+条$")
LONGEST_NAME = 30  # characters of a thing that a question can name


@dataclass(frozen=True, slots=True)
class Said:
    """An earlier turn with its question as it was read."""

    turn: Turn
    query: Query


_IN_CHAPTER = re.compile("》([一二三四五六七八九十]{1,3}、)[^›]*›")


class Told:
    """Names what answers told, for one corpus."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def cited(self, turn: Turn) -> Clause | None:
        """The clause an answer cites first."""
        wanted = {c.clause_id for c in turn.answer.citations[:1]}
        return next((e.clause for e in turn.answer.evidence if e.clause.clause_id in wanted), None)

    def figure(self, said: Said) -> str:
        """What the corpus calls the one figure that an answer told first (全员劳动生产率); "" where it told none, or several."""
        answer = said.turn.answer
        clause = self.cited(said.turn)
        if clause is None or not said.query.wants_number:
            return ""
        first = answer.citations[0]
        if len({(c.clause_id, c.row) for c in answer.citations if c.row}) > 1:
            return ""
        if clause.row and first.row:
            return figure_name(simplify(clause.row.name))
        told = flat(answer.text.split("【")[0])
        found = [n for n in self._lexicon.figure_names(clause.doc_id) if n in told]
        names = [n for n in found if not any(n != other and n in other for other in found)]
        return names[0] if len(names) == 1 else ""

    def name(self, citation: Citation) -> str:
        """A cited clause as a question can name it: 《…》专栏1第2项“单位地区生产总值能源消耗降低”."""
        where = citation.clause or ""
        if citation.row:
            where += f"第{citation.row}项"
        elif citation.item:
            where += f"“{citation.item}”"
        title = self.heading(citation)
        cells = [cell.strip() for cell in re.split(r"[|\t]", citation.quote) if cell.strip()]
        if not citation.row and len(cells) > 2 and cells[0] == title and len(cells[1]) > 3:
            title = cells[1]  # 计量基础强化 | 建成计量实验室: the first cell may be that of several rows
        if (
            where
            and not citation.item
            and 2 <= len(title) <= 20
            and not re.search("[“”（）]|^第.{1,4}款$", title)
        ):
            where += f"“{title}”"
        return titled(self._lexicon.documents[citation.doc_id].title) + where

    def asked_of(self, citation: Citation, text: str) -> str:
        """A question about a cited clause; its number runs into no other one (附件1 and 80岁的呢)."""
        name = self.name(citation)
        if (
            WHO_ASKED.search(text)
            and not self.heading(citation)
            and (chapter := _IN_CHAPTER.search(citation.label))
        ):
            # 三、（二）: every chapter has a （二）
            name = name.replace("》（", f"》{chapter[1]}（", 1)
        return f"{name}，{text}" if name[-1:].isdigit() and text[:1].isdigit() else f"{name}{text}"

    def heading(self, citation: Citation) -> str:
        """What a cited clause or row is headed, without its number; "" where it has no heading."""
        label = re.sub(r"（[^（）]*）$", "", re.split(r"[›》]", citation.label)[-1])
        return re.sub(r"^第\d+项\s*", "", label.removeprefix(citation.clause or "")).strip()

    def beneath(self, said: Said) -> list[str]:
        """The headed parts of the clause that an answer cites first (底下分的第二个)."""
        clause = self.cited(said.turn)
        if clause is None:
            return []
        parts = self._lexicon.contexts.parts(clause, clause.kind)
        return [f"{titled(self._lexicon.documents[clause.doc_id].title)}{clause.label}“{p}”" for p in parts]

    def _inside(self, said: Said) -> list[str]:
        """The headed parts of the clause that a question named by its number (专栏8有几项工程)."""
        clause = self.cited(said.turn)
        if (
            clause is None
            or not said.query.refs
            or said.query.refs[-1].kind not in ("box", "chapter", "section")
        ):
            return []
        parts = self._lexicon.contexts.parts(clause, said.query.refs[-1].kind)
        lead = titled(self._lexicon.documents[clause.doc_id].title) + said.query.refs[-1].text
        return [f"{lead}“{part}”" for part in parts]

    def _bodies(self, said: Said) -> list[str]:
        """The bodies that an answer names as responsible for one clause, each under its place: 西安市交通局."""
        clause = self.cited(said.turn)
        if said.query.kind is not Kind.RESPONSIBLE or clause is None or len(said.turn.answer.citations) > 1:
            return []
        text = simplify(said.turn.answer.text)
        listed = sorted((text.find(d), d) for d in map(simplify, clause.departments) if d in text)
        place = self._lexicon.documents[clause.doc_id].region or ""
        return [place + d if d[:1] != place[-1:] else place[:-1] + d for _, d in listed]

    def things(self, said: Said, *, bodies: bool = True) -> list[str]:
        """What an answer listed, each as a question can name it.

        :param bodies: those responsible may be meant.
        """
        answer = said.turn.answer
        if bodies and (listed := self._bodies(said)):
            return listed
        if inside := self._inside(said):
            return inside
        named = list(dict.fromkeys(self.name(c) for c in answer.citations))
        if len(named) > 1:
            return named
        body = re.sub(r"【\d+】", "", answer.text)
        if named and (items := _ITEMS.findall(body)) and len(items) > 1 and _ARTICLE.search(named[0]):
            return [f"{named[0]}第（{number}）项" for number in items]
        lead = titled(self._lexicon.documents[answer.citations[0].doc_id].title) if answer.citations else ""
        if counted := _COUNTED_OUT.search(body):
            # 设市长质量奖和市长质量奖提名奖两个奖项
            return [lead + _quoted(t) for t in re.split("、|和|以及|及|与", counted["things"])]
        listed = re.split(r"[；;]", re.sub(r"^[^：:]*[：:]", "", body))
        if len(listed) < 2 and said.query.kind not in (Kind.RESPONSIBLE, Kind.CLAUSE):
            listed = max(re.findall(r"[^，。；：]*、[^，。；：]*", body), key=len, default="").split("、")
        named = [t.strip("。 ") for t in listed if t.strip("。 ")]
        # whole sentences are no names
        return [lead + _quoted(t) for t in named] if all(len(t) <= LONGEST_NAME for t in named) else []


def _quoted(name: str) -> str:
    return f"“{name}”" if 2 <= len(name) <= 20 and "“" not in name else name
