"""What the report shows of one discussion: no HTML yet, and nothing escaped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sentiment.opinion import SIDES, UNSURE
from sentiment.present.counting import (
    MOST_NAMED,
    NamedThing,
    RankedThings,
    named_things,
    opinions_of_readers,
    rank_things,
)
from sentiment.present.report.evidence import Piece, cut
from sentiment.present.report.figures import Figure, figures
from sentiment.present.report.measures import SERIES, SERIES_OF_MOOD, measures
from sentiment.present.report.things import NumberedThing, Things, things
from sentiment.present.report.timeline import Written, written
from sentiment.present.threads import thread_depths, thread_order
from sentiment.shares_by_group import FEWEST_SHOWN, grouped_shares

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sentiment.discussion import Comment, Discussion
    from sentiment.opinion import Opinion, Sentiment, Stance
    from sentiment.pipeline import Analysis
    from sentiment.present.report.measures import Measure
    from sentiment.present.report.texts import Texts
    from sentiment.shares_by_group import GroupedShares, SharesOf

MOOD = "m"  # stands for the mood where others have the numbers of their things
_DEEPEST = 8  # answers stand no further to the right
_MOST_SINGLE = 10  # things that one reader mentions, there
_SIDES_OF_REPLIES = {"disagrees": "against", "agrees": "favor"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a comment that speak for one of its labels, and those that speak against it."""

    speak_for: tuple[str, ...]
    speak_against: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What was found of a comment.

    `kind` is stance, mood, reply or mention; `target` is what it is toward: of a reply, the id of
    the comment that it answers. `thing` is the number of a target by which a page can be filtered.
    `side` is the series that gives it its colour. `label` may be `unsure`; `likeliest` then says
    what it would be, and `certainty` is the probability of that. `is_taken_over` is a stance that
    a reply such as "Genau" has of what it answers.
    """

    kind: str
    label: str
    likeliest: str
    side: str
    certainty: float
    target: str = ""
    thing: int | None = None
    words: Words | None = None
    is_taken_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentView:
    """A comment with its labels; `answers` is the place of the one above it.

    `pieces` name the labels that they moved by the number of their target, or by `MOOD`;
    `highlighted` is the one whose words are highlighted at first.
    """

    comment: Comment
    place: int
    depth: int
    answers: int | None
    written: Written | None
    labels: tuple[Label, ...]
    pieces: tuple[Piece, ...]
    highlighted: str

    @property
    def is_explained(self) -> bool:
        """Whether any label has words that moved it."""
        return any(label.words for label in self.labels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many comments say what of `target`, or of the mood; each with its series.

    The last number is how many of them do by one half or more.
    """

    target: str | None
    parts: tuple[tuple[str, str, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What readers mention: a few words, and the things, each with a number or a word behind it."""

    name: str
    things: tuple[tuple[str, str | int], ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """How a discussion stands among others.

    `comments` are those of readers; `sides` are the targets that it shows counts of, each with how
    many are against it, for it, and unsure; the other numbers are those of the moods.
    """

    comments: int
    sides: tuple[tuple[str, int, int, int], ...]
    negative: int
    positive: int
    unsure: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscussionView:
    """One discussion; `number` tells it from others on the same page.

    `by_host` is how many of its comments are of the house, and counted in nothing else.
    `are_against` tells whether more stances are against what they are toward than for it. `about`
    is what its first stances are toward, where that is one thing, else its subject. `more_targets`
    is the number of those that there is no room to count. `mentions` are rows
    of what is mentioned most. `shares` are None where there are too few comments for any,
    `shares_by_target` those of the stances toward the targets that enough have.
    """

    number: int
    discussion: Discussion
    by_host: int
    subject: str | None
    about: str | None
    has_stances: bool
    are_against: bool
    words: int
    counts: tuple[Count, ...]
    more_targets: int
    overview: Overview
    mentions: tuple[Row, ...]
    figures: tuple[Figure, ...]
    things: tuple[NumberedThing, ...]
    comments: tuple[CommentView, ...]
    is_explained: bool
    has_unsure: bool
    shares: GroupedShares | None
    shares_by_target: tuple[SharesOf, ...]


def view(analysis: Analysis, texts: Texts, *, number: int = 1) -> DiscussionView:
    """Return all that the report shows of a discussion.

    Parameters
    ----------
    number : int
        Tells this discussion from others on one page.
    """
    discussion, opinions = analysis.discussion, analysis.opinions
    by_readers = opinions_of_readers(analysis)
    counted, more = measures(by_readers)
    found = named_things(analysis)
    named = things(opinions, found)
    comments = tuple(_comments(analysis, named))
    targets = {opinion.stances[0].target for opinion in opinions if opinion.stances}
    labels = [label for comment in comments for label in comment.labels]
    shares = None
    if len(by_readers) >= FEWEST_SHOWN:
        shares = grouped_shares(analysis.tally, analysis.confusion)
    by_target = shares.by_target if shares else ()
    are_against = _are_against(by_readers)
    about = targets.pop() if len(targets) == 1 else analysis.subject
    asked = {stance.target for opinion in by_readers for stance in opinion.stances}
    return DiscussionView(
        number=number,
        discussion=discussion,
        by_host=len(opinions) - len(by_readers),
        subject=analysis.subject,
        about=about,
        has_stances=any(opinion.stances for opinion in opinions),
        are_against=are_against,
        words=len(discussion.article.text.split()),
        counts=tuple(_count(measure, by_readers, texts) for measure in counted),
        more_targets=more,
        overview=_overview(counted, by_readers),
        mentions=_mentions(
            rank_things(found, without=asked), texts, subject=bool(asked), are_against=are_against
        ),
        figures=figures(analysis, counted, named.all, texts) if by_readers else (),
        things=tuple(named.all),
        comments=comments,
        is_explained=any(comment.is_explained for comment in comments),
        has_unsure=any(label.label == UNSURE for label in labels),
        shares=shares,
        shares_by_target=tuple(own for own in by_target if own.comments >= FEWEST_SHOWN)[
            :MOST_NAMED
        ],
    )


def _count(measure: Measure, opinions: Sequence[Opinion], texts: Texts) -> Count:
    labels = measure.labels(texts)
    counts = zip(SERIES, measure.counts(opinions), measure.clear_counts(opinions), strict=True)
    return Count(
        target=measure.target,
        parts=tuple(
            (name, labels[name], n, clear) for name, n, clear in counts if n or name != UNSURE
        ),
    )


def _mentions(
    ranked: RankedThings, texts: Texts, *, subject: bool, are_against: bool
) -> tuple[Row, ...]:
    """Return what several readers favor or oppose, what they say of the article, and all else.

    Only what somebody takes in place of something else is favored instead of the subject.
    """
    instead = [own for own in ranked.favored if own.is_instead and are_against]
    beside = [own for own in ranked.favored if own not in instead]
    against, favor = ranked.article
    single = ranked.single[:_MOST_SINGLE]
    rows = (
        _row(texts.favored_instead, instead, "favor"),
        _row(texts.favored if subject else texts.favored_alone, beside, "favor"),
        _row(texts.opposed if subject else texts.opposed_alone, ranked.opposed, "against"),
        Row(
            name=texts.on_article,
            things=tuple(
                (texts.stance_labels[side], count)
                for side, count in zip(SIDES, (against, favor), strict=True)
                if count
            ),
        ),
        Row(
            name=texts.single,
            things=tuple((own.name, texts.instead if own.is_instead else "") for own in single),
            more=len(ranked.single) - len(single),
        ),
    )
    return tuple(row for row in rows if row.things)


def _row(name: str, things: Sequence[NamedThing], side: str) -> Row:
    counted = ((own.name, own.readers(side)) for own in things[:MOST_NAMED])
    return Row(name=name, things=tuple(counted))


def _are_against(opinions: Sequence[Opinion]) -> bool:
    labels = [stance.label for opinion in opinions for stance in opinion.stances]
    return labels.count("against") > labels.count("favor")


def _overview(counted: Sequence[Measure], opinions: Sequence[Opinion]) -> Overview:
    moods = [opinion.sentiment.label for opinion in opinions]
    return Overview(
        comments=len(opinions),
        sides=tuple(
            (measure.target, *_sides(measure, opinions))
            for measure in counted
            if measure.target is not None
        ),
        negative=moods.count("negative"),
        positive=moods.count("positive"),
        unsure=moods.count(UNSURE),
    )


def _sides(measure: Measure, opinions: Sequence[Opinion]) -> tuple[int, int, int]:
    counts = dict(zip(SERIES, measure.counts(opinions), strict=True))
    against, favor = SIDES
    return counts[against], counts[favor], counts[UNSURE]


def _comments(analysis: Analysis, named: Things) -> Iterator[CommentView]:
    """Yield comments with each answer under what it answers."""
    comments = analysis.discussion.comments
    depths = thread_depths(comments)
    order = thread_order(comments)
    places = {comments[n].id: place for place, n in enumerate(order, start=1)}
    for place, n in enumerate(order, start=1):
        comment, opinion = comments[n], analysis.opinions[n]
        explanations = {MOOD: opinion.sentiment.explanation} | {
            _key(named, stance): stance.explanation for stance in opinion.stances
        }
        yield CommentView(
            comment=comment,
            place=place,
            depth=min(depths[comment.id], _DEEPEST),
            answers=places[comment.parent]
            if comment.parent is not None and depths[comment.id]
            else None,
            written=written(comment.date),
            labels=tuple(_labels(comment, opinion, named)),
            pieces=cut(comment.text, explanations),
            highlighted=_key(named, opinion.stances[0]) if opinion.stances else MOOD,
        )


def _labels(comment: Comment, opinion: Opinion, named: Things) -> Iterator[Label]:
    """Yield stances, mood, whether a reply agrees, and mentions."""
    for stance in opinion.stances:
        likeliest = _likeliest(stance.probabilities)
        yield Label(
            kind="stance",
            label=stance.label,
            likeliest=likeliest,
            side=stance.label,
            certainty=stance.probabilities[likeliest],
            target=stance.target,
            thing=named.of_target(stance.target).number,
            words=_words(comment, stance),
            is_taken_over=stance.is_taken_over,
        )
    mood = opinion.sentiment
    likeliest = _likeliest(mood.probabilities)
    yield Label(
        kind="mood",
        label=mood.label,
        likeliest=likeliest,
        side=SERIES_OF_MOOD[mood.label],
        certainty=mood.probabilities[likeliest],
        words=_words(comment, mood),
    )
    reply = opinion.reply_stance
    if reply and comment.parent is not None and reply.label in _SIDES_OF_REPLIES:
        yield Label(
            kind="reply",
            label=reply.label,
            likeliest=reply.label,
            side=_SIDES_OF_REPLIES[reply.label],
            certainty=reply.probabilities[reply.label],
            target=comment.parent,
        )
    for mention in opinion.mentions:
        yield Label(
            kind="mention",
            label=mention.label,
            likeliest=mention.label,
            side=mention.label,
            certainty=mention.certainty,
            target=mention.target,
            thing=named.of_mention(mention.target).number,
        )


def _likeliest(probabilities: Mapping[str, float]) -> str:
    return max(probabilities, key=probabilities.__getitem__)


def _words(comment: Comment, result: Sentiment | Stance) -> Words | None:
    """Return the words that moved a result, heaviest first; None where there are none."""
    if not result.explanation:
        return None
    heaviest = sorted(result.explanation, key=lambda evidence: -abs(evidence.weight))
    quoted = [(comment.text[e.start : e.end], e.weight > 0) for e in heaviest]
    return Words(
        speak_for=tuple(words for words, is_for in quoted if is_for),
        speak_against=tuple(words for words, is_for in quoted if not is_for),
    )


def _key(named: Things, stance: Stance) -> str:
    return str(named.of_target(stance.target).number)
