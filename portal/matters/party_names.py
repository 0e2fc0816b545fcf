"""When two names mean the same company: the form in which names of parties are compared.

A branch has no legal personality of its own (民法典 第七十四条), so it is its company; a change
of form (有限公司 to 股份有限公司) does not make another company (公司法 第十二条).
"""

from __future__ import annotations

import re
import unicodedata

_FORMER = re.compile(r"[(（]\s*(?:原名?|原名称|曾用名|更名前|旧称)\s*[:：]?\s*([^)）]+)[)）]")
_REMARK = re.compile(
    r"[(（]\s*(?:盖章|公章|签章|签字|以下(?:简)?称|下称|简称|甲方|乙方|丙方|丁方|委托方|受托方"
    r"|发包人|承包人|出租人|承租人|买受人|出卖人|联合体牵头人|牵头单位|下同)[^)）]*[)）]"
)
_SIDE = re.compile(
    r"^(?:甲|乙|丙|丁)方(?:\([^)]*\))?[:：]|^(?:委托方|受托方|发包人|承包人|当事人)[:：]"
)
_BRANCH = re.compile(r"(?<=公司)[^公司]*(?:分公司|分行|支行|营业部|办事处|项目部|代表处)$")
_BANK_BRANCH = re.compile(r"(?<=银行)[^银]+(?:分行|支行|营业部)$")
_FORM = re.compile(
    r"(?:有限责任公司|股份有限公司|有限公司|股份公司|公司|co\.?,?ltd\.?|limited|ltd\.?|inc\.?)$"
)
_OTHER_FORM = re.compile(r"\((?:有限合伙|普通合伙|特殊普通合伙|个人独资)\)$")
_NO_SIGN = re.compile(r"[^\w]|_")


def key_of(name: str) -> str:
    """The name as it is compared; empty where nothing but signs was written."""
    plain = _SIDE.sub("", _plain(_FORMER.sub("", name)))
    bare = _BANK_BRANCH.sub("", _BRANCH.sub("", plain))
    core = _FORM.sub("", _OTHER_FORM.sub("", bare))
    return _NO_SIGN.sub("", core) or _NO_SIGN.sub("", bare)


def keys_of(name: str) -> frozenset[str]:
    """The name as it is compared, and the former names that stand beside it in brackets."""
    former = [one for found in _FORMER.findall(name) for one in re.split("[、，,;；]", found)]
    return frozenset(map(key_of, [name, *former])) - {""}


def _plain(name: str) -> str:
    """Half-width, without blanks and without what was only added for the document at hand."""
    half = unicodedata.normalize("NFKC", _REMARK.sub("", name)).casefold()
    return re.sub(r"\s+", "", _REMARK.sub("", half))
