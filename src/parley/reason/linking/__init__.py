"""Which item each record of a new article tells: found while the article is added, from what the dossier remembers."""
