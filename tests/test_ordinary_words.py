"""Ordinary words after which counties are called too: no place, unless 县 stands behind or documents are of that county."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.small_corpus import assistant_over

TEXT = "{place}质量发展办法\n\n第一条 首席质量官覆盖率到2027年达到70%。\n第二条 港口、平安单位建设由市场监管局负责。\n"


def _files(name: str, region: str) -> dict[str, str]:
    manifest = f'[doc]\nfile = "doc.md"\ntitle = "{name}质量发展办法"\nregion = "{region}"\nlevel = "县级"\ndate = "2025-01-01"\n'
    return {"manifest.toml": manifest, "doc.md": TEXT.format(place=name)}


@pytest.mark.parametrize(
    ("question", "named"), [("海盐首席质量官覆盖率", True), ("海盐县首席质量官覆盖率", True)]
)
def test_a_county_with_documents_is_one(tmp_path: Path, question: str, named: bool) -> None:
    lexicon = assistant_over(tmp_path, _files("海盐县", "海盐县")).lexicon
    assert bool(lexicon.mentions(question)) is named


@pytest.mark.parametrize(("question", "named"), [("海盐的价格", False), ("海盐县的企业", True)])
def test_a_word_is_none_without_them(tmp_path: Path, question: str, named: bool) -> None:
    lexicon = assistant_over(tmp_path, _files("桐乡市", "桐乡市")).lexicon
    assert bool(lexicon.mentions(question)) is named
