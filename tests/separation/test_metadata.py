"""Who wrote a comment, when, and in answer to whom, as the furniture of plain text says."""

from __future__ import annotations

from sentiment.discussion import PlainText
from sentiment.separation import assemble
from sentiment.separation.lines import lines

_ROLES = {"+": "begin", " ": "inside", "-": "furniture", "=": "article"}

Said = tuple[str | None, str | None, str | None]


def said(marked: str) -> list[Said]:
    """Return (author, date, parent) of each comment; the first sign of a line is its role."""
    rows = marked.strip().split("\n")
    text = "\n".join(row[2:] for row in rows)
    roles = [_ROLES[row[0]] for row in rows]
    found = assemble(PlainText(source="t", text=text), list(lines(text)), roles)
    return [(c.author, c.date, c.parent) for c in found.comments]


def test_names_and_dates_may_stand_below_the_comments() -> None:
    assert said("""
= Das Bad bleibt offen.
- Leserbriefe
+ Na endlich.
- Eva Kern | 3. Mai 2018
+ Viel zu teuer.
  Und zu klein.
- Jo
- 4. Mai 2018
- Impressum
""") == [("Eva Kern", "2018-05-03", None), ("Jo", "2018-05-04", None)]


def test_a_date_below_the_last_comment_alone_is_the_page_s() -> None:
    assert said("""
- Eva sagt:
+ Na endlich.
- Jo sagt:
+ Viel zu teuer.
- Stand: 5. Mai 2018
""") == [("Eva", None, None), ("Jo", None, None)]


def test_who_is_answered_is_no_author_but_has_written_the_parent() -> None:
    assert said("""
- Eva
- 3. Mai 2018
+ Na endlich.
- Jo
- Antwort auf Eva
+ Viel zu teuer.
- Ina
- Als Antwort auf den Kommentar #2 von Jo:
+ Ach was.
- Uwe
- Antwort auf Kim
+ Genau.
""") == [("Eva", "2018-05-03", None), ("Jo", None, "1"), ("Ina", None, "2"), ("Uwe", None, None)]


def test_marks_and_labels_are_no_part_of_a_name() -> None:
    assert said("""
- **Eva Kern** (3. Mai 2018)
+ Na endlich.
- ### Jo, 4. Mai 2018
+ Viel zu teuer.
- Von: Ina
- Datum: 5. Mai 2018
+ Ach was.
""") == [
        ("Eva Kern", "2018-05-03", None),
        ("Jo", "2018-05-04", None),
        ("Ina", "2018-05-05", None),
    ]


def test_a_date_beside_who_is_answered_is_the_comment_s() -> None:
    assert said("""
- Eva
+ Na endlich.
- Jo
- Antwort auf Eva, 3. Mai 2018
+ Und zu klein.
""") == [("Eva", None, None), ("Jo", "2018-05-03", "1")]
