"""German: where a text names a thing, what an article is about, what a comment takes sides on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from conftest import DISCUSSIONS

import sentiment
from sentiment.language.matching import locate
from sentiment.language.names import name_key, names
from sentiment.language.nouns import nouns
from sentiment.language.thing_names import by_use, spellings_of, thing_key
from sentiment.mention_candidates import Candidate, article_nouns, find_mentions, is_named_in
from sentiment.stance_cues import cue_features


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Die Reisen von Van der Bellen", ["Reisen", "Van der Bellen"]),
        ("Ob Vincent van Gogh Toni van den Berg kannte", ["Vincent van Gogh Toni van den Berg"]),
        ("In Rio de Janeiro", ["Rio de Janeiro"]),
        ("Die Rede von der Leiter", ["Rede", "Leiter"]),
        ("Der Van der Nachbarn und der Bus", ["Van der Nachbarn", "Bus"]),
        ("Wünsche euch viel Kraft! Probier mal Dinkel.", ["Kraft", "Dinkel"]),
        ("Freunde sind wir.", ["Freunde"]),
    ],
)
def test_names_are_whole_and_no_verbs(text: str, found: list[str]) -> None:
    """But for "von", which stands between any nouns; and what stands before "euch" is a verb."""
    background = sentiment.load_model("german-lite").nouns
    assert [name.text for name in names(text, background)] == found


@pytest.mark.parametrize(
    ("target", "text", "found"),
    [
        ("der Radweg", "Die Radwege sind gut, des Radwegs wegen.", ["Radwege", "Radwegs"]),
        ("Straße", "Die Strasse und die STRAẞE? Strassen!", ["Strasse", "STRAẞE", "Strassen"]),
        ("Hallenbäder", "Das Hallenbad, die Hallenbaeder", ["Hallenbad", "Hallenbaeder"]),
        ("Trainer Weber", "Der Weber muss weg.", ["Weber"]),
        ("Tempolimit auf Autobahnen", "Ein Tempolimit? Nein.", ["Tempolimit"]),
        ("Tempo 30", "Tempo runter! Alle 30 Meter ein Schild.", ["Tempo"]),
        ("ICQ", "icq war gut, ICQs auch, Picquet nicht", ["icq", "ICQs"]),
        ("Bahn", "Der Bahnhof ist voll.", []),
        ("Aus für die Sternwarte", "Geh aus dem Haus! Aus, Schluss.", []),
        ("???", "Was?", []),
    ],
)
def test_targets_are_found_inflected_and_by_their_head(
    target: str, text: str, found: list[str]
) -> None:
    assert [span.of(text) for span in locate(target, text)] == found


def test_words_with_dots_are_one_name_and_sentences_without_a_blank_are_two() -> None:
    text = "Das war zu teuer.Das Bad hat Web2.0 und die U.S.A. gefragt.Ende"
    assert [noun.text for noun in nouns(text)] == ["Das", "Das", "Bad", "Web2.0", "U.S.A", "Ende"]


@pytest.mark.parametrize(
    ("text", "target", "side"),
    [
        ("Ich bin wieder zurück zu ICQ.", "ICQ", "pro"),
        ("Lieber das Rad statt das Auto.", "Auto", "contra"),
        ("Wir brauchen den Radweg!", "Radweg", "pro"),
        ("Schluss mit dem Tempolimit!", "Tempolimit", "contra"),
        ("Nie wieder fahre ich mit der Bahn.", "Bahn", "contra"),
        ("Ich verzichte auf das Auto.", "Auto", "contra"),
        ("An Stelle der Brücke wäre mir ein Tunnel recht.", "Brücke", "contra"),
        ("Dann doch das Rad.", "Rad", "pro"),
        ("Hut ab, Frau Kern!", "Kern", "pro"),
        ("Daumen hoch für Kern!", "Kern", "pro"),
        ("ES BRAUCHT DEN RADWEG.", "Radweg", "pro"),
        ("Der Tunnel ist viel zu teuer.", "Tunnel", "contra"),
        ("Zu Zeiten von Kern war das anders.", "Kern", "pro"),
        ("Gestern war ich in Köln.", "Köln", None),
    ],
)
def test_cues_point_at_their_target(text: str, target: str, side: str | None) -> None:
    cues = cue_features(text, locate(target, text))
    assert side in cues if side else not cues


@pytest.mark.parametrize(
    "name", ["wechat.txt", "schwimmbad.txt", "klima.txt", "fernsehen.txt", "forum.txt", "velo.txt"]
)
def test_the_subject_is_what_the_article_is_about(
    name: str, model: sentiment.Bundle, gold: Callable[[str], dict[str, Any]]
) -> None:
    discussions = sentiment.read([DISCUSSIONS / name], model)
    (analysis,) = sentiment.analyse(discussions, model)
    assert analysis.subject == gold(name)["subject"]


@pytest.mark.parametrize(
    ("names", "usual"),
    [
        (["Radwegen", "Radweg", "Radwege", "Radweges", "Radwegs"], "Radweg"),
        (["Laubbläsern", "Laubbläser", "Laubbläsers"], "Laubbläser"),
        (["Parkplätzen", "Parkplatz", "Parkplätze"], "Parkplatz"),
        (["Hallenbäder", "Hallenbad", "Hallenbads", "Hallenbädern"], "Hallenbad"),
        (["Schule", "Schulen"], "Schule"),
        (["Strassen", "Straße"], "Straße"),
        (["Lehrerinnen", "Lehrerin"], "Lehrerin"),
        (["Häuser", "Haus", "Hauses"], "Haus"),
        (["GRÜNE", "Grüne", "Grünen", "Grüne"], "Grüne"),
        (["Bürgermeisterin Kern", "Kern", "Kern"], "Kern"),
        (["Kern", "Innenministerin Kern"], "Innenministerin Kern"),
        (["Deutschen Bahn", "Deutsche Bahn", "Deutscher Bahn"], "Deutsche Bahn"),
        (["Steuern", "Steuer"], "Steuer"),
        (["Mauern", "Mauer"], "Mauer"),
        (["Bluetenpark", "Blütenpark"], "Blütenpark"),
    ],
)
def test_the_forms_of_a_name_are_one_thing(names: list[str], usual: str) -> None:
    ((_, spellings),) = spellings_of(names).items()
    assert by_use(spellings)[0] == usual


@pytest.mark.parametrize(
    "names",
    [
        ["Bahn", "Deutsche Bahn"],
        ["Stadtrat Neustadt", "Neustadt"],
        ["Ministerin", "Minister Kern"],
        ["Park & Ride", "Ride"],
        ["Trainer & Vorstand", "Vorstand"],
        ["Lehre", "Lehrer"],
        ["Mieten", "Mieter"],
        ["Schule", "Schüler"],
        ["Wahl", "Wähler"],
        ["Köln", "Kölner"],
        ["Island", "Isländer"],
        ["Bürger", "Burger"],
        ["Park", "Parken"],
        ["Bayern", "Bayer"],
    ],
)
def test_things_and_who_has_to_do_with_them_are_several(names: list[str]) -> None:
    assert len(spellings_of(names)) == len(names) == len(set(map(thing_key, names)))


def test_what_is_asked_about_is_no_mention(model: sentiment.Bundle) -> None:
    options = sentiment.Options(targets=("Radweg 7",))
    (analysis,) = sentiment.analyse(["Diese Radwege sind eine Frechheit."], model, options)
    assert analysis.opinions[0].mentions == ()
    (analysis,) = sentiment.analyse(["Diese Radwege sind eine Frechheit."], model)
    assert [mention.target for mention in analysis.opinions[0].mentions] == ["Radwege"]
    options = sentiment.Options(targets=("Ausbau der Radwege",))
    (analysis,) = sentiment.analyse(["Diese Radwege sind eine Frechheit."], model, options)
    assert analysis.opinions[0].mentions == ()
    options = sentiment.Options(targets=("Autos statt Radwege",))
    (analysis,) = sentiment.analyse(["Diese Radwege sind eine Frechheit."], model, options)
    assert [mention.target for mention in analysis.opinions[0].mentions] == ["Radwege"]


def test_mentions_are_things_and_not_verdicts(model: sentiment.Bundle) -> None:
    of_article = article_nouns("Neues Freibad", "Das Freibad öffnet.")
    text = "Schluss mit dem Unsinn! Gehen Sie lieber nach Ulm, mir gefällt das Freibad dort."
    found = find_mentions(text, of_article, model.nouns, model.sentences)
    assert [(thing.target, thing.of_article, "pro" in thing.cues) for thing in found] == [
        ("Ulm", False, True),
        ("Freibad", True, True),
    ]


def test_sentences_know_german_abbreviations(model: sentiment.Bundle) -> None:
    text = "Am 3. Mai kam z. B. Dr. Huber. Er blieb ca. 5 Minuten! Schade?\nJa."
    assert model.sentences.split(text) == [
        "Am 3. Mai kam z. B. Dr. Huber.",
        "Er blieb ca. 5 Minuten!",
        "Schade?",
        "Ja.",
    ]


@pytest.mark.parametrize(
    ("target", "named", "others"),
    [
        ("Honig-Melonen-Shampoo", ["Shampoo", "Shampoos"], ["Honig", "Melonen"]),
        ("Handcreme Lavendel", ["Creme", "Lavendel"], ["Hand", "Cremedose"]),
        ("Sanierung der Sporthalle", ["Halle", "Sanierung"], ["Hallenbad", "Port"]),
        ("WhatsApp", ["WhatsApp"], ["App"]),
        ("Elektroautos statt Busse", ["Autos"], ["Busse"]),
    ],
)
def test_what_is_asked_about_is_no_mention_again(
    target: str, named: list[str], others: list[str]
) -> None:
    """Neither under its name nor under the last part of it."""
    asked = {
        name: is_named_in(target, Candidate(target=name, key=name_key(name), clauses=""))
        for name in (*named, *others)
    }
    assert asked == {**dict.fromkeys(named, True), **dict.fromkeys(others, False)}
