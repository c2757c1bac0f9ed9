"""Parley reads news on a conflict and keeps a dossier of the negotiation, every line tied to the words it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parley.show.python import Dossier as Dossier

__version__ = "0.1.0"
__all__ = ["Dossier", "__version__"]


def __getattr__(name: str) -> object:
    """`parley.Dossier`, imported when it is asked for: `import parley` does no work."""
    if name == "Dossier":
        from parley.show.python import Dossier

        return Dossier
    raise AttributeError(f"module 'parley' has no attribute {name!r}")
