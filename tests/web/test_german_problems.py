"""What the page says of errors in German: all that a dropped file can be refused with."""

from __future__ import annotations

import ast
import errno
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import sentiment
from sentiment import readers
from sentiment.errors import InputError, OutputError
from sentiment.present.report.texts import Language
from sentiment.present.writing import explaining
from sentiment.readers.decoding import _BINARY_KINDS
from sentiment.readers.delimited import FIELD_LIMIT
from sentiment.web.german_problems import in_german
from sentiment.web.problems import told

PACKAGE = Path(sentiment.__file__).parent
# Folders and addresses are named on the command line alone.
MODULES = [
    *(path for path in (PACKAGE / "readers").glob("*.py")
      if path.name not in {"folders.py", "addresses.py"}),
    *(PACKAGE / "web" / f"{name}.py" for name in "documents reading cuts guard models".split()),
]  # fmt: skip
ERRORS = {"InputError", "OutputError", "RefusedError", "MissingExtraError", "_wrong"}


def sentences(path: Path) -> Iterator[str]:
    """Yield the problems and remedies that a module writes, with a 7 for each value in them."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS:
            remedies = [keyword.value for keyword in node.keywords if keyword.arg == "remedy"]
            for argument in [*node.args[:2], *remedies]:
                yield from filled(argument)


def filled(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        parts = (p.value if isinstance(p, ast.Constant) else "7" for p in node.values)
        yield "".join(map(str, parts))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_whatever_a_file_is_refused_with_is_said_in_german(path: Path) -> None:
    # A name that is looked up, and the place in a file, are no sentences.
    found = [sentence for sentence in sentences(path) if " " in sentence]
    missing = [sentence for sentence in found if in_german(sentence) is None]
    known = ("no column holds the text of the comments, 7", "line 7: the quotes do not pair7",
             "this is 7, not text", "7: the JSON is broken")  # fmt: skip
    assert not [sentence for sentence in missing if sentence not in known]


@pytest.mark.parametrize(
    "content",
    [b"id,b\n1,2\n", b"\n", b'text,id\n"a,b\n', b'text,id\n"%b"\n' % (b"x" * (FIELD_LIMIT + 1)),
     b"Der Rat hat uns alle belogen und betrogen,wieder\n1,2\n"],
)  # fmt: skip
def test_what_is_wrong_with_a_table_is_said_in_german(content: bytes) -> None:
    with pytest.raises(InputError) as caught:
        list(readers.read_stream(io.BytesIO(content), "t.csv", suffix=".csv"))
    assert told(caught.value, Language.DE).startswith("t.csv: ")
    assert in_german(caught.value.problem)
    assert in_german(caught.value.remedy)


@pytest.mark.parametrize("content", [b"[", b"[1}", b'{"a": 1}\n{', b'{"discussions": 3}', b"42"])
def test_what_is_wrong_with_json_is_said_in_german(content: bytes) -> None:
    with pytest.raises(InputError) as caught:
        list(readers.read_stream(io.BytesIO(content), "t.json", suffix=".json"))
    assert in_german(caught.value.problem)
    assert in_german(caught.value.remedy)


def test_kinds_of_files_that_are_no_text_are_named_in_german() -> None:
    for _, kind, remedy in _BINARY_KINDS:
        assert in_german(f"this is {kind}, not text")
        assert in_german(remedy)


def test_values_are_taken_over() -> None:
    error = InputError(
        "line 3: 5 cells, but the header names 2 columns",
        where="a.csv",
        remedy="put cells that hold the delimiter into quotes",
    )
    assert told(error, Language.EN) == " ".join(str(error).split())
    assert told(error, Language.DE) == (
        "a.csv: Zeile 3: 5 Zellen, aber die Kopfzeile nennt 2 Spalten; bitte Zellen, die das "
        "Trennzeichen enthalten, in Anführungszeichen setzen."
    )


def test_a_sentence_without_translation_stays_whole() -> None:
    error = OutputError("is odd", where="a.csv", remedy="create the folder first")
    assert told(error, Language.DE) == "a.csv: is odd; create the folder first."


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.ENOSPC, "kann nicht geschrieben werden (der Platz auf dem Gerät ist voll); bitte "
         "Platz schaffen, oder eine Datei auf einer anderen Festplatte nennen."),
        (errno.EISDIR, "kann nicht geschrieben werden (das ist ein Ordner); bitte eine Datei "
         "nennen, keinen Ordner."),
        (errno.ENAMETOOLONG, "kann nicht geschrieben werden (der Name ist zu lang); bitte einen "
         "kürzeren Namen geben."),
    ],
)  # fmt: skip
def test_what_the_system_says_is_said_in_german(number: int, says: str) -> None:
    with pytest.raises(OutputError) as caught, explaining("a.jsonl"):
        raise OSError(number, os.strerror(number))
    assert told(caught.value, Language.DE) == f"a.jsonl: {says}"
