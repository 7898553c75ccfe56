"""Discussions as tables for an editor: first who is for what, then comment by comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from sentiment.opinion import SENTIMENT_LABELS, SIDES, STANCE_LABELS, UNSURE
from sentiment.present.counting import count_labels, rank_mentions
from sentiment.present.terminal import harmless

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sentiment.discussion import Comment, Discussion
    from sentiment.opinion import Opinion
    from sentiment.pipeline import Analysis

_STYLES = {"negative": "red", "positive": "green", "against": "red", "favor": "green"}
_MOST_NAMED = 5  # things that readers take a side on
_SHOWN = 160  # characters of a comment


def of_analysis(analysis: Analysis) -> Group:
    """Return the summary of one discussion and a row for each comment."""
    discussion, opinions = analysis.discussion, analysis.opinions
    head = _head(discussion)
    targets = dict.fromkeys(stance.target for o in opinions for stance in o.stances)
    if analysis.subject:
        head.append(Text(f"Subject: {harmless(analysis.subject)}"))
    if not opinions:
        return Group(*head, Text("No comments."), Text())
    for target in targets:
        found = [s.label for o in opinions for s in o.stances if s.target == target]
        head.append(_line(f"Toward {harmless(target)}: ", found, STANCE_LABELS))
    head.append(_line("Mood: ", [o.sentiment.label for o in opinions], SENTIMENT_LABELS))
    mentions = [mention for opinion in opinions for mention in opinion.mentions]
    for label, verb in zip(reversed(SIDES), ("favor", "are against"), strict=True):
        ranked = rank_mentions(mentions, label, without=targets)[:_MOST_NAMED]
        if ranked:
            named = ", ".join(f"{harmless(thing)} ({count})" for thing, count in ranked)
            head.append(Text(f"Readers {verb}: {named}"))
    table = _table("#", "Comment", "Mood", "Stance", "Takes sides on")
    for comment, opinion in zip(discussion.comments, opinions, strict=True):
        table.add_row(*_comment_cells(comment), *_opinion_cells(opinion))
    return Group(*head, table)


def of_discussion(discussion: Discussion) -> Group:
    """Return how a discussion was separated: its article in short, and each comment."""
    head = _head(discussion)
    article = discussion.article.text
    head.append(Text(f"Article: {len(article.split())} words", style="bold"))
    if article:
        head.append(Text(_shortened(article), style="dim"))
    table = _table("#", "Author", "Date", "Comment")
    for comment in discussion.comments:
        number, text = _comment_cells(comment, with_author=False)
        table.add_row(number, harmless(comment.author or ""), harmless(comment.date or ""), text)
    return Group(*head, table if discussion.comments else Text("No comments.\n"))


def _head(discussion: Discussion) -> list[Text]:
    count = len(discussion.comments)
    title = f": {harmless(discussion.title)}" if discussion.title else ""
    noun = "comment" if count == 1 else "comments"
    return [Text(f"{harmless(discussion.source)}{title}", style="bold"), Text(f"{count} {noun}")]


def _line(lead: str, found: list[str], labels: tuple[str, ...]) -> Text:
    counts: Mapping[str, int] = count_labels(found, labels, unsure=UNSURE in found)
    line = Text(lead)
    for number, (label, count) in enumerate(counts.items()):
        line.append(", " if number else "")
        line.append(f"{count} {label}", style=_STYLES.get(label, "") if count else "dim")
    return line


def _table(*names: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 1, 0))
    for name in names:
        flexible = name == "Comment"
        table.add_column(
            name, ratio=1 if flexible else None, justify="right" if name == "#" else "left",
            no_wrap=name in {"#", "Mood"}, overflow="fold",
        )  # fmt: skip
    table.expand = True
    return table


def _comment_cells(comment: Comment, *, with_author: bool = True) -> tuple[str, Text]:
    text = Text(_shortened(comment.text))
    if with_author and comment.author:
        text = Text.assemble((f"{harmless(comment.author)}: ", "bold"), text)
    return harmless(comment.id), text


def _opinion_cells(opinion: Opinion) -> tuple[Text, Text, Text]:
    mood = opinion.sentiment
    moods = Text(f"{mood.label} {mood.score:+.2f}", style=_STYLES.get(mood.label, ""))
    stances = Text()
    for number, stance in enumerate(opinion.stances):
        if number:
            stances.append("\n")
        name = f"{harmless(stance.target)}: " if len(opinion.stances) > 1 else ""
        share = f" {stance.probabilities[stance.label]:.2f}" if stance.label != UNSURE else ""
        stances.append(f"{name}{stance.label}{share}", style=_STYLES.get(stance.label, ""))
    sides = Text()
    for number, mention in enumerate(opinion.mentions):
        sign = "+" if mention.label == "favor" else "-"
        sides.append(", " if number else "")
        sides.append(f"{sign}{harmless(mention.target)}", style=_STYLES[mention.label])
    return moods, stances, sides


def _shortened(text: str) -> str:
    line = harmless(text[: 4 * _SHOWN])
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1].rstrip() + "…"
