"""The command line: parses, calls, prints."""

from __future__ import annotations


def main() -> None:
    """To be filled by the module's owner."""
