"""The 指标对比 page: pick indicators and regions, read a table and one plot an axis. Layout and wiring only."""

from __future__ import annotations

from typing import Any

import gradio as gr

from index.policy_index import PolicyIndex
from web import comparison
from web.markup import render, static


def build(index: PolicyIndex) -> gr.HTML:
    """Lay out the page inside the current tab. Returns the table; its 'read' event is wired by the caller."""
    with gr.Row():
        wanted = gr.Dropdown(
            comparison.names(index),
            multiselect=True,
            label="指标",
            scale=3,
            min_width=300,
            elem_id="pa-indicators",
        )
        where = gr.Dropdown(
            comparison.regions(index),
            multiselect=True,
            label="地区（不选为全部）",
            scale=2,
            min_width=240,
            elem_id="pa-regions",
        )
    table = gr.HTML(
        value=render("comparison.html", groups=[]),
        js_on_load=static("compare.js"),
        elem_id="pa-compare",
        apply_default_css=False,
        chosen={"names": [], "regions": []},
    )

    def compare(names: list[str], regions: list[str]) -> Any:
        groups = comparison.groups(comparison.chosen(index, names, regions))
        return gr.HTML(
            value=render("comparison.html", groups=groups), chosen={"names": names, "regions": regions}
        )

    gr.on(
        [wanted.change, where.change],
        compare,
        [wanted, where],
        [table],
        show_progress="hidden",
        api_visibility="private",
        queue=False,
    )

    @gr.render([wanted, where], show_progress="hidden", queue=False)  # type: ignore[untyped-decorator]
    def plots(names: list[str], regions: list[str]) -> None:
        import pandas as pd

        for group in comparison.groups(comparison.chosen(index, names, regions)):
            if group.drawn:
                data = pd.DataFrame(
                    {
                        "依据": [f"{f.region} {f.said}" for f in group.figures],
                        "数值": [float(f.high) for f in group.figures],
                    }
                )
                gr.BarPlot(
                    data,
                    x="依据",
                    y="数值",
                    title=group.caption,
                    y_title=group.unit or "数值",
                    x_title=" ",
                    y_lim=[0, None],
                    height=260,
                    sort="-y",
                    elem_classes="pa-plot",
                )

    return table
