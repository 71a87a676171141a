"""Trains the pruned network a little on the pairs, with sentence-transformers, and averages it with itself.

Knows nothing of where pairs come from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from .pairs import Pair

QUERY = "query: "
PASSAGE = "passage: "
LENGTH = 192  # tokens; what is longer is cut in training only
MICRO_BATCH = 16
TEMPERATURE = 0.03
RATE = 4e-5


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
        prompts={"query": QUERY, "document": PASSAGE, "passage": PASSAGE},
        similarity_fn_name="cosine",
    )


def train(model: Any, batches: Sequence[Sequence[Pair]], out: Path, seed: int) -> dict[str, float]:
    """Trains ``model`` in place on ``batches``, in their order; returns the trainer's own figures.

    In-batch negatives plus each pair's own, word embeddings frozen, bf16 where the processor has it.
    """
    import torch
    from datasets import Dataset
    from sentence_transformers import SentenceTransformerTrainer, SentenceTransformerTrainingArguments

    model.max_seq_length = LENGTH
    bert = model[0].auto_model
    bert.embeddings.word_embeddings.weight.requires_grad_(False)
    gpu = torch.cuda.is_available()
    size = len(batches[0])
    flat = [pair for batch in batches for pair in batch]
    data = Dataset.from_dict(
        {
            "query": [QUERY + pair.query for pair in flat],
            "passage": [PASSAGE + pair.passage for pair in flat],
            "negative": [PASSAGE + pair.negative for pair in flat],
        }
    )
    args = SentenceTransformerTrainingArguments(
        output_dir=str(out / "trainer"),
        num_train_epochs=1,
        per_device_train_batch_size=size,
        learning_rate=RATE,
        warmup_steps=max(1, len(batches) // 10),
        lr_scheduler_type="linear",
        weight_decay=0.01,
        bf16=gpu or _has_bf16(),
        use_cpu=not gpu,
        seed=seed,
        data_seed=seed,
        save_strategy="no",
        report_to="none",
        logging_steps=10,
        dataloader_drop_last=True,
        batch_sampler=_in_order,
    )
    trainer = SentenceTransformerTrainer(model=model, args=args, train_dataset=data, loss=_loss(model))
    result = trainer.train()
    bert.embeddings.word_embeddings.weight.requires_grad_(True)
    model.max_seq_length = bert.config.max_position_embeddings
    return {k: float(v) for k, v in result.metrics.items()}


def average(trained: Any, base: Mapping[str, Any], share: float = 0.5) -> None:
    """Moves ``trained``'s weights back towards ``base``'s: ``share`` of each is the trained one's."""
    import torch

    with torch.no_grad():
        for name, weight in trained.state_dict().items():
            if weight.is_floating_point():
                weight.mul_(share).add_(base[name].to(weight), alpha=1 - share)


def _in_order(dataset: Any, batch_size: int, drop_last: bool, **_: Any) -> Any:
    """The batches were put together so that none holds two pairs about one thing: keep them."""
    from sentence_transformers.base.sampler import DefaultBatchSampler
    from torch.utils.data import SequentialSampler

    return DefaultBatchSampler(SequentialSampler(dataset), batch_size=batch_size, drop_last=drop_last)


def _has_bf16() -> bool:
    import torch

    return bool(torch.cpu._is_avx512_bf16_supported())


def _loss(model: Any) -> Any:
    import torch

    class SortedNegativesLoss(torch.nn.Module):
        """In-batch negatives; texts of all columns are encoded together in micro-batches of like length."""

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, features: Sequence[Mapping[str, Any]], labels: Any) -> Any:
            vectors = torch.cat(list(self._encoded(features)))
            queries, passages = vectors[: len(vectors) // 3], vectors[len(vectors) // 3 :]
            scores = queries.float() @ passages.float().T / TEMPERATURE
            return torch.nn.functional.cross_entropy(scores, torch.arange(len(queries), device=scores.device))

        def _encoded(self, features: Sequence[Mapping[str, Any]]) -> Iterator[Any]:
            rows = [
                (ids[mask.bool()], column)
                for column, feature in enumerate(features)
                for ids, mask in zip(feature["input_ids"], feature["attention_mask"], strict=True)
            ]
            order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]))
            parts = []
            for at in range(0, len(order), MICRO_BATCH):
                texts = [rows[i][0] for i in order[at : at + MICRO_BATCH]]
                ids = torch.nn.utils.rnn.pad_sequence(texts, batch_first=True, padding_value=1)
                mask = torch.nn.utils.rnn.pad_sequence(
                    [torch.ones_like(t) for t in texts], batch_first=True, padding_value=0
                )
                parts.append(self.model({"input_ids": ids, "attention_mask": mask})["sentence_embedding"])
            back = torch.empty(len(order), dtype=torch.long)
            back[torch.tensor(order)] = torch.arange(len(order))
            yield torch.cat(parts)[back.to(parts[0].device)]

    return SortedNegativesLoss()
