"""Lists of actors that users have: CSV, and the dictionary format of CAMEO coders (TABARI, PETRARCH) -> rows.

A row has the columns of the knowledge base (docs/actors.md). One that cannot be read is a fault with its line; the rest goes on.

CSV: with commas, semicolons or tabs, a header with at least `name`; lists within a cell by `|` or `;`.
CAMEO (Schrodt, CAMEO Manual 1.1b3, chapter 5): `NAME_ [CODE]`, synonyms after `+` (a space is `_`), dated codes on lines of their
own (`[AFGGOV 20020613-20140929]`), comments from `#` or `;`, or `<!-- -->`. Countries alone are left out, as Parley has them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# Other headers that such lists have, by our column.
HEADERS = {
    "name": ("actor", "actor_name", "full_name", "title"),
    "aliases": ("alias", "acronym", "acronyms", "other_names", "synonyms", "aka"),
    "kind": ("type", "actor_type", "category"),
    "country": ("countries", "iso3", "iso", "iso_a3", "country_code"),
    "note": ("notes", "description", "comment", "comments"),
    "source": ("sources", "reference"),
    "fr": ("french", "name_fr"),
    "es": ("spanish", "name_es"),
    "ar": ("arabic", "name_ar"),
    "key": ("id", "identifier"),
}
LISTED = frozenset({"aliases", "country", "fr", "es", "ar"})
# What the second part of a CAMEO code says of the kind of its actor.
CAMEO_KINDS = {
    "GOV": "government", "LEG": "government", "JUD": "government", "SPY": "government", "COP": "government", "ELI": "government",
    "MIL": "military", "REB": "armed_group", "INS": "armed_group", "SEP": "armed_group", "UAF": "armed_group", "RAD": "armed_group",
    "OPP": "party", "PTY": "party", "IGO": "igo", "IMG": "igo", "NGO": "ngo", "NGM": "ngo", "MED": "media", "BUS": "company",
    "MNC": "company", "CVL": "people", "REF": "people", "CRM": "other", "REL": "religious",
}  # fmt: skip
_NAME = re.compile(r"(?P<mark>[+&]?)(?P<name>[^\[\]{};#]+?)_?\s*(?P<forms>\{[^}]*\})?\s*(?P<codes>(?:\[[^\]]*\]\s*)*)")
_CODE = re.compile(r"\[(?P<code>[A-Z0-9]{3,})(?P<dates>\s+[<>]?\s*\d[\d\s-]*)?\s*\]")


@dataclass(slots=True)
class Listing:
    """What a list holds: rows with their lines, what could not be read (line and reason), headers of no use, countries left out."""

    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    countries: int = 0


def read_list(text: str) -> Listing:
    """The rows of a list in either format, told by its first lines."""
    return read_cameo(text) if _CODE.search(text) else read_csv(text)


def read_csv(text: str) -> Listing:
    """The rows of a CSV text; a list without a column of names has one fault, in its header."""
    found = Listing()
    header = text.lstrip().partition("\n")[0]
    mark = max(",;\t", key=header.count)  # csv.Sniffer takes a ; within a cell of a short list for the delimiter
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    columns: list[str | None] | None = None
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None:
                columns, found.unused = _columns(cells)
                if "name" not in columns:
                    found.faults.append((reader.line_num, f"no column 'name' among {', '.join(cells)}"))
                    return found
            elif len(cells) > len(columns):
                found.faults.append((reader.line_num, f"{len(cells)} cells, expected {len(columns)}"))
            else:
                pairs = zip(columns, cells, strict=False)
                found.rows.append((reader.line_num, {c: _cell(c, v) for c, v in pairs if c is not None}))
    except csv.Error as error:
        found.faults.append((reader.line_num, str(error)))
    return found


def _columns(cells: list[str]) -> tuple[list[str | None], list[str]]:
    names: list[str | None] = []
    for cell in cells:
        plain = cell.strip().lstrip("\ufeff").lower().replace(" ", "_").replace("-", "_")
        names.append(next((ours for ours, theirs in HEADERS.items() if plain == ours or plain in theirs), None))
    return names, [cell.strip() for cell, name in zip(cells, names, strict=True) if name is None]


def _cell(column: str, value: str) -> str:
    value = " ".join(value.split())
    return "|".join(part.strip() for part in re.split(r"[|;]", value) if part.strip()) if column in LISTED else value


@dataclass(slots=True)
class _Group:
    """A name of a CAMEO dictionary with its synonyms and codes (code, whether it is dated)."""

    line: int
    names: list[str]
    codes: list[tuple[str, str]] = field(default_factory=list)


def read_cameo(text: str) -> Listing:
    """The rows of a dictionary of CAMEO actors."""
    found = Listing()
    for group in _groups(text, found):
        codes = [code for code, _ in group.codes]
        if not codes:
            found.faults.append((group.line, f"{group.names[0]!r} has no code"))
        elif all(len(code) == 3 and code not in CAMEO_KINDS for code in codes):
            found.countries += 1
        else:
            found.rows.append((group.line, _row(group)))
    return found


def _groups(text: str, found: Listing) -> Iterator[_Group]:
    group: _Group | None = None
    for number, line in enumerate(text.splitlines(), 1):
        line = re.sub(r"<!--.*?-->|[#;].*", "", line).rstrip()
        if not line.strip() or line.lstrip().startswith(("!", "<", "~")):
            continue
        if line.strip().startswith("["):
            codes = _codes(line)
            if group is None or not codes:
                found.faults.append((number, f"{'no code' if group else 'a code without a name'}: {line.strip()}"))
            else:
                group.codes += codes
            continue
        match = _NAME.fullmatch(line.strip())
        if match is None:
            found.faults.append((number, f"neither a name nor a code: {line.strip()[:60]}"))
        elif match["mark"] and group is not None:
            group.names.append(_spoken(match["name"]))
        else:
            if group is not None:
                yield group
            group = _Group(number, [_spoken(match["name"])], _codes(match["codes"]))
    if group is not None:
        yield group


def _codes(text: str) -> list[tuple[str, str]]:
    return [(m["code"], " ".join((m["dates"] or "").split())) for m in _CODE.finditer(text)]


def _spoken(name: str) -> str:
    return " ".join(name.replace("_", " ").split())


def _row(group: _Group) -> dict[str, str]:
    codes = [code for code, _ in group.codes]
    code = codes[-1]
    role = next((code[i : i + 3] for i in (3, 0, 6) if code[i : i + 3] in CAMEO_KINDS), "")
    person = any(dates for _, dates in group.codes)  # offices have dates, bodies hardly ever
    names = [_cased(name, person) for name in group.names]
    told = ", ".join(" ".join(filter(None, pair)) for pair in group.codes)
    return {
        "name": names[0],
        "kind": "person" if person else CAMEO_KINDS.get(role, "other"),
        "country": code[:3] if code[:3] not in CAMEO_KINDS else "",
        "aliases": "|".join(dict.fromkeys(n for n in names[1:] if n != names[0])),
        "note": f"CAMEO {told}",
    }


def _cased(name: str, person: bool) -> str:
    """ "AL QAIDA" -> "Al Qaida"; a single word of a body stays, as it may be an acronym."""
    return name if not person and " " not in name else " ".join(word.capitalize() for word in name.split())
