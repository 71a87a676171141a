"""What a refusal says: that it is not in these documents, the clause nearest to it, and who may be asked.

Knows nothing of why something is refused.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.fitting import Fitting
from assistant.answers.render import Composed, Draft
from assistant.understand.question import Query
from corpus.types import Clause

NOTHING = "这些文件里没有查到能回答这个问题的规定"  # a refusal of which no more is known
NEAREST = 3  # so many clauses are weighed to name the nearest one
SHOWN = 5  # so many clauses a refusal says it has looked at, where nothing else was
# how likely the nearest clause has to be about the question for its departments to be named
ITS_MATTER = 0.62


class Refusals(Fitting):
    """Words refusals over one index."""

    def refuse(
        self,
        query: Query,
        outside: str = "",
        *,
        what: str = "",
        saying: str = "",
        nearest: Clause | None = None,
        looked: Sequence[Clause] | None = None,
    ) -> Composed:
        """Not in these documents; the nearest clause and, where it names one, the competent department.

        :param saying: what the answer begins with, where more is known than that it is not there.
        :param nearest: the clause to name, where the caller knows it; else it is searched for.
        :param looked: the clauses an answer was looked for in; one of them may be the nearest.
        """
        draft = Draft()
        if saying:
            draft.say(saying)
        elif outside:
            draft.say(f"这些文件里没有{outside}的文件，无法回答")
        elif what:
            draft.say(f"文件中没有写明{what}")
        else:
            draft.say(NOTHING)
        if nearest is None:
            nearest, looked = self._nearest(query, looked)
        if nearest is not None:
            draft.say(f"最接近的是{self.renderer.pointer(nearest)}")
            _, departments = self.lookup.departments_of(nearest)
            # nobody is sent to a department about something that is not its matter
            if departments and self.pertinence.about(query, [nearest]) >= ITS_MATTER:
                draft.say(
                    f"可向{departments[0]}等责任单位咨询"
                    if len(departments) > 1
                    else f"可向{departments[0]}咨询"
                )
        return Composed("refused", draft, tuple(looked or ()) or ((nearest,) if nearest else ()))

    def one_sided(self, query: Query, missing: Sequence[str], told: Sequence[Clause]) -> Composed:
        """Where only which is more, or by how much, is asked: whose figure there is not, and the clause with the other's.

        :param told: the clauses of the sides that were found.
        """
        saying = f"这些文件里没有查到{'、'.join(missing)}的这一项，无法比较"
        return self.refuse(
            query, saying=saying, nearest=told[0] if told else None, looked=tuple(told) or None
        )

    def _nearest(
        self, query: Query, looked: Sequence[Clause] | None
    ) -> tuple[Clause | None, Sequence[Clause]]:
        """The clause nearest to a question that finds no answer, and those that were looked at.

        The first one found; where others were looked at before, of both the one most likely about the question.
        """
        found = [
            e.clause
            for e in self.ranker.evidence(query, self.scope(query), k=SHOWN if looked is None else NEAREST)
        ]
        if looked is None:
            return (found[0] if found else None), found
        weighed = dict.fromkeys([*looked[:NEAREST], *found])
        return max(weighed, key=lambda c: self.pertinence.about(query, [c]), default=None), looked
