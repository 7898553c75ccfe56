"""What sites print around comments, as parts of patterns that several modules read.

All is in lower case; who uses it ignores case, or reads what `folded` returns.
"""

from __future__ import annotations

# Beside a name or below it. Alone, these may be all that there is of one.
_ROLE = (
    r"moderator(?:in)?|(?:super|user)?mod|(?:blog-?)?admin(?:istrator)?|gast|op|bot|app|community|"
    r"(?:autor|verfasser)(?:[/:*]?in)?|(?:plus-?|premium-?)?abonnent(?:[/:*]?in)?|redaktion|"
    r"(?:(?:neues|aktives|bekanntes|erfahrenes|premium-?|senior|junior) ?)?mitglied|neuling|"
    r"(?:neuer|erfahrener|registrierter) benutzer|profil gelöscht|"
    r"(?:(?:senior|junior|new|active) )?member|original poster|posting freak|creator|"
    # Ranks by default: WoltLab's and Kunena's.
    r"anfänger(?:in)?|schüler(?:in)?|fortgeschrittene[rs]?|profi|meister(?:in)?|erleuchtete[rs]?|"
    r"(?:fresh|junior|senior|expert|gold|platinum) boarder|"
    r"(?:frage|(?:(?:beitrags?|themen|thread)?er))steller(?:[/:*]?in)?|themenstarter(?:[/:*]?in)?"
)
AWARD = (
    r"verifiziert|verified|local guide|(?:community|gruppen)-?expert(?:e|in)|"
    r"top-?nutzer(?:in)?\sim\sthema\s.+|nutzer(?:in)?,\s(?:der|die)\s.+|"
    r"(?:aufsteigender?|top[ -]?)\s?fan|rising fan|"
    r"top[ -]?(?:\d{1,2}[ -]?%[ -]?)?(?:kommentator|rezensent|beitragend|contribut|comment|post)\w*"
)
"""Never a name."""
BADGE = rf"(?:{_ROLE}|{AWARD})"

PICTURE = (
    r"(?:avatar|(?:(?:avatar|profil|benutzer|nutzer|user|mitglieds)-?)?(?:bild|foto)|"
    r"(?:profile |user |member )?(?:picture|photo|image|avatar))"
)
"""Of who wrote a comment, or of anything else."""
OF = r"(?:von|für|of|for|des benutzers|des nutzers|vom nutzer)"
"""Behind it, and above or before a name."""

CHANGED = ("bearbeitet", "editiert", "geändert", "edited", "modified")
"""Said of a comment, or of its date."""

ARCHIVE = r"blog-archiv|[▼►▾▸] *.{1,40} \(\d{1,5}\)"
"""Beside all comments of a blog: the months, and how much was written in each."""

SIGNATURE = r"(?:_{8,}|•(?:\s{3,}•){2})"
"""A line of its own; below it stands the same at all that somebody writes."""

RE = r"(?:re|aw|antw)\s?:\s?"
"""Before the subject of an answer."""

ANSWER_TO = (
    *("antwort auf", "antwort an", "antwort zu", "als antwort auf", "in antwort auf"),
    *("antworten auf", "antworten an", "antwortet auf", "antwortete auf"),
    *("in reply to", "reply to", "replying to", "replied to"),
)
"""In a line of its own above the name of who is answered, or before that name."""

BOUGHT = (
    r"(?:\w{2,20}: .{1,100})?"
    r"(?:verifizierter? (?:kauf|käufer|bestellung)|verified (?:purchase|buyer))"
)
"""Below the head of a review; in front of it may stand what was bought: "Farbe: Blau"."""

SAYS = (
    r"(?:sagte?|schrieb|schreibt|meinte?|kommentierte?|antwortete?|says|said|wrote|"
    r"hat\s(?:\w+\s)?(?:gesagt|geantwortet|kommentiert|gemeint)|(?:hat\s)?geschrieben)"
)
"""Behind the name of who wrote what stands below."""

BUTTON = (
    r"(?:gefällt\smir|antworten|kommentieren|reagieren|teilen|zitieren|empfehlen|löschen|"
    r"respektieren|(?:positiv|negativ)\sbewerten|"
    r"(?:(?:inhalt|kommentar|beitrag|missbrauch|verstoß)\s)?melden|bearbeiten|weiterleiten|permalink|"
    r"übersetzen|hilfreich|nützlich|helpful|upvote|downvote|like|reply|share|report|delete|edit)"
)
