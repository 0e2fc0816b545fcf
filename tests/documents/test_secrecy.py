"""What is a mark of a state secret, and what are only words."""

import pytest

from portal.documents.secrecy import mark_in, mark_in_name
from portal.word.document import Document, Paragraph, Story

TITLE = "云川市城市道路停车管理办法"
FILLER = [f"第{n}条 本办法的规定。" for n in range(1, 31)]


def document(*lines: str, header: str = "") -> Document:
    stories = (Story("header", (Paragraph(0, header),)),) if header else ()
    return Document(tuple(Paragraph(n, line) for n, line in enumerate(lines)), stories=stories)


@pytest.mark.parametrize(
    "line",
    [
        "机密★10年",
        "秘密★",
        "绝密★长期",
        "机密 ★ 启用前",
        "机 密 ★ 1 年",
        "秘密★５年",
        "秘\u200b密★5年",
        "秘密☆3年",
        "秘密*3年",
        "★机密",
        "000001　机密★1年　特急",
        "机密★1年特急",
        "机密",
        "秘　密",
        "绝密 20年",
        "机密·10年",
        "【机密】",
        "（秘密）",
        "密级：机密",
        "密级:秘密 5年",
        "特急 机密",
    ],
)
def test_a_mark_at_the_head_or_in_a_header_is_seen(line):
    assert mark_in(document(line, TITLE, *FILLER))
    assert mark_in(document("云川市人民政府文件", "云政〔2026〕1号", line, TITLE, *FILLER))
    assert mark_in(document(TITLE, *FILLER, header=line))


@pytest.mark.parametrize(
    "line",
    [
        "第三条 双方应当保守商业秘密。",
        "商业秘密",
        "国家秘密",
        "工作秘密",
        "保守秘密",
        "保密义务",
        "保守秘密★不得外传",
        "一、商业秘密和个人隐私的保护",
        "不得泄露国家秘密、商业秘密",
        "绝密、机密、秘密三级国家秘密的定密权限，按照国家规定执行。",
        "标有“秘密★10年”字样的载体，由保密委员会负责清点。",
        "密级：无",
        "密级：□绝密 □机密 □秘密 ☑非密",
        "秘密级以下",
        "机密性",
        "秘密投票",
        "机密文件管理室",
        "秘书处",
    ],
)
def test_words_of_running_text_are_no_mark(line):
    assert mark_in(document(line, TITLE, *FILLER)) is None
    assert mark_in(document(TITLE, *FILLER, line)) is None
    assert mark_in(document(TITLE, *FILLER, header=line)) is None


def test_an_enclosed_document_with_a_starred_mark_is_seen_far_down():
    assert mark_in(document(TITLE, *FILLER, "机密★10年", "附件正文"))


def test_a_bare_word_far_down_is_a_cell_of_a_table_and_no_mark():
    assert mark_in(document(TITLE, *FILLER, "秘密", "公开")) is None


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("【机密】停车方案.docx", True),
        ("停车方案（秘密）.docx", True),
        ("机密★10年 停车方案.docx", True),
        ("秘密-停车方案.docx", True),
        ("商业秘密保护办法.docx", False),
        ("国家秘密载体管理规定.docx", False),
        ("机密文件柜采购合同.docx", False),
    ],
)
def test_a_mark_in_the_name_is_seen(name, found):
    assert bool(mark_in_name(name)) is found
