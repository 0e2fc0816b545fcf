"""What a file is, whatever it is called; and what is refused as soon as it is recognised."""

import pytest

from portal.documents.sorts import Sort, ending_of, sort_of
from portal.word.errors import Unreadable
from tests.documents import odd_files as odd

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"


@pytest.mark.parametrize(
    ("data", "sort"),
    [
        (odd.DOCX, Sort.DOCX),
        (odd.RTF, Sort.RTF),
        (odd.odt("合同"), Sort.ODT),
        (odd.xlsx("合同"), Sort.XLSX),
        (odd.ole2("WordDocument", "1Table"), Sort.DOC),
        (PDF, Sort.PDF),
        (odd.PNG, Sort.PNG),
        (odd.JPEG, Sort.JPEG),
        (odd.pack({"OFD.xml": "<ofd/>"}), Sort.OFD),
        (odd.ole2("Workbook"), None),
        (odd.pack({"readme.txt": "hello"}), None),
        (b"MZ\x90\0 program", None),
        ("道路养护合同".encode(), None),
        (b"<html><body>contract</body></html>", None),
    ],
)
def test_sorts_are_told_by_content(data, sort):
    assert sort_of(data) == sort


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (odd.DOCX[: len(odd.DOCX) // 2], "damaged"),
        (odd.RTF[:-1], "damaged"),
        (PDF[:30], "damaged"),
        (odd.PNG[:30], "damaged"),
        (odd.JPEG[:30], "damaged"),
        (odd.odt("合同")[:200], "damaged"),
        (odd.ole2("WordDocument")[:-600], "damaged"),
        (odd.ole2("WordDocument")[:700], "damaged"),
        (odd.ole2("WordDocument")[:40], "damaged"),
        (odd.ole2("EncryptionInfo", "EncryptedPackage"), "encrypted"),
        (odd.ole2("WordDocument", flags=0x0100), "encrypted"),
        (odd.odt("合同", encrypted=True), "encrypted"),
        (odd.macro(), "macros"),
        (odd.ole2("WordDocument", "Macros", "VBA"), "macros"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_code(data, code):
    with pytest.raises(Unreadable) as refused:
        sort_of(data)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("合同.docx", "docx"),
        ("合同.DOCX ", "docx"),
        ("合同.v2.wps", "wps"),
        ("合同", ""),
        ("合同.", ""),
        ("合同.终稿", ""),
    ],
)
def test_endings(name, ending):
    assert ending_of(name) == ending
