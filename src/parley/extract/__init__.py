"""Pure functions from a parsed article to its records, one module per kind. No I/O, no state, no model loading."""
