"""A digest as a mail: plain text and HTML side by side, the chart inside; written to a file, or to be sent."""

from __future__ import annotations

import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import localtime, make_msgid

from parley.show.digest.contents import CHART_ID, Digest
from parley.show.digest.html import render_mail_part
from parley.show.digest.text import render_text
from parley.show.safe import one_line


def make_mail(digest: Digest, sender: Address | None = None, recipients: tuple[Address, ...] = ()) -> EmailMessage:
    """The message. Without a sender it is a draft, which a mail program opens for writing on."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = one_line(f"{digest.title}: {digest.subject}, {digest.period}")
    if sender:
        message["From"] = sender
        message["Date"] = localtime()
        message["Message-ID"] = make_msgid(domain=sender.domain)
    if recipients:
        message["To"] = recipients
    if not sender:
        message["X-Unsent"] = "1"
    message.set_content(render_text(digest))
    message.add_alternative(render_mail_part(digest), subtype="html")
    if digest.chart:
        page = message.get_payload()[1]  # type: ignore[index]
        page.add_related(digest.chart.png, "image", "png", cid=f"<{CHART_ID}>", filename="chart.png", disposition="inline")  # type: ignore[union-attr]
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        seed = f"{digest.subject} {digest.period} {number}".encode()  # the same digest gives the same bytes
        part.set_boundary(f"parley-{hashlib.blake2b(seed, digest_size=12).hexdigest()}")
    return message


def render_mail(digest: Digest) -> bytes:
    """The message as the bytes of an .eml file."""
    return make_mail(digest).as_bytes()
