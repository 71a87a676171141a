"""Which of the 250,002 pieces stay, and the tokenizer made of them.

The word table is four fifths of the network's weights and most of its rows are for scripts no Chinese
policy is written in. A unigram segmentation does not change when pieces off its path go, so Chinese text
is split as before. Knows nothing of weights.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .weights import SPECIALS, Source

META = "▁"  # SentencePiece's sign for a space
# Chinese characters and what stands between them: digits, ASCII and Chinese punctuation, units
_CHINESE = re.compile(
    rf"{META}?[㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff〇〡-〩々"
    r"0-9!-/:-@\[-`{-~、。「」『』《》〈〉【】〔〕〖〗‘’“”—–…·•～→°±×÷≥≤≈‰℃○●□■◆△▲☆★※]+"
)
# ranks of cl100k_base below this are mostly English: 11,800 of the pieces
_ENGLISH_RANKS = 30_000
_KEPT_SCRIPTS = ("LATIN", "GREEK", "CJK", "ROMAN NUMERAL", "IDEOGRAPHIC")


def kept_ids(source: Source) -> list[int]:
    """Ids of the pieces that stay, ascending, the special ones first.

    Kept are: pieces of Chinese characters (both scripts), digits and Chinese or ASCII punctuation only;
    single Latin and Greek letters and symbols; English words, so that a question in English is still read.
    (Of 55,382 articles of law this splits only DNA, VIN, QQ, MW, XXX and gov otherwise than the whole
    vocabulary does.)
    """
    english = _english_ranks()
    kept = set(range(len(SPECIALS)))
    for number, piece in enumerate(source.pieces):
        if number < len(SPECIALS) or piece == "<mask>":
            continue
        bare = piece.removeprefix(META)
        if (
            _CHINESE.fullmatch(piece)
            or (len(bare) <= 1 and _of_the_field(bare))
            or (
                bare.isascii()
                and english.get(piece.replace(META, " ").encode(), _ENGLISH_RANKS) < _ENGLISH_RANKS
            )
        ):
            kept.add(number)
    return sorted(kept)


def _of_the_field(char: str) -> bool:
    if not char or char.isascii():
        return True
    category = unicodedata.category(char)
    if category[0] in "PSN" and ord(char) < 0x10000:
        # digits and punctuation of other scripts are named after them
        name = unicodedata.name(char, "")
        return category[0] != "N" or name.startswith(_KEPT_SCRIPTS) or "CIRCLED" in name
    return category[0] == "L" and unicodedata.name(char, "").startswith(("LATIN SMALL LETTER", "GREEK"))


def _english_ranks() -> dict[bytes, int]:
    import importlib.util

    # llama-index-core ships the vocabulary; tiktoken would download it
    spec = importlib.util.find_spec("llama_index.core")
    if spec is None or spec.origin is None:
        raise ImportError("llama_index.core is not installed")
    os.environ.setdefault("TIKTOKEN_CACHE_DIR", str(Path(spec.origin).parent / "_static" / "tiktoken_cache"))
    import tiktoken

    encoding = tiktoken.get_encoding("cl100k_base")
    return {encoding.decode_single_token_bytes(rank): rank for rank in range(_ENGLISH_RANKS)}


def make_tokenizer(source: Source, ids: Iterable[int]) -> Any:
    """A ``tokenizers.Tokenizer`` over the pieces ``ids``, piece ids renumbered from 0 in that order.

    Normalises as XLM-R's SentencePiece model does (rule nmt_nfkc): NFKC, control characters dropped,
    other white space and zero-width characters to a space, ～ kept.
    """
    from tokenizers import (
        AddedToken,
        Regex,
        Tokenizer,
        decoders,
        models,
        normalizers,
        pre_tokenizers,
        processors,
    )

    gone = [c for c, new in source.replacements.items() if new == ""]
    spaces = [c for c, new in source.replacements.items() if new == " " and c != " "]
    vocabulary = [(source.pieces[i], source.scores[i]) for i in ids]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=SPECIALS.index("<unk>"), byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(_char_class(gone)), ""),
            normalizers.Replace(Regex(_char_class(spaces)), " "),
            # NFKC would make ～ (5～10) the same as ~; a private character carries it past
            normalizers.Replace("～", "\ue000"),
            normalizers.NFKC(),
            normalizers.Replace("\ue000", "～"),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=META, prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement=META, prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        special_tokens=[("<s>", SPECIALS.index("<s>")), ("</s>", SPECIALS.index("</s>"))],
    )
    tokenizer.add_special_tokens([AddedToken(s, special=True, normalized=False) for s in SPECIALS])
    return tokenizer


def _char_class(chars: Iterable[str]) -> str:
    return "[" + "".join(f"\\x{{{ord(c):x}}}" for c in chars) + "]"
