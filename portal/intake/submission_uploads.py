"""Files as they arrive in forms: each is judged by itself, and the good ones are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse

from portal.documents.examining import Examined, examine_upload, tidy_name
from portal.errors import Unacceptable
from portal.i18n import translate
from portal.intake.submission_basket import MOST_FILES


@dataclass(frozen=True)
class Turned:
    """A file that was not taken, and why, in the reader's language."""

    name: str
    words: str


@dataclass(frozen=True)
class Arrived:
    """What came of an upload."""

    taken: tuple[Examined, ...]
    turned: tuple[Turned, ...]

    def faults_at(self, field: str) -> dict[str, str]:
        """The refusals as the error of a form's field."""
        if not self.turned:
            return {}
        return {field: "；".join(f"“{one.name}”：{one.words}" for one in self.turned)}


async def arrive(uploads: Sequence[UploadFile], *, there: int = 0) -> Arrived:
    """Examine each upload; `there` files are in the basket already."""
    taken: list[Examined] = []
    turned: list[Turned] = []
    for upload in uploads:
        try:
            if there + len(taken) >= MOST_FILES:
                raise Unacceptable("一次送审最多{most}个文件，这个文件没有收下", most=MOST_FILES)
            taken.append(await examine_upload(upload))
        except Unacceptable as error:
            words = translate(error.text, **error.facts)
            turned.append(Turned(tidy_name(upload.filename or ""), words))
    return Arrived(tuple(taken), tuple(turned))


def is_script(request: Request) -> bool:
    """Whether the upload script asks, which wants JSON and no page."""
    return bool(request.headers.get("x-requested-with"))


def told(arrived: Arrived, address: str) -> JSONResponse:
    """The answer to the script: where the basket is, and which files were refused."""
    refused = [{"name": one.name, "words": one.words} for one in arrived.turned]
    taken = [one.name for one in arrived.taken]
    return JSONResponse(
        {"address": address, "taken": taken, "refused": refused},
        status_code=422 if refused and not taken else 200,
    )
