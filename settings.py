"""Every setting of the portal, read once from the environment.

On a laptop nothing needs to be set: a folder `data` holds the database and the files. In
production set PORTAL_MODE=production; then what must not be left to chance is asked for, and
the portal refuses to start half-configured.
"""

from __future__ import annotations

from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from starlette.config import Config

env = Config()

HOUSE = Path(__file__).parent

# "laptop" or "production"
MODE = env("PORTAL_MODE", default="laptop")

# the folder of the SQLite database, the files and what is made on the way
DATA = Path(env("PORTAL_DATA", default=str(HOUSE / "data")))

# sqlite:///path or postgres://user:password@host:port/name
DATABASE_URL = env("DATABASE_URL", default=f"sqlite:///{DATA / 'portal.sqlite3'}")

# where people reach the portal: printed on letters and in QR codes
PUBLIC_URL = env("PUBLIC_URL", default="http://127.0.0.1:8000").rstrip("/")

# further origins that forms may come from, separated by commas (a second host name, a proxy)
TRUSTED_ORIGINS = tuple(one for one in env("TRUSTED_ORIGINS", default="").split(",") if one)

# cookies only over https; on by default in production
SECURE_COOKIES = env("SECURE_COOKIES", cast=bool, default=PUBLIC_URL.startswith("https://"))

# the largest file that may be uploaded, in bytes
MAX_UPLOAD = env("MAX_UPLOAD", cast=int, default=50 * 1024 * 1024)

# minutes without a click after which a person is signed out; outside people sooner
IDLE_MINUTES = env("IDLE_MINUTES", cast=int, default=30)
IDLE_MINUTES_OUTSIDE = env("IDLE_MINUTES_OUTSIDE", cast=int, default=15)

# hours after which everybody signs in again
SESSION_HOURS = env("SESSION_HOURS", cast=int, default=12)

# the secret with which the record's checkpoints are signed: a file that only the worker may read,
# made on first use. The name that stands under every checkpoint is kept with it: the one that is
# set here, or else the host of PUBLIC_URL at that time
RECORD_KEY = Path(env("RECORD_KEY", default=str(DATA / "record.key")))
RECORD_NAME = env("RECORD_NAME", default="")

# public keys (name+id+key) under which earlier checkpoints were signed, separated by commas: after
# the secret was renewed or the name has changed
RECORD_KEYS_BEFORE = env("RECORD_KEYS_BEFORE", default="")

# witnesses: machines of a second custodian that cosign checkpoints (`witness.py serve`), as
# "address name+id+key", several separated by commas; without one nothing is anchored outside
WITNESSES = env("WITNESSES", default="")

# the converter for .doc, .wps, .rtf, .odt and PDF
SOFFICE = env("SOFFICE", default="soffice")

# the mail server: smtp://user:password@host:587 (TLS where it is offered, and always before a
# password is sent) or smtps://…; empty: no mail is sent, notices stay in the portal
SMTP_URL = env("SMTP_URL", default="")

# who the mails are from: "合法性审查平台 <noreply@example.gov.cn>"; needed with SMTP_URL
MAIL_FROM = env("MAIL_FROM", default="")

# run the worker inside the web process; set false where `python -m portal worker` runs
WORKER_INSIDE = env("WORKER_INSIDE", cast=bool, default=True)


def faults() -> list[str]:
    """What keeps this configuration from being used, one sentence each."""
    if MODE not in {"laptop", "production"}:
        return [f"PORTAL_MODE is {MODE!r}; it must be laptop or production"]
    if MODE == "laptop":
        return mail_faults()
    wanted = {"DATABASE_URL", "PUBLIC_URL", "PORTAL_DATA"}
    missing = [
        f"{name} must be set in production" for name in sorted(wanted) if not env(name, default="")
    ]
    return missing + mail_faults()


def mail_faults() -> list[str]:
    """What is wrong with the settings of mail; without SMTP_URL nothing can be."""
    if not SMTP_URL:
        return []
    parts = urlsplit(SMTP_URL)
    found = []
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        found.append("SMTP_URL must begin with smtp:// or smtps:// and name a host")
    if "@" not in parseaddr(MAIL_FROM)[1]:
        found.append("MAIL_FROM must hold an address where SMTP_URL is set")
    return found
