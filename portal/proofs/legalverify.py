"""Check a receipt or a dossier of the legality review, offline: is it what was issued?

    python legalverify.py DOSSIER.zip                      a dossier
    python legalverify.py FILE --receipt RECEIPT.json      a letter or an annotated file
    options: --key KEY   the office's public key, as printed in public (one line)
             --json      the answer for a program

One file, Python 3.11 or later, nothing but its standard library. It reads, it writes nothing.
Exit code 0: everything holds; 1: something was changed, and it is named.

What is checked. The office writes each act into a journal; an entry names its predecessor by
hash. All entries are leaves of one tree (RFC 6962); the office signs the tree's root (C2SP
tlog-checkpoint, Ed25519 as in RFC 8032), and a second custodian, the witness, signs it too after
making sure that nothing earlier was changed. What is proved: the order, and that nothing was
changed after the witness signed. Not proved: that what was written was true.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class Check(NamedTuple):
    """One question that was asked, and the answer."""

    name: str
    ok: bool
    detail: str


# --- the tree (RFC 6962, section 2.1)


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of_inclusion(leaf: bytes, position: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root that this path leads to; raises ValueError where the path cannot be of that tree.

    RFC 9162, section 2.1.3.2.
    """
    if not 0 <= position < size:
        raise ValueError("position outside the tree")
    here, last, found = position, size - 1, leaf
    for step in path:
        if last == 0:
            raise ValueError("path is too long")
        if here & 1 or here == last:
            found = node_hash(step, found)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            found = node_hash(found, step)
        here, last = here >> 1, last >> 1
    if last:
        raise ValueError("path is too short")
    return found


def is_consistent(
    old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]
) -> bool:
    """Whether the new tree begins with the whole old one. RFC 9162, section 2.1.4.2."""
    if old == new:
        return old_root == new_root and not path
    if not 0 < old < new or not path:
        return False
    steps = list(path) if old & (old - 1) else [old_root, *path]
    here, last = old - 1, new - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    first = second = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            first, second = node_hash(step, first), node_hash(step, second)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            second = node_hash(second, step)
        here, last = here >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root


# --- the signature (Ed25519, RFC 8032, section 5.1)

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT = pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]


def is_signed(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` (64 bytes) over `message` was made with the secret of `key`."""
    if len(key) != 32 or len(signature) != 64:
        return False
    owner, first = _point(key), _point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if owner is None or first is None or scalar >= ORDER:
        return False
    said = hashlib.sha512(signature[:32] + key + message).digest()
    bound = int.from_bytes(said, "little") % ORDER
    return _same(_times(scalar, BASE), _plus(first, _times(bound, owner)))


def _plus(one: Point, two: Point) -> Point:
    a = (one[1] - one[0]) * (two[1] - two[0]) % P
    b = (one[1] + one[0]) * (two[1] + two[0]) % P
    c = 2 * one[3] * two[3] * D % P
    d = 2 * one[2] * two[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def _times(scalar: int, point: Point) -> Point:
    found: Point = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            found = _plus(found, point)
        point, scalar = _plus(point, point), scalar >> 1
    return found


def _same(one: Point, two: Point) -> bool:
    across = (one[0] * two[2] - two[0] * one[2]) % P
    return across == 0 and (one[1] * two[2] - two[1] * one[2]) % P == 0


def _point(data: bytes) -> Point | None:
    said = int.from_bytes(data, "little")
    sign, y = said >> 255, said & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


_base = _point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
assert _base is not None  # noqa: S101 - the constant of the standard
BASE: Point = _base


# --- keys and signed notes (C2SP signed-note, tlog-checkpoint, tlog-cosignature)

LOG, WITNESS = 1, 4  # kinds of keys


class Key(NamedTuple):
    """A public key with its owner's name."""

    name: str
    kind: int
    data: bytes

    @property
    def id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.data).digest()[
            :4
        ]

    def __str__(self) -> str:
        data = base64.b64encode(bytes([self.kind]) + self.data).decode()
        return f"{self.name}+{self.id.hex()}+{data}"


def read_key(text: str) -> Key:
    """The key of one printed line `name+id+base64`; raises ValueError for anything else."""
    name, id_, data = text.strip().split("+", 2)
    raw = base64.b64decode(data, validate=True)
    key = Key(name, raw[0], raw[1:])
    if key.id.hex() != id_ or len(key.data) != 32:
        raise ValueError(f"the key of {name} is damaged")
    return key


class Checkpoint(NamedTuple):
    """The root of the first `size` entries, and the text that is signed."""

    origin: str
    size: int
    root: bytes
    body: str
    lines: tuple[str, ...]  # of signatures


def read_checkpoint(text: str) -> Checkpoint:
    """A checkpoint from its signed text; raises ValueError where it is none."""
    body, gap, signatures = text.partition("\n\n")
    origin, size, root = (body + "\n").split("\n")[:3]
    found = base64.b64decode(root, validate=True)
    if not gap or str(int(size)) != size or len(found) != 32:
        raise ValueError("not a checkpoint")
    lines = tuple(line for line in signatures.split("\n") if line)
    return Checkpoint(origin, int(size), found, body + "\n", lines)


def signed_by(key: Key, body: str, lines: Sequence[str]) -> bool:
    """Whether one of these signature lines under `body` is of this key."""
    for line in lines:
        mark, name, data = [*line.split(" "), "", "", ""][:3]
        try:
            raw = base64.b64decode(data, validate=True)
        except ValueError:
            continue
        if mark != "—" or name != key.name or raw[:4] != key.id:
            continue
        said, signature = body.encode(), raw[4:]
        if key.kind == WITNESS:
            moment, signature = int.from_bytes(raw[4:12], "big"), raw[12:]
            said = cosigned(moment, body)
        if is_signed(key.data, said, signature):
            return True
    return False


def cosigned(moment: int, body: str) -> bytes:
    """What a witness signs: when (seconds since 1970) it saw which checkpoint."""
    return f"cosignature/v1\ntime {moment}\n{body}".encode()


# --- entries of the journal


def digest_of(entry: Mapping[str, Any]) -> str:
    """The digest of an entry: over its predecessor's digest and everything that it says."""
    said = [entry[name] for name in ("previous", "subject", "seq", "act", "by", "at", "facts")]
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def called(entry: Mapping[str, Any]) -> str:
    return f"{entry['subject']} no. {entry['seq']} ({entry['act']}, {entry['at']})"


def check_seal(said: Mapping[str, Any], pinned: str = "") -> list[Check]:
    """The checkpoint in a receipt or a dossier: whose it is, and who witnessed it."""
    try:
        key, point = read_key(pinned or said["key"]), read_checkpoint(said["checkpoint"])
        witnesses = [read_key(one) for one in said.get("witnesses", ())]
    except (ValueError, KeyError, IndexError) as fault:
        return [Check("checkpoint", False, f"unreadable: {fault}")]
    whose = "the key given" if pinned else "the key inside: compare it with the printed one"
    found = [
        Check(
            "checkpoint", signed_by(key, point.body, point.lines), f"{point.size} entries, {whose}"
        )
    ]
    if pinned and said["key"].strip() != pinned.strip():
        found.append(Check("key", False, "it was sealed with another key than the one given"))
    lines = said.get("cosignatures", ())
    found += [
        Check(f"witness {one.name}", signed_by(one, point.body, lines), "signed the same root")
        for one in witnesses
    ]
    return found


def check_entry(entry: Mapping[str, Any], proof: Mapping[str, Any], checkpoint: str) -> Check:
    """Whether this entry stands in the tree at its place, as it was written."""
    name = f"entry {called(entry)}"
    if digest_of(entry) != entry["digest"]:
        return Check(name, False, "was changed: its digest is another one")
    try:
        point = read_checkpoint(checkpoint)
        path = [bytes.fromhex(one) for one in proof["path"]]
        leaf = leaf_hash(bytes.fromhex(entry["digest"]))
        root = root_of_inclusion(leaf, proof["position"], point.size, path)
    except (ValueError, KeyError) as fault:
        return Check(name, False, f"its proof is damaged: {fault}")
    if root != point.root:
        return Check(name, False, "is not what was sealed at its place")
    return Check(name, True, f"sealed as entry {proof['position'] + 1} of {point.size}")


# --- receipts


def check_receipt(receipt: Mapping[str, Any], data: bytes | None, pinned: str = "") -> list[Check]:
    """A receipt by itself, and the file (None: not at hand) that it vouches for."""
    found = check_seal(receipt, pinned)
    entry = receipt["entry"]
    found.append(check_entry(entry, receipt["proof"], receipt["checkpoint"]))
    if data is not None:
        sha256, facts = hashlib.sha256(data).hexdigest(), entry["facts"]
        names = [one for one in ("letter", "annotated") if facts.get(one) == sha256]
        detail = f"the {names[0]} of {facts.get('number')}" if names else "was changed"
        found.append(Check("file", bool(names), f"{detail} (SHA-256 {sha256})"))
    return found


# --- dossiers

ISSUED = "opinion:issued"


def check_dossier(data: bytes, pinned: str = "") -> list[Check]:
    """A dossier: each file against the signed list, each entry of the journal, and both."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    try:
        manifest, journal = (json.loads(files[one]) for one in ("manifest.json", "journal.json"))
        found = check_seal(journal, pinned)
        found += check_list(files, manifest, pinned or journal["key"])
        return found + check_journal(journal) + check_bound(manifest, journal)
    except (KeyError, ValueError, TypeError) as fault:
        return [Check("dossier", False, f"it is no dossier, or damaged: {fault!r}")]


def check_list(files: Mapping[str, bytes], manifest: Mapping[str, Any], pinned: str) -> list[Check]:
    """The files against the list, and the list against the office's signature."""
    text = files["manifest.json"]
    said = f"{manifest['origin']}\n{hashlib.sha256(text).hexdigest()}\n"
    lines = files.get("manifest.sig", b"").decode(errors="replace").split("\n")
    found = [
        Check("manifest.json", signed_by(read_key(pinned), said, lines), "signed by the office")
    ]
    listed = {one["path"]: one for one in manifest["files"]}
    for name in sorted(set(listed) | set(files) - {"manifest.json", "manifest.sig"}):
        if name not in files:
            found.append(Check(name, False, "is missing"))
        elif name not in listed:
            found.append(Check(name, False, "was added: it is not in the list"))
        else:
            same = hashlib.sha256(files[name]).hexdigest() == listed[name]["sha256"]
            found.append(Check(name, same, "as listed" if same else "was changed"))
    return found


def check_journal(journal: Mapping[str, Any]) -> list[Check]:
    """Each entry in its place, none missing between."""
    found, previous, expected = [], "", 1
    for entry, proof in zip(journal["entries"], journal["proofs"], strict=True):
        if entry["seq"] != expected or entry["previous"] != previous:
            found.append(Check(f"entry no. {expected}", False, "is missing, or out of order"))
        found.append(check_entry(entry, proof, journal["checkpoint"]))
        previous, expected = entry["digest"], entry["seq"] + 1
    if len(found) == len(journal["entries"]) and journal["length"] != len(found):
        found.append(Check("journal", False, f"{journal['length']} entries were written"))
    return found


def check_bound(manifest: Mapping[str, Any], journal: Mapping[str, Any]) -> list[Check]:
    """What the journal says was issued lies here, and what the list calls named is named."""
    here = {one["sha256"] for one in manifest["files"]}
    facts = [entry["facts"] for entry in journal["entries"] if entry["act"] == ISSUED]
    found = [
        Check(f"{name} of {said['number']}", said[name] in here, "the journal names its hash")
        for said in facts
        for name in ("letter", "annotated")
        if said[name]
    ]
    if not facts:
        found.append(Check("issued", False, "the journal tells of no opinion that was issued"))
    told = {value for entry in journal["entries"] for value in entry["facts"].values()}
    return found + [
        Check(f"{one['path']} in the journal", one["sha256"] in told, "named by its hash")
        for one in manifest["files"]
        if one.get("in_journal")
    ]


def main(said: Sequence[str]) -> int:
    """Check what is named on the command line; 0 when all of it holds."""
    parser = argparse.ArgumentParser(description="is it what was issued?")
    parser.add_argument("file")
    parser.add_argument("--receipt")
    parser.add_argument("--key", default="")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(said)
    with open(asked.file, "rb") as file:
        data = file.read()
    if asked.receipt:
        with open(asked.receipt, encoding="utf-8") as file:
            found = check_receipt(json.load(file), data, asked.key)
    elif zipfile.is_zipfile(io.BytesIO(data)) and asked.file.lower().endswith(".zip"):
        found = check_dossier(data, asked.key)
    elif asked.file.lower().endswith(".json"):
        found = check_receipt(json.loads(data), None, asked.key)
    else:
        found = [Check("receipt", False, "a single file is checked with --receipt RECEIPT.json")]
    return tell(found, as_json=asked.json)


def tell(found: Sequence[Check], *, as_json: bool) -> int:
    """Print the answer; the exit code."""
    valid = bool(found) and all(one.ok for one in found)
    if as_json:
        checks = [one._asdict() for one in found]
        print(json.dumps({"valid": valid, "checks": checks}, ensure_ascii=False, indent=1))
    else:
        for one in found:
            print("ok   " if one.ok else "WRONG", one.name, "-", one.detail)
        print("VALID" if valid else "NOT VALID")
    return 0 if valid else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
