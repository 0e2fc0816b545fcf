"""Builds the letters of an opinion in both formats of GB/T 9704—2012 from one text.

    python bin/build_letters.py

opinion.docx is the letter format (10.1), opinion_official.docx the ordinary one (7). Styles,
numbering, header and footers are those of opinion.docx; the text and the page are written here.
An office edits the results in Word; whoever runs this again loses those changes, as git shows.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

LETTERS = Path(__file__).parent.parent / "review_templates" / "letters"
OTHERS = ("supplement_notice.docx", "return_letter.docx")
LETTER, OFFICIAL = "opinion.docx", "opinion_official.docx"
MARKED = re.compile(r"\*\*(.+?)\*\*")  # words in 黑体
HEI = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="黑体" w:hint="eastAsia"/>'  # noqa: E501
HINT = '<w:rFonts w:hint="eastAsia"/>'
SMALL = HINT + '<w:sz w:val="21"/><w:szCs w:val="21"/>'

TEXT = """
DocTitle|{{ title }}
Addressee|{{ addressee }}：
Body|你单位{{ submitted_on }}送审的《{{ matter_title }}》及相关材料收悉（受理号：{{ receipt_number }}）。我单位按照职责，采取{{ review_modes }}的方式进行了合法性审查，现提出如下意见：
Heading1|一、基本情况
Body|送审事项为《{{ matter_title }}》，审查所依据的文本为{{ draft_version }}，其文件指纹为：
Print|{{ draft_fingerprint }}
Body|{% if materials %}
Keep|随送审稿提交的材料：
Body|{% for material in materials %}
Numbered1|{{ material }}
Body|{% endfor %}
Body|{% endif %}
Heading1|二、审查依据
Body|{% for basis in bases %}
Numbered2|{{ basis }}
Body|{% endfor %}
Heading1|三、审查意见
Body|{% if has_items %}
Body|{% for group in groups %}
Heading2|{{ group.heading }}
Body|{% for item in group.items %}
Body|{% if item.quote %}
Keep|{{ item.seq }}.**【{{ item.severity }}】**{{ item.place }}“{{ item.quote }}”（{{ item.klass }}）
Body|{% else %}
Keep|{{ item.seq }}.**【{{ item.severity }}】**{{ item.place }}（{{ item.klass }}）
Body|{% endif %}
Body|{{ item.problem }}
Body|{% if item.basis %}
Body|**依据：**{{ item.basis }}
Body|{% endif %}
Body|{% if item.suggestion %}
Body|**修改建议：**{{ item.suggestion }}
Body|{% endif %}
Body|{% endfor %}
Body|{% endfor %}
Body|{% else %}
Body|经审查，未发现送审稿存在合法性问题。
Body|{% endif %}
Heading1|四、审查结论
Body|**{{ conclusion }}**
Body|{% if conclusion_note %}
Body|{{ conclusion_note }}
Body|{% endif %}
Heading1|五、其他
Body|本意见仅就送审稿的合法性提出，不涉及可行性、经济性等事项。送审稿在本意见出具后作实质性修改的，应当重新送审。
Body|{% if other_notes %}
Body|{{ other_notes }}
Body|{% endif %}
Body|{% if has_items %}
Keep|请自收到本意见之日起{{ reply_days }}个工作日内逐条反馈采纳情况；未采纳或者部分采纳的，请说明理由和依据。
Body|{% endif %}
"""  # noqa: E501
CLOSER = '<w:spacing w:val="-5"/>'  # 28 × 15.75 points are 441 of the 442.2 that a line has
STYLES = {
    "Print": ("Body", '<w:wordWrap w:val="0"/>'),
    "Keep": ("Body", "<w:keepNext/>"),
    "Numbered1": ("NumberedList", ""),
    "Numbered2": ("NumberedList", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'),
}
MARK = (  # top edge 35 mm below the type area (7.2.4): the face begins 3 mm below its line
    '<w:p><w:pPr><w:pStyle w:val="OrganName"/><w:spacing w:before="2012" w:after="0"'
    ' w:line="800" w:lineRule="exact"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
    '<w:t xml:space="preserve">{{ office_name }}文件</w:t></w:r></w:p>'
)
NUMBER = '<w:pPr><w:pStyle w:val="DocNumber"/>%s</w:pPr><w:r><w:rPr>%s</w:rPr><w:t>{{ number }}</w:t></w:r>'  # noqa: E501
CLOSE = (  # 7/8 character below the red line (10.1)
    '<w:spacing w:before="0" w:after="0" w:line="440" w:lineRule="exact"/>'
)
CENTRED = '<w:spacing w:before="1158" w:after="0"/><w:jc w:val="center"/>'
RULE = (  # 4 mm below the number (7.2.7), as wide as the type area
    '<w:p><w:pPr><w:pStyle w:val="RedLine"/><w:pBdr><w:top w:val="single" w:sz="12" w:space="0"'
    ' w:color="FF0000"/></w:pBdr><w:spacing w:before="125" w:after="0" w:line="40"'
    ' w:lineRule="exact"/><w:ind w:left="0" w:right="0"/></w:pPr></w:p>'
)
IMPRINT = (  # last line on the lower edge of the type area, lines 0.35 mm (7.4)
    '<w:p><w:pPr><w:pStyle w:val="CellText"/><w:framePr w:w="8844" w:hSpace="0" w:wrap="notBeside"'
    ' w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/><w:pBdr>'
    '<w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/>'
    '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/></w:pBdr><w:tabs>'
    '<w:tab w:val="left" w:pos="280"/><w:tab w:val="right" w:pos="8564"/></w:tabs></w:pPr>'
    '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:tab/><w:t xml:space="preserve">'
    "{{ office_name }}</w:t><w:tab/>"
    '<w:t xml:space="preserve">{{ signed_on }}印发</w:t></w:r></w:p>'
)


def main() -> None:
    """Write both files, and bring the other letters to the same page."""
    base = _parts(LETTERS / LETTER)
    for name in (LETTER, OFFICIAL):
        _write(LETTERS / name, built(base, is_official=name == OFFICIAL))
    for name in OTHERS:
        _write(LETTERS / name, restyled(_parts(LETTERS / name)))


def restyled(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Another form in the letter format: its text stays, page and styles become those of ours."""
    document = parts["word/document.xml"].decode()
    plain = '<w:pPr><w:pStyle w:val="DocNumber"/></w:pPr>'
    document = document.replace(plain, plain.replace("</w:pPr>", CLOSE + "</w:pPr>"))
    styles = _styled(parts["word/styles.xml"].decode())
    return {
        **parts,
        "word/document.xml": _gridded(document).encode(),
        "word/styles.xml": styles.encode(),
    }


def built(base: dict[str, bytes], *, is_official: bool) -> dict[str, bytes]:
    """The parts of one letter; everything but the text and a few styles is kept from `base`."""
    document = base["word/document.xml"].decode()
    opening = document[: document.index("<w:body>") + len("<w:body>")]
    close = document.rindex("<w:tbl><w:tblPr><w:tblW") if "tblpPr" not in document else -1
    ending = document[close:]
    section = ending.index("<w:sectPr")
    tail, page = ending[:section], _gridded(ending[section:])
    text = "".join(_paragraph(row) for row in TEXT.strip().split("\n"))
    number = f"<w:p>{NUMBER % (CENTRED if is_official else CLOSE, HINT)}</w:p>"
    head = MARK + number + RULE if is_official else number
    gap = '<w:p><w:pPr><w:pStyle w:val="Body"/><w:keepNext/></w:pPr></w:p>'
    if is_official:
        page = re.sub(r'<w:titlePg/>|<w:(header|footer)Reference w:type="first"[^>]*/>', "", page)
        tail = tail.replace("</w:tbl>", "</w:tbl>" + IMPRINT, 1)
    body = opening + head + text + gap + tail + page
    styles = _styled(base["word/styles.xml"].decode())
    return {**base, "word/document.xml": body.encode(), "word/styles.xml": styles.encode()}


def _paragraph(row: str) -> str:
    name, _, words = row.partition("|")
    style, more = STYLES.get(name, (name, ""))
    runs = []
    for at, piece in enumerate(MARKED.split(words)):
        look = HEI if at % 2 else SMALL if name == "Print" else HINT
        said = escape(piece)
        if piece:
            runs.append(f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{said}</w:t></w:r>')
    looks = f'<w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>'
    return f"<w:p>{looks}{''.join(runs)}</w:p>"


def _gridded(page: str) -> str:
    """22 lines of 28.95 points (5.2.3); the 28 characters are set by the spacing of the text.

    A grid of characters narrower than the characters makes LibreOffice take two cells for each.
    """
    return re.sub(r"<w:docGrid [^>]*/>", '<w:docGrid w:type="lines" w:linePitch="579"/>', page)


def _styled(styles: str) -> str:
    """Two lines above the title, its own lines close together; 28 characters in a line."""
    start = styles.index('<w:style w:type="paragraph" w:styleId="DocTitle">')
    end = styles.index("</w:style>", start)
    title = styles[start:end].replace('w:before="579"', 'w:before="1158"')
    if "contextualSpacing" not in title:
        title = title.replace(
            '<w:jc w:val="center"/>', '<w:contextualSpacing/><w:jc w:val="center"/>'
        )
    styles = styles[:start] + title + styles[end:]
    start = styles.index('<w:style w:type="paragraph" w:styleId="Normal"')
    end = styles.index("</w:style>", start)
    plain = styles[start:end]
    if CLOSER not in plain:
        plain = plain.replace('<w:sz w:val="32"/>', CLOSER + '<w:sz w:val="32"/>')
    styles = styles[:start] + plain + styles[end:]
    return styles.replace('w:after="170"', 'w:after="363"')  # the dash 7 mm below the text (7.5)


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def _write(path: Path, parts: dict[str, bytes]) -> None:
    """With the same bytes each time: no clock in the entries."""
    with zipfile.ZipFile(path, "w") as file:
        for name, plain in parts.items():
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, plain)


if __name__ == "__main__":
    main()
