"""Sentences with who acts on whom, as Parley's own parse finds them: what the classifier will see when it is used.

    uv run python training/events/candidates.py PLV_train.tsv OUT.jsonl
    uv run python training/events/candidates.py training/events/sentences OUT.jsonl

Reads PLOVER sentences (columns sentence, marked_sentence, gold_root) or a folder of our own (columns type, mode, aux, sentence).
A row out: text, label, the parties as annotated (gold) and as found (found), each [actor, recipient] with spans or null.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

from parley.extract.event_doings import doing_of, phrase_of
from parley.lexicon.pack import load_pack
from parley.read.parse import Parser

MARK = re.compile(r"</?[st]>")
Spans = list[list[int] | None]


def unmarked(sentence: str) -> tuple[str, Spans]:
    """The sentence without its marks, and the spans of <s> and <t> in it."""
    found: dict[str, list[int]] = {}
    text, last = "", 0
    for mark in MARK.finditer(sentence):
        text += sentence[last : mark.start()]
        last = mark.end()
        found.setdefault(mark[0].strip("</>"), []).append(len(text))
    text += sentence[last:]
    return text, [found.get("s", [])[:2] or None, found.get("t", [])[:2] or None]


def rows(path: Path) -> Iterator[tuple[str, str]]:
    """Marked sentences with their labels."""
    if path.is_dir():
        for file in sorted(path.glob("*.tsv")):
            with file.open(encoding="utf8", newline="") as stream:
                for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
                    yield row["sentence"], row["type"]
        return
    with path.open(encoding="utf8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            yield (row["marked_sentence"] or row["sentence"]).strip(), row["gold_root"].strip()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("output", type=Path)
    options = parser.parse_args()
    pack = load_pack("en")
    read = [(*unmarked(sentence), label) for sentence, label in rows(options.source)]
    docs = Parser(pack.model, pack.model_folder, pack.lemmas).pipe(text for text, _, _ in read)
    with options.output.open("w", encoding="utf8") as stream:
        for (text, gold, label), doc in zip(read, docs, strict=True):
            doing = doing_of(doc[:], pack.event_types.said)
            found = [phrase_of(t) if t is not None else None for t in (doing.actor, doing.recipient)] if doing else [None, None]
            stream.write(json.dumps({"text": text, "label": label, "gold": gold, "found": found}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
