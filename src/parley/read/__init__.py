"""From what lies in a file to an Article and its parse. Knows nothing of what is extracted from it."""
