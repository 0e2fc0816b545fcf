"""Which roles one person may hold where: whoever runs the system takes no part in its business."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from portal.people.models import OrganKind, Role

IN_DEPARTMENT = frozenset({Role.SUBMITTER, Role.HEAD})
OUTSIDE = frozenset({Role.ADVISER})
ALONE = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})  # 三员分立
IN_OFFICE = frozenset(Role) - IN_DEPARTMENT - ALONE


@dataclass(frozen=True)
class Wish:
    """A role that somebody is to be given."""

    role: Role
    organ: OrganKind
    outside: bool  # the person is of a law firm
    held: Collection[Role]  # what he holds already, anywhere
    himself: bool  # whoever grants is the one who is to get it


def why_not(wish: Wish) -> str:
    """Why this role may not be given, as a text for the administrator; "" when it may."""
    if wish.himself:
        return "不能给自己授予角色，请由另一名系统管理员办理"
    if wish.role in ALONE and set(wish.held) - {wish.role}:
        return "系统管理员、审计员不能兼任其他角色"
    if wish.role not in ALONE and ALONE & set(wish.held):
        return "系统管理员、审计员不能兼任其他角色"
    if wish.outside and wish.role not in OUTSIDE:
        return "律师事务所人员只能担任法律顾问"
    if not wish.outside and wish.role in OUTSIDE:
        return "法律顾问须为律师事务所人员；本机关人员请授予公职律师"
    if wish.role in IN_OFFICE and wish.organ is not OrganKind.LEGAL_OFFICE:
        return "该角色只能在法制机构担任"
    return ""
