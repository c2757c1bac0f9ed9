from __future__ import annotations

import pytest

from parley.read.language import language_of

TEXTS = {
    "en": "The two delegations met on Monday in the lakeside town and agreed to free the prisoners before the end of the month.",
    "fr": "Les deux délégations se sont réunies lundi dans la ville et ont convenu de libérer les prisonniers.",
    "de": "Die beiden Delegationen trafen sich am Montag in der Stadt und einigten sich darauf, die Gefangenen freizulassen.",
    "ru": "Обе делегации встретились в понедельник в городе и договорились освободить пленных до конца месяца.",
    "ar": "اجتمع الوفدان يوم الاثنين في المدينة واتفقا على إطلاق سراح الأسرى قبل نهاية الشهر كما أعلن الوسيط",
}


@pytest.mark.parametrize("language", TEXTS)
def test_language_is_found_whatever_is_assumed(language: str) -> None:
    assert language_of(TEXTS[language], "en") == language
    assert language_of(TEXTS[language], "fr") == language


@pytest.mark.parametrize(
    "text", ["", "Niamey, Ouagadougou, Nouakchott", "Abdel Fattah al-Burhan met Mohamed Hamdan Dagalo.", "12.30 14.15 18.40 " * 40]
)
def test_language_of_too_little_text_is_the_assumed_one(text: str) -> None:
    assert language_of(text, "en") == "en"
    assert language_of(text, "sw") == "sw"
