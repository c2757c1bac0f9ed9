"""`parley review`: a person walks what was read, one item on a screen, and decides with single keys."""
