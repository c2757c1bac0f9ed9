"""Parley reads news on a conflict and keeps a dossier of the negotiation, every line tied to the words it comes from."""

__version__ = "0.1.0"
