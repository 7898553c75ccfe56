"""`sentiment separate`."""

from __future__ import annotations

from sentiment.cli.arguments import FormatOption, Inputs, Model, Output
from sentiment.cli.failures import collector
from sentiment.present.formats import Format


def separate(
    inputs: Inputs,
    *,
    format_: FormatOption = Format.TABLE,
    output: Output = None,
    model: Model = None,
) -> None:
    """Read and separate: the article and its comments, nothing classified."""
    from sentiment.bundle import load_model
    from sentiment.pipeline import read
    from sentiment.present import render_discussions, write

    take, leave = collector()
    discussions = read(inputs, load_model(model), on_error=take)
    pieces = render_discussions(discussions, format_, output=output)
    write(pieces, output, whole=format_ in {Format.JSON, Format.HTML})
    leave()
