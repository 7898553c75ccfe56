"""Headlines that turn against the thing an article is about: its readers answer the decision."""

from __future__ import annotations

import pytest

import sentiment
from sentiment.article_things import things_of
from sentiment.decisions import decision_on
from sentiment.discussion import Article, Comment, Discussion

ARTICLE = (
    "Über Böller, Laubbläser, Umgehungsstraße, Windpark, Hallenbad und Heizpilze wird gestritten. "
    "Auch Spital Wattwil, Kleingärten, Nachtbus, Trainer Hölzl, Freibad, Lindenstraße, Patientin, "
    "Mietvertrag, Koalition, Dax, Zuschuss für Vereine, Suppenküche, Lastwagen sind im Gespräch."
)


def told(headline: str, name: str, text: str, model: sentiment.Bundle) -> str | None:
    things = things_of(headline, text, model.nouns)
    (thing,) = (one for one in things if one.name == name)
    return decision_on(thing, headline, things)


@pytest.mark.parametrize(
    ("headline", "name", "decision"),
    [
        ("Wien verbietet Böller", "Böller", "Verbot für Böller"),
        ("Böller in der Altstadt verboten", "Böller", "Verbot für Böller"),
        ("Böller gehören verboten, und zwar sofort", "Böller", "Verbot für Böller"),
        ("Silvester: Stadt will Böller im Zentrum verbieten", "Böller", "Verbot für Böller"),
        ("Verbot von Laubbläsern in Graz: was gilt", "Laubbläser", "Verbot von Laubbläsern"),
        ("Gericht stoppt Umgehungsstraße", "Umgehungsstraße", "Stopp für Umgehungsstraße"),
        ("Umgehungsstraße vom Gericht gestoppt", "Umgehungsstraße", "Stopp für Umgehungsstraße"),
        ("Lindenstraße ab Montag gesperrt", "Lindenstraße", "Sperre für Lindenstraße"),
        ("Land kürzt Zuschuss für Vereine", "Vereine", "Kürzung für Zuschuss für Vereine"),
        ("Gemeinderat lehnt Windpark knapp ab", "Windpark", "Absage an Windpark"),
        ("Stadt reißt altes Hallenbad ab", "Hallenbad", "Aus für Hallenbad"),
        ("Stadt reisst das Hallenbad ab", "Hallenbad", "Aus für Hallenbad"),
        ("Schafft die Heizpilze ab!", "Heizpilze", "Aus für Heizpilze"),
        ("Klub entlässt Trainer Hölzl", "Trainer Hölzl", "Aus für Trainer Hölzl"),
        ("Spital Wattwil schliesst Ende März", "Spital Wattwil", "Aus für Spital Wattwil"),
        ("Suppenküche macht nach 20 Jahren dicht", "Suppenküche", "Aus für Suppenküche"),
        ("Kleingärten müssen Parkhaus weichen", "Kleingärten", "Aus für Kleingärten"),
        ("Nachtbus vor dem Aus", "Nachtbus", "Aus für Nachtbus"),
    ],
)
def test_what_a_headline_turns_against_is_decided_on(
    headline: str, name: str, decision: str, model: sentiment.Bundle
) -> None:
    assert told(headline, name, ARTICLE, model) == decision


@pytest.mark.parametrize(
    ("headline", "name"),
    [
        ("Wien verbietet Böller nicht", "Böller"),
        ("Wien hebt Verbot von Böllern auf", "Böller"),
        ("Demo gegen Verbot von Böllern", "Böller"),
        ("Böller: Wien verbietet Feuerwerk", "Böller"),
        ("Freibad verbietet Handys", "Freibad"),
        ("Freibad schließt Vertrag mit Schule", "Freibad"),
        ("Freibad schließt Preiserhöhung aus", "Freibad"),
        ("Freibad will Eintritt streichen", "Freibad"),
        ("Freibad hat Eintritt abgeschafft", "Freibad"),
        ("Freibad schließt mit Besucherrekord", "Freibad"),
        ("Feuerwehr beendet Waldbrand", "Waldbrand"),
        ("Zoll stoppt Schmuggler an der Grenze", "Schmuggler"),
        ("Österreich stoppt Türkei im Achtelfinale", "Türkei"),
        ("Stadt schließt neuen Mietvertrag ab", "Mietvertrag"),
        ("SPD schließt Koalition aus", "Koalition"),
        ("Dax schließt im Plus", "Dax"),
        ("Patientin aus dem Spital entlassen", "Patientin"),
        ("Polizei stoppt Lastwagen", "Lastwagen"),
        ("Freibad fällt ins Wasser", "Freibad"),
    ],
)
def test_other_headlines_tell_no_decision_on_a_thing(
    headline: str, name: str, model: sentiment.Bundle
) -> None:
    assert told(headline, name, ARTICLE, model) is None


@pytest.mark.parametrize(
    ("headline", "text", "name", "decision"),
    [
        ("Wien verbietet Böller", "Das Böllerverbot gilt.", "Böller", "Böllerverbot"),
        (
            "Wien verbietet Böller",
            "Das Verbot von Böllern kommt.",
            "Böller",
            "Verbot von Böllern",
        ),
        (
            "Spital Wattwil schliesst",
            "Die Schliessung des Spitals trifft viele.",
            "Spital Wattwil",
            "Schliessung des Spitals",
        ),
        (
            "Wien verbietet Böller",
            "Das Alkoholverbot gilt. Die Folgen des Böllerverbots sind offen.",
            "Böller",
            "Verbot für Böller",
        ),
    ],
)
def test_a_decision_is_called_as_its_article_calls_it(
    headline: str, text: str, name: str, decision: str, model: sentiment.Bundle
) -> None:
    assert told(headline, name, text, model) == decision


def test_with_the_decision_as_the_subject_sides_are_those_of_the_readers() -> None:
    german = sentiment.load_model("german")
    said = (
        "Bravo, endlich! Sehr gute Entscheidung.",
        "Eine Frechheit, schon wieder ein Verbot.",
        "Mein Hund wird es danken, diese Böller sind eine Plage.",
    )
    discussion = Discussion(
        source="silvester.html",
        title="Wien verbietet Böller",
        article=Article(text="Der Gemeinderat hat entschieden: Ab Silvester gilt das überall."),
        comments=tuple(Comment(id=str(n), text=text) for n, text in enumerate(said, start=1)),
    )
    (found,) = sentiment.analyse([discussion], german)
    assert found.subject == "Verbot für Böller"
    assert [(one.stances[0].target, one.stances[0].label) for one in found.opinions] == [
        ("Verbot für Böller", "favor"),
        ("Verbot für Böller", "against"),
        ("Verbot für Böller", "favor"),
    ]
    asked = sentiment.Options(targets=("Böller",))
    (found,) = sentiment.analyse([discussion], german, asked)
    assert {one.stances[0].target for one in found.opinions} == {"Böller"}


@pytest.mark.parametrize("part", ["verbietet Böller ", "Böller von ", "will ", "kippt Böller "])
def test_hostile_headlines_are_read_as_well(part: str, model: sentiment.Bundle) -> None:
    assert model.subjects.find(part * 5_000, "Böller")
