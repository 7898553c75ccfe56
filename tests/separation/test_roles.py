"""Whatever a reader says that a line is, the page stays an article and then comments."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sentiment.discussion import PlainText
from sentiment.separation import assemble
from sentiment.separation.lines import lines
from sentiment.separation.roles import roles_in, with_role

ROLES = ("article", "begin", "inside", "furniture")
LAYOUT = ["article", "article", "furniture", "begin", "inside", "begin"]


def test_what_contradicts_gives_way() -> None:
    assert with_role(LAYOUT, 4, 4, "article") == [
        "article", "article", "furniture", "article", "article", "begin",
    ]  # fmt: skip
    assert with_role(LAYOUT, 1, 1, "begin") == [
        "article", "begin", "furniture", "begin", "inside", "begin",
    ]  # fmt: skip
    assert with_role(LAYOUT, 0, 0, "begin")[:2] == ["begin", "inside"]
    assert with_role(LAYOUT, 3, 3, "furniture")[3:] == ["furniture", "begin", "begin"]
    assert with_role(LAYOUT, 5, 5, "inside")[3:] == ["begin", "inside", "inside"]
    assert with_role(LAYOUT, 3, 5, "begin")[3:] == ["begin", "inside", "inside"]
    assert with_role(["article"], 0, 0, "inside") == ["begin"]


@given(st.data())
def test_any_corrections_leave_each_line_one_place(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 9))
    text = "\r\n\r\n".join(f"  Zeile {number} " for number in range(count))
    page = list(lines(text))
    roles = ["article"] * count
    for _ in range(data.draw(st.integers(1, 6))):
        first = data.draw(st.integers(0, count - 1))
        last = data.draw(st.integers(first, count - 1))
        role = data.draw(st.sampled_from(ROLES))
        roles = with_role(roles, first, last, role)
        assert roles == with_role(roles, first, last, role)
        asked = {role, "inside"} if role == "begin" else {role, "begin"}
        assert set(roles[first : last + 1]) <= (asked if role in {"begin", "inside"} else {role})
    found = assemble(PlainText(source="t", text=text), page, roles)
    spans = [comment.span for comment in found.comments if comment.span]
    spans += [*found.furniture, *([found.article.span] if found.article.span else [])]
    owners = [sum(span.start <= line.span.start < span.end for span in spans) for line in page]
    assert owners == [1] * count
    # What a discussion says of its lines is what it was made from; the article keeps its insides.
    last_of_article = max((n for n, role in enumerate(roles) if role == "article"), default=-1)
    first_of_article = next((n for n, role in enumerate(roles) if role == "article"), 0)
    inside = range(first_of_article, last_of_article + 1)
    assert roles_in(found, page) == [
        "article" if n in inside else role for n, role in enumerate(roles)
    ]
