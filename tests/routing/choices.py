"""What a page proposes in its lists, read as a browser would send it back."""

from __future__ import annotations

import re

SELECT = re.compile(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
OPTION = re.compile(r'<option value="([^"]*)"( selected)?>')


def chosen(page: str) -> dict[str, str]:
    """The value of each list on the page: what is selected, else what stands first."""
    found = {}
    for name, inside in SELECT.findall(page):
        options = OPTION.findall(inside)
        selected = [value for value, mark in options if mark]
        found[name] = (selected or [value for value, _ in options] or [""])[0]
    return found
