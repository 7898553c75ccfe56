"""Discussions as tables for an editor: first who is for what, then comment by comment."""

from __future__ import annotations

from bisect import bisect
from types import MappingProxyType
from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sentiment.certainty import STEPS, kinds
from sentiment.language.as_seen import as_seen
from sentiment.opinion import SENTIMENT_LABELS, SIDES, STANCE_LABELS, UNSURE
from sentiment.present.counting import (
    MOST_NAMED,
    count_labels,
    counted,
    named_things,
    opinions_of_readers,
    rank_things,
)
from sentiment.present.terminal import harmless
from sentiment.present.threads import thread_depths
from sentiment.shares_by_group import FEWEST_SHOWN, frequent_targets, shares_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sentiment.confusion import Confusion
    from sentiment.discussion import Comment, Discussion
    from sentiment.opinion import Mention, Opinion, Sentiment, Stance
    from sentiment.pipeline import Analysis
    from sentiment.repetition import Repetitions
    from sentiment.tally import Tally, Toward

STYLES = {"negative": "red", "positive": "green", "against": "red", "favor": "green"}
_REPLY_STYLES = {"disagrees": "red", "agrees": "green"}
_INDENT = 2  # columns a reply is moved to the right
_WIDEST_INDENT = 12
_NO_STANCE = "Stance: not asked, since no subject was found; name one with --target"
_HINTS = "What single comments mention is no more than a hint."
_CLEAR = bisect(STEPS, 0.5)  # the step of certainty from which on a side is clear
_PREPOSITIONS = {"favor": "for", "against": "against"}
_SHOWN = 160  # characters of a comment
_MOST_EVIDENCE = 5  # words that moved a result
_SHOWN_EVIDENCE = 40  # characters of each
_WIDEST = 16  # columns of the screen for all but the comments


def of_analysis(analysis: Analysis) -> Group:
    """Return the summary of one discussion and a row for each comment."""
    discussion, opinions = analysis.discussion, analysis.opinions
    tally = analysis.tally
    head = [*_head(discussion), *_host_lines(tally)]
    if analysis.subject:
        head.append(Text(f"Subject: {harmless(analysis.subject)}"))
    if not opinions:
        return Group(*head)
    targets = {stance.target for opinion in opinions for stance in opinion.stances}
    if tally.comments:
        by_readers = opinions_of_readers(analysis)
        asked = {stance.target for opinion in by_readers for stance in opinion.stances}
        more = f"{len(asked) - MOST_NAMED} more"
        head += _stance_lines(tally, more=more) or [Text(_NO_STANCE)]
        head.append(_line("Mood: ", tally.sentiment, SENTIMENT_LABELS))
        head += _side_lines(analysis, asked)
    if not discussion.part:
        head += _share_lines(tally, analysis.confusion)
        head += _repetition_lines(analysis.repetitions, tally.comments)
    # A column has room for one stance; several stand under the comment with their targets.
    one = len(targets) == 1
    table = _table("#", *(("Stance",) if one else ()), "Mood", "Comment")
    depths = thread_depths(discussion.comments)
    for comment, opinion in zip(discussion.comments, opinions, strict=True):
        text = _comment(comment)
        for line in _lines_below(comment, opinion, named=not one):
            text.append("\n").append_text(line)
        stance_cells = [_first_stance(opinion)] if one else []
        indented = Padding(text, (0, 0, 0, _indent(depths[comment.id])))
        table.add_row(harmless(comment.id), *stance_cells, _mood(opinion), indented)
    return Group(*head, Text(), table, *_total(analysis))


def of_discussion(discussion: Discussion) -> Group:
    """Return how a discussion was separated: its article in short, and each comment."""
    head = _head(discussion)
    article = discussion.article.text
    head.append(Text(f"Article: {len(article.split())} words"))
    if article:
        head.append(Text(shortened(article), style="dim"))
    if not discussion.comments:
        return Group(*head)
    depths = thread_depths(discussion.comments)
    dated = any(comment.date for comment in discussion.comments)
    table = _table("#", *(("Date",) if dated else ()), "Comment")
    for comment in discussion.comments:
        dates = [harmless(comment.date or "")] if dated else []
        indented = Padding(_comment(comment), (0, 0, 0, _indent(depths[comment.id])))
        table.add_row(harmless(comment.id), *dates, indented)
    return Group(*head, Text(), table)


def _head(discussion: Discussion) -> list[Text]:
    count = len(discussion.comments)
    title = [Text(harmless(discussion.title), style="bold")] if discussion.title else []
    source = harmless(discussion.source)
    if discussion.part:
        source += f", part {discussion.part.number} of {discussion.part.of}"
    return [*title, Text(f"{source}: {counted(count, 'comment')}")]


def _total(analysis: Analysis) -> list[Text]:
    """Return the summary of a whole table below its last part."""
    part, tally = analysis.discussion.part, analysis.so_far
    if part is None or tally is None or not part.is_last:
        return []
    every = tally.comments + tally.by_host
    lines = [Text(), Text(f"{harmless(analysis.discussion.source)}: {every} comments")]
    lines += _host_lines(tally)
    # How many more, a tally does not know, which has room for some alone.
    lines += _stance_lines(tally, more="others")
    if tally.comments:
        lines.append(_line("Mood: ", tally.sentiment, SENTIMENT_LABELS))
    lines += _share_lines(tally, analysis.confusion)
    return [*lines, *_repetition_lines(analysis.repetitions, tally.comments)]


def _host_lines(tally: Tally) -> list[Text]:
    return [Text(f"Of the house: {tally.by_host}, not counted below")] if tally.by_host else []


def _share_lines(tally: Tally, confusion: Confusion) -> list[Text]:
    """Return the shares of stances and moods, where there are enough comments for any."""
    if tally.comments < FEWEST_SHOWN:
        return []
    toward = {
        f"stance toward {harmless(target)}": shares_of(own.answers, confusion).stance
        for target, own in _most_frequent(tally).items()
        if own.answers.comments >= FEWEST_SHOWN
    }
    mood = shares_of(tally.answers, confusion).sentiment
    lines = [Text("Shares, with 95 % intervals")]
    for name, shares in (*toward.items(), ("mood", mood)):
        if shares:
            line = Text(f"  {name}: ")
            for number, (label, own) in enumerate(shares.of.items()):
                interval = f"{own.share:.0%} {label} ({own.low:.0%} to {own.high:.0%})"
                line.append(", " if number else "").append(interval, style=STYLES.get(label, ""))
            plain = "" if shares.adjusted else "; plain counts, the model's errors are not known"
            lines.append(line.append(plain))
    return lines


def _repetition_lines(found: Repetitions | None, comments: int) -> list[Text]:
    if found is None:
        return []
    kinds = (("The same words", found.duplicates), ("Nearly the same words", found.campaigns))
    return [
        Text(
            f"{lead}: {groups.comments} comments ({groups.comments / comments:.0%}) in "
            f"{counted(groups.groups, 'group')}, "
            f"the most ({groups.largest[0].comments}) as in comment "
            f"{harmless(groups.largest[0].first)}"
        )
        for lead, groups in kinds
        if groups
    ]


def _stance_lines(tally: Tally, *, more: str) -> list[Text]:
    shown = _most_frequent(tally)
    lines = [
        _line(f"Toward {harmless(target)}: ", own.stance, STANCE_LABELS, clear=_clear(own))
        for target, own in shown.items()
    ]
    is_all = len(shown) == len(tally.by_target)
    return lines if is_all else [*lines, Text(f"... and toward {more}")]


def _most_frequent(tally: Tally) -> dict[str, Toward]:
    return {target: tally.by_target[target] for target in frequent_targets(tally)[:MOST_NAMED]}


def _clear(own: Toward) -> dict[str, int]:
    """Return how many take each side by a probability of one half or more."""
    steps = kinds(STANCE_LABELS) // len(STANCE_LABELS)
    counts = own.answers.stance
    clear = {
        label: sum(counts[place * steps + _CLEAR : (place + 1) * steps])
        for place, label in enumerate(STANCE_LABELS)
    }
    return {side: min(clear[side], own.stance.get(side, 0)) for side in SIDES}


def _side_lines(analysis: Analysis, targets: Iterable[str]) -> list[Text]:
    ranked = rank_things(named_things(analysis), without=targets)
    lines = []
    for verb, side, things in (
        ("favor", "favor", ranked.favored),
        ("are against", "against", ranked.opposed),
    ):
        if things:
            named = (f"{harmless(own.name)} ({own.readers(side)})" for own in things[:MOST_NAMED])
            lines.append(Text(f"Readers {verb}: {', '.join(named)}"))
    against, favor = ranked.article
    if against or favor:
        lines.append(Text(f"On the article itself: {against} against, {favor} favor"))
    if ranked.single:
        single = [
            f"{harmless(own.name)}{' (instead)' if own.is_instead else ''}"
            for own in ranked.single[:MOST_NAMED]
        ]
        more = len(ranked.single) - len(single)
        single += [f"{more} more"] if more else []
        lines.append(Text(f"Single readers mention: {', '.join(single)}"))
    return [*lines, Text(_HINTS)] if lines else []


def _line(
    lead: str,
    found: Mapping[str, int],
    labels: tuple[str, ...],
    *,
    clear: Mapping[str, int] = MappingProxyType({}),
) -> Text:
    """Return counts of labels; of those in `clear`, how many are, unless all are."""
    counts = count_labels(found, labels, unsure=UNSURE in found)
    line = Text(lead)
    for number, (label, count) in enumerate(counts.items()):
        line.append(", " if number else "")
        line.append(f"{count} {label}", style=STYLES.get(label, "") if count else "dim")
        if clear.get(label, count) < count:
            line.append(f" ({clear[label]} with .50 or more)")
    return line


def _table(*names: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for name in names:
        # An id or a date comes from the page, and may be long.
        widest = None if name == "Comment" else _WIDEST
        table.add_column(name, max_width=widest, overflow="fold")
    return table


def _comment(comment: Comment) -> Text:
    text = Text()
    if comment.author:
        text.append(f"{harmless(comment.author)}: ", style="bold")
    if comment.is_host:
        text.append("(of the house) ", style="dim")
    return text.append(shortened(comment.text))


def _indent(depth: int) -> int:
    return min(depth * _INDENT, _WIDEST_INDENT)


def _lines_below(comment: Comment, opinion: Opinion, *, named: bool) -> Iterator[Text]:
    """Yield what no column has room for."""
    mood = opinion.sentiment
    if opinion.reply_stance and opinion.reply_stance.label in _REPLY_STYLES:
        reply = opinion.reply_stance.label
        to = f" with {harmless(comment.parent or '')}"
        yield Text(f"{reply}{to}", style=_REPLY_STYLES[reply])
    for stance in opinion.stances if named else ():
        line = _stance(stance, named=True)
        if stance.explanation:
            line.append(" (").append_text(_evidence(comment, stance)).append(")")
        yield line
    if opinion.mentions:
        yield _sides(opinion.mentions)
    if mood.explanation:
        yield Text("mood: ").append_text(_evidence(comment, mood))
    for stance in () if named else opinion.stances:
        if stance.explanation:
            yield Text("stance: ").append_text(_evidence(comment, stance))


def _evidence(comment: Comment, result: Sentiment | Stance) -> Text:
    """Return the words that moved a result, heaviest first; those against it are dim."""
    line = Text()
    heaviest = sorted(result.explanation, key=lambda found: -abs(found.weight))[:_MOST_EVIDENCE]
    for number, found in enumerate(heaviest):
        words = shortened(comment.text[found.start : found.end], _SHOWN_EVIDENCE)
        style = STYLES.get(result.label, "") if found.weight > 0 else "dim"
        line.append(", " if number else "").append(f"{words} {found.weight:+.1f}", style=style)
    return line


def _mood(opinion: Opinion) -> Text:
    mood = opinion.sentiment
    return Text(f"{mood.label} {mood.score:+.2f}", style=STYLES.get(mood.label, ""))


def _first_stance(opinion: Opinion) -> Text:
    return _stance(opinion.stances[0], named=False) if opinion.stances else Text()


def _stance(stance: Stance, *, named: bool) -> Text:
    name = f"toward {harmless(stance.target)}: " if named else ""
    share = f" {stance.probabilities[stance.label]:.2f}" if stance.label != UNSURE else ""
    return Text(name).append(f"{stance.label}{share}", style=STYLES.get(stance.label, ""))


def _sides(mentions: Iterable[Mention]) -> Text:
    sides = Text()
    for number, mention in enumerate(mentions):
        words = f"{_PREPOSITIONS[mention.label]} {harmless(mention.target)}"
        sides.append(", " if number else "").append(words, style=STYLES[mention.label])
    return sides


def shortened(text: str, most: int = _SHOWN) -> str:
    """Return the start of a reader's text on one line, cut between words."""
    line = harmless(as_seen(text)[: 4 * most])
    if len(line) <= most:
        return line
    cut = line[:most]
    return (cut.rpartition(" ")[0] or cut) + " …"
