"""One run: from inputs to an output, from where an earlier run of the same stopped."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sentiment.course import Course, Done
from sentiment.draft import DraftFile
from sentiment.pipeline import analyse
from sentiment.present import Format, parquet, render_analyses, write
from sentiment.present.json_text import indented
from sentiment.present.writing import explaining, is_written_into
from sentiment.provenance import digest, provenance, provenance_beside, sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sentiment.bundle import Bundle
    from sentiment.errors import SentimentError
    from sentiment.pipeline import Options
    from sentiment.present.report.texts import Language


@dataclass(frozen=True, kw_only=True)
class Run:
    """What is read, how it is classified, and where it is written.

    `paths` are files, addresses, or `-`; `output` is None for standard output. `language` is that
    of HTML, `escape_formulas` for CSV.
    """

    paths: Sequence[str | Path]
    model: Bundle
    options: Options
    format_: Format
    language: Language
    output: Path | None = None
    escape_formulas: bool = False

    def made_of(self) -> dict[str, Any]:
        """Return all that the bytes of the output depend on, as it is now."""
        return provenance(
            self.paths,
            self.model,
            self.options,
            format_=self.format_,
            escape_formulas=self.escape_formulas,
            language=self.language if self.format_ is Format.HTML else None,
        )

    @property
    def can_resume(self) -> bool:
        """Whether an interrupted run can be taken up: all is read from files, into a file.

        A page is made at once, when all is read.
        """
        files = all(isinstance(path, Path) and path.is_file() for path in self.paths)
        return files and self._has_draft() and self.format_ is not Format.HTML

    def write(
        self,
        *,
        resume: bool = False,
        with_provenance: bool = False,
        on_error: Callable[[SentimentError], None],
        on_step: Callable[[int, float], None] | None = None,
    ) -> None:
        """Read, separate, classify and write.

        Parameters
        ----------
        resume : bool
            Whether to go on where an interrupted run of the same stopped.
        with_provenance : bool
            Whether to write, beside a file that is made, what it was made of, and its checksum. Of
            no readable input, none is made.
        on_error : callable
            Takes the error of an input that cannot be read; the others are read all the same.
        on_step : callable, optional
            Called with the number of comments that are done, and the share of all inputs.

        Raises
        ------
        OutputError
            Where the output cannot be written, or the interrupted run was another one.
        """
        if self.output is None or not self._has_draft():
            course = Course(self.paths, self.model, on_error=on_error)
            pieces = self._pieces(course, on_step)
            write(pieces, self.output, whole=self.format_ in {Format.JSON, Format.HTML})
            return
        noting = self.can_resume
        # Before the inputs are read: they may change while they are.
        made_of = self.made_of() if noting or with_provenance else {}
        draft = DraftFile(self.output, digest(made_of) if noting else "", resume=resume)
        course = Course(self.paths, self.model, done=draft.done, on_error=on_error)
        is_made = draft.write(
            self._pieces(course, on_step),
            (lambda: course.done) if noting else Done,
            finish=parquet.finish if self.format_ is Format.PARQUET else None,
        )
        if is_made and with_provenance:
            made = {"bytes": self.output.stat().st_size, "sha256": sha256(self.output)}
            record = {**made_of, "output": {"path": str(self.output), **made}}
            write([indented(record)], provenance_beside(self.output))

    def _pieces(
        self, course: Course, on_step: Callable[[int, float], None] | None
    ) -> Iterator[str | bytes]:
        def tell(comments: int) -> None:
            if on_step:
                on_step(comments, course.share(comments))

        after = course.done.analyses
        found = analyse(
            course.discussions(),
            self.model,
            self.options,
            before=course.done.so_far,
            on_step=tell,
        )
        followed = course.follow(found)
        if self.format_ is Format.PARQUET:
            return parquet.of_analyses(followed, after=after)
        return render_analyses(
            followed,
            self.format_,
            model=self.model.name,
            unsure=self.options.min_confidence > 0,
            explained=self.options.explain,
            escape_formulas=self.escape_formulas,
            language=self.language,
            after=after,
            output=self.output,
        )

    def _has_draft(self) -> bool:
        if self.output is None:
            return False
        with explaining(str(self.output)):
            return not is_written_into(self.output)
