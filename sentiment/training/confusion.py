"""Measures how a model errs, and keeps it in its bundle.

Nothing of it is trained: ``python -m sentiment.training.confusion --help``.

Only rows that the model has not learnt tell how it errs: of corpora, those whose `split` is `dev`.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sentiment.bundle import load_model, save_bundle
from sentiment.confusion import PART, Confusion
from sentiment.opinion import LABELS
from sentiment.training.answer_counts import counted_examples
from sentiment.training.multitask_data import check_tasks, read_multitask_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sentiment.bundle import Bundle
    from sentiment.classifiers import LexicalClassifier
    from sentiment.opinion_classifier import OpinionClassifier
    from sentiment.training.multitask_data import MultitaskData


def add_confusion(model: Bundle, data: MultitaskData, folder: Path) -> None:
    """Measure a model on dev rows, and save it with what was found."""
    by_task = {}
    for task, classifier in new_to_dev_rows(model, data).items():
        rows = [row for row in data.dev if row.task == task]
        answers = classifier.predict_proba([row.question for row in rows])
        by_task[task] = counted_examples(answers, rows)
    save_bundle(folder, model.card, {PART: Confusion(by_task=by_task).state()}, base=model)


def new_to_dev_rows(model: Bundle, data: MultitaskData) -> Mapping[str, OpinionClassifier]:
    """Return the classifiers of a model by their tasks, as they are where dev rows are new to them.

    A model without an encoder is taken for one that has learnt the dev rows, too, as `german-lite`
    has. For it stands a twin that is fitted on the other rows alone.
    """
    if all(model.is_semantic(task) for task in LABELS):
        return {task: model.classifier(task) for task in LABELS}
    return _twins(data)


def _twins(data: MultitaskData) -> dict[str, LexicalClassifier]:
    """Fit the classifiers of `german-lite` on training rows, as sure as dev rows suggest."""
    from sentiment.training.semantic import lexical_classifiers

    fitted = lexical_classifiers(data.train)
    # Stance learnt from moods as they were, and reads them scaled, as in `german-lite` itself.
    for task, twin in reversed(fitted.items()):
        rows = [row for row in data.dev if row.task == task]
        questions = [row.question for row in rows]
        truth = [twin.labels[row.label] for row in rows]
        twin.scale(twin.temperatures(questions, truth, twin.log_proba(questions)))
    return fitted


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, nargs="+", help="files or folders of JSON lines")
    parser.add_argument("--model", required=True, help="name or folder of the bundle")
    parser.add_argument("--output", type=Path, required=True, help="folder of the new bundle")
    asked = parser.parse_args()
    data = read_multitask_data(asked.corpora)
    check_tasks(data)
    add_confusion(load_model(asked.model), data, asked.output)


if __name__ == "__main__":
    main()
