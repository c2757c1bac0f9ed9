"""docs/cli.md, made from the commands themselves: python -m parley.show.reference > docs/cli.md"""

from __future__ import annotations

import sys

from typer.testing import CliRunner

from parley.show.cli import app

_HEAD = """# The command line

Made by `just cli-reference` from the commands themselves; a test checks that it is current.

Every command prints to standard output and complains on standard error. Exit status: 0 all is well, 1 something could not be
read or done (one line says what and what to do), 2 the command was not understood, 130 interrupted.

Days are written `2022-02-15`; `2022-02` and `2022` mean their last day; `today` and `yesterday` are understood. Ids may be cut to
any beginning that is unique in the dossier.
"""


def commands() -> list[str]:
    """Names of the commands, in the order of `parley --help`, those of a group after it."""
    groups = [
        (group.typer_instance, f"{group.typer_instance.info.name} ") for group in app.registered_groups if group.typer_instance
    ]
    return [
        prefix + (command.name or command.callback.__name__)
        for typer_app, prefix in ((app, ""), *groups)
        for command in typer_app.registered_commands
        if command.callback
    ]


def reference() -> str:
    """The whole document."""
    runner = CliRunner(env={"COLUMNS": "80"})
    parts = [_HEAD]
    for name in commands():
        told = runner.invoke(app, [*name.split(), "--help"], prog_name="parley").output
        parts.append(f"## parley {name}\n\n```text\n{told.strip()}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(reference())
