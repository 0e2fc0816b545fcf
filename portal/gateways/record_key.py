"""The key under the record's checkpoints: made on first use, kept in a file of its own."""

from __future__ import annotations

import base64
import contextlib
import os
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

import settings
from portal.proofs.legalverify import LOG, Key, read_key

SECRET_BYTES = 32


def public_key() -> Key:
    """The public half, with the name that stands under every checkpoint."""
    secret, name = _kept()
    return Key(name, LOG, secret.public_key().public_bytes_raw())


def is_ours(origin: str, body: str, line: str) -> bool:
    """Whether this signature line under `body` is of our key, present or earlier, of that name."""
    mark, name, data = [*line.split(" "), "", "", ""][:3]
    for key in (public_key(), *map(read_key, filter(None, settings.RECORD_KEYS_BEFORE.split(",")))):
        if (mark, name) != ("—", origin) or key.name != origin:
            continue
        with contextlib.suppress(ValueError, InvalidSignature):
            raw = base64.b64decode(data, validate=True)
            Ed25519PublicKey.from_public_bytes(key.data).verify(raw[4:], body.encode())
            return raw[:4] == key.id
    return False


def sign(body: str) -> str:
    """The signature line under `body` as C2SP signed-note has it, its line end included."""
    key, (secret, _) = public_key(), _kept()
    data = base64.b64encode(key.id + secret.sign(body.encode())).decode()
    return f"— {key.name} {data}\n"


def _kept() -> tuple[Ed25519PrivateKey, str]:
    """The secret and its name: that of the settings, or else the one it was made with."""
    path = settings.RECORD_KEY
    if not path.exists():
        _make()
    said, _, name = path.read_text(encoding="utf-8").partition("\n")
    secret = Ed25519PrivateKey.from_private_bytes(base64.b64decode(said))
    return secret, settings.RECORD_NAME or name.strip() or _first_name()


def _first_name() -> str:
    return settings.RECORD_NAME or urlsplit(settings.PUBLIC_URL).netloc or "portal"


def _make() -> None:
    """Write a new key; of two processes that do so at once the first one's is kept."""
    path = settings.RECORD_KEY
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        secret = base64.b64encode(os.urandom(SECRET_BYTES)).decode()
        file.write(f"{secret}\n{_first_name()}\n".encode())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()
