"""One frozen Config, read once from one TOML file."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Literal

import msgspec
from platformdirs import user_config_path

from parley.errors import DataError


class Smtp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The server that takes mail for sending, and who writes to whom. There is no field for a password: it is asked for.

    `port` 0 is the usual one for `security`: starttls 587, tls 465, none 25.
    """

    host: str = ""
    port: int = 0
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    sender: str = ""
    to: tuple[str, ...] = ()


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a user may set; each field has a working default.

    `language` is assumed where a text is too short to tell. `models` names another installed spaCy model for a language code.
    `smtp` is what `parley digest --send` sends through.
    """

    language: str = "en"
    models: dict[str, str] = {}
    smtp: Smtp = Smtp()


def config_file() -> Path:
    """Where the configuration is looked for: $PARLEY_CONFIG, else config.toml in the user's configuration folder."""
    named = os.environ.get("PARLEY_CONFIG")
    return Path(named) if named else user_config_path("parley") / "config.toml"


def load_config() -> Config:
    """The user's configuration, defaults where there is no file. Raises DataError on a malformed one."""
    path = config_file()
    if not path.is_file():
        return Config()
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf8")), Config)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise DataError(
            f"{path}: {error}. Correct or remove the file; known settings: {', '.join(Config.__struct_fields__)}"
        ) from error
