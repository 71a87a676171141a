"""The 语料与评测 page: what stands in the corpus and how well it is answered from. Layout only."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import gradio as gr

from web.api import documents_json
from web.desk import Desk
from web.markup import render
from web.reports import latest_report

KINDS = (("chapter", "章"), ("article", "条"), ("box", "专栏"), ("row", "指标"), ("box_item", "专栏事项"))

METRICS = {
    "correct": "答对率（含应拒答）",
    "fact_accuracy": "事实准确率",
    "first_citation_exact": "首条引用完全正确",
    "grounded": "有据率",
    "refusal": "拒答判断正确",
}


def _figures(summary: dict[str, Any]) -> list[tuple[str, dict[str, float]]]:
    metrics = summary.get("metrics")
    if not isinstance(metrics, dict):
        return []
    return [(name, metrics[key]) for key, name in METRICS.items() if isinstance(metrics.get(key), dict)]


def _about(folder: Path, summary: dict[str, Any]) -> str:
    """Which questions were asked, how and when."""
    gold = Path(str(summary.get("gold") or "")).name or "未注明"
    how = "语言模型作答" if summary.get("answerer") == "llm" else "不用语言模型"
    when = datetime.fromtimestamp((folder / "summary.json").stat().st_mtime)
    return f"题库 {gold}（{summary.get('questions', '?')} 题），{how}，{when:%Y-%m-%d %H:%M}。"


def corpus_html(desk: Desk) -> str:
    """The tables of the page."""
    report = latest_report()
    return render(
        "corpus.html",
        documents=documents_json(desk),
        kinds=KINDS,
        warnings=desk.index.warnings,
        encoder=desk.index.manifest.encoder,
        figures=_figures(report[1]) if report else [],
        about=_about(*report) if report else "",
        has_page=bool(report and (report[0] / "report.html").is_file()),
    )


def build(desk: Desk) -> None:
    """Lay out the page inside the current tab."""
    gr.HTML(value=lambda: corpus_html(desk), elem_id="pa-corpus", js_on_load=None, apply_default_css=False)
