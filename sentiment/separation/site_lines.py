"""Lines that sites write, known by their form: forms for comments, pings, buttons, and pictures.

Each pattern matches a whole line, which no reader writes: what somebody asks the readers of a blog
("Schreibt mir gern einen Kommentar!") or tells of a form is none of them. They are in lower case
and read what `folded` returns.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from sentiment.separation.cues import folded
from sentiment.separation.words_of_sites import ANSWER_TO, ARCHIVE, BOUGHT, BUTTON, OF, PICTURE

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 250  # characters of such a line
_KNOWN = 32_768  # lines that are remembered
_A_COMMENT = (
    r"(?:(?:uns |hier )?(?:einen |deinen |ihren |den |neuen |ersten )*kommentar"
    r"|(?:eine |deine |ihre )?(?:antwort|nachricht))"
)
_CANCEL = r"(?:antwort(?:en)? abbrechen|abbrechen|cancel reply)"
_BEHIND_HEADING = rf"(?: (?:zu|to|auf|an) .{{1,120}}?)?(?: {_CANCEL})?:?"
_FIELD = (
    r"(?:(?:dein|ihr|your|deine|ihre) )?(?:name|e-?mail(?:[- ]adresse)?|email(?: address)?|website|"
    r"webseite|homepage|url|kommentar|comment|nachricht)"
)
_ENTER = (
    r"(?:anmelden|einloggen|registrieren|log ?in|register|create (?:a new |an )?account|"
    r"(?:logge?|melde) dich (?:ein|an)|(?:loggen|melden) sie sich (?:ein|an))"
)
_CONTACT = r"(?:e-?mail|homepage|web(?:site|seite)?|www|url|icq|kontakt)"
_MARKED = (
    r"(?:\*|\((?:erforderlich|benötigt|pflichtfeld|required|optional|wird nicht [^()]{1,40})\))"
)

_PINGS = (
    r"(?:ping|track)backs?\s?:.*",
    r"(?:\d{1,4} )?(?:pings|pingbacks|trackbacks|pingbacks?\s?(?:/|&|und)\s?trackbacks?|"
    r"trackbacks?\s?(?:/|&|und)\s?pingbacks?)(?: \(\d{1,4}\))?:?",
    r"(?:.{1,80} )?hat (?:dies|das) auf .{1,120} (?:rebloggt|gerebloggt).{0,40}",
    r"(?:.{1,80} )?reblogged this on .{1,120}",
)
_FORMS = (
    r"(?:schreibe?|verfasse|hinterlasse?|hinterlassen sie|schreiben sie|verfassen sie) "
    rf"{_A_COMMENT}{_BEHIND_HEADING}",
    rf"(?:leave|post|write|add|submit) (?:a |your )?(?:reply|comment){_BEHIND_HEADING}",
    r"(?:(?:einen |neuen |ihren |deinen )*kommentar|antwort|beitrag) (?:absenden|abschicken|"
    r"abgeben|senden|veröffentlichen|posten|verfassen|hinterlassen|hinzufügen|schreiben|erstellen)"
    rf"{_BEHIND_HEADING}",
    _CANCEL,
    r"(?:deine|ihre|eure|die) e-?mail-?adresse wird nicht "
    r"(?:veröffentlicht|angezeigt|weitergegeben|publiziert)\b.*",
    r"your e-?mail (?:address )?will not be published\b.*",
    r"(?:erforderliche felder|pflichtfelder) sind (?:mit|durch) .{1,30}"
    r"(?:markiert|gekennzeichnet)\.?",
    r"required fields are marked.{0,5}",
    rf"{_FIELD} ?{_MARKED}",
    r"(?:meinen |deinen )?namen?, (?:meine )?e-?mail(?:-adresse)?,?(?: und)? (?:meine )?"
    r"(?:website|webseite) in diesem browser\b.*",
    r"save my name, email,? and website in this browser\b.*",
    r"benachrichtig(?:e|t|en sie|ung) (?:mich )?(?:bei|über|per) .{0,60}"
    r"\b(?:kommentare?n?|beiträgen?|e-?mail)\b.*",
    r"notify me (?:of|about) .{0,40}\b(?:comments?|posts?|replies)\b.*",
    r"diese[rs]? (?:website|webseite|seite|blog) verwendet akismet\b.*",
    r"this site uses akismet\b.*",
    r"(?:erfahre,? (?:mehr darüber,? )?wie|learn how) (?:deine|your) "
    r"(?:kommentardaten|comment data)\b.*",
    r"(?:du kannst|sie können|you (?:may|can)) (?:folgende|diese|use these) "
    r"html[- ]?(?:tags|befehle)\b.*",
    r"(?:du musst|sie müssen|you must) (?:\w+ )?(?:angemeldet|eingeloggt|registriert|be logged in)"
    r"\b.{0,30}\b(?:kommentar|kommentieren|comment).{0,40}",
    r"um (?:einen kommentar|kommentare|beiträge|einen beitrag|eine antwort) zu \w{5,15},? "
    r"(?:bitte |müssen sie sich |musst du dich |melden sie sich (?:bitte )?)(?:anmelden|einloggen|"
    r"registrieren|an)(?: oder (?:anmelden|registrieren))?\.?",
    rf"(?:bitte |please )?{_ENTER}(?: (?:oder|or) {_ENTER})?,? (?:um|to) .{{0,30}}"
    r"(?:kommentieren|antworten|beizutreten|comment|reply|join the conversation)\.?",
    r"(?:die )?(?:kommentare|kommentarfunktion)(?: (?:dieses|zu diesem) \w+)? "
    r"(?:sind|ist|wurden?) (?:\w+ )?"
    r"(?:geschlossen|deaktiviert)\.?",
    r"comments are (?:now )?closed\.?",
    r"(?:deine|ihre|eure) antwort (?:auf|zu) [\"„“»«].{1,150}[\"“”«»]",
    r"(?:jeder|everybody|alle) (?:kann|can|können) (?:antworten|reply)",
)
_REACTIONS = re.compile(r"(?:danke|verwirrend|traurig|haha) \(?\d{1,5}\)?", re.IGNORECASE)
_BUTTONS = (
    rf"{BUTTON}(?: ?\(?\d{{1,5}}\)?)?",
    rf"{BUTTON}(?:[ |·•/]{{0,3}}{BUTTON}){{1,5}}",
    rf"permalink(?: ?(?:{BUTTON}|embed|save|parent|context|give award)){{1,9}}",
    r"(?:lesenswert|hilfreich|nützlich|(?:war |fanden sie |findest du )?(?:diese[rs]? |der |die )"
    r"(?:kommentar|beitrag|artikel|antwort|rezension|bewertung|information)(?:en)? "
    r"(?:für sie |für dich )?(?:lesenswert|hilfreich|nützlich))\?",
    r"(?:\d[\d.,]{0,12} ?(?:k|tsd\.?|mio\.?)? ?)?mal angezeigt|"
    r"\d[\d.,]{0,12} ?(?:k|tsd\.?|mio\.?)? ?(?:aufrufe|views)",
    r"(?:\d[\d.]{0,6}|eine) person(?:en)? (?:gefällt das|(?:finden?|fand(?:en)?) "
    r"(?:das|diese \w{4,20})(?: (?:gut|hilfreich|nützlich))?)",
    r"(?:gefällt|liked by) \d[\d.,]{0,9} (?:mal|people|person(?:en)?)|"
    r"„?gefällt mir“?-angaben: \d[\d.,]{0,9}|\d[\d.,]{0,9} „?gefällt mir“?-angaben?",
    r".{1,60} (?:hat|haben) geantwortet ?[·•] ?\d{1,5} antwort(?:en)?|"
    r".{1,60} (?:replied|antwortete) ?[·•] ?\d{1,5} (?:repl(?:y|ies)|antwort(?:en)?)",
    # What opens the rest of a text, or of a thread.
    r"(?:mehr|weniger|vollständigen text|gan(?:zen|ze) (?:kommentar|text|antwort)) "
    r"(?:anzeigen|ansehen|lesen)|(?:show|read|see) (?:more|less)|expand full comment|"
    r"(?:übersetzung|original) (?:anzeigen|ansehen)|see (?:translation|original)",
    r"(?:(?:alle|weitere|mehr|vorherige|frühere|ältere|neuere|view|hide|show|all) )?"
    r"(?:\d{1,5} )?(?:(?:weitere|vorherige|more|previous) )?"
    r"(?:antwort(?:en)?|kommentare?|repl(?:y|ies)|comments?)(?: \(\d{1,5}\))? "
    r"(?:ansehen|anzeigen|einblenden|ausblenden|(?:nach)?laden|zeigen|verbergen)(?: \(\d{1,5}\))?"
    r"(?: ?(?:…|\.\.\.))?",
    r"(?:view|hide|show) (?:(?:all|\d{1,5}|more|previous) ){0,2}(?:repl(?:y|ies)|comments?)",
    r"\d{1,4} (?:weitere )?antwort(?:en)?|\d{1,4} (?:more )?repl(?:y|ies)(?: by .{1,60})?",
    r"liked by .{1,60}|bearbeitet|editiert|edited",
    r"(?:keine|\d{1,5}) (?:antwort(?:en)?|stimmen?)(?: \(\w{3,15}\))?"
    rf"(?: ?[|·•] ?(?:{BUTTON}|\d{{1,5}})){{0,4}}",
    r"(?:zuletzt (?:bearbeitet|geändert|editiert)|letzte änderung)(?: von .{1,40})?(?: am|:) "
    r".{0,12}\d.{3,60}",
    r"(?:sort(?:ed)? by|sortier(?:en|t) nach):?(?: [\w-]{2,20}){0,2}|"
    r"(?:neue?|älte|be|beliebte|relevante)ste(?: kommentare)? zuerst",
    r"(?:folgende \w{8,10} bedankten sich|the following users? said thank you): .{2,200}",
    # Of a review: that somebody bought something, or when somebody was there.
    BOUGHT,
    r"(?:datum der erfahrung|date of experience): .{4,30}",
    # Of who wrote in a guest book; "Kontakt" alone is at the foot of pages.
    rf"{_CONTACT}(?: ?[|/·•] ?{_CONTACT}){{1,3}}|e-?mail|homepage|icq",
    # In place of a picture.
    r"avatar|(?:profil|benutzer|nutzer|user)-?(?:bild|foto)|"
    r"(?:profile|user) (?:picture|photo|avatar)",
    # What editors say of a comment.
    r"(?:(?:diese[rs]?|der|das) )?(?:kommentar|beitrag|posting) (?:wurde|ist) (?:vo[nm] .{1,40} )?"
    r"(?:hervorgehoben|empfohlen|ausgewählt|angepinnt|angeheftet|gekürzt|bearbeitet|editiert|"
    r"verschoben)\.?",
    r"(?:von .{1,40} )?(?:angepinnt|angeheftet)|pinned(?: by .{1,40})?|angepinnter kommentar",
    r"(?:empfehlung|auswahl) der redaktion|von der redaktion (?:empfohlen|ausgewählt)",
    r"(?:\d{1,5} )?weitere (?:laden|anzeigen|ansehen) ?(?:…|\.\.\.)?|ausblenden|load more|"
    r"(?:lädt|loading) ?(?:…|\.\.\.)",
    r"vom ersteller|"
    r"das könnte (?:dir|dich|sie|ihnen|euch)(?: auch| noch){0,2} (?:gefallen|interessieren):?",
)
_COPYRIGHT = r"copyright (?:©|\(c\)|\d{4}).{0,150}|(?:copyright )?(?:©|\(c\)) ?\d{4}.{0,150}"
_FOOT = (
    _COPYRIGHT,
    r"(?:unseren |den |diesen )?(?:newsletter|rss-?feeds?|feed|blog) abonnieren|zur startseite",
    r"(?:nächste[rs]?|vorherige[rs]?) (?:beitrag|artikel|post)(?:: .{1,150})?",
    r"(?:alle|mehr|weitere) (?:beiträge|artikel) (?:von|aus) .{0,59}[^.!?]",
    r"(?:(?:copyright|©|\(c\)|impressum).{1,150})?(?:alle rechte vorbehalten|all rights reserved)"
    r"\b.{0,60}",
    r"(?:diese|unsere|this|our) \w{4,9} (?:ist|wird|is) (?:durch|mit|von|protected by) "
    r"(?:google )?recaptcha\b.*",
    r"(?:(?:proudly |stolz )?(?:powered|präsentiert) (?:by|von)|bereitgestellt von) "
    r"(?:blogger|wordpress|disqus|discourse|hyvor|vbulletin|phpbb|mybb|xenforo|woltlab|"
    r"burning board|invision|smf|ghost|joomla|drupal|typo3|tumblr|jimdo|wix)\b.{0,80}",
    r"(?:mein )?profil (?:vollständig )?(?:anzeigen|ansehen)|view my complete profile",
    r"(?:(?:neuerer|älterer|newer|older) posts? ?){1,2}(?:startseite|home)?",
    r"(?:abonnieren:? ?)?(?:kommentare zum post|posts?(?: comments)?) \(atom\)",
    ARCHIVE,
)
_NOTE = re.compile(
    r"(?:die )?(?:(?:hier )?veröffentlichten )?(?:leserbriefe|leserzuschriften|zuschriften|"
    r"(?:leser)?kommentare|beiträge) (?:geben|spiegeln|stellen) .{0,80}\b(?:meinung|ansicht)(?:en)?"
    r" .{1,80} (?:wieder|dar)\b.*"
    r"|die redaktion behält sich (?:vor, )?.{0,60}(?:kürzung|kürzen|veröffentlich)\w*.*"
)
_WORDS_OF_NOTES = ("edaktion", "einung", "nsicht")
_OF_SITE = re.compile("|".join((*_PINGS, *_FORMS, *_BUTTONS, *_FOOT)))
_IS_COPYRIGHT = re.compile(_COPYRIGHT)
_VOTE = "lesenswert?"
_LONGEST_ANSWER = 1 + max(map(len, ANSWER_TO))
_LONGEST_NAME = 60
_PART = re.compile(r"[^\W\d_][\w /&-]{2,30}")
_GRADE = re.compile(r"[0-5] ?/ ?5")
_FEWEST_GRADED = 4  # lines
_YES_OR_NO = ("ja", "nein", "yes", "no")
_TO_ANSWER = ("antworten", "reply", "antwortenlöschen", "replydelete")
# "Avatar von u/Eva" stands above "Eva", and "Profilbild von Eva" above "Eva · 3 Std.".
_PICTURE = re.compile(rf"{PICTURE} {OF}:? (?:u/|@)?(.{{1,80}})", re.I)
_PICTURE_BEHIND = re.compile(rf"(?:['’]?s|['’])? (?:{PICTURE})", re.I)
_BEHIND_NAME = ("", "·", "•", "|")


def lines_of_site(lines: Sequence[str]) -> list[int]:
    """Return which lines are buttons, of a form for comments, or tell of another page's link.

    How many gave thanks or laughed is told below how many liked it; alone, a reader says so.
    """
    found: list[int] = []
    for row, line in enumerate(lines):
        is_below = found[-1:] == [row - 1]
        if len(line) <= _LONGEST and (
            is_of_site(line) or (is_below and _REACTIONS.fullmatch(line))
        ):
            found.append(row)
    return found


@lru_cache(maxsize=_KNOWN)  # several rules ask about the same lines
def is_of_site(line: str) -> bool:
    """Tell whether a line, not a long one, is what `lines_of_site` are."""
    return _OF_SITE.fullmatch(folded(line)) is not None


def is_copyright(line: str) -> bool:
    """Tell whether a line says whose a page is: "© 2024 Stadtblatt"."""
    return len(line) <= _LONGEST and _IS_COPYRIGHT.fullmatch(folded(line)) is not None


def notes_of_editors(lines: Sequence[str]) -> list[int]:
    """Return which lines say what editors do with letters; they may be an article's last ones."""
    return [
        row
        for row, line in enumerate(lines)
        if any(word in line for word in _WORDS_OF_NOTES) and _NOTE.fullmatch(folded(line))
    ]


def answers_to_votes(lines: Sequence[str]) -> list[int]:
    """Return the lines below "War dieser Artikel hilfreich?" with which to answer it.

    Below "Lesenswert?" stands the text of a reader, as in `heads_with_votes`.
    """
    asked = [
        row
        for row, line in enumerate(lines)
        if line.endswith("?") and line.casefold() != _VOTE and is_of_site(line)
    ]
    below = (at for row in asked for at in (row + 1, row + 2))
    return [at for at in below if at < len(lines) and lines[at].casefold() in _YES_OR_NO]


def grades_of_parts(lines: Sequence[str]) -> list[int]:
    """Return the lines right above a button that grade parts of what is reviewed.

    As "Essen", "5/5", "Service", "4/5"; one such pair alone might be what a reader says.
    """
    found: list[int] = []
    run: list[int] = []
    for row in range(1, len(lines)):
        if _GRADE.fullmatch(lines[row]) and _PART.fullmatch(lines[row - 1]):
            run += [row - 1, row]
        elif run and row > run[-1] + 1:  # no grade below another part
            run = []
        if len(run) >= _FEWEST_GRADED and len(lines[row]) <= _LONGEST and is_of_site(lines[row]):
            found += run
            run = []
    return found


def answered_below(lines: Sequence[str]) -> list[int]:
    """Return the lines that say that what follows is an answer, and the names below them."""
    return [
        at
        for row, (line, below) in enumerate(pairwise(lines))
        if len(line) <= _LONGEST_ANSWER
        and line.casefold().removesuffix(":") in ANSWER_TO
        and len(below) <= _LONGEST_NAME
        for at in (row, row + 1)
    ]


def heads_with_votes(lines: Sequence[str]) -> list[range]:
    """Return heads that end with a vote on the text below: "Eva", "4", "7", "Lesenswert?"."""
    heads = []
    for end, line in enumerate(lines):
        if line.casefold() == _VOTE:
            first = end - 1
            while first > 0 and lines[first].isdecimal():
                first -= 1
            heads += [range(first, end + 1)] if 0 <= first < end - 1 else []
    return heads


def names_of_pictures(lines: Sequence[str]) -> list[int]:
    """Return which lines say whose picture stands there, right above the name itself."""
    return [row for row, (line, below) in enumerate(pairwise(lines)) if _is_picture(line, below)]


def _is_picture(line: str, below: str) -> bool:
    if len(line) > _LONGEST:
        return False
    if found := _PICTURE.fullmatch(line):
        own = below.removeprefix("u/").removeprefix("@")
        return own.startswith(found[1]) and own[len(found[1]) :].lstrip()[:1] in _BEHIND_NAME
    return line.startswith(below) and _PICTURE_BEHIND.fullmatch(line[len(below) :]) is not None


def buttons_to_answer(lines: Sequence[str]) -> list[int]:
    """Return which lines are nothing but the button below a comment with which to answer it."""
    longest = max(map(len, _TO_ANSWER))
    return [
        row
        for row, line in enumerate(lines)
        if len(line) <= longest and line.casefold() in _TO_ANSWER
    ]
