"""Tests of the way from a book and a period to a problem."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_book import (
    FRI,
    MON_THU,
    NORMAL_HOURS,
    at,
    book,
    closure,
    post,
    problem,
    session,
    settings,
    warnings,
)

from roster.book.problem import build_problem
from roster.book.tables import (
    BalanceRow,
    CompetencyRow,
    ContractRow,
    LeaveRow,
    OfficerRow,
    PinRow,
    RequestRow,
    RoomRow,
    UnitRow,
)
from roster.errors import InputError
from roster.model import Assignment, Balance, Certificate, Contract, Pin, Request, Roster, Unit

JANUARY = date(2027, 1, 1), date(2027, 1, 31)
WEEK = date(2027, 1, 11), date(2027, 1, 15)


def faults(*args: Any, **more: Any) -> list[str]:
    with pytest.raises(InputError) as caught:
        problem(*args, **more)
    return [str(issue) for issue in caught.value.issues if not issue.warning]


def test_a_duty_has_its_hours_post_and_places() -> None:
    posts = (post("pagi", "penyelia", competency="front", min=0, ideal=2, max=None),)
    office = book(sessions=NORMAL_HOURS[:1], posts=posts)
    (duty,) = problem(office, WEEK[0], WEEK[0]).duties
    assert duty.id == "2027-01-11/PIP/pagi/penyelia"
    assert duty.start.isoformat() == "2027-01-11T07:30:00+07:00"
    assert duty.end.isoformat() == "2027-01-11T12:00:00+07:00"
    assert (duty.competency, duty.min, duty.ideal, duty.max) == ("front", 0, 2, None)
    assert duty.session_name == "Sesi pagi"


def test_january_2027_has_a_duty_for_each_post_of_its_19_days() -> None:
    found = problem(book(), *JANUARY)
    assert len(found.open_days) == 19
    assert len(found.duties) == 2 * 19
    # 19 days, of which the Fridays 8, 15, 22, 29: 15 x (4.5 + 3) + 4 x (4 + 3.5) hours.
    assert sum(duty.minutes for duty in found.duties) == (15 * 450) + (4 * 450)


def test_posts_stand_on_their_weekdays_and_dates() -> None:
    posts = (
        post("pagi"),
        post("pagi", "isyarat", weekdays=(2,)),
        post("pagi", ideal=2, from_=date(2027, 1, 14), until=date(2027, 1, 14)),
        post("pagi", "tamu", from_=date(2027, 1, 15)),
        post("pagi", "lama", until=date(2026, 12, 31)),
    )
    office = book(sessions=(session("pagi", "08:00-12:00", (0, 1, 2, 3, 4)),), posts=posts)
    found = [(d.day.day, d.post, d.ideal) for d in problem(office, *WEEK).duties]
    assert found == [
        (11, "front", 1),
        (12, "front", 1),
        (13, "front", 1),
        (13, "isyarat", 1),
        (14, "front", 2),
        (15, "front", 1),
        (15, "tamu", 1),
    ]


def test_a_post_that_stands_twice_on_a_date_is_a_fault() -> None:
    posts = (post("pagi", at=at(2, "posts")), post("pagi", weekdays=FRI, at=at(3, "posts")))
    (fault,) = faults(book(posts=posts), *WEEK)
    assert fault.startswith(
        "office.xlsx: posts!3: PIP/pagi/front holds twice on Friday, 15 January 2027 "
        "(see also office.xlsx: posts!2); expected one row for each date."
    )


def test_a_night_session_crosses_midnight_and_the_end_of_the_month() -> None:
    office = book(sessions=(session("malam", "22:00-06:00"),), posts=(post("malam"),))
    found = problem(office, date(2027, 1, 30), date(2027, 1, 31)).duties
    assert [duty.day.day for duty in found] == [30, 31]
    assert found[1].start.isoformat() == "2027-01-31T22:00:00+07:00"
    assert found[1].end.isoformat() == "2027-02-01T06:00:00+07:00"
    assert found[1].minutes == 8 * 60


def test_a_session_may_end_at_midnight() -> None:
    office = book(sessions=(session("sore", "16:00-00:00"),), posts=(post("sore"),))
    (duty,) = problem(office, *2 * [date(2027, 1, 31)]).duties
    assert duty.end.isoformat() == "2027-02-01T00:00:00+07:00"


def test_rooms_keep_the_clocks_of_their_zones_and_duties_the_order_of_time() -> None:
    rooms = (
        RoomRow(room="JKT"),
        RoomRow(room="MKS", timezone="Asia/Makassar"),
        RoomRow(room="JYP", timezone="Asia/Jayapura"),
    )
    sessions = tuple(session("pagi", "08:00-12:00", room=room.room) for room in rooms)
    posts = tuple(post("pagi", room=room.room) for room in rooms)
    found = problem(book(rooms=rooms, sessions=sessions, posts=posts), WEEK[0], WEEK[0])
    # 08.00 comes to Jayapura (+9) two hours before Jakarta (+7).
    assert [duty.start.isoformat() for duty in found.duties] == [
        "2027-01-11T08:00:00+09:00",
        "2027-01-11T08:00:00+08:00",
        "2027-01-11T08:00:00+07:00",
    ]
    assert [room.timezone for room in found.rooms] == [
        "Asia/Jakarta",
        "Asia/Makassar",
        "Asia/Jayapura",
    ]


def test_one_instant_may_lie_on_two_dates() -> None:
    rooms = (RoomRow(room="JYP", timezone="Asia/Jayapura"), RoomRow(room="PIP"))
    sessions = (session("dini", "00:30-02:00", room="JYP"), session("malam", "22:30-23:59"))
    posts = (post("dini", room="JYP"), post("malam"))
    found = problem(
        book(rooms=rooms, sessions=sessions, posts=posts), date(2027, 1, 11), date(2027, 1, 12)
    )
    east = found.duty["2027-01-12/JYP/dini/front"]
    west = found.duty["2027-01-11/PIP/malam/front"]
    assert east.utc[0] == west.utc[0]
    assert [duty.id for duty in found.duties[1:3]] == [east.id, west.id]


def test_the_zone_of_the_book_serves_rooms_without_one() -> None:
    office = book(settings=settings(timezone="Asia/Makassar"))
    assert problem(office, *WEEK).rooms[0].timezone == "Asia/Makassar"


@pytest.mark.parametrize("zone", ["WITA", "Asia/Makasar"])
def test_an_unknown_zone_is_a_fault_with_a_suggestion(zone: str) -> None:
    rooms = (RoomRow(room="PIP", timezone=zone, at=at(2, "rooms")),)
    (fault,) = faults(book(rooms=rooms), *WEEK)
    assert fault.startswith(f'office.xlsx: rooms!J2: unknown time zone "{zone}"; expected')
    assert fault.endswith('Did you mean "Asia/Makassar"?')


@pytest.mark.parametrize("zone", ["", "Asia", "../etc", "/", "a\0b", "Asia/Jakarta\n"])
def test_no_name_of_a_zone_breaks_the_reader(zone: str) -> None:
    rooms = (RoomRow(room="PIP", timezone=zone),)
    assert zone == "" or len(faults(book(rooms=rooms), *WEEK)) == 1


def test_unknown_and_unusable_settings_are_faults() -> None:
    office = book(
        settings=settings(
            lenguage="en",
            language="jv",
            timezone="WIB",
            calendar_reminder_minutes="-5",
            signatory="Sekretaris",
        )
    )
    assert faults(office, *WEEK, language="en") == [
        'office.xlsx: settings!A2: unknown setting "lenguage". Did you mean "language"?',
        'office.xlsx: settings!K3: unknown language "jv"; expected id or en',
        'office.xlsx: settings!K4: unknown time zone "WIB"; expected Asia/Jakarta, '
        'Asia/Makassar, Asia/Jayapura or another IANA name. Did you mean "Asia/Jakarta"?',
        'office.xlsx: settings!K5: reminder "-5"; expected one or two numbers of minutes '
        "up to 40320, such as 720 or 720;60",
    ]


def test_messages_are_indonesian_unless_the_book_or_the_caller_says_otherwise() -> None:
    wrong = {"sessions": (session("pagi", "08:00-12:00"),), "posts": (post("sore"),)}
    assert "tidak mempunyai sesi" in faults(book(settings=(), **wrong), *WEEK)[0]
    assert "has no session" in faults(book(settings=(), **wrong), *WEEK, language="en")[0]
    assert "has no session" in faults(book(**wrong), *WEEK)[0]


def test_a_post_of_a_session_that_its_room_does_not_have_is_a_fault() -> None:
    posts = (post("pagi"), post("siang"), post("pagii", at=at(4, "posts")))
    (fault,) = faults(book(posts=posts), *WEEK)
    assert fault == ('office.xlsx: posts!B4: room PIP has no session "pagii". Did you mean "pagi"?')


def test_a_session_without_a_post_is_a_warning() -> None:
    (warning,) = warnings(book(posts=(post("pagi"),)), *WEEK)
    assert warning.found == "session PIP/siang has no post, so nobody is needed"


def test_a_month_without_an_open_day_is_refused() -> None:
    days = [date(2027, 1, 11) + timedelta(days=n) for n in range(5)]
    office = book(closures=tuple(closure(day) for day in days))
    (fault,) = faults(office, date(2027, 1, 9), date(2027, 1, 17))
    assert fault.startswith(
        "office.xlsx: no open day from Saturday, 9 January 2027 to Sunday, 17 January 2027"
    )


def test_all_faults_come_in_one_run_with_the_warnings() -> None:
    office = book(
        settings=settings(language="en", country="ID", colour="blue"),
        rooms=(RoomRow(room="PIP", timezone="Asia/Jakart"),),
        posts=(post("pagi"), post("pagii")),
    )
    with pytest.raises(InputError) as caught:
        problem(office, date(2027, 3, 1), date(2027, 3, 31))
    assert sum(issue.warning for issue in caught.value.issues) == 3  # two estimates, one post
    assert sum(not issue.warning for issue in caught.value.issues) == 3


def test_officers_keep_what_the_book_says_of_them() -> None:
    officers = (
        OfficerRow(
            officer="199001012015031001",
            name="Ani Lestari",
            unit="SET",
            email="ani@example.go.id",
            capacity=Fraction(1, 2),
            joined=date(2027, 1, 11),
            left=date(2027, 1, 20),
            contract="half",
        ),
    )
    office = book(
        officers=officers,
        units=(UnitRow(unit="SET", name="Sekretariat", share=Fraction(2), min_at_work=1),),
        contracts=(
            ContractRow(contract="half", limit="max_duties", value=4),
            ContractRow(contract="half", limit="min_rest", value=11),
        ),
        balances=(BalanceRow(officer="199001012015031001", duties=Fraction(-1, 2)),),
    )
    found = problem(office, *JANUARY)
    (officer,) = found.officers
    assert (officer.id, officer.name, officer.contract) == (
        "199001012015031001",
        "Ani Lestari",
        "half",
    )
    # Half a capacity on the 8 open days from Monday 11 to Wednesday 20.
    assert found.weights[officer.id] == 4
    assert found.units == (Unit("SET", "Sekretariat", Fraction(2), None, 1),)
    assert found.contracts == (Contract("half", (("max_duties", 4), ("min_rest", 11))),)
    assert found.balances == (Balance(officer.id, "duties", Fraction(-1, 2)),)


def test_a_dated_certificate_wins_over_an_undated_competency() -> None:
    office = book(
        officers=(OfficerRow(officer="A", competencies=("front", "supervisor")),),
        competencies=(
            CompetencyRow(officer="A", competency="supervisor", valid_until=date(2027, 1, 12)),
            CompetencyRow(officer="A", competency="supervisor", valid_from=date(2027, 1, 14)),
        ),
    )
    (officer,) = problem(office, *WEEK).officers
    assert officer.certificates == (
        Certificate("front"),
        Certificate("supervisor", None, date(2027, 1, 12)),
        Certificate("supervisor", date(2027, 1, 14), None),
    )
    days = [date(2027, 1, day) for day in (11, 12, 13, 14)]
    assert [officer.competent_on("supervisor", day) for day in days] == [True, True, False, True]


def test_a_post_that_nobody_can_fill_is_a_warning_that_says_when() -> None:
    office = book(
        posts=(post("pagi", competency="front"), post("siang", competency="isyarat")),
        competencies=(
            CompetencyRow(officer="A", competency="front", valid_until=date(2027, 1, 14)),
            CompetencyRow(officer="B", competency="front", valid_until=date(2027, 1, 13)),
        ),
    )
    assert [issue.found for issue in warnings(office, *WEEK)] == [
        "post PIP/siang/front cannot be filled on 5 days from Monday, 11 January 2027 to "
        'Friday, 15 January 2027: nobody has the competency "isyarat"',
        "post PIP/pagi/front cannot be filled on Friday, 15 January 2027: "
        'nobody has the competency "front"',
    ]


def test_days_on_which_nobody_is_appointed_are_a_warning() -> None:
    officers = (OfficerRow(officer="A", joined=date(2027, 1, 12)),)
    office = book(officers=officers, posts=(post("pagi"), post("siang", ideal=0, min=0)))
    (warning,) = warnings(office, *WEEK)
    assert warning.found == (
        "post PIP/pagi/front cannot be filled on Monday, 11 January 2027: nobody is appointed"
    )


def leave(start: int, end: int, part: str = "", **fields: Any) -> LeaveRow:
    return LeaveRow(
        officer="A",
        start=date(2027, 1, start),
        end=date(2027, 1, end),
        type="CT",
        part=part,
        **fields,
    )


def test_leave_of_whole_days_has_no_hours() -> None:
    rows = (leave(12, 13), leave(14, 14, status="requested"))
    full, wish = problem(book(leave=rows), *WEEK).leaves
    assert (full.first, full.last, full.kind, full.approved) == (
        date(2027, 1, 12),
        date(2027, 1, 13),
        "CT",
        True,
    )
    assert full.full_day
    assert not wish.approved


def test_leave_of_a_session_takes_its_hours_of_each_day_in_every_room() -> None:
    rooms = (RoomRow(room="PIP"), RoomRow(room="MKS", timezone="Asia/Makassar"))
    sessions = (*NORMAL_HOURS, session("pagi", "09:00-11:00", room="MKS", weekdays=MON_THU))
    posts = (post("pagi"), post("siang"), post("pagi", room="MKS"))
    office = book(rooms=rooms, sessions=sessions, posts=posts, leave=(leave(14, 16, "pagi"),))
    (away,) = problem(office, *WEEK).leaves
    # Thursday in both rooms, Friday in one, and on Saturday there is no such session.
    assert away.windows == (
        (datetime(2027, 1, 14, 7, 30), datetime(2027, 1, 14, 12, 0)),
        (datetime(2027, 1, 14, 9, 0), datetime(2027, 1, 14, 11, 0)),
        (datetime(2027, 1, 15, 7, 30), datetime(2027, 1, 15, 11, 30)),
    )


def test_leave_of_hours_takes_them_on_each_day() -> None:
    office = book(leave=(leave(14, 15, "12:00-14:00"), leave(14, 14, "22:00-02:00")))
    midday, night = problem(office, *WEEK).leaves
    assert midday.windows == tuple(
        (datetime(2027, 1, day, 12), datetime(2027, 1, day, 14)) for day in (14, 15)
    )
    assert night.windows == ((datetime(2027, 1, 14, 22), datetime(2027, 1, 15, 2)),)
    assert not midday.full_day


def test_leave_of_a_session_that_does_not_run_takes_nothing_and_not_the_whole_day() -> None:
    sessions = (session("pagi", "08:00-12:00", MON_THU), session("siang", "13:00-16:00"))
    office = book(sessions=sessions, leave=(leave(15, 15, "pagi"),))
    assert problem(office, *WEEK).leaves == ()


def test_leave_of_an_unknown_session_is_a_fault() -> None:
    (fault,) = faults(book(leave=(leave(14, 14, "sore", at=at(3, "leave")),)), *WEEK)
    assert fault.startswith('office.xlsx: leave!M3: unknown session "sore"; expected')


def test_leave_that_does_not_touch_the_period_is_left_out() -> None:
    rows = (leave(4, 9), leave(10, 10), leave(15, 30), leave(16, 16), leave(17, 30))
    kept = problem(book(leave=rows), *WEEK).leaves
    # A night may reach over either end, so the days before and after count.
    assert [(lv.first.day, lv.last.day) for lv in kept] == [(10, 10), (15, 30), (16, 16)]


def test_a_night_on_the_last_day_runs_into_the_leave_that_follows() -> None:
    office = book(
        sessions=(session("malam", "22:00-06:00"),), posts=(post("malam"),), leave=(leave(16, 20),)
    )
    found = problem(office, *WEEK)
    duty = found.duties[-1]
    assert found.leaves[0].overlaps(duty.start, duty.end)


def wish(day: int, wish: str = "want", session: str = "", weight: int = 1) -> RequestRow:
    return RequestRow(
        officer="A", date=date(2027, 1, day), wish=wish, session=session, weight=weight
    )


def test_wishes_of_the_period_are_kept_and_others_left_out() -> None:
    office = book(requests=(wish(10), wish(11, "avoid", "pagi", 3), wish(15), wish(18)))
    assert problem(office, *WEEK).requests == (
        Request("A", date(2027, 1, 11), "pagi", False, 3),
        Request("A", date(2027, 1, 15), "", True, 1),
    )


def test_a_wish_to_serve_on_a_closed_day_is_kept_with_a_warning() -> None:
    office = book(
        requests=(wish(13), wish(13, "avoid"), wish(14, session="pagi")),
        closures=(closure(date(2027, 1, 13)),),
    )
    found, told = build_problem(office, *WEEK, {})
    assert len(found.requests) == 3
    assert [issue.found for issue in told] == [
        "A: there is no such duty on Wednesday, 13 January 2027, so it cannot be met"
    ]


def test_pins_of_the_period_are_kept_and_those_that_no_duty_meets_are_told() -> None:
    def pin(day: int, kind: str = "must", **fields: str) -> PinRow:
        return PinRow(officer="A", date=date(2027, 1, day), kind=kind, **fields)

    pins = (
        pin(8),
        pin(11),
        pin(12, "never", session="pagi"),
        pin(13, room="PIP", session="pagi", post="penyelia"),
        pin(16),
    )
    found, told = build_problem(book(pins=pins), *WEEK, {})
    assert found.pins == (
        Pin("A", date(2027, 1, 11)),
        Pin("A", date(2027, 1, 12), session="pagi", must=False),
        Pin("A", date(2027, 1, 13), "PIP", "pagi", "penyelia"),
    )
    assert len(told) == 1
    assert "Wednesday, 13 January 2027" in told[0].found


def test_what_was_done_before_the_period_is_handed_on() -> None:
    before = problem(book(), date(2027, 1, 4), date(2027, 1, 15))
    pairs = [(who, duty) for duty in before.duties for who in ("A", "Z")]
    found = problem(book(), *WEEK, past=Roster.of(pairs))
    assert {pair.officer for pair in found.past} == {"A"}, "Z is in the book no longer"
    assert found.past == tuple(
        Assignment("A", duty) for duty in before.duties if duty.day < WEEK[0]
    )
    # A served on Wednesday, Thursday and Friday; the weekend before the period was free.
    assert found.eve["A"].free_run == 2


def test_a_run_of_work_that_reaches_the_eve_is_known() -> None:
    office = book(sessions=(session("pagi", "08:00-12:00"),), posts=(post("pagi"),))
    before = problem(office, date(2027, 1, 6), date(2027, 1, 10))
    past = Roster.of(("A", duty) for duty in before.duties if duty.day.day != 7)
    eve = problem(office, *WEEK, past=past).eve
    # A: 6, then 8, 9 and 10 January; B: free since the 6th.
    assert (eve["A"].work_run, eve["A"].session_run, eve["A"].last_session) == (3, 3, "pagi")
    assert eve["B"].free_run == 5


def test_settings_are_handed_on_and_name_the_problem() -> None:
    office = book(settings=settings(office="Balai", language="id", decree="17/2027"))
    found = problem(office, *WEEK)
    assert found.name == "Balai"
    assert found.setting("decree") == "17/2027"


def test_a_period_may_be_any_range_of_dates() -> None:
    found = problem(book(), date(2026, 12, 30), date(2027, 1, 7))
    assert [day.isoformat() for day in found.open_days] == [
        "2026-12-30",
        "2026-12-31",
        "2027-01-04",
        "2027-01-06",
        "2027-01-07",
    ]


CLOCK = st.times().map(lambda t: time(t.hour, t.minute))
ROWS = st.tuples(CLOCK, CLOCK, st.sets(st.integers(0, 6), min_size=1)).map(
    lambda row: session(
        "kerja", f"{row[0]:%H:%M}-{row[1]:%H:%M}", tuple(sorted(row[2])), room="PIP"
    )
)


@given(row=ROWS, start=st.dates(date(2024, 1, 1), date(2027, 12, 1)), days=st.integers(7, 40))
def test_every_duty_lies_on_its_weekdays_and_ends_within_a_day_of_its_start(
    row: Any, start: date, days: int
) -> None:
    office = book(settings=settings(country=""), sessions=(row,), posts=(post("kerja"),))
    last = start + timedelta(days=days)
    found = problem(office, start, last)
    expected = [start + timedelta(days=n) for n in range(days + 1)]
    assert found.open_days == tuple(day for day in expected if day.weekday() in row.weekdays)
    for duty in found.duties:
        assert (duty.start.date(), duty.start.time(), duty.end.time()) == (
            duty.day,
            row.start,
            row.end,
        )
        assert 0 < duty.minutes <= 24 * 60
