"""Taking a file in: what it becomes, and that nothing of a refused one stays."""

import hashlib
from decimal import Decimal

import pytest

import settings
from portal.documents.examining import examine, tidy_name
from portal.documents.models import Format
from portal.documents.sorts import Sort
from portal.errors import Unacceptable
from portal.gateways import converter
from portal.i18n import speaking, translate
from portal.storage import storage
from tests.documents import odd_files as odd
from tests.scenes import CLAUSES, word
from tests.word import tiny

pytestmark = pytest.mark.anyio


async def test_a_word_file_is_kept_as_it_came(files):
    found = await examine("道路养护合同.docx", odd.DOCX)

    assert (found.sort, found.format) == (Sort.DOCX, Format.WORD)
    assert found.sha256 == found.original == hashlib.sha256(odd.DOCX).hexdigest()
    assert await storage().fetch(found.sha256) == odd.DOCX
    assert found.paragraphs == len(CLAUSES)
    assert found.text.splitlines() == list(CLAUSES)
    assert found.recognised.title == "道路养护委托合同"
    assert found.recognised.kind == "contract"


async def test_a_converted_file_keeps_its_original(files):
    found = await examine("道路合同.rtf", odd.RTF)

    assert found.format is Format.WORD
    assert found.text == "道路合同"
    assert await storage().fetch(found.original) == odd.RTF
    assert (await storage().fetch(found.sha256))[:4] == b"PK\3\4"


async def test_odt_is_converted(files):
    found = await examine("合同.odt", odd.odt("道路养护合同", "第一条 付款。"))

    assert found.text.splitlines()[:2] == ["道路养护合同", "第一条 付款。"]


async def test_a_pdf_is_read(files):
    data = await converter.convert(word(*CLAUSES), "docx", "pdf")

    found = await examine("合同.pdf", data)

    assert found.format is Format.PDF
    assert found.recognised.title == "道路养护委托合同"
    assert [p.name for p in found.recognised.parties] == [
        "云川市交通运输局",
        "云川路桥养护有限公司",
    ]


async def test_pictures_and_sheets_are_material_only(files):
    assert (await examine("执照.png", odd.PNG)).format is None
    assert (await examine("清单.xlsx", odd.xlsx("单价"))).format is None


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("空.docx", b"", "文件是空的"),
        ("加密.docx", odd.ole2("EncryptionInfo", "EncryptedPackage"), "文件设有打开密码"),
        ("加密.doc", odd.ole2("WordDocument", flags=0x0100), "文件设有打开密码"),
        ("半.docx", odd.DOCX[:2000], "文件已损坏或没有传完整"),
        ("宏.docm", odd.macro(), "文件带有宏"),
        ("宏.docx", odd.macro(), "文件带有宏"),
        ("炸弹.docx", odd.bomb(), "可能是压缩炸弹"),
        ("实体.docx", odd.entities(), "外部实体"),
        ("其实.docx", b"%PDF-1.4\n%%EOF", "文件名是 .docx，内容却是PDF（.pdf）"),
        ("其实.doc", odd.DOCX, "文件名是 .doc，内容却是Word 文档（.docx）"),
        ("其实.pdf", odd.DOCX, "文件名是 .pdf，内容却是Word 文档（.docx）"),
        ("没有扩展名", odd.DOCX, "文件名没有扩展名"),
        ("程序.exe", b"MZ\x90\0", "不能接收这种文件"),
        ("程序.docx", b"MZ\x90\0", "内容却无法识别"),
        ("无字.docx", odd.with_parts(word__document_xml="<nothing/>"), "文件已损坏"),
        ("方案.docx", word("机密★10年", "云川市应急方案"), "国家秘密标志“机密★10年”"),
        (
            "眉.docx",
            tiny.docx(tiny.p("方案"), {"word/header1.xml": tiny.p("秘密★5年")}),
            "国家秘密",
        ),
        ("【机密】方案.docx", odd.DOCX, "国家秘密标志“【机密】”"),
        ("秘密.xlsx", odd.xlsx("项目", "秘密★5年"), "国家秘密"),
        ("坏.pdf", b"%PDF-1.7\n" + b"x" * 50 + b"\n%%EOF", "文件已损坏"),
    ],
)
async def test_what_is_refused_says_why_and_leaves_nothing(files, name, data, words):
    with pytest.raises(Unacceptable) as refused:
        await examine(name, data)

    assert words in translate(refused.value.text, **refused.value.facts)
    assert not [path for path in files.root.rglob("*") if path.is_file()]
    with speaking("en"):
        assert translate(refused.value.text, **refused.value.facts).isascii() or "“" in translate(
            refused.value.text, **refused.value.facts
        )


async def test_a_file_over_the_limit_is_refused(files, monkeypatch):
    monkeypatch.setattr(settings, "MAX_UPLOAD", 2 * 2**20)

    with pytest.raises(Unacceptable, match="文件超过2 MB"):
        await examine("大.docx", b"x" * (2 * 2**20 + 1))


async def test_without_a_converter_the_reader_is_told_what_to_do(files, monkeypatch):
    monkeypatch.setattr(settings, "SOFFICE", "no-such-program")

    with pytest.raises(Unacceptable, match=r"另存为 \.docx"):
        await examine("合同.rtf", odd.RTF)
    assert not [path for path in files.root.rglob("*") if path.is_file()]


async def test_the_hash_is_of_the_words_and_not_of_their_looks(files):
    plain = await examine("一.docx", tiny.draft("第一条 停车费 由市政府定价。"))
    bold = await examine(
        "二.docx",
        tiny.docx(tiny.p(inside=tiny.r("第一条 停车费由市", "<w:b/>") + tiny.r("政府定价。"))),
    )
    other = await examine("三.docx", tiny.draft("第一条 停车费由省政府定价。"))

    assert plain.text_hash == bold.text_hash != other.text_hash


async def test_the_hash_knows_tracked_changes_as_if_accepted_and_text_boxes(files):
    accepted = await examine("一.docx", tiny.draft("停车费由市政府定价。"))
    tracked = await examine(
        "二.docx",
        tiny.docx(
            tiny.p(
                inside=tiny.r("停车费由")
                + tiny.deleted("省")
                + tiny.ins("市")
                + tiny.r("政府定价。")
            )
        ),
    )
    noted = await examine(
        "三.docx",
        tiny.docx(
            tiny.p("停车费由市政府定价。"),
            {"word/footnotes.xml": f'<w:footnote w:id="2">{tiny.p("不含滞纳金。")}</w:footnote>'},
        ),
    )

    assert accepted.text_hash == tracked.text_hash
    assert accepted.text_hash != noted.text_hash


async def test_a_contract_tells_its_parties_and_sum(files):
    data = word(
        "停车场租赁合同", "甲方：云川市城市管理局", "统一社会信用代码：11330000MB1234567X",
        "乙方：云川停车有限公司（以下简称乙方）",
        "第二条 租金总额为人民币30万元（大写：叁拾伍万元整）。",
    )  # fmt: skip

    found = (await examine("租赁.docx", data)).recognised

    assert [(p.side, p.name) for p in found.parties] == [
        ("甲方", "云川市城市管理局"), ("乙方", "云川停车有限公司"),
    ]  # fmt: skip
    assert (found.amount, found.amount_words) == (Decimal("300000.00"), Decimal("350000"))


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("C:\\文件\\合同.docx", "合同.docx"),
        ("../../etc/passwd.docx", "passwd.docx"),
        ("合\r\n同.docx", "合同.docx"),
        ("长" * 300 + ".docx", "长" * 195 + ".docx"),
        ("", "file"),
    ],
)
def test_names_are_tidied(name, tidy):
    assert tidy_name(name) == tidy
