"""JSON: exports of platforms, what `separate` and `classify` write, and bare comments."""

from __future__ import annotations

import io
import json
import logging
import sys
from dataclasses import replace
from itertools import chain, count, islice
from typing import TYPE_CHECKING, Any, TypeGuard

from sentiment.discussion import SCHEMA, Article, Discussion, Span
from sentiment.errors import InputError
from sentiment.readers.bytes_as_escapes import with_characters
from sentiment.readers.columns import find_columns, tell_columns
from sentiment.readers.decoding import decode, decode_file
from sentiment.readers.hosts import with_hosts
from sentiment.readers.html_cells import are_html, text_of_html, without_html
from sentiment.readers.json_platforms import read_export
from sentiment.readers.json_values import at, clean, count_at, list_at, string_at, text_at
from sentiment.readers.large_tables import limited
from sentiment.readers.not_public import columns_of_moderation, is_public
from sentiment.readers.tables import comments_alone, draft_of, no_text_column, said, thread_of
from sentiment.readers.threads import Draft, Inside, tell_no_comment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import BinaryIO

_log = logging.getLogger("sentiment")

_FARTHEST = 2**63 - 1  # where a span may end, since SQLite and Parquet have no room for more

# Where the answers to a comment may stand inside it; and where a list may stand in their place, as
# in what APIs answer.
_OF_ANSWERS = ("replies", "answers", "children", "antworten", "comments")
_OF_LISTS = ("data", "items")

_NAMES = ("name", "username", "display_name", "displayName", "user_name")

_STANCES = "stances"  # toward several targets, as `classify` writes them

_SHAPE_REMEDY = 'write {"discussions": [...]}, one discussion, or a list of comments with "text"'


def read_json(data: bytes, source: str) -> Iterator[Discussion]:
    """Yield the discussions of a JSON file.

    It holds the export of a platform, our own output, one discussion, a list of discussions, or a
    list of comments as objects or strings. JSON lines under the wrong suffix are read as such.

    Parameters
    ----------
    data : bytes
        The file.
    source : str
        Its name; a discussion that states a `source` of its own keeps it.

    Yields
    ------
    Discussion
        In the order of the file; comments alone are one discussion with an empty article.

    Raises
    ------
    InputError
        Where the JSON is broken, of an unknown schema, or holds something else, naming the place.
    """
    text = with_characters(decode(data, source))
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            yield from read_json_lines(io.BytesIO(data), source)
            return
        raise _broken(f"line {error.lineno}, column {error.colno}", source) from error
    except (ValueError, RecursionError) as error:
        raise _broken("the whole file", source) from error
    export = read_export(value, source)
    yield from _discussions([("", _with_list(value))], source) if export is None else export


def _with_list(value: object) -> object:
    """Return a post whose comments stand in a `data`, as networks answer, with them as a list.

    Of several such objects nothing says whether they are posts, or comments with answers.
    """
    lists = (list_at(value, "comments", inner) for inner in _OF_LISTS)
    comments = next((found for found in lists if found), None)
    return {**value, "comments": comments} if isinstance(value, dict) and comments else value


def read_json_lines(stream: BinaryIO, source: str) -> Iterator[Discussion]:
    """Yield the discussions of a file with one JSON value a line.

    Parameters
    ----------
    stream : BinaryIO
        The file.
    source : str
        Its name.

    Yields
    ------
    Discussion
        One for each line that is a discussion; or one for the file, or its parts, where the lines
        are comments; or one for each thread, where they are the export of a platform. The first
        ten thousand lines say which.

    Raises
    ------
    InputError
        Where a line is broken or holds something else, naming the line.
    """
    # Only "\n" ends a line: JSON strings may hold U+2028, at which `splitlines` would cut.
    with decode_file(stream, source, newline="\n") as text:
        lines = enumerate(text, start=1)
        first = list(_parsed(limited(lines, lambda line: len(line[1])), source))
        rows = chain(first, _parsed(lines, source))
        if _export([value for _, value in first], source) is not None:
            yield from _export([value for _, value in rows], source) or ()
        elif any(_is_discussion(value) or _is_envelope(value) for _, value in first):
            yield from _discussions(rows, source)
        else:
            yield from _comment_rows(rows, source)


def _parsed(lines: Iterable[tuple[int, str]], source: str) -> Iterator[tuple[str, object]]:
    """Yield the place and the value of each line that is not blank."""
    for number, line in lines:
        if line.strip():
            place = f"line {number}"
            try:
                yield place, json.loads(line)
            except (ValueError, RecursionError) as error:
                raise _broken(place, source) from error


def _export(values: list[object], source: str) -> Iterator[Discussion] | None:
    # A single line may be all of an export that is no JSON lines at all.
    return read_export(values[0] if len(values) == 1 else values, source)


def _discussions(values: Iterable[tuple[str, object]], source: str) -> Iterator[Discussion]:
    rows = (row for place, value in values for row in _unwrapped(value, source, place))
    for place, value in rows:
        if _is_discussion(value):
            count = _parts_of(value)
            if count > 1:
                parts = chain([(place, value)], islice(rows, min(count - 1, sys.maxsize)))
                yield from _joined(parts, count, string_at(value, "source") or source, source)
            else:
                yield _discussion(value, source, place)
        elif isinstance(value, list):
            items = ((f"{place} [{number}]".strip(), item) for number, item in enumerate(value))
            yield from _comment_rows(items, source)
        else:
            yield from _comment_rows([(place, value)], source)


def _unwrapped(value: object, source: str, place: str) -> Iterator[tuple[str, object]]:
    """Yield the discussions of an envelope or a list; anything else as it is."""
    if _is_envelope(value):
        if value.get("schema", SCHEMA) != SCHEMA:
            raise _wrong(f'"schema" is not {SCHEMA}, the only one known', place, source)
        discussions, name = value["discussions"], f"{place} discussions".strip()
        if not isinstance(discussions, list):
            raise _wrong('"discussions" is not a list', place, source)
        if not discussions:
            tell_no_comment(source)
    elif isinstance(value, list) and any(_is_discussion(item) for item in value):
        discussions, name = value, f"{place} ".lstrip()
    elif _is_answer(value):
        yield from _unwrapped(value["data"], source, f"{place} data".strip())
        return
    else:
        yield place, value
        return
    for number, discussion in enumerate(discussions):
        if not _is_discussion(discussion):
            raise _wrong("not a discussion with comments", f"{name}[{number}]", source)
        yield f"{name}[{number}]", discussion


def _parts_of(value: Mapping[str, Any]) -> int:
    """Return in how many parts a table was written that begins with `value`, or 1."""
    number, count = at(value, "part", "number"), at(value, "part", "of")
    return count if type(count) is int and number == 1 else 1


def _joined(
    parts: Iterable[tuple[str, object]], count: int, name: str, source: str
) -> Iterator[Discussion]:
    """Yield the table called `name` again, which was written in `count` parts."""
    left_out = 0
    told: set[str] = set()

    def drafts() -> Iterator[Draft]:
        nonlocal left_out
        number = 0
        for number, (place, part) in enumerate(parts, start=1):
            if at(part, "part", "number") != number:
                raise _wrong(f"part {number} of {count} of a table is missing", place, source)
            left_out += count_at(part, "left_out") or 0
            for row, comment in enumerate(list_at(part, "comments")):
                draft = _draft(comment, source, f"{place} comments[{row}]".strip())
                _tell_left_out(comment, draft, source, told)
                yield draft
        if number < count:
            raise _wrong(f"part {number + 1} of {count} of a table is missing", "", source)

    for discussion in comments_alone(drafts(), name, may_be_html=False):
        is_end = discussion.part is None or discussion.part.is_last
        more = left_out if is_end else 0
        yield replace(discussion, left_out=discussion.left_out + more)


def _is_envelope(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict) and "discussions" in value


def _is_answer(value: object) -> TypeGuard[dict[str, Any]]:
    """Tell whether an API has put all that it answers, be it nothing, into a `data`.

    Comments that stand beside it, or an article beside an empty one, are what the file holds.
    """
    return (
        isinstance(value, dict)
        and isinstance(value.get("data"), list)
        and "text" not in _columns(value)
        and not list_at(value, "comments")
        and not (_is_discussion(value) and not value["data"])
    )


def _is_discussion(value: object) -> TypeGuard[dict[str, Any]]:
    # A bare comment, too, may have a number of "comments", or name the "article" it stands under.
    if not isinstance(value, dict):
        return False
    comments, article = value.get("comments"), value.get("article")
    alone = "text" not in _columns(value)
    return (
        isinstance(comments, list) or isinstance(article, dict) or (alone and article is not None)
    )


def _discussion(value: dict[str, Any], source: str, place: str) -> Discussion:
    # What stands beside comments and is none of them is what they are about.
    beside = text_at(value, _columns(value).get("text", "text"))
    article = value.get("article") or {"text": beside or ""}
    if isinstance(article, str):
        article = {"text": article}
    if not isinstance(article, dict) or not isinstance(article.get("text"), str):
        raise _wrong('"article" has no "text"', place, source)
    comments = value.get("comments") or []
    furniture = value.get("furniture") or []
    if not isinstance(comments, list) or not isinstance(furniture, list):
        raise _wrong('"comments" and "furniture" must be lists', place, source)
    items = ((f"{place} comments[{n}]".strip(), comment) for n, comment in enumerate(comments))
    drafts = list(_drafts(items, source, subject=string_at(value, "subject")))
    drafts = with_hosts(drafts, [_author(value), _author(article)])
    text = clean(article["text"])
    if not any(_is_placed(row) for row in (article, *comments)):
        if are_html(draft.text for draft in drafts):
            drafts = list(map(without_html, drafts))
        text = text_of_html(text) if are_html([text]) else text
    left_out = count_at(value, "left_out") or 0
    if not drafts and not text.strip() and not left_out:
        tell_no_comment(source)
    found = thread_of(drafts, source)
    spans = [_span(span, source, f"{place} furniture".strip()) for span in furniture]
    return Discussion(
        source=string_at(value, "source") or source,
        title=string_at(value, "title"),
        article=Article(text=text, span=_span(article, source, f"{place} article".strip())),
        comments=found,
        furniture=tuple(span for span in spans if span is not None),
        announced=count_at(value, "announced"),
        left_out=left_out + len(drafts) - len(found),
    )


def _is_placed(row: object) -> bool:
    """Tell whether an article or a comment says where its text stands, as what we write does."""
    return isinstance(row, dict) and "start" in row


def _comment_rows(rows: Iterable[tuple[str, object]], source: str) -> Iterator[Discussion]:
    rest = iter(rows)
    first = list(islice(rest, 1))
    for _, row in first:
        if isinstance(row, dict):
            tell_columns((name for name, v in row.items() if isinstance(v, str)), source)
    return comments_alone(_drafts(chain(first, rest), source), source)


def _drafts(
    rows: Iterable[tuple[str, object]], source: str, *, subject: str | None = None
) -> Iterator[Draft]:
    """Yield the comments of rows, each before the answers that stand inside it.

    A comment with answers but without an id is called by its number, and so are its answers: "2",
    "2.1". An answer may name another one before it as its parent, where all stand in one list. A
    row that has no text is a comment without text, unless none has any.
    """
    numbers = count(1)
    told: set[str] = set()
    has_text = False
    refusal: InputError | None = None
    for number, (place, row) in enumerate(rows, start=1):
        stack: list[tuple[str, object, str, int | None]] = [(place, row, str(number), None)]
        before: dict[str, int] = {}
        while stack:
            at_place, value, name, above = stack.pop()
            draft = _draft(value, source, at_place, subject=subject)
            _tell_left_out(value, draft, source, told)
            if not has_text:
                why = _why_no_text(value, source, at_place)
                has_text, refusal = why is None, refusal or why
            own = next(numbers)
            answers = _answers(value)
            if above is not None:
                above = before.get(draft.parent or "", above)
            if answers or above is not None:
                draft = replace(draft, inside=Inside(number=own, answers=above, name=name))
                before.setdefault(draft.id or name, own)
            yield draft
            below = [
                (f"{at_place} {inside}".strip(), answer, f"{draft.id or name}.{n}", own)
                for n, (inside, answer) in enumerate(answers, start=1)
            ]
            stack.extend(reversed(below))
    if refusal is not None and not has_text:
        raise refusal


def _answers(value: object) -> list[tuple[str, object]]:
    """Return the answers inside a comment, with their places; numbers and strings may be ids."""
    lists = {key: at(value, key) for key in _OF_ANSWERS}
    lists |= {
        f"{key} {inner}": inside[inner]
        for key, inside in lists.items()
        if isinstance(inside, dict)
        for inner in _OF_LISTS
        if inner in inside
    }
    return [
        (f"{path}[{place}]", answer)
        for path, inside in lists.items()
        if isinstance(inside, list)
        for place, answer in enumerate(inside)
        if isinstance(answer, dict) and "text" in _columns(answer)
    ]


def _draft(value: object, source: str, place: str, *, subject: str | None = None) -> Draft:
    """Make a draft of a comment, whose target may be what its stance was asked toward before.

    The `subject` is no target, since it is found in the article again.
    """
    if isinstance(value, str):
        return Draft(text=clean(value))
    if not isinstance(value, dict):
        raise _wrong("neither a comment nor a discussion", place, source)
    columns = _columns(value)
    text = text_at(value, columns.get("text", "text"))
    fields = {field: string_at(value, name) or "" for field, name in columns.items()}
    if "is_host" in columns:
        fields["is_host"] = said(at(value, columns["is_host"]))
    fields["author"] = _author(value) or ""
    asked = string_at(value, "stance", "target")
    if not fields.get("target") and asked and asked != subject:
        fields["target"] = asked
    # Unlike a cell, a JSON string has no white space by accident, and a span covers all of it.
    span = _span(value, source, place)
    return replace(
        draft_of({"text": "", **fields}),
        text=text or "",
        span=span,
        is_public=is_public({name: value[name] for name in columns_of_moderation(value)}),
    )


def _author(value: Mapping[str, Any]) -> str | None:
    """Return the author of a comment or a post: a name, or an object, perhaps, with one in it."""
    column = _columns(value).get("author", "")
    named = (string_at(value, column, key) for key in _NAMES)
    return string_at(value, column) or next(filter(None, named), None)


def _tell_left_out(value: object, draft: Draft, source: str, told: set[str]) -> None:
    """Log what a draft has no room for, each column once: those in `told` were named before."""
    if not isinstance(value, dict):
        return
    for field, name in _columns(value).items():
        cell = value.get(name)
        is_kept = field in ("text", "is_host") or (field == "author" and draft.author)
        if isinstance(cell, bool | list | dict) and cell and not is_kept and name not in told:
            told.add(name)
            _log.warning(
                "%s: left out, since it holds no text, numbers or dates: the column %r",
                source, name,
            )  # fmt: skip
    if len(list_at(value, _STANCES)) > 1 and draft.target and _STANCES not in told:
        told.add(_STANCES)
        _log.warning(
            "%s: of several targets of a comment only the first is kept; name all with --target",
            source,
        )


def _why_no_text(value: object, source: str, place: str) -> InputError | None:
    """Return what is wrong with a row that cannot hold a text; None where it can."""
    if not isinstance(value, dict):
        return None
    columns = _columns(value)
    if "text" not in columns:
        return no_text_column(list(value), f"{source}: {place}" if place else source)
    if isinstance(value[columns["text"]], str | None):
        return None
    return _wrong(f'"{columns["text"]}" is not a string', place, source)


def _columns(value: Mapping[str, Any]) -> Mapping[str, str]:
    """Find the columns of a row, as `find_columns` does; its text is a string, if any is one.

    In a table, "comments" may be what readers say, but here it is a list, or how many there are.
    """
    columns = find_columns(tuple(name for name in value if name != "comments"))
    if isinstance(value.get(columns.get("text", "")), str | None):
        return columns
    strings = find_columns(tuple(name for name, cell in value.items() if isinstance(cell, str)))
    return {**columns, **{field: name for field, name in strings.items() if field == "text"}}


def _span(value: object, source: str, place: str) -> Span | None:
    start, end = (value.get("start"), value.get("end")) if isinstance(value, dict) else (None, None)
    if start is None and end is None:
        return None
    if type(start) is not int or type(end) is not int or not 0 <= start <= end <= _FARTHEST:
        raise _wrong('"start" and "end" are not a range of characters', place, source)
    return Span(start=start, end=end)


def _broken(place: str, source: str) -> InputError:
    return InputError(
        f"{place}: the JSON is broken", where=source, remedy="repair it, or export it again"
    )


def _wrong(problem: str, place: str, source: str) -> InputError:
    where = f"{source}: {place}" if place else source
    return InputError(problem, where=where, remedy=_SHAPE_REMEDY)
