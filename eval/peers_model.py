"""Answers from a system's first five pieces by one language model, the same for every system.

Knows nothing of how pieces are found. The model is the assistant's (LLM_BASE_URL, LLM_MODEL).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from assistant.model.llm import ChatModel, ModelSettings, ModelUnavailable
from assistant.model.prompts import load_prompt
from corpus.errors import InputError
from eval.gold import Question
from eval.metrics import facts

PROMPT = "peers"
_SEED = 20240428


def model_from_env() -> ChatModel:
    """The model that the environment names.

    :raises InputError: it names none.
    """
    settings = ModelSettings.from_env()
    if settings is None:
        raise InputError(
            "LLM_BASE_URL: not set, expected an OpenAI-compatible endpoint for --model-questions"
        )
    return ChatModel(settings)


def drawn(questions: Sequence[Question], count: int) -> list[Question]:
    """``count`` questions, always the same ones, in their own order."""
    picked = set(Random(_SEED).sample(range(len(questions)), min(count, len(questions))))
    return [q for i, q in enumerate(questions) if i in picked]


def answer_from(model: ChatModel, turns: Sequence[str], pieces: Sequence[str]) -> str:
    """What the model says to the last turn, given the pieces; "" where it says nothing in time."""
    numbered = "\n\n".join(f"[{i}] {piece}" for i, piece in enumerate(pieces, start=1))
    try:
        return model.complete(load_prompt(PROMPT).fill(pieces=numbered, turns="\n".join(turns)))
    except ModelUnavailable:
        # a model that breaks down over long pieces has not answered: wrong, as it is for whoever waits
        return ""


def fact_accuracy(questions: Sequence[Question], answer: Callable[[Question], str]) -> float:
    """Share of the answers in which every fact stands and nothing forbidden (eval.metrics.facts)."""
    right = [facts(q, answer(q)) == ((), ()) for q in questions]
    return sum(right) / len(right)
