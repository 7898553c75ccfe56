"""What a Python program hands over (paths, texts, frames) made into discussions and analysed."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeGuard, TypeVar

from sentiment import inputs, pipeline
from sentiment.bundle import Bundle, load_model
from sentiment.discussion import STANDARD_INPUT, Discussion
from sentiment.errors import DataError
from sentiment.pipeline import Analysis, Options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sentiment.errors import SentimentError
    from sentiment.readers.threads import Draft

_Kind = TypeVar("_Kind")

_log = logging.getLogger("sentiment")

_FRAME = "frame"
_TEXTS = "texts"
_SOURCE = "source"
_ALL_BUT_A_DAY = timedelta(hours=23, minutes=59, seconds=59)
_LONGEST_NAME = 255  # what is longer, or has several lines, is rather a text than a file's name


class Frame(Protocol):
    """A table with named columns, such as a DataFrame of pandas or polars."""

    @property
    def columns(self) -> Iterable[Any]:
        """The names of the columns."""

    def __getitem__(self, name: Any, /) -> Any:  # noqa: ANN401 - each library has its own type
        """Return a column, over whose cells one can iterate."""

    def __len__(self) -> int:
        """Return the number of rows."""


Texts = Iterable[str] | Frame
Source = str | Path | Discussion | Iterable[Path] | Iterable[Discussion] | Texts


def analyse(
    source: Source,
    model: Bundle | str | Path | None = None,
    options: Options | None = None,
    *,
    on_error: Callable[[SentimentError], None] | None = None,
    on_step: Callable[[int], None] | None = None,
) -> Iterator[Analysis]:
    """Yield what the readers think, one analysis for each discussion.

    Parameters
    ----------
    source : str, Path, iterable of str, frame, or iterable of Path or Discussion
        A `str` names a file or a folder, and `-` is standard input, as on the command line; several
        strings are texts, one comment each. A frame has a column for the text and perhaps for id,
        parent, author, date and target, under the names that a CSV file may have; ids may be the
        index of one of pandas, if it is called so. Texts and the
        rows of a frame are one discussion without an article; each has one opinion, in order, be it
        an empty text. More than 10,000 are analysed in parts, as `docs/scale.md` says.
    model : Bundle, str or Path, optional
        A model, its name, or its folder.
    options : Options, optional
        How to classify.
    on_error : callable, optional
        Takes the error of a file that cannot be read; the others are read all the same. Without it
        the error is raised.
    on_step : callable, optional
        Called with the number of comments done so far, every thousand comments or more often.

    Raises
    ------
    DataError
        Where `source` is none of these, a text is missing, or a frame has no column for it.
    InputError
        Where a file cannot be read.
    BundleError
        Where there is no such model.
    """
    bundle = model if isinstance(model, Bundle) else load_model(model)
    discussions = _discussions(source, bundle, on_error)
    return pipeline.analyse(discussions, bundle, options or Options(), on_step=on_step)


def texts_of(source: Texts) -> Iterator[str]:
    """Yield the texts of an iterable, or of the text column of a frame.

    Raises
    ------
    DataError
        Where `source` is one string, not iterable, or holds something that is no string.
    """
    if isinstance(source, (str, bytes)):
        raise DataError(
            "one string stands where many are expected",
            where=_TEXTS,
            remedy="put it into a list: [text]",
        )
    cells = source[_columns(source)["text"]] if _is_frame(source) else _iterated(source)
    return _checked(cells)


def _discussions(
    source: Source, model: Bundle, on_error: Callable[[SentimentError], None] | None
) -> Iterator[Discussion]:
    if isinstance(source, str) and not _exists(source):
        # It may be a text, which no error may quote at length.
        is_name = source.isprintable() and len(source) <= _LONGEST_NAME
        error = DataError(
            "there is no file or folder of this name",
            where=source if is_name else _TEXTS,
            remedy="check the spelling, or put a text into a list: [text]",
        )
        if on_error is None:
            raise error
        on_error(error)
        return iter(())
    if isinstance(source, (str, Path)):
        return inputs.read([source], model, on_error=on_error)
    if isinstance(source, Discussion):
        return iter([source])
    if _is_frame(source):
        return _comments(_drafts(source), _FRAME)
    items = _iterated(source)
    beginning = list(islice(items, 1))
    if not beginning:
        return iter(())
    first, items = beginning[0], chain(beginning, items)
    if isinstance(first, Discussion):
        return _all_of(items, Discussion)
    if isinstance(first, Path):
        return inputs.read(_all_of(items, Path, str), model, on_error=on_error)
    return _comments((_draft(text, {}) for text in _checked(items)), _TEXTS)


def _all_of(items: Iterable[object], *kinds: type[_Kind]) -> Iterator[_Kind]:
    for number, item in enumerate(items, start=1):
        if not isinstance(item, kinds):
            raise DataError(
                f"number {number} is {type(item).__name__}, not {kinds[0].__name__}",
                where=_SOURCE,
                remedy="analyse each kind by itself",
            )
        yield item


def _comments(drafts: Iterable[Draft], source: str) -> Iterator[Discussion]:
    from sentiment.readers.tables import comments_alone

    return comments_alone(drafts, source, every=True)


def _drafts(frame: Frame) -> Iterator[Draft]:
    columns = dict(_columns(frame))
    texts = _checked(frame[columns.pop("text")])
    values = [frame[name] for name in columns.values()]
    if "id" not in columns and (index := _index_of_ids(frame)) is not None:
        columns["id"] = index.name
        values.append(index)
    lost: Counter[tuple[str, str]] = Counter()  # by the name of the column and of the type
    for text, *cells in zip(texts, *values, strict=True):
        fields = {
            field: (_said if field == "is_host" else _printed)(cell)
            for field, cell in zip(columns, cells, strict=True)
        }
        for name, cell, printed in zip(columns.values(), cells, fields.values(), strict=True):
            if not printed and not _is_missing(cell):
                lost[name, type(cell).__name__] += 1
        yield _draft(text, fields)
    for (name, kind), count in lost.items():
        _log.warning(
            "%s: left out, since it is no text, number or date: %d in the column %r (%s)",
            _FRAME, count, name, kind,
        )  # fmt: skip


def _index_of_ids(frame: Frame) -> Any:  # noqa: ANN401 - pandas need not be there
    """Return the index of a frame of pandas if it is called as a column of ids may be."""
    from sentiment.readers.columns import find_columns

    index = getattr(frame, "index", None)
    name = getattr(index, "name", None)
    return index if isinstance(name, str) and "id" in find_columns((name,)) else None


def _draft(text: str, cells: Mapping[str, str]) -> Draft:
    from sentiment.readers.tables import draft_of

    # Offsets of explanations shall fit the text as it was handed over, blanks included.
    return replace(draft_of({"text": "", **cells}), text=text)


def _columns(frame: Frame) -> Mapping[str, str]:
    """Return the column of each field that a frame has, as `find_columns` does.

    Raises
    ------
    DataError
        Where none holds the text, or two have one name.
    """
    from sentiment.readers.columns import NAMES_OF_TEXT, find_columns, tell_columns

    names = [name for name in frame.columns if isinstance(name, str)]
    columns = find_columns(tuple(names))
    if "text" not in columns:
        raise DataError(
            "no column holds the text of the comments",
            where=_FRAME,
            remedy=f"name the column one of {', '.join(NAMES_OF_TEXT)}",
        )
    for name in columns.values():
        if names.count(name) > 1:
            raise DataError(
                f"several columns are called {name!r}", where=_FRAME, remedy="rename all but one"
            )
    tell_columns(names, _FRAME)
    return columns


def _checked(cells: Iterable[object]) -> Iterator[str]:
    from sentiment.readers.json_values import clean

    for number, cell in enumerate(cells, start=1):
        if not isinstance(cell, str):
            raise DataError(
                f"number {number} is {type(cell).__name__}, not str",
                where=_TEXTS,
                remedy="leave out what has no text, or make it an empty string",
            )
        yield clean(str(cell))  # a string of numpy's becomes one of Python's


def _printed(cell: object) -> str:
    from sentiment.readers.tables import printed

    if hasattr(cell, "item") and not hasattr(cell, "__len__"):
        cell = cell.item()  # a number of numpy's becomes one of Python's
    if hasattr(cell, "start_time"):
        cell = _start(cell)
    if isinstance(cell, date) and cell == cell:  # a missing time is unlike itself
        return cell.isoformat(" ", "seconds") if isinstance(cell, datetime) else cell.isoformat()
    return printed(cell)


def _said(cell: object) -> str:
    from sentiment.readers.tables import said

    return said(cell.item() if hasattr(cell, "item") else cell)


def _start(period: Any) -> date:  # noqa: ANN401 - pandas need not be there
    """Return the first day of a period of pandas', or when it starts, where it is shorter."""
    start: datetime = period.start_time
    return start if period.end_time - start < _ALL_BUT_A_DAY else start.date()


def _is_missing(cell: object) -> bool:
    try:
        return cell is None or bool(cell != cell or cell == "")
    except (TypeError, ValueError):  # neither like nor unlike itself: NA of pandas, and an array
        return not hasattr(cell, "__len__")


def _is_frame(source: object) -> TypeGuard[Frame]:
    # In this order, since polars warns where a frame that is not in memory is asked for columns.
    has_columns = all(hasattr(source, name) for name in ("__len__", "__getitem__", "columns"))
    # Those of Arrow's tables are no names, but arrays.
    return has_columns and not hasattr(type(source), "column_names")


def _iterated(source: object) -> Iterator[Any]:
    is_one = isinstance(source, (bytes, Mapping)) or getattr(source, "ndim", 1) == 0
    if is_one or not isinstance(source, Iterable):
        raise DataError(
            f"{type(source).__name__} is neither a path nor a frame nor several texts",
            where=_TEXTS,
            remedy="give texts in a list, or a frame of pandas or polars that is in memory",
        )
    return iter(source)


def _exists(name: str) -> bool:
    from sentiment.readers import is_address

    try:
        return name == STANDARD_INPUT or is_address(name) or Path(name).exists()
    except OSError:  # too long for a name
        return False
