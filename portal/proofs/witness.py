"""The witness: a second custodian's program, which signs roots that change nothing earlier.

    python witness.py new NAME                     make the witness's key and say its public half
    python witness.py trust KEY                    the office's public key; no other one is heard
    python witness.py serve [--port 8787]          answer the office's worker over HTTP
    python witness.py take BUNDLE.json             the same by hand; prints the signature line

It needs Python 3.11 and the file legalverify.py beside it, nothing else. All it knows stands in
the folder --state (default: witness): its key, the office's key, and leaves.txt, one line for each
entry of the journal: its digest, whose it is, its number. From these it computes every root
anew; where an entry was changed, taken out or put in between, the root is another one, and it
refuses. It learns no contents. Keep the folder on a machine that the office cannot write to.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

if __package__:
    from portal.proofs import legalverify as lv
else:
    import legalverify as lv  # type: ignore[import-not-found,no-redef]  # the file beside this one

MOST_BYTES = 256 << 20


class Refused(Exception):
    """What was shown does not continue what was seen."""


class Witness:
    """The folder in which all is kept that the witness knows."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self.leaves = state / "leaves.txt"

    def new(self, name: str) -> str:
        """Make the secret key; the public one as a line."""
        self.state.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.state / "secret", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(f"{name} {os.urandom(32).hex()}")
        return str(self.key())

    def key(self) -> lv.Key:
        name, seed = self._secret()
        return lv.Key(name, lv.WITNESS, public_half(seed))

    def trust(self, key: str) -> None:
        (self.state / "office").write_text(str(lv.read_key(key)))

    def seen(self) -> int:
        """How many leaves were seen."""
        return len(self._known())

    def take(self, bundle: Mapping[str, Any]) -> str:
        """The signature line under the bundle's checkpoint; raises Refused."""
        office = lv.read_key((self.state / "office").read_text())
        try:
            point = lv.read_checkpoint(bundle["checkpoint"])
            fresh = [_line(*leaf) for leaf in bundle["leaves"]]
        except (ValueError, KeyError, TypeError) as fault:
            raise Refused(f"unreadable: {fault}") from fault
        if not lv.signed_by(office, point.body, point.lines):
            raise Refused("the checkpoint is not signed by the office that is trusted")
        known = self._known()
        if point.size < len(known):
            raise Refused(f"{len(known)} entries were seen, now there are {point.size}")
        if bundle["old"] != len(known):
            raise Refused(f"{len(known)} entries were seen, the bundle begins at {bundle['old']}")
        if len(known) + len(fresh) != point.size or root(known + fresh) != point.root:
            raise Refused(f"the root of {point.size} entries does not continue what was seen")
        self._append(known + fresh)
        return self._sign(point.body)

    def _known(self) -> list[str]:
        return self.leaves.read_text().splitlines() if self.leaves.exists() else []

    def _append(self, lines: Sequence[str]) -> None:
        draft = self.state / "leaves.new"
        with draft.open("w") as file:
            file.write("".join(f"{line}\n" for line in lines))
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, self.leaves)

    def _sign(self, body: str) -> str:
        moment, key = int(time.time()), self.key()  # its own clock: it is nobody else's program
        signature = sign(self._secret()[1], lv.cosigned(moment, body))
        data = key.id + moment.to_bytes(8, "big") + signature
        return f"— {key.name} {base64.b64encode(data).decode()}"

    def _secret(self) -> tuple[str, bytes]:
        name, seed = (self.state / "secret").read_text().split()
        return name, bytes.fromhex(seed)


def _line(digest: str, subject: str, seq: int) -> str:
    if len(bytes.fromhex(digest)) != 32 or len(f"{subject}".splitlines()) != 1:
        raise ValueError("not a leaf")
    return f"{digest} {int(seq)} {subject}"


def root(lines: Sequence[str]) -> bytes:
    """The root over the digests at the beginnings of these lines (RFC 6962)."""
    level = [lv.leaf_hash(bytes.fromhex(line[:64])) for line in lines]
    if not level:
        return hashlib.sha256().digest()
    while len(level) > 1:
        above = [lv.node_hash(*pair) for pair in zip(level[::2], level[1::2], strict=False)]
        level = above + level[-1:] if len(level) & 1 else above
    return level[0]


def public_half(seed: bytes) -> bytes:
    """RFC 8032, section 5.1.5."""
    return _encoded(lv._times(_scalar(seed), lv.BASE))


def sign(seed: bytes, message: bytes) -> bytes:
    """RFC 8032, section 5.1.6; not hardened against somebody who measures this machine's time."""
    scalar, public = _scalar(seed), public_half(seed)
    prefix = hashlib.sha512(seed).digest()[32:]
    nonce = int.from_bytes(hashlib.sha512(prefix + message).digest(), "little") % lv.ORDER
    first = _encoded(lv._times(nonce, lv.BASE))
    bound = int.from_bytes(hashlib.sha512(first + public + message).digest(), "little")
    return first + ((nonce + bound * scalar) % lv.ORDER).to_bytes(32, "little")


def _scalar(seed: bytes) -> int:
    said = int.from_bytes(hashlib.sha512(seed).digest()[:32], "little")
    return said & ((1 << 254) - 8) | 1 << 254


def _encoded(point: lv.Point) -> bytes:
    inverse = pow(point[2], -1, lv.P)
    x, y = point[0] * inverse % lv.P, point[1] * inverse % lv.P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def server(witness: Witness, port: int) -> HTTPServer:
    """One request after the other: GET says how many leaves were seen, POST takes a bundle."""

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer(200, str(witness.seen()))

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            if not 0 < length <= MOST_BYTES:
                return self.answer(413, "too long")
            try:
                self.answer(200, witness.take(json.loads(self.rfile.read(length))))
            except (Refused, ValueError) as fault:
                self.answer(409, str(fault))

        def answer(self, status: int, text: str) -> None:
            data = text.encode()
            self.send_response(status)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    return HTTPServer(("", port), Door)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["new", "trust", "serve", "take"])
    parser.add_argument("said", nargs="?", default="", help="NAME, KEY or BUNDLE.json")
    parser.add_argument("--state", type=Path, default=Path("witness"))
    parser.add_argument("--port", type=int, default=8787)


def run(asked: argparse.Namespace) -> int:
    """Do what was asked on the command line; 1 when the witness refuses."""
    witness = Witness(asked.state)
    if asked.what == "new":
        print(witness.new(asked.said or "witness"))
    elif asked.what == "trust":
        witness.trust(asked.said)
    elif asked.what == "serve":
        server(witness, asked.port).serve_forever()
    else:
        try:
            print(witness.take(json.loads(Path(asked.said).read_text())))
        except Refused as fault:
            print(f"refused: {fault}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description="cosign the office's record")
    arguments(reader)
    sys.exit(run(reader.parse_args()))
