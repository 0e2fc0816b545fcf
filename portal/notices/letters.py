"""What a mail says: number, fixed words of the table and a link; nothing of the matter itself."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from portal.clock import OFFICE
from portal.gateways.mail import sender_domain
from portal.i18n import speaking
from portal.i18n import translate as _
from portal.notices.models import Mailing, Notice
from portal.web.site import site

SETTINGS = "/account/notices"


def letter(mailing: Mailing, notices: Sequence[Notice]) -> EmailMessage:
    """The mail that carries `notices` (their matters fetched), in its reader's language.

    The same mailing is the same message: its Message-ID and date do not change from try to try.
    """
    with speaking(mailing.person.language):
        subject, text = _subject(notices), _text(notices)
    made = EmailMessage(policy=SMTP)
    made["Subject"] = subject
    made["Date"] = format_datetime(mailing.made_at.astimezone(OFFICE))
    made["Message-ID"] = f"<{mailing.token}@{sender_domain()}>"
    made["Auto-Submitted"] = "auto-generated"
    made["List-Unsubscribe"] = f"<{site()}{SETTINGS}>"
    made.set_content(text, cte="base64")
    return made


def _subject(notices: Sequence[Notice]) -> str:
    if len(notices) == 1:
        only = notices[0]
        return _("【合法性审查】{number} {words}", number=_called(only), words=only.mail)
    return _("【合法性审查】{count}项办理提醒", count=len(notices))


def _text(notices: Sequence[Notice]) -> str:
    lines = [
        f"{_called(notice)} {_(notice.mail)}\n{site()}{notice.address}\n" for notice in notices
    ]
    end = _(
        "本邮件由合法性审查平台自动发送，只列编号和链接，请登录后办理。接收方式可在此调整：{link}",
        link=f"{site()}{SETTINGS}",
    )
    return "\n".join([*lines, end]) + "\n"


def _called(notice: Notice) -> str:
    """The number by which its reader knows what it is about, or else what it is about."""
    return notice.number or _(notice.topic)
