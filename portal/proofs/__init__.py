"""Proofs that need no trust in us: trees over the record, and the script that checks them."""
