from __future__ import annotations

import contextlib
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from corpus.errors import DocumentError
from corpus.load import load_file
from corpus.manifest import ManifestEntry
from corpus.parse import parse
from corpus.read import MAX_BYTES, decode
from tests.corpus_laws import assert_invariants

POLICY = (
    "西安市质量提升实施方案\n为提升质量，制定本方案。\n一、总体要求\n到2025年，质量水平明显提升。\n"
    "（一）强化管理。落实质量安全责任。（市市场监管局负责）\n（二）强化培训。培训首席质量官500名。\n"
)
TRADITIONAL = POLICY.translate(str.maketrans("质量实总体显责训监", "質量實總體顯責訓監"))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"]
)
def test_encodings_are_read_rightly(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(POLICY.encode(encoding))
    assert load_file(path).text == POLICY


def test_big5_is_read_rightly(tmp_path: Path) -> None:
    text = (
        "為貫徹落實質量強國建設綱要，提升質量管理水平，制定本方案。\n一、總體要求\n政府部門應當加強管理。\n"
    )
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode("big5"))
    assert load_file(path).text == text


def test_line_ends_become_newlines(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(POLICY.replace("\n", "\r\n").encode())
    assert load_file(path).text == POLICY


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"", "empty file"),
        ("a.txt", b" \n\t\r\n", "empty file"),
        ("a.txt", bytes(range(256)) * 40, "binary or unknown encoding"),
        ("a.txt", b"\x00\x01\x02\x03" * 100, "binary or unknown encoding"),
        ("a.txt", b"plan \x07 one", "character 5: control character U+0007"),
        ("a.txt", b"%PDF-1.7 ...", "found a PDF file"),
        ("a.md", b"PK\x03\x04xxxx", "found a zip or Word file"),
        ("a.docx", b"not a zip", "not a Word file"),
        ("a.pdf", b"not a pdf", "not a readable PDF"),
        ("a.xlsx", b"x", "found a .xlsx file, expected .txt"),
        ("a", b"x", "found a suffixless file"),
        ("a.html", b"<html><body></body></html>", "holds no text"),
        ("a.txt", b"\xff\xfe\x00", "not utf-16"),
    ],
)
def test_what_is_no_text_is_refused_by_name_in_one_line(
    tmp_path: Path, name: str, data: bytes, expected: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(DocumentError) as error:
        load_file(path)
    assert expected in str(error.value)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    assert MAX_BYTES < 50 * 1024 * 1024
    with pytest.raises(DocumentError, match=r"52\.4 MB is too large, expected at most 21\.0 MB"):
        load_file(path)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="No such file"):
        load_file(tmp_path / "none.txt")


def test_decode_names_the_file() -> None:
    with pytest.raises(DocumentError, match=r"x\.txt: "):
        decode(b"\x80\x81\xff" * 10, "x.txt")


def test_word_with_a_merged_table(tmp_path: Path) -> None:
    source = docx.Document()
    for line in POLICY.splitlines():
        source.add_paragraph(line)
    source.add_paragraph("专栏1 主要指标")
    table = source.add_table(rows=4, cols=5)
    cells = [
        ["序号", "类别", "指标名称", "2025年\n（目标）", "属性"],
        ["1", "产品质量", "产品合格率（%）", "≥94", "约束性"],
        ["2", "", "农产品合格率（%）", "≥98", "约束性"],
        ["3", "品牌", "质量奖（个）", "5", "预期性"],
    ]
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 1).merge(table.cell(2, 1))
    path = tmp_path / "a.docx"
    source.save(str(path))
    parsed = parse(load_file(path))
    assert_invariants(parsed)
    rows = [c.row for c in parsed.clauses if c.row]
    assert [(r.no, r.group, r.name, r.unit, r.target) for r in rows] == [
        ("1", "产品质量", "产品合格率", "%", "≥94"),
        ("2", "产品质量", "农产品合格率", "%", "≥98"),
        ("3", "品牌", "质量奖", "个", "5"),
    ]
    assert parsed.document.title == "西安市质量提升实施方案"


def test_word_numbers_its_own_headings(tmp_path: Path) -> None:
    source = docx.Document()
    numbering = source.part.numbering_part.element
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (style, text) in enumerate(
            [("chineseCounting", "%1、"), ("japaneseCounting", "（%2）"), ("decimal", "%3.")]
        )
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {space} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {space} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    source.add_paragraph("某市质量提升实施方案")
    for level, text in [
        (0, "总体要求"),
        (1, "指导思想。坚持质量第一。"),
        (1, "主要目标。取得成效。"),
        (2, "产品质量。合格率达到95%。"),
        (0, "保障措施"),
        (1, "加强领导。落实责任。"),
    ]:
        properties = source.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {space}><w:ilvl w:val="{level}"/><w:numId w:val="91"/></w:numPr>')
        )
    path = tmp_path / "a.docx"
    source.save(str(path))
    assert load_file(path).text.split("\n")[1:7] == [
        "一、总体要求",
        "（一）指导思想。坚持质量第一。",
        "（二）主要目标。取得成效。",
        "1.产品质量。合格率达到95%。",
        "二、保障措施",
        "（一）加强领导。落实责任。",
    ]


def test_a_damaged_word_file_is_refused_in_one_line(tmp_path: Path) -> None:
    source = docx.Document()
    source.add_paragraph(POLICY)
    path = tmp_path / "a.docx"
    source.save(str(path))
    whole = path.read_bytes()
    for at in range(40, len(whole), len(whole) // 25):
        path.write_bytes(whole[:at] + b"\xff\x00\xff" + whole[at + 3 :])
        with contextlib.suppress(DocumentError):  # any other error fails the test
            load_file(path)


def test_a_damaged_text_is_refused_and_not_read_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    data = POLICY.encode()
    path.write_bytes(data[:61] + data[62:])
    with pytest.raises(DocumentError, match=r"byte \d+: damaged UTF-8"):
        load_file(path)


def test_html_drops_the_furniture_of_the_page(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    paragraphs = "".join(f"<p>{line}</p>" for line in POLICY.splitlines())
    path.write_text(
        f"<html><head><title>网站</title><script>var a = '一、';</script></head><body><nav>首页</nav>"
        f"{paragraphs}<footer>版权所有</footer></body></html>",
        encoding="utf-8",
    )
    text = load_file(path).text
    assert "首页" not in text
    assert "版权" not in text
    assert "var a" not in text
    assert [line for line in text.split("\n") if line] == POLICY.splitlines()


def test_html_in_a_declared_charset(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    page = f'<html><head><meta charset="gb2312"></head><body><p>{POLICY.splitlines()[0]}</p></body></html>'
    path.write_bytes(page.encode("gb2312"))
    assert load_file(path).text.strip() == "西安市质量提升实施方案"


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF whose pages hold these lines, top down."""
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        content = "".join(f"1 0 0 1 20 {700 - 20 * n} Tm ({line}) Tj " for n, line in enumerate(lines))
        stream = b"BT /F1 12 Tf " + content.encode() + b"ET"
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        bodies.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 800] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(bodies)
        )
        kids.append(b"%d 0 R" % len(bodies))
    bodies[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), len(bodies) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size + b"".join(b"%010d 00000 n \n" % o for o in offsets)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def test_pdf_text(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([["1. Quality plan"]]))
    assert load_file(path).text == "1. Quality plan\n"


def test_what_a_pdf_prints_on_every_page_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([["Quality plan", f"{n}. Part of it", f"Done {n}.", f"- {n} -"] for n in (1, 2, 3)]))
    lines = [
        "Quality plan",
        "1. Part of it",
        "Done 1.",
        "2. Part of it",
        "Done 2.",
        "3. Part of it",
        "Done 3.",
    ]
    assert load_file(path).text.split("\n")[:-1] == lines


ARTICLES = "\n第一条　为了管理，制定本办法。\n第二条　做好工作。\n"


@pytest.mark.parametrize(
    ("head", "date"),
    [
        (
            "中华人民共和国某某法\n1993年10月31日第八届全国人民代表大会常务委员会第四次会议通过\n"
            "根据2009年8月27日第十一届全国人民代表大会常务委员会第十次会议《关于修改部分法律的决定》第一次修正\n"
            "根据2013年10月25日第十二届全国人民代表大会常务委员会第五次会议《关于修改〈中华人民共和国某某法〉的决定》"
            "第二次修正",
            "2013-10-25",
        ),
        (
            "云泽省养殖办法\n（2024年8月27日省人民政府第32次常务会议审议通过　2024年9月12日云泽省人民政府令第262号公布"
            "　自2024年11月1日起施行）",
            "2024-09-12",
        ),
        (
            "云泽省养殖办法\n（2010年5月1日云泽省人民政府令第5号公布　根据2019年3月1日《云泽省人民政府关于修改\n"
            "〈云泽省养殖办法〉等规章的决定》修正）",
            "2019-03-01",
        ),
        ("云泽省条例\n（2020年7月30日云泽省人民代表大会常务委员会第二十次会议\n通过）", "2020-07-30"),
        ("云泽省管理办法\n2021年3月5日，国务院印发了《某某规划》。2022年6月1日，省政府公布实施细则。", None),
    ],
)
def test_the_date_is_that_of_the_version_at_hand(tmp_path: Path, head: str, date: str | None) -> None:
    path = tmp_path / "a.txt"
    path.write_text(head + ARTICLES, encoding="utf-8")
    document = load_file(path)
    assert document.date == date
    assert_invariants(parse(document))


@pytest.mark.parametrize(
    ("told", "warned"),
    [("2010-05-01", False), ("2019-03-01", False), ("2019-07-01", False), ("2019-03-02", True)],
)
def test_any_day_of_a_texts_own_history_may_date_it(tmp_path: Path, told: str, warned: bool) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "云泽省养殖办法\n（2010年5月1日公布　根据2019年3月1日《决定》修正　自2019年7月1日起施行）" + ARTICLES,
        encoding="utf-8",
    )
    document = load_file(path, ManifestEntry("a", "a.txt", date=told))
    assert document.date == told
    assert any("成文日期不一致" in w for w in document.warnings) == warned


def test_the_settings_at_the_top_of_a_markdown_file_are_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: 别的办法\ndate: 2020年1月1日\n---\n\n# 云泽省养殖办法\n" + ARTICLES, encoding="utf-8"
    )
    parsed = parse(load_file(path))
    assert_invariants(parsed)
    assert (parsed.document.title, parsed.document.date) == ("云泽省养殖办法", None)
    assert [(c.label, c.text) for c in parsed.clauses if c.kind == "other"] == [
        ("同版其他内容", "---\ntitle: 别的办法\ndate: 2020年1月1日\n---"),
        ("题头", "# 云泽省养殖办法"),
    ]
    ruled = tmp_path / "b.md"
    ruled.write_text("---\n\n# 云泽省养殖办法\n\n---\n" + ARTICLES, encoding="utf-8")
    assert parse(load_file(ruled)).clauses[0].label == "题头"


def test_what_a_government_page_tells_in_a_box_above_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<html><body><div>首页</div><div>政务动态</div><div>互动交流</div><div>当前位置：首页</div><table>"
        "<tr><td>索引号：</td><td>00298/2024</td><td>发布机构：</td><td>海州市人民政府</td></tr>"
        "<tr><td>发文字号：</td><td>海政办〔2024〕11号</td><td>成文日期：</td><td>2024-03-26</td></tr></table>"
        "<p>海州市质量提升行动计划</p><p>（2024—2026年）</p><p>为提升质量，制定本计划。</p>"
        "<p>一、目标</p><p>到2026年达到九成。</p></body></html>",
        encoding="utf-8",
    )
    document = load_file(path)
    assert document.title == "海州市质量提升行动计划（2024—2026年）"
    assert (document.number, document.date) == ("海政办〔2024〕11号", "2024-03-26")
    page, front, preamble = parse(document).clauses[:3]
    assert [c.label for c in (page, front, preamble)] == ["同版其他内容", "题头", "前言"]
    assert "首页" in page.text
    assert "发文字号" in front.text
    assert preamble.text.startswith("为提升")


def test_who_signed_and_when_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "# 海州市发展规划\n\n海州市人民政府　2021年11月26日\n\n为发展，制定本规划。\n\n一、目标\n提高。\n"
    )
    document = load_file(path)
    assert (document.issuers, document.date) == (("海州市人民政府",), "2021-11-26")
    assert [c.label for c in parse(document).clauses[:2]] == ["题头", "前言"]
