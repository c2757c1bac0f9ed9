"""`python -m parley.evaluate`: runs every yardstick, prints one table, checks the floors, writes docs/quality.md."""
