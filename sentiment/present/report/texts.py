"""What the report says in its own words, in German and in English.

In a text, names in braces stand for what the report fills in; never put a quotation of a reader
into a text any other way, since only there it is escaped.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sentiment.shares import Share

_SURE = (0.9, 0.75, 0.6)  # from these probabilities on, another word says how sure a label is
_MOST_PERCENT = 99  # what a model says is never certain


class Language(StrEnum):
    """The languages that the report speaks."""

    DE = "de"
    EN = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """All texts of the report in one language."""

    language: Language
    title: str
    made_with: str
    to_comments: str
    overview: str
    discussion: str
    subject: str
    no_subject: str
    source: str
    count: str
    one_comment: str
    many_comments: str
    one_by_host: str
    many_by_host: str
    of_host: str
    announced: str
    left_out: str
    no_comments: str
    article: str
    no_article: str
    stance_toward: str
    toward: str
    more_targets: str
    mood: str
    favored: str
    favored_instead: str
    favored_alone: str
    opposed: str
    opposed_alone: str
    on_article: str
    single: str
    instead: str
    and_more: str
    clear: str
    times: str
    mentions_are_hints: str
    shares_of: str
    shares_by_group: str
    shares_adjusted: str
    shares_plain: str
    group: str
    all_comments: str
    interval: str
    figures: str
    stance_and_mood: str
    stance_over_time: str
    mood_over_time: str
    undated: str
    mentions: str
    when: str
    about: str
    thing: str
    hour: str
    day: str
    day_of_year: str
    month: str
    date: str
    date_and_time: str
    comments: str
    filter: str
    stance: str
    any: str
    of_what: str
    the_subject: str
    asked: str
    mentioned: str
    least_certainty: str
    search: str
    order: str
    in_threads: str
    stance_surest: str
    stance_least_sure: str
    mood_surest: str
    mood_least_sure: str
    highlight: str
    nothing: str
    reset: str
    shown: str
    shown_of_one: str
    keyboard: str
    keys: str
    keys_on: str
    comment: str
    answers: str
    stance_labels: Mapping[str, str]
    mood_labels: Mapping[str, str]
    reply_labels: Mapping[str, str]
    sides: Mapping[str, str]
    mentioned_sides: Mapping[str, str]
    mood_is: str
    certainties: tuple[str, str, str, str]
    likeliest: str
    percent: str
    why: str
    words_for: str
    words_against: str

    def counted(self, count: int) -> str:
        """Return how many comments there are, in words."""
        text = self.one_comment if count == 1 else self.many_comments
        return text.format(count=count)

    def by_host(self, count: int) -> str:
        """Return how many comments are of the house, in words."""
        text = self.one_by_host if count == 1 else self.many_by_host
        return text.format(count=count)

    def share(self, share: Share) -> str:
        """Return a share with its interval, in per cent."""
        return self.interval.format(
            share=f"{100 * share.share:.0f}",
            low=f"{100 * share.low:.0f}",
            high=f"{100 * share.high:.0f}",
        )

    def certainty(self, probability: float) -> str:
        """Return how sure a label is, in words and per cent."""
        place = next((n for n, least in enumerate(_SURE) if probability >= least), len(_SURE))
        return f"{self.certainties[place]}, {self._percent(probability)}"

    def likeliest_label(self, label: str, probability: float) -> str:
        """Return what an unsure label would rather be than anything else."""
        name = {**self.stance_labels, **self.mood_labels}[label]
        return self.likeliest.format(label=name, percent=self._percent(probability))

    def _percent(self, probability: float) -> str:
        return self.percent.format(percent=min(round(100 * probability), _MOST_PERCENT))


GERMAN = Texts(
    language=Language.DE,
    title="Was die Leser meinen",
    made_with=(
        "Haltung und Stimmung hat das Modell {model} bestimmt. Es irrt sich; die Prozente sagen, "
        "wie sicher es ist. Für sich allein sagt eine Einordnung wenig, viele zusammen sagen mehr."
    ),
    to_comments="Zu den Kommentaren",
    overview="Übersicht",
    discussion="Diskussion",
    subject="Thema",
    no_subject="nicht gefunden",
    source="Datei",
    count="Kommentare",
    one_comment="{count} Kommentar",
    many_comments="{count} Kommentare",
    one_by_host="davon {count} Antwort des Hauses, nicht mitgezählt",
    many_by_host="davon {count} Antworten des Hauses, nicht mitgezählt",
    of_host="Antwort des Hauses",
    announced="{count} angekündigt",
    left_out="{count} ausgelassen",
    no_comments="Keine Kommentare gefunden.",
    article="Artikel ({count} Wörter)",
    no_article="Ohne Artikel.",
    stance_toward="Haltung zu",
    toward="Haltung zu {target}",
    more_targets="und zu {count} weiteren",
    mood="Stimmung",
    favored="Außerdem sind sie für",
    favored_instead="Stattdessen sind sie für",
    favored_alone="Sie sind für",
    opposed="Außerdem sind sie gegen",
    opposed_alone="Sie sind gegen",
    on_article="Zum Beitrag selbst",
    single="Einzelne nennen",
    instead="stattdessen",
    and_more="und {count} weitere",
    clear="davon {count} mit mindestens 50\N{NO-BREAK SPACE}% Wahrscheinlichkeit",
    times="{thing} ({count})",
    mentions_are_hints="Was sonst erwähnt wird, sind nur Hinweise.",
    shares_of="{what}, Anteile",
    shares_by_group="Anteile nach Tagen und Erwähntem",
    shares_adjusted=(
        "95-%-Bereiche, die einrechnen, wie sich das Modell auf anderen Texten geirrt hat; auf "
        "Texten fremder Art trafen sie in rund 90 von 100 Fällen zu"
    ),
    shares_plain=(
        "nur ausgezählt; 95-%-Bereiche, die nur den Zufall kennen, denn wie sich das Modell irrt, "
        "ist nicht gemessen"
    ),
    group="Tag oder Erwähntes",
    all_comments="alle Kommentare",
    interval="{share}\N{NO-BREAK SPACE}% ({low}–{high})",
    figures="Als Tabelle",
    stance_and_mood="Haltung und Stimmung",
    stance_over_time="Haltung zu {target} im Verlauf",
    mood_over_time="Stimmung im Verlauf",
    undated="ohne sicheres Datum: {count}",
    mentions="Wofür und wogegen die Leser außerdem sind",
    when="Zeit",
    about="Worüber",
    thing="Erwähnt",
    hour="%d.%m. %H Uhr",
    day="%d.%m.",
    day_of_year="%d.%m.%Y",
    month="%m/%Y",
    date="%d.%m.%Y",
    date_and_time="%d.%m.%Y, %H:%M",
    comments="Kommentare",
    filter="Filter",
    stance="Haltung",
    any="alle",
    of_what="zu",
    the_subject="allen Themen",
    asked="Themen",
    mentioned="Erwähntes",
    least_certainty="mindestens so sicher",
    search="Text oder Name enthält",
    order="Reihenfolge",
    in_threads="wie in der Diskussion",
    stance_surest="Haltung: sicherste zuerst",
    stance_least_sure="Haltung: unsicherste zuerst",
    mood_surest="Stimmung: sicherste zuerst",
    mood_least_sure="Stimmung: unsicherste zuerst",
    highlight="Wörter hervorheben für",
    nothing="nichts",
    reset="Zurücksetzen",
    shown="{shown} von {all} Kommentaren",
    shown_of_one="{shown} von {all} Kommentar",
    keyboard="Tastatur",
    keys="j und k führen zum nächsten und vorigen Kommentar, / zur Suche, Esc aus ihr heraus.",
    keys_on="Diese Tasten benutzen",
    comment="Kommentar {id}",
    answers="Antwort auf {id}",
    stance_labels={
        "against": "dagegen",
        "neutral": "neutral",
        "favor": "dafür",
        "unsure": "unsicher",
    },
    mood_labels={
        "negative": "negativ",
        "neutral": "neutral",
        "positive": "positiv",
        "unsure": "unsicher",
    },
    reply_labels={"disagrees": "widerspricht {id}", "agrees": "stimmt {id} zu"},
    sides={
        "against": "gegen {target}",
        "neutral": "neutral zu {target}",
        "favor": "für {target}",
        "unsure": "unsicher zu {target}",
    },
    mentioned_sides={"against": "auch gegen {target}", "favor": "auch für {target}"},
    mood_is="Stimmung {label}",
    certainties=("sehr sicher", "sicher", "eher sicher", "kaum sicher"),
    likeliest="am ehesten {label}, {percent}",
    percent="{percent}\N{NO-BREAK SPACE}%",
    why="Warum?",
    words_for="Dafür sprechen die Wörter",
    words_against="Dagegen sprechen die Wörter",
)

ENGLISH = Texts(
    language=Language.EN,
    title="What the readers think",
    made_with=(
        "Stance and mood are what the model {model} says. It makes mistakes; the percentages say "
        "how sure it is. A single label says little, many together say more."
    ),
    to_comments="To the comments",
    overview="Overview",
    discussion="Discussion",
    subject="Subject",
    no_subject="not found",
    source="File",
    count="Comments",
    one_comment="{count} comment",
    many_comments="{count} comments",
    one_by_host="{count} of them of the house, not counted",
    many_by_host="{count} of them of the house, not counted",
    of_host="of the house",
    announced="{count} announced",
    left_out="{count} left out",
    no_comments="No comments found.",
    article="Article ({count} words)",
    no_article="No article.",
    stance_toward="Stance toward",
    toward="Stance toward {target}",
    more_targets="and toward {count} more",
    mood="Mood",
    favored="They also favor",
    favored_instead="Instead they favor",
    favored_alone="They favor",
    opposed="They are also against",
    opposed_alone="They are against",
    on_article="On the article itself",
    single="Single readers mention",
    instead="instead",
    and_more="and {count} more",
    clear="{count} of them with a probability of 50% or more",
    times="{thing} ({count})",
    mentions_are_hints="What else is mentioned is no more than a hint.",
    shares_of="{what}, shares",
    shares_by_group="Shares by day and by mention",
    shares_adjusted=(
        "95% intervals that allow for how the model erred on other texts; on texts of a new kind "
        "they held in some 90 of 100 cases"
    ),
    shares_plain=(
        "mere counts; 95% intervals that know chance alone, since how the model errs was not "
        "measured"
    ),
    group="Day or mention",
    all_comments="all comments",
    interval="{share}% ({low}–{high})",
    figures="As a table",
    stance_and_mood="Stance and mood",
    stance_over_time="Stance toward {target} over time",
    mood_over_time="Mood over time",
    undated="without a certain date: {count}",
    mentions="What else the readers are for and against",
    when="Time",
    about="About",
    thing="Mentioned",
    hour="%m-%d %H:00",
    day="%m-%d",
    day_of_year="%Y-%m-%d",
    month="%Y-%m",
    date="%Y-%m-%d",
    date_and_time="%Y-%m-%d, %H:%M",
    comments="Comments",
    filter="Filter",
    stance="Stance",
    any="all",
    of_what="toward",
    the_subject="every subject",
    asked="Subjects",
    mentioned="Mentioned",
    least_certainty="at least this sure",
    search="Text or name contains",
    order="Order",
    in_threads="as in the discussion",
    stance_surest="stance: surest first",
    stance_least_sure="stance: least sure first",
    mood_surest="mood: surest first",
    mood_least_sure="mood: least sure first",
    highlight="Highlight words for",
    nothing="nothing",
    reset="Reset",
    shown="{shown} of {all} comments",
    shown_of_one="{shown} of {all} comment",
    keyboard="Keyboard",
    keys="j and k lead to the next and the previous comment, / to the search, Esc out of it.",
    keys_on="Use these keys",
    comment="Comment {id}",
    answers="answers {id}",
    stance_labels={
        "against": "against",
        "neutral": "neutral",
        "favor": "in favor",
        "unsure": "unsure",
    },
    mood_labels={
        "negative": "negative",
        "neutral": "neutral",
        "positive": "positive",
        "unsure": "unsure",
    },
    reply_labels={"disagrees": "disagrees with {id}", "agrees": "agrees with {id}"},
    sides={
        "against": "against {target}",
        "neutral": "neutral toward {target}",
        "favor": "in favor of {target}",
        "unsure": "unsure about {target}",
    },
    mentioned_sides={"against": "also against {target}", "favor": "also in favor of {target}"},
    mood_is="mood {label}",
    certainties=("very sure", "sure", "fairly sure", "barely sure"),
    likeliest="most likely {label}, {percent}",
    percent="{percent}%",
    why="Why?",
    words_for="Words that speak for it",
    words_against="Words that speak against it",
)

TEXTS: Mapping[Language, Texts] = {texts.language: texts for texts in (GERMAN, ENGLISH)}
