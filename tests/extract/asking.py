"""What tests ask of a reading: who is meant by ids, the one agreement, the times of a sentence."""

from parley.extract.notes import Notes
from parley.extract.timexes import timexes
from parley.lexicon.times import load_times
from parley.pipeline import reader
from parley.read.article import make_article
from parley.records import Agreement, Reading, Timex


def names(reading: Reading, ids: tuple[str, ...]) -> set[str]:
    """Names of actors; of a government its country's."""
    known = {actor.id: actor.name for actor in reading.actors}
    return {known[i].removeprefix("Government of ").removeprefix("the ") for i in ids}


def only(reading: Reading) -> Agreement:
    """The one agreement that there is."""
    assert len(reading.agreements) == 1, [(a.kind, a.evidence) for a in reading.agreements]
    return reading.agreements[0]


def read_times(text: str, published: str | None, language: str) -> tuple[Timex, ...]:
    """The time step alone, which is quicker than the whole pipeline."""
    article = make_article(text, published=published, language=language)
    (doc,) = reader(language)._parser.pipe([text])
    return timexes(Notes.begin(article, doc), load_times(language))


def check_example(marked: str, published: str, value: str, language: str) -> None:
    """An example of a grammar: the words in square brackets have that value, "-" where they are no time."""
    before, rest = marked.split("[")
    inside, after = rest.split("]")
    text = before + inside + after
    pairs = [(text[t.start_char : t.end_char], t.value) for t in read_times(text, published, language)]
    if value == "-":
        assert inside not in dict(pairs)
    else:
        assert (inside, value or None) in pairs
