"""Files on their way out: always as an attachment, under a name that survives every browser."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {
    ".docx": WORD,
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".json": "application/json",
}


def attachment(data: bytes, name: str) -> Response:
    """`data` as a download called `name`; its type follows from the ending."""
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    plain = "file" + (ending if ending.isascii() else "")
    said = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    return Response(
        data,
        media_type=TYPES.get(ending, "application/octet-stream"),
        headers={
            "content-disposition": said,
            "content-security-policy": "sandbox; default-src 'none'",
        },
    )
