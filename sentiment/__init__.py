"""What do the readers think of an article.

Separates a German article from its readers' comments, and tells each comment's sentiment, its
stance toward the article's subject, and the things that it is for or against.

>>> import sentiment
>>> model = sentiment.load_model()
>>> for analysis in sentiment.analyse(sentiment.read(["page.txt"], model), model):  # doctest: +SKIP
...     print(analysis.subject, len(analysis.opinions))
"""

from sentiment.bundle import Bundle, load_model
from sentiment.discussion import Article, Comment, Discussion, Span
from sentiment.errors import SentimentError
from sentiment.opinion import Mention, Opinion, Sentiment, Stance
from sentiment.pipeline import Analysis, Options, analyse, read

__all__ = [
    "Analysis",
    "Article",
    "Bundle",
    "Comment",
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
]
