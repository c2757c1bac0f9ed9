"""`python -m parley` is `parley`."""

from parley.show.cli import main

if __name__ == "__main__":
    main()
