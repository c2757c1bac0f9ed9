# One command per habit. `uv run just` lists them.
default:
    @uv run just --list

# everything that CI checks, without the floors
check: lint types layers test

# style
lint:
    uv run ruff format --check
    uv run ruff check

# rewrite files in the house style
format:
    uv run ruff format
    uv run ruff check --fix

# types
types:
    uv run mypy

# import direction
layers:
    uv run lint-imports

# tests with coverage
test:
    uv run pytest --cov

# every yardstick that is present, one table, docs/quality.md, floors
evaluate *ARGS:
    uv run python -m parley.evaluate {{ ARGS }}

# docs/cli.md from the commands' own help
cli-reference:
    uv run python -m parley.show.reference > docs/cli.md

# the README's pictures, from the demonstration dossier (needs chromium)
pictures:
    uv run python docs/pictures.py
