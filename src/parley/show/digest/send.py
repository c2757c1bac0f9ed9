"""Sending a digest over SMTP: settings from options, environment and configuration, in that order; encrypted, or not at all.

    option              environment              config.toml, [smtp]
    --smtp HOST:PORT    PARLEY_SMTP=HOST:PORT    host, port
    --smtp-security     PARLEY_SMTP_SECURITY     security     starttls (default), tls, none
    --smtp-user         PARLEY_SMTP_USER         user
    --from              PARLEY_SMTP_FROM         sender
    --to                PARLEY_SMTP_TO           to
    (asked for)         PARLEY_SMTP_PASSWORD

Certificates are checked (SSL_CERT_FILE names one of one's own). Without encryption only a server on this machine is spoken to.
"""

from __future__ import annotations

import ipaddress
import os
import smtplib
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

import msgspec

from parley.config import Smtp
from parley.errors import SendError, UsageError

_PORT = {"starttls": 587, "tls": 465, "none": 25}
_PATIENCE = 60  # seconds for each answer of the server
_PASSWORD = "PARLEY_SMTP_PASSWORD"


def settings(configured: Smtp, given: Mapping[str, object], environment: Mapping[str, str] = os.environ) -> Smtp:
    """The settings in force: what is given, else the environment, else the configuration. Raises UsageError where one is wrong."""
    server = str(given.get("server") or environment.get("PARLEY_SMTP") or "")
    host, port = _server(server) if server else (configured.host, configured.port)
    security = str(given.get("security") or environment.get("PARLEY_SMTP_SECURITY") or configured.security)
    to = given.get("to") or _list(environment.get("PARLEY_SMTP_TO", "")) or configured.to
    found = {
        "host": host,
        "port": port,
        "security": security,
        "user": given.get("user") or environment.get("PARLEY_SMTP_USER") or configured.user,
        "sender": given.get("sender") or environment.get("PARLEY_SMTP_FROM") or configured.sender,
        "to": to,
    }
    if security not in _PORT:
        raise UsageError(f"{security!r} is no way of securing a connection; expected starttls, tls or none")
    made = msgspec.convert(found, Smtp)
    missing = [name for name in ("host", "sender", "to") if not getattr(made, name)]
    if missing:
        options = {"host": "--smtp HOST", "sender": "--from ADDRESS", "to": "--to ADDRESS"}
        raise UsageError(f"to send a mail, give {', '.join(options[name] for name in missing)} (or set it in config.toml, [smtp])")
    return made


def _server(text: str) -> tuple[str, int]:
    """Host and port of "mail.example.org:587", "[::1]:25" or "mail.example.org"."""
    host, colon, port = text.rpartition(":") if text.count(":") == 1 or (text.startswith("[") and "]:" in text) else (text, "", "")
    host = host.strip("[]")
    if not host or (colon and not (port.isdigit() and 0 < int(port) < 65536)):
        raise UsageError(f"{text!r} is no mail server; write HOST or HOST:PORT")
    return host, int(port or 0)


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def address(text: str) -> Address:
    """An address as people write it: "a@b.org" or "Name <a@b.org>". Raises UsageError on anything else."""
    if any(not character.isprintable() for character in text):
        raise UsageError("an address holds a line break or another control character")
    message = EmailMessage(policy=SMTP)
    try:
        message["To"] = text
        (found,) = message["To"].addresses
    except (HeaderParseError, ValueError, IndexError):
        found = None
    if found is None or not found.username or ("." not in found.domain and found.domain != "localhost"):
        raise UsageError(f"{text!r} is no mail address; write NAME@HOST, one for each --to")
    return Address(found.display_name, found.username, found.domain)


def addresses(texts: Iterable[str]) -> tuple[Address, ...]:
    """Several addresses."""
    return tuple(address(text) for text in texts)


def send(message: EmailMessage, through: Smtp, ask: Callable[[str], str]) -> None:
    """Sends a message; `ask` prompts for the password where there is a user and the environment has none. Raises SendError."""
    if through.security == "none" and not _is_here(through.host):
        raise SendError(f"{through.host}: will not send unencrypted to another machine. Set --smtp-security to starttls or tls")
    where = f"{through.host}:{through.port or _PORT[through.security]}"
    password = (os.environ.get(_PASSWORD) or ask(f"Password of {through.user} at {where}: ")) if through.user else ""
    with _explained(where), _connection(through) as server:
        if through.user:
            server.login(through.user, password)
        refused = server.send_message(message)
    if refused:
        raise SendError(f"{where}: sent, but not to {', '.join(sorted(refused))}: the server refuses these addresses")


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@contextmanager
def _connection(through: Smtp) -> Iterator[smtplib.SMTP]:
    port, context = through.port or _PORT[through.security], ssl.create_default_context()
    if through.security == "tls":
        with smtplib.SMTP_SSL(through.host, port, timeout=_PATIENCE, context=context) as server:
            yield server
        return
    with smtplib.SMTP(through.host, port, timeout=_PATIENCE) as server:
        if through.security == "starttls":
            server.starttls(context=context)
        yield server


@contextmanager
def _explained(where: str) -> Iterator[None]:
    """Errors of the connection in one line: what was found, what to do."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        raise SendError(f"{where}: user or password not accepted ({error.smtp_code}). Check --smtp-user and {_PASSWORD}") from None
    except smtplib.SMTPNotSupportedError:
        raise SendError(
            f"{where}: the server offers no STARTTLS or no login. Try --smtp-security tls, or leave out the user"
        ) from None
    except smtplib.SMTPRecipientsRefused as error:
        raise SendError(f"{where}: the server refuses {', '.join(sorted(error.recipients))}. Check the addresses") from None
    except smtplib.SMTPResponseException as error:
        raise SendError(f"{where}: the server says {error.smtp_code}. Check --from, and what it lets you send") from None
    except ssl.SSLCertVerificationError as error:
        fix = "Check the name; a certificate of your own is named by SSL_CERT_FILE"
        raise SendError(f"{where}: its certificate does not hold ({error.verify_message}). {fix}") from None
    except (smtplib.SMTPException, OSError) as error:
        raise SendError(f"{where}: cannot be reached ({error}). Check host, port and --smtp-security") from None
