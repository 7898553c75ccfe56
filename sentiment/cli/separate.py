"""`sentiment separate`."""

from __future__ import annotations

from sentiment.cli.arguments import (
    EscapeFormulas,
    FormatOption,
    Inputs,
    Model,
    Output,
    check_formulas,
    check_output,
    check_parquet,
)
from sentiment.cli.failures import collector
from sentiment.present.formats import Format


def separate(
    inputs: Inputs,
    *,
    format_: FormatOption = Format.TABLE,
    output: Output = None,
    escape_formulas: EscapeFormulas = False,
    model: Model = None,
) -> None:
    """Read and separate: the article and its comments, nothing classified."""
    from sentiment.bundle import load_model
    from sentiment.course import Done
    from sentiment.draft import DraftFile
    from sentiment.inputs import find, read
    from sentiment.present import parquet, render_discussions, write
    from sentiment.readers.folders import once

    check_output(inputs, output)
    check_parquet(format_, output)
    check_formulas(format_, escape_formulas=escape_formulas)
    take, leave = collector()
    paths = once(find(inputs, on_error=take))
    discussions = read(paths, load_model(model), on_error=take)
    if output is not None and format_ is Format.PARQUET:
        pieces = parquet.of_discussions(discussions)
        DraftFile(output, "", resume=False).write(pieces, Done, finish=parquet.finish)
    else:
        rendered = render_discussions(
            discussions, format_, escape_formulas=escape_formulas, output=output
        )
        write(rendered, output, whole=format_ in {Format.JSON, Format.HTML})
    leave()
