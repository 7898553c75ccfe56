"""From discussions to what each reader thinks."""

from __future__ import annotations

import hashlib
from collections import deque
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import islice, repeat
from typing import TYPE_CHECKING

from sentiment.confusion import Confusion
from sentiment.errors import DataError
from sentiment.language.as_seen import as_seen, places
from sentiment.opinion import (
    REPLY_LABELS,
    STANCE_LABELS,
    UNSURE,
    Evidence,
    Mention,
    Opinion,
    ReplyStance,
    Sentiment,
    Stance,
)
from sentiment.question import Question, question_of_reply
from sentiment.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from sentiment.bare_replies import BareReply
    from sentiment.bundle import Bundle
    from sentiment.discussion import Comment, Discussion
    from sentiment.opinion_classifier import OpinionClassifier
    from sentiment.repetition import Repetitions
    from sentiment.same_text import Answer

    Floats = NDArray[np.float64]

_OF_REPLY = dict(zip(STANCE_LABELS, REPLY_LABELS, strict=True))
_CHUNK = 1000  # comments that are classified at once, and that a worker process takes
_CHUNK_EXPLAINED = 25  # likewise, where each costs as much as some eighty others
_LONG = 2000  # characters; who says so much does not say it twice


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to classify.

    `targets` replace the subject that is found; one that is named twice is asked for once. A label
    whose probability is below `min_confidence` becomes `unsure`. `jobs` is the number of worker
    processes; the workers of a Dask `cluster` take their place where its address is given.
    `explain` asks for the words that moved each sentiment and stance, which takes some eighty
    times as long.
    """

    targets: tuple[str, ...] = ()
    min_confidence: float = 0.0
    jobs: int = 1
    cluster: str | None = None
    explain: bool = False

    def __post_init__(self) -> None:
        """Refuse what no command line lets through.

        Raises
        ------
        DataError
            That names the field: a string for `targets` would be many targets of one letter each.
        """
        targets = self.targets
        if not isinstance(targets, tuple) or not all(
            isinstance(target, str) and target.strip() for target in targets
        ):
            wrong, remedy = "targets", 'write a tuple of names: targets=("das Freibad",)'
        elif not 0 <= self.min_confidence <= 1:
            wrong, remedy = "min_confidence", "write a probability from 0 to 1"
        elif self.jobs < 1:
            wrong, remedy = "jobs", "write 1 or more"
        else:
            return
        problem = f"{wrong} cannot be {getattr(self, wrong)!r}"
        raise DataError(problem, where="Options", remedy=remedy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """A discussion, its subject, and one opinion for each comment, in the same order.

    `so_far` counts the comments of a part of a large table and of all parts before it; it is None
    for a discussion that is whole. `repetitions` are what is said more than once in a discussion,
    or in the whole table that ends with this part; None for its other parts. `confusion` is what is
    known of the model's errors.
    """

    discussion: Discussion
    subject: str | None
    opinions: tuple[Opinion, ...]
    so_far: Tally | None = None
    repetitions: Repetitions | None = None
    confusion: Confusion = field(default_factory=Confusion)

    @property
    def tally(self) -> Tally:
        """How many of these comments say what; counted anew each time."""
        return Tally().plus(self.discussion.comments, self.opinions)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chunk:
    """Some comments of one discussion, and all that a worker needs to know about the rest."""

    headline: str
    targets: tuple[str, ...]
    nouns: frozenset[str]
    comments: tuple[Comment, ...]
    answered: tuple[str | None, ...]  # the text of the comment that each one answers
    nameless: tuple[str, ...]  # each comment as it is seen, without the names of whom it addresses
    bare: tuple[BareReply | None, ...]  # what each means that says no more than "Genau"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """What a chunk is from; stays in the main process, since it may be large."""

    discussion: Discussion
    subject: str | None
    is_complete: bool  # with this chunk
    answers: tuple[Answer, ...]  # to each comment
    fresh: tuple[Answer, ...]  # those that the chunk asks for


def analyse(
    discussions: Iterable[Discussion],
    model: Bundle,
    options: Options = Options(),
    *,
    before: Tally | None = None,
    on_step: Callable[[int], None] | None = None,
) -> Iterator[Analysis]:
    """Yield what the readers think, one analysis for each discussion, in the same order.

    Comments that say the same in the same place are classified once. No result depends on that, on
    the number of jobs, or on what else is classified.

    Parameters
    ----------
    before : Tally, optional
        What the parts of a large table that come before the first discussion add up to.
    on_step : callable, optional
        Called with the number of comments done so far, every thousand comments or more often.
    """
    wholes: deque[_Whole] = deque()
    chunks = _chunks(discussions, model, options, wholes)
    done: Iterator[list[Opinion]]
    if options.cluster is not None:
        from sentiment import cluster

        done = cluster.spread(
            partial(_opinions, options=options),
            chunks,
            replace(model, threads=1),  # a worker has a task for each of its threads
            name=model.card_sha256,
            address=options.cluster,
        )
    elif options.jobs == 1:
        done = (_opinions(chunk, model, options) for chunk in chunks)
    else:
        from sentiment.workers import spread

        folder = model.folder.resolve()
        work = partial(_work, folder=folder, version=model.version, options=options)
        done = spread(work, chunks, jobs=options.jobs)
    opinions: list[Opinion] = []
    count = 0
    so_far = before or Tally()
    for found in done:
        whole = wholes.popleft()
        for answer, opinion in zip(whole.fresh, found, strict=True):
            answer.opinion = opinion
        opinions += [answer.opinion for answer in whole.answers]
        count += len(whole.answers)
        if on_step:
            on_step(count)
        if whole.is_complete:
            if part := whole.discussion.part:
                earlier = so_far if part.number > 1 else Tally()
                so_far = earlier.plus(whole.discussion.comments, opinions)
            yield _analysis(whole, tuple(opinions), so_far, model.confusion)
            opinions = []


def _analysis(
    whole: _Whole, opinions: tuple[Opinion, ...], so_far: Tally, confusion: Confusion
) -> Analysis:
    from sentiment.repetition import repetitions

    part = whole.discussion.part
    return Analysis(
        discussion=whole.discussion,
        subject=whole.subject,
        opinions=opinions,
        so_far=so_far if part else None,
        repetitions=part.repetitions if part else repetitions(whole.discussion.comments),
        confusion=confusion,
    )


def _chunks(
    discussions: Iterable[Discussion], model: Bundle, options: Options, wholes: deque[_Whole]
) -> Iterator[_Chunk]:
    """Yield chunks, and append to `wholes` what each is from."""
    from sentiment.addressees import addressees, without_addressees
    from sentiment.bare_replies import bare_replies
    from sentiment.mention_candidates import article_nouns
    from sentiment.same_text import Remembered

    remembered = Remembered()
    size = _CHUNK_EXPLAINED if options.explain else _CHUNK
    for discussion in discussions:
        title, article = as_seen(discussion.title or ""), as_seen(discussion.article.text)
        # Tables have no articles, and need not wait for what reads them.
        subject = model.subjects.find(title, article) if title or article else None
        nouns = article_nouns(title, article)
        targets = tuple(dict.fromkeys(options.targets)) or ((subject,) if subject else ())
        comments = discussion.comments
        authors = addressees((comment.author for comment in comments), nouns)
        bare = bare_replies(comments, discussion.elsewhere, authors)
        texts = {**discussion.elsewhere, **{comment.id: comment.text for comment in comments}}
        around = _digest(title, targets, nouns)
        for start in range(0, max(len(comments), 1), size):
            own = comments[start : start + size]
            answered = tuple(
                None if comment.parent is None else texts.get(comment.parent) for comment in own
            )
            chunk = _Chunk(
                headline=title,
                targets=targets,
                nouns=nouns,
                comments=own,
                answered=answered,
                nameless=tuple(
                    without_addressees(as_seen(comment.text), authors) for comment in own
                ),
                bare=bare[start : start + size],
            )
            asked = [remembered.answer(question) for question in _questions(chunk, around)]
            fresh = [place for place, (_, is_new) in enumerate(asked) if is_new]
            wholes.append(
                _Whole(
                    discussion=discussion,
                    subject=subject,
                    is_complete=start + size >= len(comments),
                    answers=tuple(answer for answer, _ in asked),
                    fresh=tuple(asked[place][0] for place in fresh),
                )
            )
            yield replace(
                chunk,
                comments=tuple(own[place] for place in fresh),
                answered=tuple(answered[place] for place in fresh),
                nameless=tuple(chunk.nameless[place] for place in fresh),
                bare=tuple(chunk.bare[place] for place in fresh),
            )


def _digest(headline: str, targets: tuple[str, ...], nouns: frozenset[str]) -> bytes:
    """Return what stands for all that the opinions in a discussion have in common.

    What is remembered outlives the discussion; the nouns of a page alone are some 30 KB.
    """
    return hashlib.sha256(repr((headline, targets, sorted(nouns))).encode()).digest()


def _questions(chunk: _Chunk, around: bytes) -> Iterator[Hashable | None]:
    """Yield of each comment of a chunk all that its opinion depends on, and nothing else.

    None stands for one that is too long to be remembered; `around` for what they have in common.
    """
    for comment, answered, nameless, bare in zip(
        chunk.comments, chunk.answered, chunk.nameless, chunk.bare, strict=True
    ):
        if len(comment.text) + len(answered or "") + len(bare.text if bare else "") > _LONG:
            yield None
        else:
            yield around, comment.text, nameless, comment.target, answered, bare


def _work(chunk: _Chunk, *, folder: Path, version: str, options: Options) -> list[Opinion]:
    return _opinions(chunk, _model_of_worker(folder, version, options.jobs), options)


@lru_cache(maxsize=1)
def _model_of_worker(folder: Path, version: str, jobs: int) -> Bundle:
    """Load the model once a worker, with the threads that are left for each.

    Raises
    ------
    BundleError
        Where another model lies in the folder by now, or none.
    """
    from sentiment.bundle import reopened
    from sentiment.encoder import cores

    return reopened(folder, version, max(1, cores() // jobs))


def _opinions(chunk: _Chunk, model: Bundle, options: Options) -> list[Opinion]:
    """Answer all questions about a chunk in four passes: moods, stances, mentions, replies."""
    if not chunk.comments:
        return []
    texts = [as_seen(comment.text) for comment in chunk.comments]
    answered = [None if text is None else as_seen(text) for text in chunk.answered]
    targets = [
        (comment.target,) if comment.target and not options.targets else chunk.targets
        for comment in chunk.comments
    ]
    asked = [
        [Question(as_seen(bare.text) if bare else text, of, chunk.headline) for of in own]
        for text, own, bare in zip(texts, targets, chunk.bare, strict=True)
    ]
    opinions = (
        Opinion(
            sentiment=sentiment,
            stances=tuple(stances),
            mentions=mentions,
            reply_stance=reply if bare is None else _of_bare(bare, options),
        )
        for sentiment, stances, mentions, reply, bare in zip(
            _sentiments(texts, model.sentiment, options),
            _stances(asked, model.stance, options, chunk.bare),
            _mentions(chunk.nameless, targets, chunk.nouns, model),
            _reply_stances(texts, answered, model.stance, options),
            chunk.bare,
            strict=True,
        )
    )
    return [
        _in_comment(opinion, comment.text, text)
        for opinion, comment, text in zip(opinions, chunk.comments, texts, strict=True)
    ]


def _in_comment(opinion: Opinion, original: str, text: str) -> Opinion:
    """Return an opinion on `text`, which is read of a comment, with evidence in the original."""
    if text == original:
        return opinion
    at = places(original)

    def moved(explanation: Sequence[Evidence]) -> tuple[Evidence, ...]:
        return tuple(
            replace(found, start=at[found.start], end=at[found.end]) for found in explanation
        )

    mood = opinion.sentiment
    return replace(
        opinion,
        sentiment=replace(mood, explanation=moved(mood.explanation)),
        stances=tuple(
            replace(stance, explanation=moved(stance.explanation)) for stance in opinion.stances
        ),
    )


def _sentiments(
    texts: Sequence[str], classifier: OpinionClassifier, options: Options
) -> Iterator[Sentiment]:
    questions = [Question(text) for text in texts]
    explanations = _explanations(questions, classifier, options)
    for answer in classifier.predict_proba(questions):
        label, probabilities = _decision(classifier.labels, answer, options)
        yield Sentiment(label=label, probabilities=probabilities, explanation=next(explanations))


def _stances(
    questions: Sequence[Sequence[Question]],
    classifier: OpinionClassifier,
    options: Options,
    bare: Iterable[BareReply | None],
) -> Iterator[list[Stance]]:
    """Answer the questions of all comments in one pass; yield each comment's own.

    Those of a `bare` reply are asked of what it is about, and taken over or denied. No word of the
    reply moved them, so they have no explanation.
    """
    replies = tuple(bare)
    flat = [question for own in questions for question in own]
    answers = iter(classifier.predict_proba(flat))
    with_words = [
        q for own, reply in zip(questions, replies, strict=True) if not reply for q in own
    ]
    explanations = _explanations(with_words, classifier, options)
    for own, reply in zip(questions, replies, strict=True):
        stances = []
        for question, answer in zip(own, answers, strict=False):
            label, probabilities = _decision(classifier.labels, answer, options)
            if reply and not reply.is_same_side:
                probabilities = _denied(probabilities)
                label = _likeliest(probabilities, options)
            stances.append(
                Stance(
                    target=question.target,
                    label=label,
                    probabilities=probabilities,
                    explanation=() if reply else next(explanations),
                    is_taken_over=reply is not None,
                )
            )
        yield stances


def _reply_stances(
    texts: Sequence[str],
    answered: Sequence[str | None],
    classifier: OpinionClassifier,
    options: Options,
) -> Iterator[ReplyStance | None]:
    """Yield whether each reply agrees: its stance toward what it answers, read as a claim."""
    asked = [
        [] if before is None else [question_of_reply(text, before)]
        for text, before in zip(texts, answered, strict=True)
    ]
    options = replace(options, explain=False)
    for stances in _stances(asked, classifier, options, repeat(None, len(texts))):
        yield (
            ReplyStance(
                label=_OF_REPLY.get(stances[0].label, UNSURE),
                probabilities={_OF_REPLY[k]: p for k, p in stances[0].probabilities.items()},
            )
            if stances
            else None
        )


def _denied(sides: Mapping[str, float]) -> dict[str, float]:
    """Return the probabilities of who denies what has these: no side, or else the other one."""
    against, neutral, favor = (sides[label] / 2 for label in STANCE_LABELS)
    return dict(zip(STANCE_LABELS, (favor, neutral + 0.5, against), strict=True))


def _of_bare(reply: BareReply, options: Options) -> ReplyStance:
    said = "agrees" if reply.agrees else "disagrees"
    answer = {label: 0.9 if label == said else 0.05 for label in REPLY_LABELS}
    return ReplyStance(label=_likeliest(answer, options), probabilities=answer)


def _explanations(
    questions: Sequence[Question], classifier: OpinionClassifier, options: Options
) -> Iterator[tuple[Evidence, ...]]:
    """Yield what moved each answer, or nothing for each where it was not asked for."""
    if not options.explain:
        return repeat(())
    from sentiment.explanation import explain

    return iter(explain(classifier, questions))


def _decision(
    labels: Sequence[str], answer: Floats, options: Options
) -> tuple[str, dict[str, float]]:
    probabilities = dict(zip(labels, answer.tolist(), strict=True))
    return _likeliest(probabilities, options), probabilities


def _likeliest(probabilities: Mapping[str, float], options: Options) -> str:
    best = max(probabilities, key=probabilities.__getitem__)
    return best if probabilities[best] >= options.min_confidence else UNSURE


def _mentions(
    texts: Sequence[str],
    targets: Sequence[Sequence[str]],
    of_article: frozenset[str],
    model: Bundle,
) -> Iterator[tuple[Mention, ...]]:
    """Yield the things on which each comment takes a side, but for its targets."""
    from sentiment.mention_candidates import find_mentions, is_named_in

    if model.mentions is None:
        yield from (() for _ in texts)
        return
    named = [
        [
            candidate
            for candidate in find_mentions(text, of_article, model.nouns, model.sentences)
            if not any(is_named_in(target, candidate) for target in own)
        ]
        for text, own in zip(texts, targets, strict=True)
    ]
    flat = [candidate for own in named for candidate in own]
    reading = None
    if model.mentions.reads_clauses:
        reading = model.stance.read([Question(thing.clauses, thing.target) for thing in flat])
    found = iter(model.mentions.mentions(flat, reading))
    for own in named:
        yield tuple(mention for mention in islice(found, len(own)) if mention is not None)
