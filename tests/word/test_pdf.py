import pytest

from portal.word.errors import Encrypted, Unreadable
from portal.word.pdf import read_pdf

LINE = "停车费由市政府定价经营者应当公示收费标准任何单位和个人不得"  # 29 letters: a full line
LEFT, SIZE, PITCH, TOP = 72, 14, 24, 760


def pdf(*pages: list[tuple[float, str]], trailer: str = "") -> bytes:
    """A PDF of lines, each with its indent in letters; the font is not embedded."""
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        "/DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo "
        "<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
    ]
    for n, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * n} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>"
        )
        content = "\n".join(shown(row, *line) for row, line in enumerate(page))
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    return assembled(objects, trailer)


def shown(row: int, indent: float, text: str) -> str:
    letters = text.encode("utf-16-be").hex()
    return f"BT /F {SIZE} Tf {LEFT + indent * SIZE} {TOP - row * PITCH} Td <{letters}> Tj ET"


def assembled(objects: list[str], trailer: str) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        body
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer}>>\n"
            f"startxref\n{len(body)}\n%%EOF\n"
        ).encode()
    )


def test_lines_become_paragraphs():
    data = pdf(
        [
            (11, "停车管理办法"),
            (2, LINE[:27]),
            (0, LINE),
            (0, "涂改。"),
            (0, "第二条" + LINE[:26]),
            (0, LINE[:9]),
        ]
    )

    texts = [paragraph.text for paragraph in read_pdf(data).paragraphs]

    assert texts == [
        "停车管理办法",
        LINE[:27] + LINE + "涂改。",
        "第二条" + LINE[:26] + LINE[:9],
    ]


def test_layout_is_guessed():
    data = pdf([(11.5, "停车管理办法"), (2, LINE[:27]), (0, LINE), (0, "完。")])

    title, body = read_pdf(data).paragraphs

    assert title.layout.align == "center"
    assert body.layout.first_line_chars == 2


def test_a_paragraph_runs_over_the_page_and_page_numbers_are_left_out():
    data = pdf([(0, LINE), (0, LINE), (14, "- 1 -")], [(0, LINE[:5]), (0, LINE), (14, "- 2 -")])

    document = read_pdf(data)

    assert [p.text for p in document.paragraphs] == [LINE + LINE + LINE[:5], LINE]
    assert [p.layout.page_break_before for p in document.paragraphs] == [False, True]


def test_a_file_without_text_says_so():
    document = read_pdf(pdf([]))

    assert document.paragraphs == ()
    assert document.warnings == ("no-text: the pages are pictures",)


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"PK\3\4", "not-pdf"), (b"%PDF-1.4\nnothing", "damaged"), (b"", "not-pdf")],
)
def test_what_is_no_pdf_is_refused(data: bytes, code: str):
    with pytest.raises(Unreadable) as refused:
        read_pdf(data)

    assert refused.value.code == code


def test_a_file_with_a_password_is_refused():
    nothing = "<" + "00" * 32 + ">"
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O {nothing} /U {nothing} >> "
    ids = f"/ID [{nothing} {nothing}] "

    with pytest.raises(Encrypted):
        read_pdf(pdf([(0, LINE)], trailer=lock + ids))
