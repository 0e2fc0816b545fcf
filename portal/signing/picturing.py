"""An address as a picture that a phone reads."""

from __future__ import annotations

import io

import segno


def qr(address: str) -> bytes:
    """The address as a QR code, PNG; error correction M bears a folded paper."""
    data = io.BytesIO()
    segno.make(address, error="m", micro=False).save(data, kind="png", scale=8, border=2)
    return data.getvalue()


def picture(address: str) -> str:
    """The same for a page, as the address of an inline picture."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=2))
