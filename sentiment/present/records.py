"""Discussions and opinions as the records of the JSON contract, keys in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sentiment.opinion import REPLY_LABELS, SENTIMENT_LABELS, STANCE_LABELS
from sentiment.present.counting import count_labels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sentiment.discussion import Comment, Discussion, Span
    from sentiment.opinion import Evidence, Opinion, ReplyStance, Sentiment, Stance
    from sentiment.pipeline import Analysis

SCHEMA = 1
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
    moods = count_labels((o.sentiment.label for o in opinions), SENTIMENT_LABELS, unsure=unsure)
    stances = (opinion.stances[0].label for opinion in opinions if opinion.stances)
    return {
        "source": discussion.source,
        "title": discussion.title,
        "subject": analysis.subject,
        "article": _article(discussion),
        "comments": [
            _comment(comment) | _opinion(opinion, explained=explained)
            for comment, opinion in comments
        ],
        "summary": {
            "comments": len(discussion.comments),
            "sentiment": moods,
            "stance": count_labels(stances, STANCE_LABELS, unsure=unsure),
        },
        **_not_here(discussion),
    }


def rounded(value: float) -> float:
    """Round a probability, score or weight as all formats do, without a negative zero."""
    return round(float(value), _DIGITS) + 0.0


def _article(discussion: Discussion) -> Record:
    return {"text": discussion.article.text, **_offsets(discussion.article.span)}


def _not_here(discussion: Discussion) -> Record:
    return {"announced": discussion.announced, "left_out": discussion.left_out}


def _comment(comment: Comment) -> Record:
    return {
        "id": comment.id,
        "parent": comment.parent,
        "author": comment.author,
        "date": comment.date,
        "text": comment.text,
        **_offsets(comment.span),
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
        "mentions": [
            {
                "target": mention.target,
                "label": mention.label,
                "probability": rounded(mention.probability),
            }
            for mention in opinion.mentions
        ],
        "reply_stance": _reply_stance(opinion.reply_stance),
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
