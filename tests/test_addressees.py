"""Other readers, whom comments address by name, are no things that somebody is against."""

from __future__ import annotations

from dataclasses import replace

import pytest

import sentiment
from sentiment.addressees import addressees, without_addressees
from sentiment.discussion import Article, Comment, Discussion
from sentiment.mention_candidates import article_nouns

AUTHORS = (
    "Maria Hofer", "Heinz Pichler", "Zach, Ute", "Dr. Eva von Au (Graz)", "Wolf", "Bahnfan",
    "Peter Berg", "kurt_92", None,
)  # fmt: skip
OF_ARTICLE = article_nouns("Wolf in Oberbach", "Ein Wolf hat in Oberbach Schafe gerissen.")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Maria Hofer und wo soll ich parken?", "@ und wo soll ich parken?"),
        ("@Maria Hofer So ein Unsinn!", "@ So ein Unsinn!"),
        ("Maria Hofer Windräder sind laut.", "@ Windräder sind laut."),
        ("Herr Pichler, Sie haben recht!", "Herr @, Sie haben recht!"),
        ("Das hat Frau Dr. Hofer schon gesagt.", "Das hat Frau Dr. @ schon gesagt."),
        ("Danke Maria das stimmt.", "Danke @ das stimmt."),
        ("Das stimmt nicht, Heinz!", "Das stimmt nicht, @!"),
        ("Eva von Aus Beitrag war gut.", "@ Beitrag war gut."),
        ("Nein.\nBahnfan: Die Bahn ist zu teuer.", "Nein.\n@: Die Bahn ist zu teuer."),
        ("@kurt_92 Die Bahn?", "@ Die Bahn?"),
        ("Liebe Zach, so nicht.", "Liebe @, so nicht."),
        ("@Wolf Unsinn", "@ Unsinn"),
        ("Wolf, da hast du recht.", "@, da hast du recht."),
    ],
)
def test_who_is_addressed_has_no_name(text: str, left: str) -> None:
    assert without_addressees(text, addressees(AUTHORS, OF_ARTICLE)) == left


@pytest.mark.parametrize(
    "text",
    [
        "Der Wolf muss weg.",
        "Wolf und Bär gehören hierher.",
        "Wolf, Bär und Luchs gehören hierher.",
        "Lieber Wolf als Jäger!",
        "Danke Wolf!",
        "Berg und Tal sind voller Autos.",
        "Am Berg fährt kein Bus, und der Bahnfan in mir weint.",
        "Ich war gern in Maria Alm.",
        "Herr Wolfram soll gehen, Frau Kern auch.",
    ],
)
def test_what_is_only_called_like_an_author_stays(text: str) -> None:
    assert without_addressees(text, addressees(AUTHORS, OF_ARTICLE)) == text


@pytest.mark.parametrize(
    ("author", "text"),
    [
        ("Wiener Linien", "Die Wiener Linien sind schlecht. Wiener Linien abschaffen!"),
        ("Deutsche Bahn", "Deutsche Züge sind zu spät."),
        ("SPÖ Wien", "SPÖ ist unwählbar."),
        ("Kein Windrad", "Kein Windrad bei uns!"),
        ("Petra Falk", "Die Petra Falk im Rathaus ist schuld."),
    ],
)
def test_who_is_no_person_or_is_spoken_about_keeps_the_name(author: str, text: str) -> None:
    assert without_addressees(text, addressees([author, "Max Berger"], frozenset())) == text


def test_a_name_of_the_article_is_a_thing_unless_somebody_is_addressed() -> None:
    of_article = article_nouns("Maria Hofer tritt zurück", "Die Bürgermeisterin Maria Hofer geht.")
    known = addressees(["Maria Hofer"], of_article)
    text = "Frau Hofer war gut. Maria Hofer bleibt uns in Erinnerung."
    assert without_addressees(text, known) == text
    assert without_addressees("@Maria Hofer Danke!", known) == "@ Danke!"


def test_in_a_crowd_a_surname_alone_is_nobody() -> None:
    crowd = ["Eva Kern", *(f"Leser{number}" for number in range(1000))]
    known = addressees(crowd, frozenset())
    assert without_addressees("Herr Kern soll gehen.", known) == "Herr Kern soll gehen."
    assert without_addressees("Eva Kern Nein!", known) == "@ Nein!"


def test_readers_are_no_mentions() -> None:
    said = (
        ("Heinz Pichler", "Maria Hofer und wo soll ich mich hinstellen mit dem Auto?"),
        ("Ute Zach", "@Maria Hofer So ein Unsinn, typisch Stadtmensch."),
        ("Maria Hofer", "Herr Pichler, Sie haben völlig recht!"),
        ("Maria Hofer", "Danke Ute, das sehe ich genauso."),
        ("Ute Zach", "Maria Hofer Mit Park & Ride wäre allen geholfen, das ist super."),
    )
    discussion = Discussion(
        source="netz.json",
        title="Kurzparkzone für ganz Oberau",
        article=Article(text="In Oberau gilt ab Mai überall eine Kurzparkzone."),
        comments=tuple(
            Comment(id=str(n), author=author, text=text) for n, (author, text) in enumerate(said)
        ),
    )
    german = sentiment.load_model("german")
    expected = [[], [("Stadtmensch", "against")], [], [], [("Park & Ride", "favor")]]
    for jobs in (1, 2):
        options = sentiment.Options(jobs=jobs)
        (found,) = sentiment.analyse([discussion], german, options)
        assert [
            [(mention.target, mention.label) for mention in opinion.mentions]
            for opinion in found.opinions
        ] == expected
    # Where nobody is called so, the same text is asked once more.
    others = replace(
        discussion,
        comments=tuple(replace(comment, author=None) for comment in discussion.comments),
    )
    both = list(sentiment.analyse([discussion, others], german))
    assert both[0].opinions == found.opinions
    assert both[1].opinions[0].mentions[0].target == "Maria Hofer"


@pytest.mark.parametrize("text", ["Maria " * 9_000, "@" * 20_000, "Maria Hofer" * 5_000])
def test_hostile_comments_are_read_as_well(text: str) -> None:
    known = addressees(["Maria Maria Maria Hofer", "Maria Hofer"], frozenset())
    assert len(without_addressees(text, known)) <= len(text)
