"""The report of a run as one self-contained page in Chinese: figures, plots, every failed question.

No script, no font and no image from outside; every text is escaped. Knows nothing of how figures come about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from eval.metrics import METRICS
from eval.plots import histogram, intervals, matrix

METRIC_NAMES: Mapping[str, str] = {
    "correct": "答对率（含应拒答）",
    "fact_accuracy": "事实准确率",
    "first_citation_exact": "首条引用完全正确",
    "citation_recall": "引用召回率（前5条）",
    "citation_precision": "引用准确率",
    "grounded": "有据率",
    "quotes_verbatim": "引文逐字一致",
    "numbers_grounded": "数字均有出处",
    "refusal": "拒答判断正确",
    "wrong_refusal": "误拒率（越低越好）",
    "missed_refusal": "漏拒率（越低越好）",
    "evidence_recall@1": "证据召回@1",
    "evidence_recall@3": "证据召回@3",
    "evidence_recall@5": "证据召回@5",
    "evidence_recall@10": "证据召回@10",
}
CATEGORY_NAMES: Mapping[str, str] = {
    "indicator": "指标数值",
    "fact": "事实",
    "definition": "定义",
    "list": "列举",
    "compare": "比较",
    "clause_lookup": "查条款",
    "responsible_dept": "责任单位",
    "applicability": "适用对象",
    "yes_no": "是非判断",
    "multi_turn": "多轮追问",
    "refusal": "应拒答",
}
OUTCOME_NAMES: Mapping[str, str] = {
    "answered": "已回答",
    "clarify": "反问",
    "refused": "已拒答",
    "crashed": "出错",
}
_OTHER_NAMES: Mapping[str, str] = {
    "enterprise": "企业",
    "hotline": "热线",
    "harness": "评测",
    "single": "单轮",
    "multi": "多轮",
    "(none)": "（无）",
}
_GROUP_NAMES = {"category": "按题型", "document": "按文件", "asker": "按提问者", "turns": "按轮次"}
# the breakdowns' columns, with names short enough for a narrow window
_TABLE: Mapping[str, str] = {
    "correct": "答对",
    "fact_accuracy": "事实",
    "first_citation_exact": "首条引用",
    "citation_recall": "引用召回",
    "citation_precision": "引用准确",
    "grounded": "有据",
    "refusal": "拒答判断",
    "evidence_recall@5": "证据@5",
}
_ABOUT = {"gold": "题库", "answerer": "回答方式", "encoder": "向量模型", "model": "语言模型"}
_EVIDENCE_SHOWN = 5
_TEXT_SHOWN = 600  # code points of an evidence clause

_STYLE = """
:root{--bg:#fff;--ink:#1c2430;--dim:#66707d;--line:#d9dee5;--bar:#3b74b9;--soft:#f4f6f9;--good:#d5ecd9;--bad:#f6d3cf;
--badink:#a3281c}
@media(prefers-color-scheme:dark){:root{--bg:#15191f;--ink:#e3e8ee;--dim:#97a2af;--line:#323a45;--bar:#6ea3e0;
--soft:#1d232b;--good:#234a2c;--bad:#5a2620;--badink:#f0998e}}
*{box-sizing:border-box}body{margin:0 auto;max-width:1080px;padding:24px 20px 80px;background:var(--bg);color:var(--ink);
font:15px/1.6 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
h1{font-size:24px;margin:0 0 4px}h2{font-size:18px;margin:36px 0 10px}h3{font-size:15px;margin:20px 0 6px}
.dim,.about{color:var(--dim)}.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(180px,1fr));gap:10px}
.card{background:var(--soft);border-radius:8px;padding:10px 14px}.card b{display:block;font-size:22px}
.card span{font-size:13px;color:var(--dim)}.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:14px}td,th{border-bottom:1px solid var(--line);padding:5px 8px;
text-align:right;white-space:nowrap}td:first-child,th:first-child{text-align:left}
svg{max-width:100%;height:auto}svg text.ink{fill:var(--ink)}svg text.dim{fill:var(--dim)}
.bar{fill:var(--bar)}.whisker{stroke:var(--ink);fill:none;stroke-width:1.4}.grid{stroke:var(--line)}.axis{stroke:var(--dim)}
.right{fill:var(--good)}.wrong{fill:var(--bad)}.empty{fill:var(--soft)}
details{border:1px solid var(--line);border-radius:8px;margin:8px 0;padding:8px 14px}summary{cursor:pointer}
.why{color:var(--badink);font-size:14px}dl{display:grid;grid-template-columns:88px 1fr;gap:6px 12px;margin:10px 0}
dt{color:var(--dim)}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}blockquote{margin:4px 0;padding:4px 12px;
border-left:3px solid var(--line);white-space:pre-wrap;overflow-wrap:anywhere;font-size:14px}
.tag{background:var(--soft);border-radius:4px;padding:1px 7px;font-size:13px;color:var(--dim);margin-right:6px}
"""


def _e(value: object) -> str:
    return escape(str(value), quote=True)


def _name(group: str, key: str) -> str:
    return (CATEGORY_NAMES if group == "category" else _OTHER_NAMES).get(key, key)


def _percent(figure: Mapping[str, Any] | None) -> str:
    return "—" if figure is None else f"{figure['value']:.1%}"


def _place(place: Mapping[str, Any]) -> str:
    row = f"第{place['row']}项" if place.get("row") else None
    parts = (place.get("doc") or place.get("doc_id"), place.get("clause"), row, place.get("item"))
    return " ".join(str(p) for p in parts if p)


def _cards(summary: Mapping[str, Any]) -> str:
    cards = []
    for metric in METRICS:
        figure = summary["metrics"][metric]
        detail = f"{figure['low']:.1%}–{figure['high']:.1%}，{figure['n']} 题" if figure else "无适用题目"
        cards.append(
            f'<div class="card"><span>{_e(METRIC_NAMES[metric])}</span><b>{_percent(figure)}</b><span>{detail}</span></div>'
        )
    latency = summary["latency_ms"]
    if latency:
        cards.append(
            f'<div class="card"><span>响应时间 p50 / p95</span><b>{latency["p50"]:.0f} / {latency["p95"]:.0f} ms</b>'
            "<span>最后一轮提问</span></div>"
        )
    cards.append(
        f'<div class="card"><span>出错</span><b>{summary["crashed"]}</b><span>不计入各项指标</span></div>'
    )
    return f'<div class="cards">{"".join(cards)}</div>'


def _plots(summary: Mapping[str, Any], records: Sequence[Mapping[str, Any]]) -> str:
    rows = []
    for key, group in summary["groups"]["category"].items():
        figure = group["metrics"]["correct"]
        if figure:
            rows.append((_name("category", key), figure["value"], figure["low"], figure["high"], figure["n"]))
    kinds = ("answered", "clarify", "refused", "crashed")
    counts = [[summary["confusion"][k][o] for o in kinds] for k in ("answerable", "unanswerable")]
    return (
        f"<h2>各题型答对率（95% 区间）</h2>{intervals(rows, '各题型答对率')}"
        f"<h2>回答与拒答</h2>"
        + matrix(
            ("应当回答", "应当拒答"), [OUTCOME_NAMES[k] for k in kinds], counts, (0, 2), "回答与拒答的对照"
        )
        + "<h2>响应时间分布</h2>"
        + histogram([r["ms"] for r in records if r["ms"] is not None], "响应时间分布", "ms")
    )


def _tables(summary: Mapping[str, Any]) -> str:
    out = []
    head = "".join(f"<th>{_e(name)}</th>" for name in _TABLE.values())
    for group, title in _GROUP_NAMES.items():
        rows = []
        for key, figures in summary["groups"][group].items():
            cells = "".join(f"<td>{_percent(figures['metrics'][m])}</td>" for m in _TABLE)
            latency = figures["latency_ms"]
            cells += f"<td>{latency['p50']:.0f} / {latency['p95']:.0f}</td>" if latency else "<td>—</td>"
            rows.append(f"<tr><td>{_e(_name(group, key))}</td><td>{figures['questions']}</td>{cells}</tr>")
        out.append(
            f'<h3>{title}</h3><div class="scroll"><table><tr><th></th><th>题数</th>{head}<th>p50 / p95 ms</th></tr>'
            f"{''.join(rows)}</table></div>"
        )
    return "".join(out)


def reasons(record: Mapping[str, Any]) -> list[str]:
    """Why a record is not as it should be, in Chinese, gravest first; empty where nothing is wrong."""
    if record["outcome"] == "crashed":
        return [f"出错：{record['error']}"]
    figures = record["figures"]
    why = []
    if figures["wrong_refusal"]:
        why.append("误拒：文件中有答案却拒答")
    if figures["missed_refusal"]:
        why.append("漏拒：文件中没有答案却作了回答")
    why += [f"缺少事实：{' / '.join(group)}" for group in record["facts_missing"]]
    why += [f"出现了不应出现的内容：{found}" for found in record["forbidden_found"]]
    if record["loose_numbers"]:
        why.append(f"数字没有出处：{'、'.join(record['loose_numbers'])}")
    if record["altered_quotes"]:
        why.append(f"引文与原文不一致：【{'】【'.join(map(str, record['altered_quotes']))}】")
    if figures["citation_recall"] is not None and figures["citation_recall"] < 1:
        why.append(f"应引条款未进前5条（召回 {figures['citation_recall']:.0%}）")
    elif figures["first_citation_exact"] == 0:
        why.append("首条引用不是应引条款")
    return why


def _question(record: Mapping[str, Any], *, opened: bool) -> str:
    gold = record["gold"]
    turns = (
        "\n".join(f"{i}. {t}" for i, t in enumerate(record["turns"], 1))
        if len(record["turns"]) > 1
        else record["turns"][0]
    )
    facts = "；".join(" / ".join(group) for group in gold["must_contain"])
    expected = gold["answer"] or ("（应拒答）" if not record["answerable"] else "（未写标准答案）")
    rows = [
        ("问题", _e(turns)),
        ("读作", _e(record["standalone_question"])),
        ("应答", _e(expected) + (f'<br><span class="dim">必含：{_e(facts)}</span>' if facts else "")),
        ("应引", _e("；".join(_place(p) for p in gold["citations"])) or "—"),
        (
            "实答",
            f"<span class=tag>{_e(OUTCOME_NAMES.get(record['outcome'], record['outcome']))}</span>{_e(record['answer'])}",
        ),
        (
            "实引",
            "".join(
                f"<div>【{_e(c['number'])}】{_e(_place(c))}<blockquote>{_e(c['quote'])}</blockquote></div>"
                for c in record["citations"]
            )
            or "—",
        ),
    ]
    if gold["evidence_all"]:
        rows.append(
            (
                "应有证据",
                "".join(
                    f"<blockquote>{_e(p['doc'])}：{_e(p['text'])}</blockquote>" for p in gold["evidence_all"]
                ),
            )
        )
    found = "".join(
        f"<div>{i}. {_e(e['doc_id'])} {_e(e['label'])} {_e(e['title'])} <span class=dim>{_e(e['source'])} {e['score']:.3f}</span>"
        f"<blockquote>{_e(e['text'][:_TEXT_SHOWN])}{'…' if len(e['text']) > _TEXT_SHOWN else ''}</blockquote></div>"
        for i, e in enumerate(record["evidence"][:_EVIDENCE_SHOWN], 1)
    )
    rows.append(("检索到", found or "—"))
    if record["notes"]:
        rows.append(("提示", _e("\n".join(record["notes"]))))
    body = "".join(f"<dt>{k}</dt><dd>{v}</dd>" for k, v in rows)
    why = "".join(f'<div class="why">{_e(w)}</div>' for w in reasons(record))
    return (
        f"<details{' open' if opened else ''}><summary><span class=tag>{_e(record['id'])}</span>"
        f"<span class=tag>{_e(_name('category', record['category']))}</span>{_e(record['turns'][-1])}{why}</summary>"
        f"<dl>{body}</dl></details>"
    )


def _failures(records: Sequence[Mapping[str, Any]]) -> str:
    wrong = [r for r in records if r["outcome"] == "crashed" or r["figures"]["correct"] == 0]
    right = [r for r in records if r["figures"]["correct"] == 1]
    loose = [r for r in right if r["figures"]["grounded"] == 0]
    cited = [r for r in right if r["figures"]["grounded"] != 0 and reasons(r)]
    out = []
    for title, part, opened in (
        ("答错或出错", wrong, True),
        ("答对，但有数字或引文没有依据", loose, True),
        ("答对，但引用不准", cited, False),
    ):
        out.append(f"<h2>{title}（{len(part)} 题）</h2>")
        out.append("".join(_question(r, opened=opened) for r in part) or '<p class="dim">没有。</p>')
    return "".join(out)


def report_html(summary: Mapping[str, Any], records: Sequence[Mapping[str, Any]]) -> str:
    """The page for a summary and its records (eval.records)."""
    about = "，".join(f"{name}：{summary[k]}" for k, name in _ABOUT.items() if summary.get(k))
    doubts = "".join(f"<li>{_e(d)}</li>" for d in summary["doubts"])
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>评测报告</title><style>{_STYLE}</style></head><body><h1>评测报告</h1>"
        f'<p class="about">{_e(about)}；共 {summary["questions"]} 题。数字下方为95%置信区间与适用题数。</p>'
        f"{_cards(summary)}{_plots(summary, records)}<h2>分组结果</h2>{_tables(summary)}{_failures(records)}"
        + (f"<h2>题库本身的疑点</h2><ul>{doubts}</ul>" if doubts else "")
        + "</body></html>\n"
    )
