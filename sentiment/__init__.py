"""What do the readers think of an article.

Separates a German article from its readers' comments, and tells each comment's sentiment, its
stance toward the article's subject, and the things that it is for or against.

>>> import sentiment
>>> (analysis,) = sentiment.analyse(["Toll, das Freibad bleibt!", "Wann wird es eröffnet?"])
>>> [opinion.sentiment.label for opinion in analysis.opinions]
['positive', 'neutral']
"""

from typing import TYPE_CHECKING

from sentiment.bundle import Bundle, load_model
from sentiment.discussion import Article, Comment, Discussion, Span
from sentiment.errors import SentimentError
from sentiment.inputs import read
from sentiment.opinion import Mention, Opinion, Sentiment, Stance
from sentiment.pipeline import Analysis, Options
from sentiment.sources import analyse

if TYPE_CHECKING:
    from sentiment.comment_sentiment import CommentSentiment
    from sentiment.present.rows import rows
else:
    # Only who trains waits for scikit-learn, and only who writes for what writes.
    _LATER = {
        "CommentSentiment": "sentiment.comment_sentiment",
        "rows": "sentiment.present.rows",
    }

    def __getattr__(name):  # noqa: ANN001, ANN202 - hidden from type checkers
        """Import a public name when it is first asked for."""
        from importlib import import_module

        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_LATER[name]), name)


__all__ = [
    "Analysis",
    "Article",
    "Bundle",
    "Comment",
    "CommentSentiment",
    "Discussion",
    "Mention",
    "Opinion",
    "Options",
    "Sentiment",
    "SentimentError",
    "Span",
    "Stance",
    "analyse",
    "load_model",
    "read",
    "rows",
]
