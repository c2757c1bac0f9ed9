"""French times: sentences written from knowledge of French news prose before the grammar was, with the values expected."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.lexicon.times import load_times
from parley.records import Timex
from tests.extract.asking import check_example, read_times

TABLE = load_times("fr")
EXAMPLES = [pytest.param(*example, id=f"{rule.name}-{i}") for rule in TABLE.rules for i, example in enumerate(rule.examples)]
WEDNESDAY = "2021-11-10"


def read(text: str, published: str | None) -> tuple[Timex, ...]:
    return read_times(text, published, "fr")


def found(text: str, published: str | None) -> list[tuple[str, str | None]]:
    return [(text[t.start_char : t.end_char], t.value) for t in read(text, published)]


@pytest.mark.parametrize(("marked", "published", "value"), EXAMPLES)
def test_timexes_example_of_the_french_grammar(marked: str, published: str, value: str) -> None:
    check_example(marked, published, value, "fr")


def rows(*table: tuple[str, dict[str, str | None]]) -> list[object]:
    return [pytest.param(text, expected, id=text[:60]) for text, expected in table]


@pytest.mark.parametrize(
    ("text", "expected"),
    rows(
        # Days of the week, past and future on either side.
        ("Les deux délégations se retrouveront vendredi à Doha.", {"vendredi": "2021-11-12"}),
        ("Vendredi, ils ont signé une déclaration commune.", {"Vendredi": "2021-11-05"}),
        ("Lundi, les médiateurs présenteront leur plan aux deux camps.", {"Lundi": "2021-11-15"}),
        ("Le texte a été signé mardi et sera publié jeudi.", {"mardi": "2021-11-09", "jeudi": "2021-11-11"}),
        ("L'accord conclu lundi entrera en vigueur samedi.", {"lundi": "2021-11-08", "samedi": "2021-11-13"}),
        ("Les rebelles auraient pris la localité dimanche, selon un élu.", {"dimanche": "2021-11-07"}),
        ("Les belligérants doivent se rencontrer samedi à Genève.", {"samedi": "2021-11-13"}),
        ("Les pourparlers, suspendus jeudi, vont reprendre lundi.", {"jeudi": "2021-11-04", "lundi": "2021-11-15"}),
        ("Il vient de rencontrer mardi le chef des insurgés.", {"mardi": "2021-11-09"}),
        ("Ils ont jusqu'à vendredi pour répondre à l'ultimatum.", {"vendredi": "2021-11-12"}),
        ("La réunion prévue samedi a été annulée.", {"samedi": "2021-11-13"}),
        ("La junte a promis de libérer les otages d'ici à dimanche.", {"dimanche": "2021-11-14"}),
        ("Le général fut arrêté lundi à son domicile.", {"lundi": "2021-11-08"}),
        ("« Nous ne céderons pas », a déclaré samedi le porte-parole.", {"samedi": "2021-11-06"}),
        ("Jeudi dernier, une roquette a touché le marché.", {"Jeudi dernier": "2021-11-04"}),
        ("Les négociateurs se reverront mardi prochain.", {"mardi prochain": "2021-11-16"}),
        ("Le chef de l'État reçoit ce mercredi matin les émissaires.", {"ce mercredi matin": "2021-11-10TMO"}),
        ("Une attaque a fait dix morts dans la nuit de samedi à dimanche.", {"la nuit de samedi à dimanche": "2021-11-06TNI"}),
        ("Elle devrait être reçue jeudi par le chef de la junte.", {"jeudi": "2021-11-11"}),
        ("Une délégation est attendue lundi matin à Niamey.", {"lundi matin": "2021-11-15TMO"}),
        ("L'attentat a été revendiqué dans la soirée de mardi.", {"la soirée de mardi": "2021-11-09TEV"}),
        ("Mardi, veille de la visite du pape, une bombe a explosé.", {"Mardi": "2021-11-09"}),
        # Months and years.
        ("Les pourparlers avaient été rompus en août.", {"août": "2021-08"}),
        ("Un sommet se tiendra en février à Addis-Abeba.", {"février": "2022-02"}),
        ("Le cessez-le-feu est en place depuis mars.", {"mars": "2021-03"}),
        ("Les troupes partiront d’ici à la fin du mois.", {"la fin du mois": "2021-11"}),
        ("L'état d'urgence est en vigueur depuis début septembre.", {"début septembre": "2021-09"}),
        ("Le dialogue a été lancé à la mi-mars.", {"la mi-mars": "2021-03"}),
        ("Le mandat de la mission expire fin 2022.", {"fin 2022": "2022"}),
        ("La force conjointe a été créée en juillet 2017.", {"juillet 2017": "2017-07"}),
        ("La crise née des élections de 2012 n'est pas close.", {"2012": "2012"}),
        ("Les deux pays ont rompu en novembre de l'an dernier.", {"novembre de l'an dernier": "2020-11"}),
        ("Les combats ont redoublé au deuxième semestre 2020.", {"deuxième semestre 2020": "2020-H2"}),
        ("Les pertes du premier trimestre ont été lourdes.", {"premier trimestre": "2021-Q1"}),
        ("La transition doit s'achever à l'été 2022.", {"l'été 2022": "2022-SU"}),
        ("Les affrontements ont éclaté au printemps dernier.", {"printemps dernier": "2021-SP"}),
        ("L'offensive de l’hiver 2015 a échoué.", {"l’hiver 2015": "2015-WI"}),
        ("Ils ont pris les armes dans les années 90.", {"les années 90": "199"}),
        ("La frontière date du début du XXe siècle.", {"début du XXe siècle": "19"}),
        ("Une guerre oubliée des années soixante.", {"années soixante": "196"}),
        # Days of the calendar.
        ("Le 1er juin, le couvre-feu a été levé.", {"Le 1er juin": "2021-06-01"}),
        ("La rencontre est fixée au lundi 13 décembre.", {"lundi 13 décembre": "2021-12-13"}),
        ("Les obsèques du président ont eu lieu le 23 avril 2021.", {"le 23 avril 2021": "2021-04-23"}),
        ("Les attentats du 13 novembre 2015 ont tué 130 personnes.", {"13 novembre 2015": "2015-11-13"}),
        ("Ils siégeront du 3 au 5 décembre à Nairobi.", {"3": "2021-12-03", "5 décembre": "2021-12-05"}),
        ("Le document, daté du 04/05/2021, n'a pas été rendu public.", {"04/05/2021": "2021-05-04"}),
        ("L'après-midi du 4 mai, la foule a envahi la place.", {"L'après-midi du 4 mai": "2021-05-04TAF"}),
        ("La trêve entrera en vigueur samedi à 14h30.", {"samedi à 14h30": "2021-11-13T14:30"}),
        ("L'explosion s'est produite à 14 heures GMT.", {"14 heures GMT": "2021-11-10T14:00"}),
        ("Le gouvernement a jusqu'au 31 décembre pour organiser le référendum.", {"31 décembre": "2021-12-31"}),
        ("Le Parlement siégera du 12 au 14 janvier 2022.", {"12": "2022-01-12", "14 janvier 2022": "2022-01-14"}),
        ("Le couvre-feu est instauré de 21 heures à 5 heures.", {"21 heures": "2021-11-10T21:00", "5 heures": "2021-11-10T05:00"}),
        # Counted from the day of publication.
        ("Aujourd’hui, les ministres ont repris le dialogue.", {"Aujourd’hui": "2021-11-10"}),
        ("L'émissaire repartira après-demain.", {"après-demain": "2021-11-12"}),
        ("Le convoi a sauté sur une mine hier soir.", {"hier soir": "2021-11-09TEV"}),
        ("Avant-hier, le camp a été évacué.", {"Avant-hier": "2021-11-08"}),
        ("Il a été relâché il y a quinze jours.", {"il y a quinze jours": "2021-W43"}),
        ("L'accord a été paraphé il y a environ six mois.", {"il y a environ six mois": "2021-05"}),
        ("Elle dirigeait le parti il y a une dizaine d'années.", {"il y a une dizaine d'années": "2011"}),
        ("La semaine prochaine, une mission ira sur place.", {"La semaine prochaine": "2021-W46"}),
        ("La grève avait commencé l’an dernier.", {"l’an dernier": "2020"}),
        ("Le scrutin aura lieu l'année prochaine.", {"l'année prochaine": "2022"}),
        ("Cette semaine, les combats ont baissé d'intensité.", {"Cette semaine": "2021-W45"}),
        ("Des heurts ont éclaté le week-end dernier.", {"le week-end dernier": "2021-W44-WE"}),
        ("Les troupes auront quitté le pays dans deux ans.", {"deux ans": "2023"}),
        ("Ils se reverront dans trois semaines.", {"trois semaines": "2021-W48"}),
        # Counted from the last date of the story.
        (
            "Le palais a été pris le 12 mai 2020. La veille, le maire avait fui.",
            {"le 12 mai 2020": "2020-05-12", "La veille": "2020-05-11"},
        ),
        ("Le pacte a été signé le 3 mai 2020. Le lendemain, il était violé.", {"Le lendemain": "2020-05-04"}),
        ("Il a été arrêté le 4 juin 2020. Deux jours plus tôt, il était à Paris.", {"Deux jours plus tôt": "2020-06-02"}),
        ("La ville est tombée en avril 2015. Deux ans plus tard, elle était reprise.", {"Deux ans plus tard": "2017-04"}),
        ("Le soulèvement débute en octobre 2010. L'année suivante, il gagne la capitale.", {"L'année suivante": "2011"}),
        ("La guerre éclate en 1991. Cette année-là, un million de personnes fuient.", {"Cette année-là": "1991"}),
        # Lengths and sets.
        ("Le pays est en guerre depuis trois ans.", {"trois ans": "P3Y"}),
        ("Les otages doivent être libérés dans les quarante-huit heures.", {"les quarante-huit heures": "PT48H"}),
        ("Les civils ont fui ces dernières semaines.", {"ces dernières semaines": "PXW"}),
        ("Une trêve de soixante-douze heures a été annoncée.", {"soixante-douze heures": "PT72H"}),
        ("Le siège a duré près de deux ans et demi.", {"près de deux ans et demi": "P2.5Y"}),
        ("Il a passé quatre-vingt-dix jours en prison.", {"quatre-vingt-dix jours": "P90D"}),
        ("Des fidèles manifestent chaque vendredi.", {"chaque vendredi": "XXXX-WXX-5"}),
        ("Le comité se réunit tous les deux mois.", {"tous les deux mois": "P2M"}),
        ("Le panel se réunit une fois par semaine.", {"une fois par semaine": "P1W"}),
        # Vague times and feasts.
        ("Actuellement, aucun convoi ne passe.", {"Actuellement": "PRESENT_REF"}),
        ("Ils avaient récemment menacé de rompre les pourparlers.", {"récemment": "PAST_REF"}),
        ("Une trêve a été observée à Noël.", {"Noël": "2020-12-25"}),
        ("Les armes se sont tues le lundi de Pâques.", {"lundi de Pâques": "2021-04-05"}),
        ("Les violences ont cessé le 14-Juillet.", {"14-Juillet": "2021-07-14"}),
    ),
)
def test_timexes_in_french(text: str, expected: dict[str, str | None]) -> None:
    pairs = found(text, WEDNESDAY)
    assert {words: value for words, value in pairs if words in expected} == expected, pairs


@pytest.mark.parametrize(
    "text",
    [
        "Le cessez-le-feu a été signé par les deux camps.",
        "La sonde s'est posée sur Mars sans dommage.",
        "M. Avril a reçu l'envoyé spécial.",
        "Le second mandat du président lui est contesté.",
        "L'avocat Juin Martin plaide sa cause.",
        "Quelque 2000 soldats et 1500 policiers gardent le site.",
        "Il a fait son temps à la tête du mouvement.",
        "Or, le gouvernement dément.",
        "Les mines d'or sont aux mains des rebelles.",
        "L'île de Pâques est loin de tout.",
        "Âgé de 54 ans, il vit en exil.",
        "« Je rentre », assure Mariam, 34 ans.",
        "Il avait 20 ans à la mort de son père.",
        "Ce colonel de 42 ans a pris le pouvoir.",
        "Le journal Le Monde a publié la lettre.",
        "La résolution 2085 autorise la force.",
        "Un quart des habitants a fui.",
        "Il marche vers l'est.",
    ],
)
def test_timexes_in_french_leaves_alone_what_is_no_time(text: str) -> None:
    assert found(text, WEDNESDAY) == []


def test_timexes_in_french_without_publication() -> None:
    text = "Ils se sont vus vendredi et la semaine dernière, puis le 5 mai et le 6 mai 2020. Trois jours plus tard, il a plu."
    assert found(text, None) == [
        ("vendredi", None),
        ("la semaine dernière", None),
        ("le 5 mai", None),
        ("le 6 mai 2020", "2020-05-06"),
        ("Trois jours plus tard", "2020-05-09"),
    ]


def test_timexes_in_french_give_a_mod() -> None:
    (timex,) = read("Les soldats sont partis fin février 2020.", WEDNESDAY)
    assert (timex.value, timex.mod, timex.start, timex.end) == ("2020-02", "END", "2020-02-01", "2020-02-29")
    (timex,) = read("Le siège a duré plus de six semaines.", WEDNESDAY)
    assert (timex.value, timex.mod) == ("P6W", "MORE_THAN")


WORDS = st.sampled_from(
    ["dernier", "prochaine", "la", "fin", "mai", "mars", "4", "1er", "1999", "2020,", "semaine", "ans", "il y a", "vendredi",
     "nuit", "31", "février", "30", "l'été", "14h30", "d'ici", "a été", "sera", "\n", "\n\n", "«", "é", "😀", "deux", "premier",
     "trimestre", "veille", "99/99/99", "quatre-vingt", "XXe siècle"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=14), st.sampled_from([None, "2020-02-29", "0001-01-01", "9999-12-31"]))
def test_timexes_in_french_never_overlap_and_hold_real_days(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    timexes_found = read(text, published)
    spans = [(t.start_char, t.end_char) for t in timexes_found]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    for timex in timexes_found:
        if timex.start and timex.end:
            assert date.fromisoformat(timex.start) <= date.fromisoformat(timex.end)
