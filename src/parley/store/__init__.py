"""The dossier: one SQLite file. All SQL lives here."""
