"""The dossier: an SQLite file or a PostgreSQL database. All SQL lives here."""
