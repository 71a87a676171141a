from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.__main__ import main

ROOT = Path(__file__).parent.parent
XIAN = ROOT / "corpus" / "texts" / "xian-2024.txt"


def test_parse_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", str(XIAN), "--json"]) == 0
    out = json.loads(capsys.readouterr().out)
    assert set(out) >= {"document", "clauses", "warnings"}
    assert out["document"]["doc_id"] == "xian-2024"
    assert out["document"]["title"] == "西安市贯彻落实《质量强国建设纲要》深化质量强市建设实施方案"
    keys = "clause_id kind number label title parent_id text start end departments row".split()
    assert all(set(c) == set(keys) for c in out["clauses"])
    row = next(c for c in out["clauses"] if c["clause_id"] == "xian-2024:专栏1.22")
    wanted = {
        "no": "22",
        "group": "质量治理体系",
        "name": "全市规模以上工业企业首席质量官覆盖率",
        "unit": "%",
        "target": "≥80",
        "attribute": "预期性",
    }
    assert {k: row["row"][k] for k in wanted} == wanted
    text = XIAN.read_text(encoding="utf-8")
    assert all(text[c["start"] : c["end"]] == c["text"] for c in out["clauses"])


def test_parse_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", str(XIAN), "--doc-id", "x"]) == 0
    out = capsys.readouterr().out
    assert "（二十） 全面提升企业质量管理水平（责任单位：市工信局、市市场监管局、市数据局、市国资委）" in out
    assert "第22项 全市规模以上工业企业首席质量官覆盖率 ≥80% 预期性" in out


def test_bad_input_is_one_line_and_status_2(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    done = subprocess.run(
        [sys.executable, "-m", "corpus", "parse", str(path)], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == f"{path}: empty file, expected a policy text\n"


def test_check_reports_which_numbers_follow_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = {
        "a": "第一条　甲。\n第二条　乙。\n第三条　丙。",
        "b": "第五条　甲。\n第六条　乙。",
        "c": "第一条　甲。\n第三条　乙。",
        "d": "没有编号。",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[:5] == ["4 texts, 7 articles", "contiguous: 1", "fragment: 1", "broken: 1", "none: 1"]
    assert "c.txt: numbers do not follow on: 第一条 → 第三条" in out
    assert main(["check", str(tmp_path / "none")]) == 2
