"""Pure functions of stored records and a day. No I/O."""
