"""What the page says in its own words, in German and in English.

Texts that scripts fill in have names in braces. What errors say in German stands in
`german_problems`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sentiment.present.report.texts import Language

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTexts:
    """All texts of the page in one language, beside those of the report."""

    title: str
    modes: str
    read: str
    label: str
    train: str
    annotator: str
    other_language: str
    api: str
    keyboard: str
    keys: str
    keys_on: str
    drop: str
    drop_hint: str
    choose_files: str
    paste: str
    paste_name: str
    go: str
    explain: str
    keys_correct: str
    stance: str
    mood: str
    kept: str
    file_of_labels: str
    needs_script: str
    target: str
    apply: str
    correct: str
    of_stance: str
    of_mention: str
    other_target: str
    cut: str
    cut_hint: str
    lines: str
    roles: Mapping[str, str]
    skip: str
    undo: str
    train_hint: str
    train_now: str
    models: str
    use: str
    script: Mapping[str, str]
    """Texts that the scripts use."""


GERMAN = PageTexts(
    title="Was meinen die Leser?",
    modes="Modus",
    read="Lesen und korrigieren",
    label="Einordnen",
    train="Nachtrainieren",
    annotator="Ihr Name, unter dem Korrekturen gespeichert werden",
    other_language="English",
    api="JSON-API",
    keyboard="Tastatur",
    keys=(
        "j und k führen zum nächsten und vorigen Kommentar; 1, 2 und 3 wählen die erste, zweite "
        "oder dritte Einordnung; t wechselt zwischen Haltung und Stimmung; u nimmt die letzte "
        "Korrektur zurück; / führt zur Suche, Esc aus ihr heraus. Beim Einordnen überspringt s."
    ),
    keys_on="Diese Tasten benutzen",
    drop="Datei hierher ziehen",
    drop_hint="Artikel mit Kommentaren als Text, gespeicherte Webseite, Export oder Tabelle.",
    choose_files="oder Dateien auswählen",
    paste="oder Text einfügen",
    paste_name="Eingefügter Text",
    go="Auswerten",
    explain="Wörter zeigen, die den Ausschlag gaben (dauert länger)",
    keys_correct="Die Tasten 1, 2, 3 meinen die",
    stance="Haltung",
    mood="Stimmung",
    kept="Korrekturen werden sofort gespeichert in",
    file_of_labels="Datei der Korrekturen",
    needs_script="Diese Seite braucht JavaScript.",
    target="Haltung zu",
    apply="Neu auswerten",
    correct="Korrektur: {what}",
    of_stance="Haltung zu {target}",
    of_mention="erwähnt: {target}",
    other_target="Haltung zu etwas anderem",
    cut="Trennung von Artikel und Kommentaren korrigieren",
    cut_hint=(
        "Zeile anklicken (mit Umschalttaste mehrere) oder mit Pfeiltasten, j und k wählen, dann 1 "
        "bis 4 drücken. Ein Kommentar beginnt mit seiner ersten Zeile; was darunter folgt, gehört "
        "zu ihm."
    ),
    lines="Zeilen des Textes",
    roles={
        "article": "Artikel",
        "begin": "Kommentar beginnt",
        "inside": "Kommentar geht weiter",
        "furniture": "weder noch",
    },
    skip="Überspringen (s)",
    undo="Zurücknehmen (u)",
    train_hint=(
        "Trainiert ein neues Modell auf allen gespeicherten Korrekturen. Was beim Einordnen "
        "ausgelost wurde, bleibt außen vor; nur wenn das neue Modell mehr davon richtig hat, wird "
        "es benutzt."
    ),
    train_now="Jetzt nachtrainieren",
    models="Modelle",
    use="Benutzen",
    script={
        "busy": "Wird gelesen und ausgewertet …",
        "saved": "Gespeichert.",
        "begins_anew": "Gespeichert; aber die Datei der Korrekturen war nicht mehr da oder leer "
        "und beginnt neu. Hat sie jemand verschoben?",
        "taken_back": "Zurückgenommen.",
        "nothing_to_undo": "Nichts zurückzunehmen.",
        "overtaken": "Inzwischen in einem anderen Fenster korrigiert; bitte dort zurücknehmen.",
        "waiting": "Noch nicht gespeichert: {count}; es wird weiter versucht. {why}",
        "offline": "Der Server antwortet nicht. Läuft er noch?",
        "gone": "Der Server kennt diese Datei nicht mehr. Bitte noch einmal hierher ziehen.",
        "name_target": "Bitte nennen, wozu.",
        "keys_are_for": "Die Tasten 1, 2, 3 meinen jetzt: {what}.",
        "nothing_open": "Erst eine Datei auswerten lassen; gefragt wird nach deren Kommentaren.",
        "all_asked": "Keine Fragen mehr.",
        "article": "Artikel: {title}",
        "answers": "Antwort auf: {text}",
        "stance_question": "Welche Haltung zu {target}?",
        "mood_question": "Welche Stimmung?",
        "guess": "Das Modell sagt: {label} ({percent} %)",
        "by_lot": "Ausgelost; was das Modell sagt, steht danach hier.",
        "model_said": "Das Modell sagte dazu: {label}.",
        "progress": "{labelled} eingeordnet, {left} übrig",
        "estimate": "Von {n} ausgelosten hatte das Modell {right} richtig: {percent} % "
        "(95-%-Intervall {low} bis {high} %)",
        "no_estimate": "Noch kein ausgeloster Kommentar ist eingeordnet.",
        "without_target": "Kommentare ohne Thema bleiben außen vor ({count}); nennen Sie "
        "oben eines.",
        "contradiction": "Widerspruch: {labels} für fast gleichen Text: „{text}“",
        "stance": "Haltung",
        "sentiment": "Stimmung",
        "training": "{task}: Schritt {done} von {steps}",
        "starting": "Das Training beginnt …",
        "counts": "{task}: Korrekturen zum Lernen {learnt}, ausgeloste zum Prüfen {held}",
        "compared": "{task}: Von {n} zurückgehaltenen waren {before} richtig, jetzt {after}: "
        "{gain} Prozentpunkte (95-%-Intervall {low} bis {high}).",
        "too_few_held": "{task}: nicht trainiert. Ausgeloste Antworten: {held}, mindestens "
        "{fewest} sind nötig; beim Einordnen ist jede fünfte ausgelost.",
        "too_few_learnt": "{task}: nicht trainiert. Nötig sind je fünf verschiedene Texte in "
        "mindestens zwei Einordnungen.",
        "is_used": "Das neue Modell {model} ist besser und wird jetzt benutzt.",
        "is_used_perhaps": "Das neue Modell {model} hatte mehr richtig und wird jetzt benutzt; das "
        "kann Zufall sein, denn das Intervall enthält 0.",
        "not_used": "Das neue Modell ist nicht besser; es bleibt beim alten.",
        "nothing_trained": "Noch zu wenige Korrekturen.",
        "in_use": "wird benutzt",
        "elsewhere": "Auf der Kommandozeile: sentiment classify --model {folder}",
    },
)

ENGLISH = PageTexts(
    title="What do the readers think?",
    modes="Mode",
    read="Read and correct",
    label="Label",
    train="Retrain",
    annotator="Your name, under which corrections are kept",
    other_language="Deutsch",
    api="JSON API",
    keyboard="Keyboard",
    keys=(
        "j and k lead to the next and the previous comment; 1, 2 and 3 give it the first, second "
        "or third label; t changes between stance and mood; u takes the last correction back; / "
        "leads to the search, Esc out of it. While labelling, s skips."
    ),
    keys_on="Use these keys",
    drop="Drop a file here",
    drop_hint="An article with comments as text, a saved web page, an export or a table.",
    choose_files="or choose files",
    paste="or paste text",
    paste_name="Pasted text",
    go="Go",
    explain="Show the words that made the difference (takes longer)",
    keys_correct="The keys 1, 2, 3 mean the",
    stance="stance",
    mood="mood",
    kept="Corrections are saved at once in",
    file_of_labels="File of corrections",
    needs_script="This page needs JavaScript.",
    target="Stance toward",
    apply="Classify anew",
    correct="Correction: {what}",
    of_stance="stance toward {target}",
    of_mention="mentioned: {target}",
    other_target="Stance toward something else",
    cut="Correct what is article and what are comments",
    cut_hint=(
        "Click a line (several with Shift), or choose with the arrow keys, j and k; then press 1 "
        "to 4. A comment begins with its first line; what follows below belongs to it."
    ),
    lines="Lines of the text",
    roles={
        "article": "article",
        "begin": "comment begins",
        "inside": "comment goes on",
        "furniture": "neither",
    },
    skip="Skip (s)",
    undo="Take back (u)",
    train_hint=(
        "Trains a new model on all corrections. What was drawn by lot while labelling is held "
        "back; only if the new model has more of it right is it used."
    ),
    train_now="Retrain now",
    models="Models",
    use="Use",
    script={
        "busy": "Reading and classifying …",
        "saved": "Saved.",
        "begins_anew": "Saved; but the file of corrections was gone or empty, and begins anew. "
        "Did somebody move it?",
        "taken_back": "Taken back.",
        "nothing_to_undo": "Nothing to take back.",
        "overtaken": "Corrected in another window meanwhile; take it back there.",
        "waiting": "Not saved yet: {count}; still trying. {why}",
        "offline": "The server does not answer. Is it still running?",
        "gone": "The server does not know this file any more. Please drop it here again.",
        "name_target": "Please name what it is toward.",
        "keys_are_for": "The keys 1, 2, 3 now mean: {what}.",
        "nothing_open": "Open a file first; its comments are what is asked about.",
        "all_asked": "Nothing is left to ask.",
        "article": "Article: {title}",
        "answers": "Answers: {text}",
        "stance_question": "What stance toward {target}?",
        "mood_question": "What mood?",
        "guess": "The model says: {label} ({percent}%)",
        "by_lot": "Drawn by lot; what the model says comes afterwards.",
        "model_said": "The model said: {label}.",
        "progress": "{labelled} labelled, {left} left",
        "estimate": "Of {n} drawn by lot the model had {right} right: {percent}% (95% interval "
        "{low} to {high}%)",
        "no_estimate": "None of those drawn by lot has been answered yet.",
        "without_target": "Comments without a subject are left out ({count}); name one above.",
        "contradiction": "Contradiction: {labels} for nearly the same text: “{text}”",
        "stance": "Stance",
        "sentiment": "Mood",
        "training": "{task}: step {done} of {steps}",
        "starting": "Training begins …",
        "counts": "{task}: corrections to learn from {learnt}, drawn by lot to check {held}",
        "compared": "{task}: of {n} held back {before} were right, now {after}: {gain} percentage "
        "points (95% interval {low} to {high}).",
        "too_few_held": "{task}: not trained. Answers drawn by lot: {held}, at least {fewest} are "
        "needed; while labelling, every fifth one is.",
        "too_few_learnt": "{task}: not trained. Five different texts for each of two labels are "
        "needed.",
        "is_used": "The new model {model} is better and now in use.",
        "is_used_perhaps": "The new model {model} had more right and is now in use; that may be "
        "chance, since the interval holds 0.",
        "not_used": "The new model is not better; the old one stays.",
        "nothing_trained": "Too few corrections yet.",
        "in_use": "in use",
        "elsewhere": "On the command line: sentiment classify --model {folder}",
    },
)

TEXTS: Mapping[Language, PageTexts] = {Language.DE: GERMAN, Language.EN: ENGLISH}
