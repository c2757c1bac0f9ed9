"""Text -> ISO 639-1 code of its language, by py3langid, which is loaded on first use.

A naive Bayes classifier is sure of everything, short foreign names included, so another language than the one
assumed is only said where the text is long enough and the other is clearly ahead.
"""

from __future__ import annotations

from functools import cache
from typing import Any

ENOUGH = 80  # letters; below this one foreign name tips the balance (tried on single sentences of news in English)
SAMPLE = 4000  # characters; more changes no answer and costs time
AHEAD = 25.0  # difference of log-likelihoods; a sentence of real French or German reaches 60 or more over English
# Languages that newspapers are written in: creoles and small languages close to one of these win too often.
LANGUAGES = (
    "am ar az be bg bn bs ca cs da de el en es et fa fi fr ga gu ha he hi hr hu hy id is it ja ka kk km ko ky lo lt lv mg mk ml mn "
    "mr ms mt my ne nl no pa pl ps pt ro ru rw si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi xh zh zu"
)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=False)
    identifier.set_languages(set(LANGUAGES.split()) & set(identifier.labels))
    return identifier


def language_of(text: str, assumed: str) -> str:
    """The language of a text; `assumed` where it is short or where no other language is clearly ahead of it."""
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample[: 4 * ENOUGH])) < ENOUGH:
        return assumed
    ranked = _identifier().rank(sample)
    best, score = ranked[0]
    if score - dict(ranked).get(assumed, float("-inf")) < AHEAD:
        return assumed
    return str(best)
