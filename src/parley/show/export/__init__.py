"""A dossier in the formats of others: JSON (record-format.md), JSON Lines, CSV."""
