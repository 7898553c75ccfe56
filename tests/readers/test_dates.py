"""Printed dates: what each layout says comes back, and nothing is guessed."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.discussion import PlainText
from sentiment.readers.dates import iso_date
from sentiment.separation import assemble
from sentiment.separation.lines import lines

GERMAN = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
)
ENGLISH = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
WEEKDAYS = "Mo Di Mi Do Fr Sa So".split()
DAYS = (
    "{d}. {month} {y}", "{d:02}. {month} {y}", "am {d}. {month} {y}", "{weekday}, {d}. {month} {y}",
    "{weekday} {d}. {month} {y}", "{month} {d}, {y}", "{weekday}., {month} {d}, {y}",
    "{d:02} {english} {y}", "{english} {d}, {y}", "{d}.{m}.{y}", "{d:02}.{m:02}.{y}",
    "{d:02}. {m:02}. {y}", "{d:02}.{m:02}, {y}", "{d:02}.{m:02}.{short:02}",
    "{y}-{m:02}-{d:02}", "{y}/{m:02}/{d:02}",
)  # fmt: skip
BETWEEN = (
    " um ", " at ", " Beim ", " - ", " – ", " // ", " / ", " | ", ", ", " ", ", um ", " @ ",
)  # fmt: skip
MINUTES = ("{H:02}:{M:02}", "{H:02}:{M:02} Uhr", "{H}.{M:02} Uhr Uhr", "{h}:{M:02} {half}")
SECONDS = ("{H:02}:{M:02}:{S:02}", "{h}:{M:02}:{S:02} {half} Uhr")
OFFSETS = {"": "", " +0000": "+00:00", "+02:00": "+02:00", " Z": "Z", " GMT": "Z", "-04": "-04:00"}
MOMENTS = st.datetimes(datetime(1995, 1, 1), datetime(2035, 12, 31))


def printed(layout: str, moment: datetime) -> str:
    return layout.format(
        d=moment.day, m=moment.month, y=moment.year, short=moment.year % 100,
        month=GERMAN[moment.month - 1], english=ENGLISH[moment.month - 1],
        weekday=WEEKDAYS[moment.weekday()], H=moment.hour, M=moment.minute, S=moment.second,
        h=(moment.hour + 11) % 12 + 1, half="pm" if moment.hour >= 12 else "AM",
    )  # fmt: skip


@given(MOMENTS, st.sampled_from(DAYS))
def test_a_day_comes_back_from_every_layout(moment: datetime, day: str) -> None:
    assert iso_date(printed(day, moment)) == f"{moment:%Y-%m-%d}"


@given(
    MOMENTS, st.sampled_from(DAYS), st.sampled_from(BETWEEN), st.sampled_from(MINUTES + SECONDS),
    st.sampled_from(sorted(OFFSETS)),
)  # fmt: skip
def test_a_time_comes_back_as_far_as_it_is_printed(
    moment: datetime, day: str, between: str, time: str, offset: str
) -> None:
    precision = "seconds" if time in SECONDS else "minutes"
    expected = moment.replace(microsecond=0).isoformat(timespec=precision) + OFFSETS[offset]
    assert iso_date(printed(day + between + time, moment) + offset) == expected
    assert iso_date(expected) == expected


LIKE_DATES = st.lists(
    st.sampled_from([*DAYS, *BETWEEN, *MINUTES, *SECONDS, *OFFSETS, "2018", "5", "13", ".", "99"]),
    max_size=5,
).map("".join)


@given(st.text() | st.tuples(LIKE_DATES, MOMENTS).map(lambda drawn: printed(*drawn)))
def test_any_text_is_a_date_of_the_calendar_or_none(text: str) -> None:
    found = iso_date(text)
    assert found is None or datetime.fromisoformat(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mittwoch, Mai 10, 2017 4:14:00 PM", "2017-05-10T16:14:00"),
        ("Thu, 03 May 2018 10:12:00 +0000", "2018-05-03T10:12:00+00:00"),
        ("2018-05-03T10:12:00.123Z", "2018-05-03T10:12:00.123Z"),
        ("1. Jänner 2020", "2020-01-01"),
        ("3. Jän. 2020, 9.05 Uhr", "2020-01-03T09:05"),
        ("am Mittwoch, den 3. Mär. 2021", "2021-03-03"),
        ("May 3rd, 2018 at 12:05 a.m.", "2018-05-03T00:05"),
        ("(25/08/2020 at 9:52)", "2020-08-25T09:52"),
        ("08-25-2020", "2020-08-25"),
        ("1.1.99", "1999-01-01"),
        ("03.Mai.2018", "2018-05-03"),
        ("#1.1 — 3. Mai 2018, 9:05 Uhr", "2018-05-03T09:05"),
        ("Verfasst am: Do., 3. Mai 2018", "2018-05-03"),
        ("20:12 Uhr, 3. Mai 2018", "2018-05-03T20:12"),
        ("20:12 am 03.05.2018", "2018-05-03T20:12"),
        ("7:12 vorm. · 9. Jan. 2024", "2024-01-09T07:12"),
        ("7:12 PM · Jan 9, 2024", "2024-01-09T19:12"),
        ("9. Jan. 2024, 12:05 nachm.", "2024-01-09T12:05"),
        ("Tue Mar 12 18:22:11 +0000 2024", "2024-03-12T18:22:11+00:00"),
        ("Fri Jan  5 09:05:00 UTC 2024", "2024-01-05T09:05:00Z"),
        ("Wed Oct 02 23:59:59 2013", "2013-10-02T23:59:59"),
    ],
)
def test_layouts_of_their_own(text: str, expected: str) -> None:
    assert iso_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "11/08/2020 at 9:52",  # August or November
        "vor 11 Wochen", "gestern um 9:12", "18. September um 08:37", "21:00", "12.04. 17:02",
        "31.6.2018", "29. Februar 2019", "45. Mai 2019", "3. Mond 2018", "12.03.45",
        "Tue Mar 42 18:22:11 +0000 2024", "Tue Mar 12 18:22:11 CET 2024",
        "3. Mai 2018, 25:00", "3. Mai 2018, 14:10 am", "3. Mai 2018, 0:10 pm",
        "10:12 pm May 3, 2018", "13.05 06.2018",
        "2018-05-03-04:00",  # an offset and not a time
        "2018-05-03T10:12+99:00", "3. Mai 2018 und später", "2018", "",
    ],
)  # fmt: skip
def test_what_is_not_certain_stays_as_it_is(text: str) -> None:
    assert iso_date(text) is None


def test_the_time_above_a_comment_in_plain_text_is_not_lost() -> None:
    text = "Eva\n3. Mai 2018 at 2:33 pm\nNa endlich.\nJo, vor 3 Stunden\nAch was.\n"
    text += "Uli\n1. Februar 2024 Beim 07:40\nGut.\n"  # as a German theme prints "at"
    roles = ["furniture", "furniture", "begin", "furniture", "begin"]
    roles += ["furniture", "furniture", "begin"]
    found = assemble(PlainText(source="t", text=text), list(lines(text)), roles)
    assert [(c.author, c.date) for c in found.comments] == [
        ("Eva", "2018-05-03T14:33"),
        ("Jo", "vor 3 Stunden"),
        ("Uli", "2024-02-01T07:40"),
    ]
