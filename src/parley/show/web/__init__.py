"""The pages of `parley serve`: a dossier in a browser, local and offline."""
