"""The digest: what changed in the talks since a day, for people who never open a dossier; also as a feed and a calendar."""
