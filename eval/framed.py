"""Whether a question is answered the same whatever is said around it (你好，…; …，谢谢; 单位要填表，…).

Questions that are answered right as they stand are put once more in every frame of frames.toml; what is lost is
counted by kind of frame. Knows nothing of how a frame is taken away.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from eval.gold import Library, Question
from eval.losses import Losses
from eval.records import is_right
from eval.run import Asker, ask_question

FRAMES = Path(__file__).with_name("frames.toml")
_SEED = 1


def read_frames(path: Path = FRAMES) -> dict[str, list[str]]:
    """Kind → frames, each with ``{}`` where the question stands."""
    return dict(tomllib.loads(path.read_text("utf-8"))["frames"])


def framed(question: Question, frame: str) -> Question:
    """The question with its last turn in a frame; a mark at its end goes where the frame goes on."""
    asked = question.turns[-1].rstrip("？?。.！!，, ") if frame.startswith("{}") else question.turns[-1]
    return replace(question, turns=(*question.turns[:-1], frame.replace("{}", asked)))


def put_in_frames(
    questions: Sequence[Question],
    asker: Asker,
    library: Library,
    frames: Mapping[str, Sequence[str]],
    *,
    sample: int,
    out: Path,
) -> str:
    """Asks ``sample`` questions that are answered right in every frame; the losses go to ``out``/lost.jsonl.

    :returns: the table, a line for each kind of frame.
    """
    drawn = random.Random(_SEED).sample(list(questions), len(questions))
    right: list[Question] = []
    for question in drawn:
        if len(right) == sample:
            break
        if is_right(ask_question(question, asker, library)):
            right.append(question)
    losses = Losses()
    for kind, patterns in frames.items():
        for pattern in patterns:
            for question in right:
                record = ask_question(framed(question, pattern), asker, library)
                losses.add([kind], record, frame=pattern)
    losses.write(out)
    return losses.table("frame")
