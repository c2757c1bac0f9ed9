"""Sending, to a real SMTP server on this machine: with STARTTLS and a certificate, with a login, and all that may go wrong."""

from __future__ import annotations

import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from parley.config import Smtp
from parley.errors import ParleyError, SendError, UsageError
from parley.show.digest.contents import Digest
from parley.show.digest.mail import make_mail
from parley.show.digest.send import address, addresses, send, settings

PASSWORD = "correct horse 42"


class Box:
    """Keeps what arrives; refuses addresses that begin with "no"."""

    def __init__(self) -> None:
        self.mails: list[Envelope] = []
        self.encrypted: list[bool] = []

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, to: str, options: list[str]) -> str:  # noqa: N802
        if to.startswith("no"):
            return "550 nobody of that name"
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.mails.append(envelope)
        self.encrypted.append(session.ssl is not None)
        return "250 OK"


def authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (b"desk", PASSWORD.encode())
    return AuthResult(success=right, handled=False)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    return file


@pytest.fixture
def box() -> Box:
    return Box()


def serving(box: Box, **options: Any) -> Iterator[Controller]:
    with socket.socket() as free:  # the controller cannot choose a port by itself
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield controller
    finally:
        if controller.loop.is_running():
            controller.stop()


@pytest.fixture
def server(box: Box, authority: trustme.CA) -> Iterator[Controller]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
    yield from serving(box, tls_context=context, require_starttls=True, authenticator=authenticate, auth_required=True)


@pytest.fixture
def plain_server(box: Box) -> Iterator[Controller]:
    yield from serving(box)


def port_of(controller: Controller) -> int:
    return int(controller.port)


def smtp(controller: Controller, **more: Any) -> Smtp:
    made: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": port_of(controller),
        "sender": "Desk <desk@ngo.example>",
        "to": ("a@ngo.example",),
    }
    return Smtp(**(made | more))


def post(digest: Digest, through: Smtp, password: str = PASSWORD) -> None:
    send(make_mail(digest, address(through.sender), addresses(through.to)), through, lambda prompt: password)


def test_a_digest_arrives_encrypted_with_its_picture(digest: Digest, server: Controller, box: Box, trusted: Path) -> None:
    post(digest, smtp(server, user="desk", to=("a@ngo.example", "Bé <b@ngo.example>")))
    (mail,) = box.mails
    assert box.encrypted == [True]
    assert (mail.mail_from, mail.rcpt_tos) == ("desk@ngo.example", ["a@ngo.example", "b@ngo.example"])
    assert isinstance(mail.content, bytes)
    message = message_from_bytes(mail.content, policy=default)
    assert message["Subject"].startswith("The week in the talks: talks, ")
    assert message["Date"]
    assert message["Message-ID"]
    assert "X-Unsent" not in message
    assert "image/png" in {part.get_content_type() for part in message.walk()}
    assert PASSWORD.encode() not in mail.content


def test_a_wrong_password_is_said_and_not_shown(digest: Digest, server: Controller, trusted: Path) -> None:
    with pytest.raises(SendError, match="user or password not accepted") as raised:
        post(digest, smtp(server, user="desk"), "wrong-secret")
    assert "wrong-secret" not in str(raised.value)
    assert raised.value.__suppress_context__


def test_a_certificate_that_nobody_knows_is_refused(digest: Digest, server: Controller, box: Box) -> None:
    with pytest.raises(SendError, match="certificate does not hold"):
        post(digest, smtp(server, user="desk"))
    assert box.mails == []


def test_nothing_goes_out_in_the_clear_where_starttls_is_asked_for(digest: Digest, plain_server: Controller, box: Box) -> None:
    with pytest.raises(SendError, match="no STARTTLS"):
        post(digest, smtp(plain_server))
    assert box.mails == []


def test_without_encryption_only_to_this_machine(digest: Digest, plain_server: Controller, box: Box) -> None:
    post(digest, smtp(plain_server, security="none"))
    assert box.encrypted == [False]
    with pytest.raises(SendError, match="will not send unencrypted"):
        post(digest, Smtp(host="mail.example", security="none", sender="a@b.example", to=("c@d.example",)))


def test_refused_addresses_are_named(digest: Digest, plain_server: Controller, box: Box) -> None:
    with pytest.raises(SendError, match=r"refuses nobody@ngo\.example"):
        post(digest, smtp(plain_server, security="none", to=("nobody@ngo.example",)))
    with pytest.raises(SendError, match=r"not to nobody@ngo\.example"):
        post(digest, smtp(plain_server, security="none", to=("a@ngo.example", "nobody@ngo.example")))
    assert len(box.mails) == 1


def test_no_server_is_one_sentence(digest: Digest, plain_server: Controller) -> None:
    through = smtp(plain_server, security="none")
    plain_server.stop()  # and its port is free
    with pytest.raises(SendError, match="cannot be reached"):
        post(digest, through)


def test_options_come_before_the_environment_and_that_before_the_configuration() -> None:
    configured = Smtp(host="c.example", port=1, user="c", sender="c@c.example", to=("t@c.example",))
    environment = {"PARLEY_SMTP": "e.example:2", "PARLEY_SMTP_TO": "x@e.example, y@e.example"}
    assert settings(configured, {}, {}) == configured
    found = settings(configured, {}, environment)
    assert (found.host, found.port, found.to, found.user) == ("e.example", 2, ("x@e.example", "y@e.example"), "c")
    given = settings(configured, {"server": "[::1]:25", "to": ("o@o.example",), "security": "none"}, environment)
    assert (given.host, given.port, given.security, given.to) == ("::1", 25, "none", ("o@o.example",))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"server": "x.example:many"}, "no mail server"),
        ({"server": "x.example"}, "--from ADDRESS, --to ADDRESS"),
        ({"server": "x.example", "security": "ssl"}, "no way of securing"),
    ],
)
def test_settings_that_cannot_be(given: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        settings(Smtp(), given, {})


@pytest.mark.parametrize(
    "text", ["nobody", "a@b", "a@b.example, c@d.example", "a@b.example\r\nBcc: x@y.example", "", "<>", "a b@c"]
)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(ParleyError):
        address(text)


def test_the_command_sends_and_keeps_quiet_about_the_password(
    dossier: Path, server: Controller, box: Box, trusted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config.toml"
    config.write_text(
        '[smtp]\nhost = "127.0.0.1"\nuser = "desk"\nsender = "desk@ngo.example"\nto = ["a@ngo.example"]\n', encoding="utf8"
    )
    monkeypatch.setenv("PARLEY_CONFIG", str(config))
    monkeypatch.setenv("PARLEY_SMTP_PASSWORD", PASSWORD)
    command = [sys.executable, "-m", "parley", "digest", str(dossier), "--send", "--smtp", f"localhost:{port_of(server)}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "sent to a@ngo.example\n")
    assert len(box.mails) == 1
    monkeypatch.setenv("PARLEY_SMTP_PASSWORD", "wrong-secret")
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 1
    assert "not accepted" in done.stderr
    assert "wrong-secret" not in done.stderr
    monkeypatch.delenv("PARLEY_SMTP_PASSWORD")
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert "no password" in done.stderr
    assert done.stderr.count("\n") == 1
