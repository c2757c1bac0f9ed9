"""Names that must not leave the house: a dossier seen without certain outlets and sources, whatever is then made of it."""
