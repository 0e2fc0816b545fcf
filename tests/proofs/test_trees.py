"""Trees and paths: the published vectors, and laws for all sizes."""

from __future__ import annotations

from hashlib import sha256

import pytest

from portal.proofs.legalverify import (
    is_consistent,
    is_signed,
    leaf_hash,
    node_hash,
    root_of_inclusion,
)
from portal.proofs.trees import EMPTY, Frontier, Tree

pytestmark = pytest.mark.pure

# the leaves and roots of the test vectors of Certificate Transparency (RFC 6962)
LEAVES = [bytes.fromhex(one) for one in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def slow_root(leaves: list[bytes]) -> bytes:
    """MTH as the RFC writes it down."""
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(slow_root(leaves[:split]), slow_root(leaves[split:]))


@pytest.mark.parametrize(("size", "root"), list(enumerate(ROOTS, 1)))
def test_the_roots_are_the_published_ones(size, root):
    frontier = Frontier()
    for leaf in LEAVES[:size]:
        frontier.add(leaf)

    assert frontier.root().hex() == Tree(LEAVES[:size]).root().hex() == root


def test_the_root_of_nothing():
    assert Frontier().root() == Tree([]).root() == EMPTY == sha256().digest()


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 13, 31, 32, 33])
def test_each_leaf_is_proved_at_its_place_and_at_no_other(size):
    leaves = [bytes([one]) for one in range(size)]
    tree = Tree(leaves)
    assert tree.root() == slow_root(leaves)
    for position, leaf in enumerate(leaves):
        path = tree.inclusion(position)
        assert root_of_inclusion(leaf_hash(leaf), position, size, path) == tree.root()
        for other in range(size):
            if other != position:
                assert not leads(leaf_hash(leaf), other, size, path, tree.root())
        assert not leads(leaf_hash(b"x"), position, size, path, tree.root())


def leads(leaf, position, size, path, root) -> bool:
    try:
        return root_of_inclusion(leaf, position, size, path) == root
    except ValueError:
        return False


@pytest.mark.parametrize("new", range(1, 20))
def test_a_grown_tree_is_consistent_and_a_changed_one_is_not(new):
    leaves = [bytes([one]) for one in range(new)]
    tree = Tree(leaves)
    for old in range(1, new + 1):
        path, before = tree.consistency(old), slow_root(leaves[:old])
        assert is_consistent(old, before, new, tree.root(), path)
        assert not is_consistent(old, EMPTY, new, tree.root(), path)
        assert not is_consistent(old, before, new, EMPTY, path)
        for place in range(len(path)):
            changed = [*path[:place], EMPTY, *path[place + 1 :]]
            assert not is_consistent(old, before, new, tree.root(), changed)


# RFC 8032, section 7.1, tests 1 to 3
SIGNED = [
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
     "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
     "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
     "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "message", "signature"), SIGNED)
def test_signatures_as_the_standard_has_them(key, message, signature):
    raw, said = bytes.fromhex(signature), bytes.fromhex(message)

    assert is_signed(bytes.fromhex(key), said, raw)
    for place in range(64):
        flipped = bytes(one ^ (place == at) for at, one in enumerate(raw))
        assert not is_signed(bytes.fromhex(key), said, flipped)
    assert not is_signed(bytes.fromhex(key), said + b"x", raw)
