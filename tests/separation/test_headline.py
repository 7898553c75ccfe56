"""The headline of a copied page, of which much else stands above the article."""

from __future__ import annotations

import pytest

import sentiment
from sentiment.discussion import PlainText
from sentiment.separation import separate

BODY = """\
Die Stadt schließt das Freibad im Norden zum Ende des Sommers. Der Rat hat das am Montag mit knapper
Mehrheit beschlossen. Die Sanierung wäre mit 14 Millionen Euro zu teuer, sagte die Kämmerin, und das
Becken verliert jeden Tag mehr Wasser, als der Betrieb im Winter verbraucht, so das Gutachten.

Die Schwimmvereine wollen dagegen klagen. Sie weisen darauf hin, dass jedes dritte Kind der Stadt am
Ende der Grundschule nicht sicher schwimmen kann, und dass das Hallenbad bis 2027 umgebaut wird.
"""
HEADLINE = "Stadt schließt Freibad im Norden"
MENU = "Zum Inhalt springen\nMenü\nAnmelden\nAbo\nStartseite\nPolitik\nSport\nWirtschaft\n\n"


def title(above: str) -> str | None:
    """Return the title of a page with this above its article."""
    model = sentiment.load_model("german-lite")
    return separate(PlainText(source="bad.txt", text=above + BODY), model.separation).title


@pytest.mark.parametrize(
    "above",
    [
        f"{HEADLINE}\n\n",
        f"{MENU}{HEADLINE}\n\n",
        f"{MENU}LOKALES\n{HEADLINE}\nDer Rat spart 14 Millionen Euro und legt sich mit den Vereinen"
        " an.\nVon Eva Kern\n12. Mai 2024, 18:22 Uhr\nLesezeit: 3 Min.\nAnhören\nTeilen\n\n",
        f"Kurier am Fluss\nNachrichten aus der Region\nStartseite › Lokales › {HEADLINE}\n"
        f"Schwimmen in der Stadt:\n{HEADLINE}\nStand: 12.05.2024, 18:22\n"
        "Bleibt leer: das Becken im Norden. © dpa/Eva Kern\n\n",
        f"Forum\nHilfe\nErgebnis 1 bis 6 von 6\nThema: {HEADLINE}\nThemen-Optionen\n\n",
        f"{MENU}Publiziert 12. Mai 2024, 18:22\n{HEADLINE}\nvon\nEva Kern\n1 / 3\n"
        "Bald zu: das Freibad im Norden\nFoto: Eva Kern\n\n",
    ],
)
def test_the_headline_is_found_amid_what_a_site_puts_there(above: str) -> None:
    """On it hangs the subject, and so every stance."""
    assert title(above) == HEADLINE


@pytest.mark.parametrize(
    ("first", "below"),
    [
        ("„Wir haben das Freibad unterschätzt“", "Die Kämmerin Marta Lindner über das Sparen"),
        ("Ende eines Freibads", "Der Rat verlässt den Norden nach acht Jahren und drei Bädern"),
        ("Nichts zu retten im Norden", "Der Streit um das Freibad geht in die nächste Runde"),
    ],
)
def test_without_a_menu_the_first_line_is_the_headline(first: str, below: str) -> None:
    """However much more what stands below it shares with the article."""
    assert title(f"{first}\n{below}\nVon Eva Kern\n\n") == first
    assert title(f"12. Mai 2024\n{first}\n{below}\n\n") == first


@pytest.mark.parametrize(
    ("above", "headline"),
    [
        (
            "Halbe Treppe\nEin Blog über das Wohnen\nStart\nÜber mich\nBlogroll\n"
            "Sonntag, 12. Mai 2024\nMeine Nachbarn, eine Bestandsaufnahme\n\n",
            "Meine Nachbarn, eine Bestandsaufnahme",
        ),
        (
            "Stadt Norden\nRathaus\nLeben\nSuche\nSie sind hier: Startseite > Kultur\n"
            "Feste im November\nFilter: alle | Konzert\n17 Treffer\nFr, 08.11.2024\n\n",
            "Feste im November",
        ),
        (f"{MENU}Kilometer 31\nGeschrieben von Agnieszka in Alltag\n\n", "Kilometer 31"),
    ],
)
def test_a_headline_that_shares_no_word_stands_below_a_date_or_the_way_to_it(
    above: str, headline: str
) -> None:
    assert title(above) == headline


def test_a_post_on_a_network_has_no_headline() -> None:
    assert title("Zurück\nProfilbild von Bad Norden\nBad Norden\n@bad_norden\n\n") is None


@pytest.mark.parametrize("above", ["", MENU, "Von Eva Kern\n12. Mai 2024\n\n"])
def test_nothing_else_becomes_a_headline(above: str) -> None:
    """Neither a menu nor who wrote the article and when."""
    assert title(above) is None


@pytest.mark.parametrize(
    "link",
    [
        "Nutzungsbedingungen und Richtlinien",
        "Datenschutz, Impressum",
        "Diese App ist für dein Gerät verfügbar",
    ],
)
def test_terms_and_notes_of_a_store_are_no_headline(link: str) -> None:
    assert title(f"{MENU}{HEADLINE}\n{link}\n12. Mai 2024\n\n") == HEADLINE
    assert title(f"{MENU}{link}\n12. Mai 2024\n\n") is None
