"""When two names mean the same company: the form in which names of parties are compared.

A branch has no legal personality of its own (民法典 第七十四条), so it is its company; a change
of form (有限公司 to 股份有限公司) does not make another company (公司法 第十二条).
"""

from __future__ import annotations

import re
import unicodedata

_OPEN, _SHUT = r"[(（]\s*", r"\s*[)）]"
_ENDS = r"(?=\s*(?:$|[(（]))"
_FORMER = (
    re.compile(
        _OPEN + r"(?:原名称|原名|曾用名|更名前|旧称|前身为?)\s*(?:[:：为是])?\s*([^)）]+)" + _SHUT
    ),
    re.compile(_OPEN + r"由([^)）]+?)(?:更名|改制)(?:而来)?" + _SHUT),
    re.compile(_OPEN + r"原\s*[:：]?\s*([^)）]+)" + _SHUT + _ENDS),
    re.compile(r"[,，;；]\s*(?:原名称|原名|曾用名|前身为?)\s*[:：]?\s*(.+)$"),
)
_ALIAS = re.compile(
    _OPEN
    + r"(?:以下)?(?:简称|下称|称)(?:为)?\s*[:：]?\s*"
    + r"[“\"「『]?([^)）”\"」』]+)[”\"」』]?"
    + _SHUT
)
_SHORTEST_ALIAS = 3  # signs; what is shorter could be anybody
_REMARK = re.compile(
    r"[(（]\s*(?:盖章|公章|加盖公章|合同专用章|签章|签字|以下(?:简)?称|下称|简称|甲方|乙方|丙方|丁方"
    r"|委托方|受托方|发包人|承包人|出租人|承租人|买受人|出卖人|联合体牵头人|联合体成员|牵头单位|下同"
    r"|个体工商户|法定代表人|统一社会信用代码|住所)[^)）]*[)）]"
)
_SIDE = re.compile(r"^[^:]{1,12}:")  # 乙方： 承包人（全称）： – no name has a colon in it
_AFTER_FORM = re.compile(r"(?<=公司)\([^()]*\)$")  # what stands there is no part of the name
_LAST_SIGNS = re.compile(r"[。、,;]+$")
_BRANCH = re.compile(
    r"(?<=公司)[^公司]*(?:分公司|支公司|分行|支行|营业部|办事处|项目部|项目经理部|代表处|店)$"
)
_BANK_BRANCH = re.compile(r"(?<=银行)[^银]+(?:分行|支行|营业部)$")
_FORM = re.compile(
    r"(?:有限责任公司|股份有限公司|有限公司|股份公司|公司"
    r"|co\.?,?ltd\.?|limited|ltd\.?|inc\.?|corporation|corp\.?)$"
)
_OTHER_FORM = re.compile(r"\((?:有限合伙|普通合伙|特殊普通合伙|个人独资)\)$")
_NO_SIGN = re.compile(r"[^\w]|_")
_ORDINAL = re.compile(r"第([1-9])(?!\d)")
_DIGITS = "零一二三四五六七八九"


def key_of(name: str) -> str:
    """The name as it is compared; empty where nothing but signs was written."""
    bare = _BANK_BRANCH.sub("", _BRANCH.sub("", _proper(name)))
    core = _FORM.sub("", _OTHER_FORM.sub("", bare))
    return _NO_SIGN.sub("", core) or _NO_SIGN.sub("", bare)


def keys_of(name: str) -> frozenset[str]:
    """The name as it is compared, and the former and short names that stand beside it."""
    return (frozenset(map(key_of, [name, *_former(name)])) | _aliases(name)) - {""}


def is_branch(name: str) -> bool:
    """Whether it names a branch, which has a credit code of its own but is its company."""
    proper = _proper(name)
    return bool(_BRANCH.search(proper) or _BANK_BRANCH.search(proper) or "分公司)" in _plain(name))


def _former(name: str) -> list[str]:
    found = [one for pattern in _FORMER for one in pattern.findall(name)]
    return [part for one in found for part in re.split("[、，,;；]", one)]


def _aliases(name: str) -> frozenset[str]:
    """Short names made of the name's own signs, so neither 乙方 nor 本项目公司."""
    whole = key_of(name)
    keys = frozenset(key_of(one) for one in _ALIAS.findall(name))
    return frozenset(key for key in keys if len(key) >= _SHORTEST_ALIAS and _is_made_of(key, whole))


def _is_made_of(short: str, whole: str) -> bool:
    left = iter(whole)
    return all(sign in left for sign in short)


def _proper(name: str) -> str:
    """Only the name: no former names, no side of a contract, no remark behind the form."""
    for pattern in _FORMER:
        name = pattern.sub("", name)
    return _AFTER_FORM.sub("", _LAST_SIGNS.sub("", _SIDE.sub("", _plain(name))))


def _plain(name: str) -> str:
    """Half-width, without blanks and without what was only added for the document at hand."""
    half = unicodedata.normalize("NFKC", _REMARK.sub("", name)).casefold()
    tight = re.sub(r"\s+", "", _REMARK.sub("", half)).replace("〇", "零")
    return _ORDINAL.sub(lambda found: f"第{_DIGITS[int(found[1])]}", tight)
