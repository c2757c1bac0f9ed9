// Small modules of our own are loaded from here.
