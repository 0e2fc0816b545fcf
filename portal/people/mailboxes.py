"""Addresses of electronic mail as they are typed: plain ones only, so that none can be two."""

from __future__ import annotations

import re

from portal.web.forms import Answers

PLAIN = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
LONGEST = 120


def mailbox(form: Answers) -> str:
    """The field `mail`; empty is allowed, a fault is noted for anything but one plain address."""
    said = form.text("mail", most=LONGEST)
    if said and not PLAIN.fullmatch(said):
        form.fault("mail", "邮箱地址无法识别，请按 name@example.gov.cn 的样式填写")
    return said
