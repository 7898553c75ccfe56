"""Discussions and opinions as the records of the JSON contract, keys in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sentiment.discussion import SCHEMA
from sentiment.opinion import REPLY_LABELS, SENTIMENT_LABELS, STANCE_LABELS
from sentiment.present.counting import count_labels
from sentiment.repetition import Repetitions
from sentiment.shares_by_group import frequent_targets, grouped_shares

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sentiment.confusion import Confusion
    from sentiment.discussion import Comment, Discussion, Part, Span
    from sentiment.opinion import Evidence, Mention, Opinion, ReplyStance, Sentiment, Stance
    from sentiment.pipeline import Analysis
    from sentiment.repetition import Groups
    from sentiment.shares import Shares
    from sentiment.shares_by_group import SharesOf
    from sentiment.tally import Tally

_DIGITS = 4

Record = dict[str, Any]


def head(model: str | None = None) -> Record:
    """Return what stands before the discussions; `separate` names no model."""
    return {"schema": SCHEMA} if model is None else {"schema": SCHEMA, "model": model}


def of_discussion(discussion: Discussion) -> Record:
    """Return what `separate` writes of a discussion."""
    return {
        "source": discussion.source,
        "title": discussion.title,
        "article": _article(discussion),
        "comments": [_comment(comment) for comment in discussion.comments],
        "furniture": [{"start": span.start, "end": span.end} for span in discussion.furniture],
        "summary": {"comments": len(discussion.comments)},
        **_not_here(discussion),
        **_part(discussion.part),
    }


def of_analysis(analysis: Analysis, *, unsure: bool, explained: bool = False) -> Record:
    """Return what `classify` writes of a discussion.

    Parameters
    ----------
    analysis : Analysis
        The discussion, with one opinion for each comment.
    unsure : bool
        Whether the summary counts `unsure`.
    explained : bool
        Whether each sentiment and stance ends with its explanation, be it an empty one.
    """
    discussion, opinions = analysis.discussion, analysis.opinions
    comments = zip(discussion.comments, opinions, strict=True)
    tally = analysis.tally
    # What is said of a table as a whole stands in its total.
    own = None if discussion.part else analysis.repetitions
    return {
        "source": discussion.source,
        "title": discussion.title,
        "subject": analysis.subject,
        "article": _article(discussion),
        "comments": [
            _comment(comment) | _opinion(opinion, explained=explained)
            for comment, opinion in comments
        ],
        "summary": _summary(tally, own, unsure=unsure)
        | ({} if discussion.part else _shares(tally, analysis.confusion)),
        **_not_here(discussion),
        **_part(discussion.part),
        **_total(analysis, unsure=unsure),
    }


def rounded(value: float) -> float:
    """Round a probability, score or weight as all formats do, without a negative zero."""
    return round(float(value), _DIGITS) + 0.0


def _article(discussion: Discussion) -> Record:
    return {"text": discussion.article.text, **_offsets(discussion.article.span)}


def _not_here(discussion: Discussion) -> Record:
    return {"announced": discussion.announced, "left_out": discussion.left_out}


def _part(part: Part | None) -> Record:
    if part is None:
        return {}
    return {"part": {"number": part.number, "of": part.of, "comments": part.comments}}


def _total(analysis: Analysis, *, unsure: bool) -> Record:
    """Return what the parts of a table add up to, with the last of them."""
    part = analysis.discussion.part
    if part is None or analysis.so_far is None or not part.is_last:
        return {}
    total = _summary(analysis.so_far, analysis.repetitions, unsure=unsure)
    return {"total": total | _shares(analysis.so_far, analysis.confusion)}


def _summary(tally: Tally, said_again: Repetitions | None, *, unsure: bool) -> Record:
    found = said_again or Repetitions()
    return {
        "comments": tally.comments + tally.by_host,
        **({"by_host": tally.by_host} if tally.by_host else {}),
        "sentiment": count_labels(tally.sentiment, SENTIMENT_LABELS, unsure=unsure),
        "stance": count_labels(tally.stance, STANCE_LABELS, unsure=unsure),
        **_stances(tally, unsure=unsure),
        **_groups("duplicates", found.duplicates, tally.comments),
        **_groups("campaigns", found.campaigns, tally.comments),
    }


def _stances(tally: Tally, *, unsure: bool) -> Record:
    """Return how many comments take which side on each target, where there are several."""
    if len(tally.by_target) < 2:
        return {}
    counts = {
        target: count_labels(tally.by_target[target].stance, STANCE_LABELS, unsure=unsure)
        for target in frequent_targets(tally)
    }
    return {"stances": [{"target": target, **found} for target, found in counts.items()]}


def _groups(name: str, groups: Groups, comments: int) -> Record:
    """Return groups of comments that say the same, where there are any."""
    if not groups:
        return {}
    largest = [
        {"first": group.first, **_share(group.comments, comments)} for group in groups.largest
    ]
    return {
        name: {"groups": groups.groups, **_share(groups.comments, comments), "largest": largest}
    }


def _shares(tally: Tally, confusion: Confusion) -> Record:
    """Return the shares of moods and stances, where there are comments."""
    if not tally.comments:
        return {}
    found = grouped_shares(tally, confusion)
    several = {"target": found.by_target} if len(found.by_target) > 1 else {}
    groups = {**several, "day": found.by_day, "mention": found.by_mention}
    return {
        "shares": {
            **_shares_of(found.all),
            **{
                f"by_{kind}": [{kind: own.group, **_shares_of(own)} for own in groups[kind]]
                for kind in groups
            },
        }
    }


def _shares_of(found: SharesOf) -> Record:
    return {
        "comments": found.comments,
        "sentiment": _task_shares(found.sentiment),
        "stance": _task_shares(found.stance) if found.stance else None,
    }


def _task_shares(shares: Shares) -> Record:
    return {
        "adjusted": shares.adjusted,
        **{
            label: {
                "share": rounded(own.share),
                "ci95": [rounded(own.low), rounded(own.high)],
            }
            for label, own in shares.of.items()
        },
    }


def _share(part: int, whole: int) -> Record:
    return {"comments": part, "share": rounded(part / whole)}


def _comment(comment: Comment) -> Record:
    return {
        "id": comment.id,
        "parent": comment.parent,
        "author": comment.author,
        "date": comment.date,
        "text": comment.text,
        **_offsets(comment.span),
        **({} if comment.target is None else {"target": comment.target}),
        **({"is_host": True} if comment.is_host else {}),
    }


def _offsets(span: Span | None) -> Record:
    return {"start": span.start if span else None, "end": span.end if span else None}


def _opinion(opinion: Opinion, *, explained: bool) -> Record:
    mood = opinion.sentiment
    stances = [
        _stance(stance) | (_explanation(stance.explanation) if explained else {})
        for stance in opinion.stances
    ]
    several = {"stances": stances} if len(stances) > 1 else {}
    return {
        "sentiment": _sentiment(mood) | (_explanation(mood.explanation) if explained else {}),
        "stance": stances[0] if stances else None,
        **several,
        "mentions": [mention_record(mention) for mention in opinion.mentions],
        "reply_stance": _reply_stance(opinion.reply_stance),
    }


def mention_record(mention: Mention) -> Record:
    """Return what a mention is in JSON and in the lists of rows."""
    return {
        "target": mention.target,
        "label": mention.label,
        "probability": rounded(mention.probability),
        "certainty": rounded(mention.certainty),
    }


def _reply_stance(reply: ReplyStance | None) -> Record | None:
    if reply is None:
        return None
    return {
        "label": reply.label,
        "probabilities": _probabilities(reply.probabilities, REPLY_LABELS),
    }


def _sentiment(sentiment: Sentiment) -> Record:
    return {
        "label": sentiment.label,
        "score": rounded(sentiment.score),
        "probabilities": _probabilities(sentiment.probabilities, SENTIMENT_LABELS),
    }


def _stance(stance: Stance) -> Record:
    return {
        "target": stance.target,
        "label": stance.label,
        "probabilities": _probabilities(stance.probabilities, STANCE_LABELS),
    }


def _explanation(evidence: Sequence[Evidence]) -> Record:
    spans = [
        {"start": found.start, "end": found.end, "weight": rounded(found.weight)}
        for found in evidence
    ]
    return {"explanation": spans}


def _probabilities(probabilities: Mapping[str, float], labels: Sequence[str]) -> Record:
    return {label: rounded(probabilities[label]) for label in labels}
