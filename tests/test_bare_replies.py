"""What replies mean that say no more than "Genau": what they answer, or its contrary."""

from __future__ import annotations

import pytest

import sentiment
from sentiment.addressees import addressees
from sentiment.bare_replies import BareReply, bare_reply
from sentiment.discussion import Article, Comment, Discussion
from sentiment.labelling.items import items_of
from sentiment.pipeline import Options, analyse
from sentiment.present.report.texts import TEXTS, Language
from sentiment.present.report.view import view
from sentiment.web.questions import correctable

CLAIM = "Der Windpark ist eine Katastrophe für unsere Landschaft!"


def meant(*replies: str, first: str = CLAIM) -> BareReply | None:
    """Return what the last of some replies means, each of which answers the one before it."""
    texts = [first, *replies]
    comments = {
        str(place): Comment(
            id=str(place), text=text, author="Eva Kern", parent=str(place - 1) if place else None
        )
        for place, text in enumerate(texts)
    }
    authors = addressees(["Eva Kern"], frozenset())
    return bare_reply(comments[str(len(replies))], comments, {}, authors)


@pytest.mark.parametrize(
    "reply",
    [
        "Genau.",
        "Ja, genau so ist es!!!",
        "Da haben Sie leider absolut recht.",
        "Sehe ich genauso, danke!",
        "👍🏻👍🏻👍🏻",
        "100 Prozent Zustimmung",
        "@Eva Kern: Stimmt",
        "Danke, Eva!",
        "+1 👍",
        "Genau\u200b.",
    ],
)
def test_who_only_agrees_means_the_comment_above(reply: str) -> None:
    """In whatever words, to whomever by name."""
    assert meant(reply) == BareReply(agrees=True, text=CLAIM, is_same_side=True)


@pytest.mark.parametrize("reply", ["Stimmt nicht!", "Das sehe ich ganz anders.", "Nein", "👎"])
def test_who_only_denies_means_the_contrary(reply: str) -> None:
    """It is a side only where something is claimed."""
    assert meant(reply) == BareReply(agrees=False, text=CLAIM, is_same_side=False)
    assert meant(reply, first="Kommt der Windpark?") is None


@pytest.mark.parametrize(
    "reply",
    [
        "Genau? Wo denn?",
        "Genau das ist der Fehler",
        "Richtig schön dort",
        "Danke für nichts",
        "Stimmt, aber der Lärm ist schlimm",
        "Nein zum Windpark",
        "Unsinn, der ist leise",
        "Ja",
        "Doch!",
        "Genau 🤡",
        "Danke 🙄",
        "Na danke.",
        "Oh nein!!!",
        "...",
        "",
        "Genau " * 40,
    ],
)
def test_who_says_more_speaks_for_himself(reply: str) -> None:
    """As does who says less, and who answers nobody."""
    assert meant(reply) is None
    assert meant(first="Genau") is None


def test_replies_to_bare_replies_mean_what_stands_above_all() -> None:
    """Who denies a denial is on the side of the first; who denies agreement is not."""
    assert meant("Genau", "👍", "Stimmt") == BareReply(agrees=True, text=CLAIM, is_same_side=True)
    assert meant("Falsch", "Falsch") == BareReply(agrees=False, text=CLAIM, is_same_side=True)
    assert meant("Genau", "Falsch") == BareReply(agrees=False, text=CLAIM, is_same_side=False)
    assert meant(*["Genau"] * 50) is None


@pytest.mark.parametrize("explain", [False, True])
def test_a_bare_reply_takes_the_side_of_what_it_answers(*, explain: bool) -> None:
    """The model alone takes these for praise."""
    texts = [CLAIM, "Genau!", "👍", "Falsch!"]
    (found,) = analyse(
        [
            Discussion(
                source="wind.txt",
                article=Article(text="Der Windpark kommt."),
                comments=tuple(
                    Comment(id=str(place), text=text, parent="1" if place > 1 else None)
                    for place, text in enumerate(texts, start=1)
                ),
            )
        ],
        sentiment.load_model("german-lite"),
        Options(targets=("der Windpark",), explain=explain),
    )
    first, *agreeing, denying = [opinion.stances[0] for opinion in found.opinions]
    assert first.label == "against"
    assert [stance.probabilities for stance in agreeing] == [first.probabilities] * 2
    assert not any(stance.explanation for stance in (*agreeing, denying))
    assert denying.label != "against"
    assert sum(denying.probabilities.values()) == pytest.approx(1)
    replies = [opinion.reply_stance for opinion in found.opinions]
    assert [reply and reply.label for reply in replies] == [None, "agrees", "agrees", "disagrees"]
    # "Genau!" would be one question wherever it stands, whatever is answered.
    asked = [
        [question.task for question in correctable(comment, {})]
        for comment in view(found, TEXTS[Language.DE]).comments
    ]
    assert [tasks.count("stance") for tasks in asked] == [1, 0, 0, 0]
    assert [tasks.count("sentiment") for tasks in asked] == [1, 1, 1, 1]


def test_no_annotator_is_asked_for_the_side_of_a_bare_reply() -> None:
    """But for its mood, as of all comments."""
    comments = tuple(
        Comment(id=str(place), text=text, parent="1" if place > 1 else None)
        for place, text in enumerate([CLAIM, "Genau!", "Nein danke, lieber Sonne."], start=1)
    )
    wind = Discussion(source="wind.txt", article=Article(text="Wind."), comments=comments)
    subjects = sentiment.load_model("german-lite").subjects

    def asked(task: str) -> list[str]:
        items = items_of([wind], task, subjects, targets=("Wind",) if task == "stance" else ())
        return [item.question.text for item in items.items]

    assert asked("stance") == [CLAIM, "Nein danke, lieber Sonne."]
    assert asked("sentiment") == [CLAIM, "Genau!", "Nein danke, lieber Sonne."]
