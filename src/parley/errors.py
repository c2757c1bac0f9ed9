"""Everything that Parley raises on purpose.

    ParleyError
    ├── InputError      what came in cannot be read (names the file and, where there is one, the line)
    ├── DossierError    the dossier cannot be opened, is newer than this version, is locked, or is damaged
    ├── DataError       a file of ours (lexicon, pack, model) is missing or breaks its own rules
    ├── SendError       a mail could not be sent (the server, the settings, the password)
    └── UsageError      the request itself does not make sense (an unknown id, a date that is none)

A message says what was found, what was expected and what to do. The library raises; the command line translates.
"""

from __future__ import annotations


class ParleyError(Exception):
    """The root: catch this to catch whatever Parley says no to."""


class InputError(ParleyError):
    """What came in cannot be read. `where` names the file and the line, `fix` what to do about it."""

    def __init__(self, where: str, found: str, fix: str) -> None:
        self.where, self.found, self.fix = where, found, fix
        super().__init__(f"{where}: {found}. {fix}")

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, str]]:
        # workers send it through a pipe; an exception's own way of pickling gives the message for all three arguments
        return type(self), (self.where, self.found, self.fix)


class DossierError(ParleyError):
    """The dossier cannot be used as asked."""


class DataError(ParleyError):
    """A data file or model that ships with Parley, or that it depends on, is missing or malformed."""


class SendError(ParleyError):
    """A mail could not be sent. No message holds a password."""


class UsageError(ParleyError):
    """The request itself cannot be met."""
