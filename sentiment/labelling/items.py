"""From discussions to what an annotator is shown: a question, and what one must know to answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sentiment.addressees import addressees
from sentiment.bare_replies import bare_replies
from sentiment.language.as_seen import as_seen
from sentiment.mention_candidates import article_nouns
from sentiment.question import Question

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sentiment.discussion import Comment, Discussion
    from sentiment.subject import SubjectModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A question about a comment; `title` is the article's, `answers` the text that it answers."""

    question: Question
    title: str | None = None
    answers: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """What can be asked, each question once, and how many comments have no target to ask about."""

    items: tuple[Item, ...]
    without_target: int = 0


def items_of(
    discussions: Iterable[Discussion],
    task: str,
    subjects: SubjectModel,
    *,
    targets: tuple[str, ...],
) -> Items:
    """Return the questions about all comments of some discussions.

    The stance of a comment is asked toward `targets`, else toward what the input names for this
    comment, else toward the subject of the article: as in classifying. That of a bare reply
    ("Genau") is not asked: it hangs on what is answered, and would be one question everywhere.
    """
    found: dict[Question, Item] = {}
    without_target = 0
    for discussion in discussions:
        subject, comments = None, discussion.comments
        if task == "stance":
            title, article = as_seen(discussion.title or ""), as_seen(discussion.article.text)
            subject = None if targets else subjects.find(title, article)
            authors = addressees((c.author for c in comments), article_nouns(title, article))
            bare = bare_replies(comments, discussion.elsewhere, authors)
            comments = tuple(c for c, reply in zip(comments, bare, strict=True) if not reply)
        texts = {**discussion.elsewhere, **{c.id: c.text for c in discussion.comments}}
        for comment in comments:
            about = targets or tuple(filter(None, [comment.target or subject]))
            asked = _questions(comment, task, about, discussion.title or "")
            without_target += not asked
            for question in asked:
                item = Item(
                    question=question,
                    title=discussion.title,
                    answers=None if comment.parent is None else texts.get(comment.parent),
                )
                found.setdefault(question, item)
    return Items(items=tuple(found.values()), without_target=without_target)


def _questions(
    comment: Comment, task: str, targets: tuple[str, ...], headline: str
) -> list[Question]:
    if task == "sentiment":
        return [Question(comment.text)]
    return [Question(comment.text, target, headline) for target in targets]
