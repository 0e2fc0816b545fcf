"""The same company written differently, different companies written alike."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.matters.party_names import key_of, keys_of

SAME = [
    ("云川路桥养护有限公司", "云川路桥养护有限责任公司"),
    ("云川路桥养护有限公司", "云川路桥养护股份有限公司"),
    ("云川路桥养护有限公司", "云川路桥养护有限公司（盖章）"),
    ("云川路桥养护有限公司", "乙方：云川路桥养护有限公司"),
    ("云川路桥养护有限公司", "乙方（受托方）：云川路桥养护有限公司"),
    ("云川路桥养护有限公司", "云川路桥养护有限公司（以下简称“乙方”）"),
    ("云川路桥养护有限公司", "云川路桥养护有限公司 (以下简称乙方)"),
    ("云川路桥养护有限公司", "云川 路桥 养护 有限公司"),
    ("云川路桥养护有限公司", "云川路桥养护有限公司　"),
    ("云川路桥养护有限公司", "云川路桥养护有限公司滨江分公司"),
    ("云川路桥养护有限公司", "云川路桥养护有限公司滨江项目部"),
    ("云川路桥养护有限公司", "云川路桥养护有限公司（联合体牵头人）"),
    ("云川路桥（集团）有限公司", "云川路桥集团有限公司"),
    ("云川路桥(集团)有限公司", "云川路桥（集团）有限公司"),
    ("北斗（云川）科技有限公司", "北斗云川科技有限公司"),
    ("北斗【云川】科技有限公司", "北斗（云川）科技有限公司"),
    ("ＡＢＣ科技有限公司", "ABC科技有限公司"),
    ("abc科技有限公司", "ABC 科技有限公司"),
    ("云川２１世纪物业有限公司", "云川21世纪物业有限公司"),
    ("中国工商银行股份有限公司云川分行", "中国工商银行股份有限公司"),
    ("中国工商银行云川支行", "中国工商银行股份有限公司"),
    ("中国工商银行云川支行", "中国工商银行滨江分行营业部"),
    ("云川能源·新材料有限公司", "云川能源新材料有限公司"),
    ("云川“好邻居”超市有限公司", "云川好邻居超市有限公司"),
    ("Yunchuan Bridge Co., Ltd.", "YUNCHUAN BRIDGE CO.,LTD"),
    ("北斗投资中心（有限合伙）", "北斗投资中心(有限合伙)"),
    ("云川城投公司", "云川城投有限公司"),
    ("张三", "张 三"),
]
DIFFERENT = [
    ("云川路桥养护有限公司", "云川路桥建设有限公司"),
    ("云川路桥养护有限公司", "云山路桥养护有限公司"),
    ("云川路桥集团有限公司", "云川路桥有限公司"),
    ("云川路桥养护有限公司", "云川市路桥养护中心"),
    ("云川第一建筑有限公司", "云川第二建筑有限公司"),
    ("云川银行", "云川农村商业银行"),
    ("中国工商银行云川支行", "中国建设银行云川支行"),
    ("北斗律师事务所", "北斗科技有限公司"),
    ("北斗（云川）科技有限公司", "北斗（滨江）科技有限公司"),
    ("云川水务有限公司", "云川水务投资有限公司"),
    ("中国移动通信集团有限公司", "中国移动通信集团云川有限公司"),
    ("ABC科技有限公司", "ABD科技有限公司"),
    ("云川21世纪物业有限公司", "云川20世纪物业有限公司"),
    ("北斗投资中心（有限合伙）", "北斗投资管理（有限合伙）"),
    ("张三", "张三丰"),
    ("云川公交有限公司", "云川公路有限公司"),
    ("云川城投", "云川文投"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_company_has_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other) != ""


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_companies_have_different_keys(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("云川路桥有限公司（原名：云川公路局工程队）", {"云川路桥", "云川公路局工程队"}),
        ("云川路桥有限公司（曾用名：甲公司、乙公司）", {"云川路桥", "甲", "乙"}),
        ("云川路桥有限公司", {"云川路桥"}),
        ("（）", set()),
    ],
)
def test_former_names_count_too(name: str, keys: set[str]) -> None:
    assert keys_of(name) == keys


@pytest.mark.parametrize("name", ["公司", "有限公司", "股份有限公司"])
def test_a_bare_form_is_still_a_name(name: str) -> None:
    assert key_of(name)


@given(st.text("云川路桥ＡＢ（）有限公司分 　·", max_size=30), st.integers(0, 30))
def test_blanks_and_width_make_no_difference(name: str, place: int) -> None:
    spaced = f"{name[:place]} 　{name[place:]}"

    assert key_of(name) == key_of(spaced) == key_of(unicodedata.normalize("NFKC", name))
