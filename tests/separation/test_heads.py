"""Names, dates and buttons that seemed parts of comments."""

from __future__ import annotations

import pytest

from sentiment.separation.full_names import is_full_name
from sentiment.separation.heads import without_heads, without_numbered_titles
from sentiment.separation.lines import lines

_ROLES = {"+": "begin", " ": "inside", "-": "furniture", "=": "article"}


def marked(page: str) -> str:
    """Return the page with the roles as they come out; the first sign of a line is its role."""
    rows = page.strip().split("\n")
    signs = {role: sign for sign, role in _ROLES.items()}
    found = without_heads(
        list(lines("\n".join(row[2:] for row in rows))), [_ROLES[row[0]] for row in rows]
    )
    return "\n".join(f"{signs[role]} {row[2:]}" for role, row in zip(found, rows, strict=True))


def test_names_leave_comments_where_all_have_one_and_end_with_a_date() -> None:
    assert (
        marked("""
= Ab Juli ist der Platz autofrei.
- Eva Kern
+ Na endlich.
- Gefällt mir
- 5 Wo.
+ Jo Lind 🌻
  Und wohin mit dem Auto?
- Gefällt mir
- 4 Wo.
+ Uwe von der Au, Nordviertel
  Das Geschäft kann zusperren.
- Gefällt mir · Antworten · gestern
+ Ina F.
  Genau.
  Danke (2) · Antworten · gestern
""")
        == """
= Ab Juli ist der Platz autofrei.
- Eva Kern
+ Na endlich.
- Gefällt mir
- 5 Wo.
- Jo Lind 🌻
+ Und wohin mit dem Auto?
- Gefällt mir
- 4 Wo.
- Uwe von der Au, Nordviertel
+ Das Geschäft kann zusperren.
- Gefällt mir · Antworten · gestern
- Ina F.
+ Genau.
- Danke (2) · Antworten · gestern
""".strip()
    )


@pytest.mark.parametrize(
    "page",
    [
        # Names have their place above already.
        """
- Eva Kern
+ Klare Sache
  Ich bin dafür.
- Gefällt mir
- 5 Wo.
- Jo Lind
+ Gute Idee
  Ich finde das gut.
- Gefällt mir
- 4 Wo.
- Ina Feld
+ Liebe Eva
  Du hast recht.
- Gefällt mir
- 3 Wo.
""",
        # Few comments begin so.
        """
- Eva Kern
- 5. Mai 2018
+ Klare Sache
  Ich bin dafür.
- Jo Lind
- 6. Mai 2018
+ Viel zu teuer ist das.
  Und zu klein.
- Ina Feld
- 7. Mai 2018
+ Ach was, das geht schon.
""",
        # Nothing says that they end with dates.
        """
+ Eva Kern
  Ich bin dafür.
- Antworten
+ Jo Lind
  Ich bin dagegen.
- Antworten
+ Ina Feld
  Ach was.
- Antworten
""",
        # A list in a comment.
        """
- Eva Kern
- 5. Mai 2018
+ Meine Reihung:
  Jo Lind
  3 Punkte
  Teilen | behalten
""",
    ],
)
def test_other_first_lines_stay(page: str) -> None:
    assert marked(page) == page.strip()


def test_names_above_handles_are_heads() -> None:
    assert (
        marked("""
- Eva
- @eva@graz.example
+ Na endlich.
  Jo Lind :verified:
- @jo@wien.example
+ Viel zu teuer.
+ Ina
  @ina@linz.example
  Ach was.
""")
        == """
- Eva
- @eva@graz.example
+ Na endlich.
- Jo Lind :verified:
- @jo@wien.example
+ Viel zu teuer.
- Ina
- @ina@linz.example
+ Ach was.
""".strip()
    )


def test_counts_below_a_post_begin_no_comment() -> None:
    assert (
        marked("""
= Die Bänke am Bahnhof sind weg.
- 12. Mai 2018, 08:14
+ 23 Boosts · 1.254 Favoriten
- Jo
- @jo@wien.example
+ 3 Punkte · Platz 4
""")
        == """
= Die Bänke am Bahnhof sind weg.
- 12. Mai 2018, 08:14
- 23 Boosts · 1.254 Favoriten
- Jo
- @jo@wien.example
+ 3 Punkte · Platz 4
""".strip()
    )


def test_names_above_counts_of_accounts_are_heads_and_so_are_dates() -> None:
    assert (
        marked("""
- Eva Kern
- Local Guide · 48 Rezensionen
- ★★★★★ vor 3 Monaten
+ Sehr gut.
  Uwe R.
- 3 Rezensionen
- ★☆☆☆☆ vor einem Monat
+ Geht so.
- Kim B.
- 1 Bewertung
+ ★★★★★ vor einer Woche NEU
  Nie wieder.
""")
        == """
- Eva Kern
- Local Guide · 48 Rezensionen
- ★★★★★ vor 3 Monaten
+ Sehr gut.
- Uwe R.
- 3 Rezensionen
- ★☆☆☆☆ vor einem Monat
+ Geht so.
- Kim B.
- 1 Bewertung
- ★★★★★ vor einer Woche NEU
+ Nie wieder.
""".strip()
    )


@pytest.mark.parametrize(
    ("line", "is_name"),
    [
        ("Eva Kern", True),
        ("Dr. Eva Kern-Lind", True),
        ("Uwe R.", True),
        ("Ludwig van Beethoven", True),
        ("Eva K., Nordviertel", True),
        ("Jo 🌻", True),
        ("Na endlich", False),
        ("Liebe Eva", False),
        ("Viele Grüße", False),
        ("Klare Sache!", False),
        ("Klare Sache.", False),
        ("Das Rathaus bleibt", False),
        ("Ich bin dafür", False),
        ("Eva ist dafür", False),
        ("Eva, Jo, Ina", False),
        ("„Klare Sache“", False),
        ("Gefällt mir", False),
        ("Antworten", False),
        ("🌻", False),
        ("Kurt Kern Karl Lind Uwe", False),
    ],
)
def test_what_looks_like_nothing_but_a_name(line: str, *, is_name: bool) -> None:
    assert is_full_name(line) is is_name


def test_numbered_titles_leave_comments_where_others_have_them_above() -> None:
    page = """
- Eva
- 3. Mai 2024
- 1. Preise
+ Das hat noch gefehlt.
- Jo
- 4. Mai 2024
- 2. Nein
+ 1. ist es zu teuer.
  2. ist es zu laut.
- Uwe
- 5. Mai 2024
- 3. Ja
+ Gut so.
- Ina
- 6. Mai 2024
+ 4. Österreich
  macht es vor.
- Kim
- 7. Mai 2024
+ 5. Doch
"""
    rows = page.strip().split("\n")
    found = without_numbered_titles(
        list(lines("\n".join(row[2:] for row in rows))), [_ROLES[row[0]] for row in rows]
    )
    changed = [row[2:] for role, row in zip(found, rows, strict=True) if role != _ROLES[row[0]]]
    assert changed == ["4. Österreich", "macht es vor."]
