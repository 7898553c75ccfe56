"""What is wrong, and what to do, in German: what a user of the page can meet.

The errors themselves are in English, as on the command line and in the API. Names in braces stand
for whatever stands there in a sentence, and are taken over.
"""

from __future__ import annotations

import errno
import os
import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_TRANSLATED: Mapping[str, str] = {
    # What the server cannot answer.
    "What was sent is no JSON in UTF-8; /docs shows what is asked for.": (
        "Was gesendet wurde, ist kein JSON in UTF-8; /docs zeigt, was erwartet wird."
    ),
    "Nothing is at this address; /docs lists what there is.": (
        "Unter dieser Adresse ist nichts; /docs zeigt, was es gibt."
    ),
    "This address does not know that method; /docs lists what there is.": (
        "Diese Adresse kennt diese Methode nicht; /docs zeigt, was es gibt."
    ),
    # What cannot be read, and what to do about it.
    "the file is empty": "die Datei ist leer",
    "give a file that holds text": "bitte eine Datei mit Text wählen",
    "give a file with text": "bitte eine Datei mit Text wählen",
    "this is a binary file, not text": "das ist eine binäre Datei, kein Text",
    "save it as text, CSV or HTML": "bitte als Text, CSV oder HTML speichern",
    "this is a PDF file, not text": "das ist eine PDF-Datei, kein Text",
    "copy its text into a .txt file": "bitte den Text daraus in eine .txt-Datei kopieren",
    "this is a ZIP, Word, Excel or OpenDocument file, not text": (
        "das ist eine Datei von ZIP, Word, Excel oder OpenDocument, kein Text"
    ),
    "unpack it or save it as text or CSV": "bitte auspacken, oder als Text oder CSV speichern",
    "this is a 7-Zip file, not text": "das ist eine 7-Zip-Datei, kein Text",
    "unpack it": "bitte auspacken",
    "this is an old Word or Excel file, not text": (
        "das ist eine alte Word- oder Excel-Datei, kein Text"
    ),
    "save it as text or CSV": "bitte als Text oder CSV speichern",
    "this is an image, not text": "das ist ein Bild, kein Text",
    "this is a {kind} file in a packed file, not text": (
        "das ist eine {kind}-Datei in einer gepackten Datei, kein Text"
    ),
    "this is an xz file in a packed file, not text": (
        "das ist eine xz-Datei in einer gepackten Datei, kein Text"
    ),
    "unpack it once": "bitte einmal auspacken",
    "this is an SQLite database, not text": "das ist eine SQLite-Datenbank, kein Text",
    "export the table of comments as CSV": "bitte die Tabelle der Kommentare als CSV exportieren",
    "this is an SQL dump, which is not read": "das ist ein SQL-Dump, der nicht gelesen wird",
    "this is YAML, which is not read": "das ist YAML, das nicht gelesen wird",
    "save the comments as JSON or CSV": "bitte die Kommentare als JSON oder CSV speichern",
    "this is a web archive of Safari, not text": "das ist ein Webarchiv von Safari, kein Text",
    "this is a web archive of Chrome or Edge, not text": (
        "das ist ein Webarchiv von Chrome oder Edge, kein Text"
    ),
    "save the page as HTML alone": "bitte nur die Seite als HTML speichern",
    "save the page as HTML source": "bitte die Seite als HTML speichern",
    "this is an RTF file, not text": "das ist eine RTF-Datei, kein Text",
    "save it as plain text": "bitte als reinen Text speichern",
    "this is a Word, Excel, OpenDocument or EPUB file, not text": (
        "das ist eine Datei von Word, Excel, OpenDocument oder EPUB, kein Text"
    ),
    "cannot be opened ({why})": "kann nicht geöffnet werden ({why})",
    "check that it is a file that you may read": "bitte eine Datei wählen, die Sie lesen dürfen",
    "the page holds no text": "die Seite enthält keinen Text",
    "this is not HTML": "das ist kein HTML",
    "save the page as HTML once more, after its comments are shown": (
        "bitte die Seite noch einmal als HTML speichern, wenn ihre Kommentare zu sehen sind"
    ),
    "holds no discussion": "enthält keine Diskussion",
    "give a file that holds one": "bitte eine Datei wählen, die eine enthält",
    "holds more than {count} discussions": "enthält mehr als {count} Diskussionen",
    "holds {count} comments, more than the {most} that the page shows": (
        "enthält {count} Kommentare, mehr als die {most}, die diese Seite zeigt"
    ),
    "split it, or use the command line": "bitte aufteilen, oder die Kommandozeile benutzen",
    # Tables.
    "the table is empty": "die Tabelle ist leer",
    "add a header and rows": "bitte Kopfzeile und Zeilen ergänzen",
    "line {line}: the quotes do not pair": (
        "Zeile {line}: die Anführungszeichen gehören nicht paarweise zusammen"
    ),
    "line {line}: the quotes do not pair, or a cell has more than {most} characters": (
        "Zeile {line}: die Anführungszeichen gehören nicht paarweise zusammen, oder eine Zelle hat "
        "mehr als {most} Zeichen"
    ),
    'write each quote inside a cell twice ("") and close every cell': (
        'bitte Anführungszeichen in einer Zelle doppelt schreiben ("") und jede Zelle schließen'
    ),
    "line {line}: {cells} cells, but the header names {columns} columns": (
        "Zeile {line}: {cells} Zellen, aber die Kopfzeile nennt {columns} Spalten"
    ),
    "put cells that hold the delimiter into quotes": (
        "bitte Zellen, die das Trennzeichen enthalten, in Anführungszeichen setzen"
    ),
    "no column holds the text of the comments, since there are none": (
        "keine Spalte enthält den Text der Kommentare, denn es gibt keine"
    ),
    "no column holds the text of the comments, only {columns}": (
        "keine Spalte enthält den Text der Kommentare, nur {columns}"
    ),
    "no column holds the text of the comments, since no cell of the first line is a name of one": (
        "keine Spalte enthält den Text der Kommentare, denn keine Zelle der ersten Zeile ist ein "
        "Name dafür"
    ),
    "name the column one of {names}": "bitte die Spalte so nennen wie eine von diesen: {names}",
    "the column {name} holds no text, but lists or groups of values": (
        "die Spalte {name} enthält keinen Text, sondern Listen oder Gruppen von Werten"
    ),
    "export the texts as a column of strings": (
        "bitte die Texte als Spalte von Zeichenketten exportieren"
    ),
    "the Parquet file is broken": "die Parquet-Datei ist beschädigt",
    "export or download it again": "bitte noch einmal exportieren oder herunterladen",
    "no room on disk for so large a table ({why})": (
        "auf der Festplatte ist kein Platz für eine so große Tabelle ({why})"
    ),
    "no room on disk for a copy of it ({why})": (
        "auf der Festplatte ist kein Platz für eine Kopie davon ({why})"
    ),
    "name a folder with more room in the environment variable TMPDIR": (
        "bitte in der Umgebungsvariable TMPDIR einen Ordner mit mehr Platz nennen"
    ),
    # JSON.
    "the JSON is broken": "das JSON ist beschädigt",
    "the whole file: the JSON is broken": "die ganze Datei: das JSON ist beschädigt",
    "line {line}, column {column}: the JSON is broken": (
        "Zeile {line}, Spalte {column}: das JSON ist beschädigt"
    ),
    "line {line} or before: the JSON is broken": (
        "Zeile {line} oder davor: das JSON ist beschädigt"
    ),
    "line {line}: the JSON is broken": "Zeile {line}: das JSON ist beschädigt",
    "repair it, or export it again": "bitte reparieren oder noch einmal exportieren",
    "repair it, or export it again (what comes before is read)": (
        "bitte reparieren oder noch einmal exportieren (was davor steht, wird gelesen)"
    ),
    "not a discussion with comments": "keine Diskussion mit Kommentaren",
    "neither a comment nor a discussion": "weder ein Kommentar noch eine Diskussion",
    '"article" has no "text"': '"article" hat kein "text"',
    '"comments" and "furniture" must be lists': '"comments" und "furniture" müssen Listen sein',
    '"discussions" is not a list': '"discussions" ist keine Liste',
    '"schema" is not {known}, the only one known': (
        '"schema" ist nicht {known}, und nur das ist bekannt'
    ),
    '"{name}" is not a string': '"{name}" ist keine Zeichenkette',
    '"start" and "end" are not a range of characters': (
        '"start" und "end" sind kein Bereich von Zeichen'
    ),
    "part {number} of {count} of a table is missing": (
        "Teil {number} von {count} einer Tabelle fehlt"
    ),
    'write {"discussions": [...]}, one discussion, or a list of comments with "text"': (
        'erwartet wird {"discussions": [...]}, eine Diskussion oder eine Liste von Kommentaren mit '
        '"text"'
    ),
    # Exports and XML.
    "no comment and no article in it can be read": (
        "weder ein Kommentar noch ein Artikel darin ist zu lesen"
    ),
    "export it again, with comments that readers see and with their texts": (
        "bitte noch einmal exportieren, mit Kommentaren, die Leser sehen, und mit ihren Texten"
    ),
    "line {line}: the XML is broken": "Zeile {line}: das XML ist beschädigt",
    "export it again, or repair that line (what comes before is read)": (
        "bitte noch einmal exportieren oder die Zeile reparieren (was davor steht, wird gelesen)"
    ),
    "line {line}: the file ends too early": "Zeile {line}: die Datei endet zu früh",
    "export or download it again (what comes before is read)": (
        "bitte noch einmal exportieren oder herunterladen (was davor steht, wird gelesen)"
    ),
    "the XML defines entities, which no export of comments needs": (
        "das XML definiert Entitäten, die kein Export von Kommentaren braucht"
    ),
    "remove its <!DOCTYPE ...> if you trust the file": (
        "bitte <!DOCTYPE ...> daraus entfernen, wenn Sie der Datei trauen"
    ),
    "this kind of XML is not known": "diese Art von XML ist nicht bekannt",
    "export the comments as CSV or JSON, or save the page as HTML": (
        "bitte die Kommentare als CSV oder JSON exportieren, oder die Seite als HTML speichern"
    ),
    "this feed holds articles, not comments": "dieser Feed enthält Artikel, keine Kommentare",
    "save the feed of the comments, which WordPress has at the address of an article with /feed/ "
    "behind it, or export the blog": (
        "bitte den Feed der Kommentare speichern, den WordPress unter der Adresse eines Artikels "
        "mit /feed/ dahinter hat, oder das Blog exportieren"
    ),
    "this SQLite database is not one of Isso": "diese SQLite-Datenbank ist keine von Isso",
    "the SQLite database is damaged": "die SQLite-Datenbank ist beschädigt",
    "copy it again while Isso is stopped": "bitte noch einmal kopieren, während Isso nicht läuft",
    # Packed files.
    "the {kind} file is damaged or incomplete": (
        "die {kind}-Datei ist beschädigt oder unvollständig"
    ),
    "copy or download it again, or unpack it by hand": (
        "bitte noch einmal kopieren oder herunterladen, oder selbst auspacken"
    ),
    "the ZIP archive is damaged or incomplete": "das ZIP-Archiv ist beschädigt oder unvollständig",
    "copy or download it again": "bitte noch einmal kopieren oder herunterladen",
    "no readable file in this archive": "keine lesbare Datei in diesem Archiv",
    "unpack it and name its files": "bitte auspacken und die Dateien darin wählen",
    "{count} of the files in it cannot be read without a password": (
        "{count} der Dateien darin sind ohne Passwort nicht zu lesen"
    ),
    "unpack it with its password and name the folder": "bitte mit dem Passwort auspacken",
    "is damaged, or packed in a way that is not known": (
        "ist beschädigt oder auf eine unbekannte Weise gepackt"
    ),
    "unpack the archive by hand": "bitte das Archiv selbst auspacken",
    "unpacks to more than {most} MiB": "hat ausgepackt mehr als {most} MiB",
    "unpack it and split it into smaller files": (
        "bitte auspacken und in kleinere Dateien aufteilen"
    ),
    "unpacks to more than {most} times its size": (
        "wird beim Auspacken mehr als {most}-mal so groß"
    ),
    "unpack it by hand if you trust it": "bitte selbst auspacken, wenn Sie der Datei trauen",
    "to unpack Zstandard needs a package of its own": (
        "um Zstandard auszupacken, ist ein eigenes Paket nötig"
    ),
    "Parquet needs the library pyarrow": "für Parquet ist die Bibliothek pyarrow nötig",
    "install it with: {command} in the folder of the project": (
        "bitte installieren mit: {command} im Ordner des Projekts"
    ),
    # What cannot be kept.
    "cannot be written ({why})": "kann nicht geschrieben werden ({why})",
    "cannot be made ({why})": "kann nicht angelegt werden ({why})",
    "create the folder first": "bitte zuerst den Ordner anlegen",
    "name a file in a folder that exists": "bitte eine Datei in einem Ordner nennen, den es gibt",
    "free some space, or name a file on another disk": (
        "bitte Platz schaffen, oder eine Datei auf einer anderen Festplatte nennen"
    ),
    "give it a shorter name": "bitte einen kürzeren Namen geben",
    "name a file, not a folder": "bitte eine Datei nennen, keinen Ordner",
    "name another one: this link leads to itself": (
        "bitte eine andere nennen: dieser Link führt zu sich selbst"
    ),
    "name a file in a folder that you may write to": (
        "bitte eine Datei in einem Ordner nennen, in den Sie schreiben dürfen"
    ),
    "start the server in a folder that you may write to": (
        "bitte den Server in einem Ordner starten, in den Sie schreiben dürfen"
    ),
    "was held by another program for {seconds} seconds": (
        "wurde {seconds} Sekunden lang von einem anderen Programm gehalten"
    ),
    "end that program, or name another file": (
        "bitte jenes Programm beenden, oder eine andere Datei nennen"
    ),
    "the line is no JSON object": "die Zeile ist kein JSON-Objekt",
    "export the chat again, as JSON": "exportieren Sie den Chat noch einmal, als JSON",
    "take it out of the archive again": "nehmen Sie sie noch einmal aus dem Archiv",
    "column {column} is missing or empty (needed are {needed})": (
        "die Spalte {column} fehlt oder ist leer (nötig sind {needed})"
    ),
    "column {column} holds an unknown label; allowed are {allowed}": (
        "die Spalte {column} enthält eine unbekannte Einordnung; erlaubt sind {allowed}"
    ),
    "take that line out, or name a file that holds labels alone": (
        "bitte die Zeile herausnehmen, oder eine Datei nennen, die nur Einordnungen enthält"
    ),
    # What cannot be done as things stand.
    "Only plain text can be cut otherwise.": "Nur reiner Text kann anders getrennt werden.",
    "The text has no such lines; reload the page.": (
        "Solche Zeilen hat der Text nicht; bitte die Seite neu laden."
    ),
    "The file has no such discussion; drop it again.": (
        "Diese Diskussion hat die Datei nicht; bitte noch einmal hierher ziehen."
    ),
    "This file is not open any more; drop it again.": (
        "Diese Datei ist nicht mehr offen; bitte noch einmal hierher ziehen."
    ),
    "Retraining is running already; wait for its end.": (
        "Es wird schon nachtrainiert; bitte das Ende abwarten."
    ),
    "Retraining failed ({why}); its terminal says more.": (
        "Das Nachtrainieren ist gescheitert ({why}); im Terminal des Servers steht mehr."
    ),
    "No model has that name; reload the page.": (
        "Kein Modell heißt so; bitte die Seite neu laden."
    ),
    "This server does not go by that name; use the printed address.": (
        "Unter diesem Namen antwortet der Server nicht; bitte die Adresse benutzen, die er nennt."
    ),
    "Only the page of this server may ask; open its own address.": (
        "Nur die Seite dieses Servers darf fragen; bitte seine eigene Adresse öffnen."
    ),
    "More than {most} MiB are not taken; split the file, or use the command line.": (
        "Mehr als {most} MiB werden nicht genommen; bitte die Datei aufteilen, oder die "
        "Kommandozeile benutzen."
    ),
    "The server failed ({why}); its terminal says more.": (
        "Der Server ist gescheitert ({why}); in seinem Terminal steht mehr."
    ),
    "{place}: must not be empty; /docs shows what is asked for.": (
        "{place}: darf nicht leer sein; /docs zeigt, was erwartet wird."
    ),
    "{place}: {first} and {second} have the same id; /docs shows what is asked for.": (
        "{place}: {first} und {second} haben dieselbe id; /docs zeigt, was erwartet wird."
    ),
    "{place}: {number} answers itself, or what answers it; /docs shows what is asked for.": (
        "{place}: {number} antwortet auf sich selbst oder auf eine Antwort darauf; /docs zeigt, "
        "was erwartet wird."
    ),
    "{place}: string should have at most {most} characters; /docs shows what is asked for.": (
        "{place}: darf höchstens {most} Zeichen haben; /docs zeigt, was erwartet wird."
    ),
}

# What the system says in the place of {why}.
_REASONS: Mapping[str, str] = {
    os.strerror(errno.EACCES): "keine Berechtigung",
    os.strerror(errno.EDQUOT): "der zugeteilte Platz ist voll",
    os.strerror(errno.EIO): "das Gerät ist gestört",
    os.strerror(errno.EISDIR): "das ist ein Ordner",
    os.strerror(errno.ELOOP): "zu viele Links",
    os.strerror(errno.EMFILE): "zu viele offene Dateien",
    os.strerror(errno.ENAMETOOLONG): "der Name ist zu lang",
    os.strerror(errno.ENOENT): "Datei oder Ordner fehlt",
    os.strerror(errno.ENOSPC): "der Platz auf dem Gerät ist voll",
    os.strerror(errno.ENOTDIR): "das ist kein Ordner",
    os.strerror(errno.EPERM): "das ist nicht erlaubt",
    os.strerror(errno.EROFS): "hier kann nur gelesen werden",
}

_NAME = re.compile(r"\{(\w+)\}")


def in_german(text: str) -> str | None:
    """Return a sentence, a problem or a remedy in German; None where there is no translation."""
    for pattern, german in _patterns():
        if found := pattern.fullmatch(text):
            values = found.groupdict()
            if values.get("why") in _REASONS:
                values["why"] = _REASONS[values["why"]]
            words = _NAME.split(german)  # every second one is a name
            return "".join(values[word] if at % 2 else word for at, word in enumerate(words))
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(english), german) for english, german in _TRANSLATED.items())


def _pattern(english: str) -> re.Pattern[str]:
    words = _NAME.split(english)
    parts = (f"(?P<{w}>.+?)" if at % 2 else re.escape(w) for at, w in enumerate(words))
    return re.compile("".join(parts), re.DOTALL)
