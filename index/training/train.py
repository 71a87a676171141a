"""Trains the pruned network on questions and passages, and averages it with itself.

A question is to be nearer to its answer than to passages that do not answer it and than to the passages of the other
questions of its batch. Knows nothing of where questions come from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from index.own_encoder import PASSAGE_PREFIX, QUERY_PREFIX, tokens_of

from . import network
from .sources import Source
from .weights import SPECIALS

QUESTION, PASSAGE = 64, 160  # tokens; what is longer is cut in training only
FIRST, NEAR, FAR = 10, 4, 1  # passages that do not answer, of a question's first ten and of the others
OF_LAWS = 0.5  # of the pairs from laws a round
TEMPERATURE = 0.02
RATE = 5e-5
ROUNDS = 5
BATCH = 64
SHARE = 0.7  # of the trained weights in the mean


def as_sentence_transformer(bert: Any, tokenizer: Any, folder: Path) -> Any:
    """``bert`` and ``tokenizer`` as a SentenceTransformer; the parts are written to ``folder`` on the way.

    Mean pooling, normalising, and e5's prefixes as its prompts, so that ``encode_query`` and
    ``encode_document`` of sentence-transformers give the same vectors as the carried model.
    """
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import PreTrainedTokenizerFast

    bert.save_pretrained(folder / "bert")
    wrapper: Any = PreTrainedTokenizerFast
    wrapper(
        tokenizer_object=tokenizer,
        bos_token="<s>",
        eos_token="</s>",
        unk_token="<unk>",
        pad_token="<pad>",
        cls_token="<s>",
        sep_token="</s>",
        model_max_length=bert.config.max_position_embeddings,
    ).save_pretrained(folder / "bert")
    transformer = Transformer(str(folder / "bert"), model_kwargs={"add_pooling_layer": False})
    pooling = Pooling(bert.config.hidden_size, pooling_mode="mean")
    return SentenceTransformer(
        modules=[transformer, pooling, Normalize()],
        prompts={"query": QUERY_PREFIX, "document": PASSAGE_PREFIX, "passage": PASSAGE_PREFIX},
        similarity_fn_name="cosine",
    )


def train(
    bert: Any,
    tokenizer: Any,
    sources: Sequence[Source],
    random: Random,
    *,
    rounds: int = ROUNDS,
    batch: int = BATCH,
    quiet: bool = False,
) -> dict[str, float]:
    """Trains ``bert`` in place, every source once a round; returns figures. Sources without an answer are left out."""
    network.frozen_words(bert)
    answered = [s for s in sources if s.answers and s.misses]
    shown: list[Source] = []
    for _ in range(rounds):
        once = [s for s in answered if s.kind != "law" or random.random() < OF_LAWS]
        random.shuffle(once)
        shown += once[: len(once) // batch * batch or len(once)]
    batches = [shown[at : at + batch] for at in range(0, len(shown), batch)]
    begun = perf_counter()
    mean = network.learn(bert, RATE, batches, lambda some: _loss(bert, tokenizer, some, random), quiet=quiet)
    bert.embeddings.word_embeddings.weight.requires_grad_(True)
    return {"batches": len(batches), "batch": batch, "train_loss": mean, "seconds": perf_counter() - begun}


def average(trained: Any, base: Mapping[str, Any], share: float = SHARE) -> None:
    """Moves ``trained``'s weights back towards ``base``'s: ``share`` of each is the trained one's."""
    import torch

    with torch.no_grad():
        for name, weight in trained.state_dict().items():
            if weight.is_floating_point():
                weight.mul_(share).add_(base[name].to(weight), alpha=1 - share)


def _loss(bert: Any, tokenizer: Any, questions: Sequence[Source], random: Random) -> Any:
    import torch

    passages: list[str] = []
    right: list[int] = []
    for one in questions:
        right.append(len(passages))
        passages.append(random.choice(one.answers))
        near, far = one.misses[:FIRST], one.misses[FIRST:]
        passages += random.sample(near, min(NEAR, len(near))) + random.sample(far, min(FAR, len(far)))

    def run(ids: Any, mask: Any) -> Any:
        return torch.nn.functional.normalize(network.pooled(bert, ids, mask).float(), dim=-1)

    asked = network.through(run, [_row(tokenizer, QUERY_PREFIX + q.question, QUESTION) for q in questions])
    told = network.through(run, [_row(tokenizer, PASSAGE_PREFIX + p, PASSAGE) for p in passages])
    # another of its answers, or what answers about as well, is no miss of a question
    fine = [{*q.answers, *q.others} - set(q.misses) for q in questions]
    spared = [[p in f and at != r for at, p in enumerate(passages)] for f, r in zip(fine, right, strict=True)]
    likeness = (asked @ told.T / TEMPERATURE).masked_fill(torch.tensor(spared, device=asked.device), -1e4)
    return torch.nn.functional.cross_entropy(likeness, torch.tensor(right, device=asked.device))


def _row(tokenizer: Any, text: str, length: int) -> list[int]:
    begin, end = SPECIALS.index("<s>"), SPECIALS.index("</s>")
    return [begin, *tokens_of(tokenizer, text)[: length - 2], end]
