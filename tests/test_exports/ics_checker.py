"""A checker of iCalendar bytes that shares nothing with the writer: standard library only.

``faults`` judges one file and ``pair_faults`` an export against the one before it. Each fault
begins with the number of its point in the checklist of ``docs/calendars.md``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

EVENT_ONCE = (
    "UID",
    "DTSTAMP",
    "DTSTART",
    "DTEND",
    "SEQUENCE",
    "LAST-MODIFIED",
    "CREATED",
    "SUMMARY",
    "STATUS",
    "TRANSP",
    "CLASS",
)
STAMPS = ("DTSTAMP", "LAST-MODIFIED", "CREATED")
BOOKKEEPING = {"SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "CREATED"}
REVISION_LINE = re.compile(r"\\n(Keadaan per|As of|Perubahan ke-\d+|Change \d+): (?:[^\\]|\\,)*$")
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LOCAL = re.compile(r"\d{8}T\d{6}")


@dataclass(frozen=True)
class Property:
    name: str
    params: tuple[tuple[str, str], ...]
    value: str

    def param(self, name: str) -> str | None:
        return dict(self.params).get(name)


@dataclass
class Component:
    name: str
    properties: list[Property] = field(default_factory=list)
    children: list[Component] = field(default_factory=list)
    lines: list[bytes] = field(default_factory=list)

    def values(self, name: str) -> list[str]:
        return [p.value for p in self.properties if p.name == name]

    def value(self, name: str) -> str:
        return next(iter(self.values(name)), "")

    def get(self, name: str) -> Property | None:
        return next((p for p in self.properties if p.name == name), None)

    def named(self, name: str) -> list[Component]:
        return [child for child in self.children if child.name == name]

    def walk(self) -> Iterator[Component]:
        yield self
        for child in self.children:
            yield from child.walk()


def parse(data: bytes) -> Component:
    """The tree of a file; raises ValueError where it is no tree of components."""
    root = Component("")
    stack = [root]
    for raw in data.removesuffix(b"\r\n").replace(b"\r\n ", b"").split(b"\r\n"):
        found = _property(raw.decode())
        if found.name == "BEGIN":
            child = Component(found.value)
            stack[-1].children.append(child)
            stack.append(child)
        for component in stack[1:]:
            component.lines.append(raw)
        if found.name == "END":
            if stack[-1].name != found.value:
                raise ValueError(f"END:{found.value} closes {stack[-1].name}")
            stack.pop()
        elif found.name != "BEGIN":
            stack[-1].properties.append(found)
    if len(stack) > 1 or len(root.children) != 1 or root.properties:
        raise ValueError("not one component from BEGIN to END")
    return root.children[0]


def _property(line: str) -> Property:
    parts = re.fullmatch(r'([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,])*)*):(.*)', line, re.S)
    if parts is None:
        raise ValueError(f"not a content line: {line!r}")
    params = re.findall(r';([A-Z0-9-]+)=("[^"]*"|[^";:,]*)', parts[2])
    return Property(parts[1], tuple((k, v.strip('"')) for k, v in params), parts[3])


def faults(data: bytes, *, profile: str = "A") -> list[str]:
    """Every fault of one file; ``profile`` is A (snapshot) or B (mail, with METHOD)."""
    found = list(_bytes(data))
    try:
        calendar = parse(data)
    except (ValueError, UnicodeDecodeError) as error:
        return [*found, f"1: {error}"]
    found += _calendar(calendar)
    found += _profile_a(calendar) if profile == "A" else _profile_b(calendar)
    for event in calendar.named("VEVENT"):
        found += (f"{fault} ({event.value('UID')})" for fault in _event(event))
    found += (f"15: two events with UID {uid}" for uid in _twice(calendar))
    found += _zones(calendar)
    return found


def _bytes(data: bytes) -> Iterator[str]:
    if not data.endswith(b"END:VCALENDAR\r\n"):
        yield "1: does not end with END:VCALENDAR and CRLF"
    if data.startswith(b"\xef\xbb\xbf"):
        yield "1: byte order mark"
    if re.search(rb"(?<!\r)\n|\r(?!\n)", data):
        yield "1: a line end that is not CRLF"
    for line in data.split(b"\r\n"):
        if len(line) > 75:
            yield f"2: line of {len(line)} octets: {line[:30]!r}"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield f"2: line is not UTF-8 by itself: {line[:30]!r}"
    if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data):
        yield "3: control character"


def _calendar(calendar: Component) -> Iterator[str]:
    for name in ("VERSION", "PRODID", "CALSCALE"):
        if len(calendar.values(name)) != 1:
            yield f"5: {name} stands {len(calendar.values(name))} times"
    if calendar.value("VERSION") != "2.0":
        yield "5: VERSION is not 2.0"
    if not re.fullmatch("-//[^/]+//[^/]+//[A-Z]{2}", calendar.value("PRODID")):
        yield f"5: PRODID {calendar.value('PRODID')!r}"
    if not calendar.named("VEVENT"):
        yield "5: no event"
    if calendar.values("UID"):
        yield "9: VCALENDAR has a UID"
    name = calendar.value("NAME")
    if not name or calendar.values("NAME") != calendar.values("X-WR-CALNAME"):
        yield "10: NAME and X-WR-CALNAME differ or are missing"
    if re.search(r"[,;\\]", name):
        yield f"10: NAME {name!r} has a character that clients show raw"
    refresh = calendar.get("REFRESH-INTERVAL")
    if refresh is None or refresh.param("VALUE") != "DURATION" or refresh.value != "PT1H":
        yield "11: REFRESH-INTERVAL;VALUE=DURATION:PT1H is missing"
    if calendar.values("X-PUBLISHED-TTL") != ["PT1H"]:
        yield "11: X-PUBLISHED-TTL:PT1H is missing"
    newest = max((e.value("LAST-MODIFIED") for e in calendar.named("VEVENT")), default="")
    if calendar.values("LAST-MODIFIED") != [newest]:
        yield "12: LAST-MODIFIED is not the newest event's"


def _profile_a(calendar: Component) -> Iterator[str]:
    for component in calendar.walk():
        for name in ("METHOD", "ORGANIZER", "ATTENDEE"):
            if component.values(name):
                yield f"6: {name} in a snapshot"
    if calendar.values("SOURCE"):
        yield "13: SOURCE outside a feed"


def _profile_b(calendar: Component) -> Iterator[str]:
    method = calendar.value("METHOD")
    if method not in ("PUBLISH", "REQUEST", "CANCEL"):
        yield f"7: METHOD {method!r}"
    for event in calendar.named("VEVENT"):
        if len(event.values("ORGANIZER")) != 1:
            yield "7: event without ORGANIZER"
        if method == "PUBLISH" and event.values("ATTENDEE"):
            yield "7: PUBLISH with ATTENDEE"


def _event(event: Component) -> Iterator[str]:
    for name, count in ((n, len(event.values(n))) for n in EVENT_ONCE):
        if count != 1:
            yield f"14: {name} stands {count} times"
    if event.values("DURATION"):
        yield "14: DURATION"
    if not UUID.fullmatch(event.value("UID")):
        yield "15: UID is not an opaque UUID"
    if not re.fullmatch(r"\d+", event.value("SEQUENCE")):
        yield "14: SEQUENCE is no number"
    for name in STAMPS:
        if not re.fullmatch(r"\d{8}T\d{6}Z", event.value(name)):
            yield f"22: {name} {event.value(name)!r}"
    if event.value("DTSTAMP") != event.value("LAST-MODIFIED"):
        yield "22: DTSTAMP is not LAST-MODIFIED"
    yield from _cancelled(event)
    yield from _times(event)
    alarms = event.named("VALARM")
    if len(alarms) > 2:
        yield f"29: {len(alarms)} alarms"
    for alarm in alarms:
        for name, form in (("ACTION", "DISPLAY"), ("DESCRIPTION", ".+"), ("TRIGGER", "-PT.+")):
            values = alarm.values(name)
            if len(values) != 1 or not re.fullmatch(form, values[0], re.S):
                yield f"29: alarm has {name} {values}"


def _cancelled(event: Component) -> Iterator[str]:
    status, transparency = event.value("STATUS"), event.value("TRANSP")
    if status not in ("CONFIRMED", "CANCELLED"):
        yield f"14: STATUS {status!r}"
    if transparency not in ("OPAQUE", "TRANSPARENT"):
        yield f"28: TRANSP {transparency!r}"
    if status != "CANCELLED":
        return
    if event.named("VALARM"):
        yield "21: cancelled, with an alarm"
    if transparency != "TRANSPARENT":
        yield "21: cancelled, not TRANSPARENT"
    if not re.match("(DIBATALKAN|CANCELLED): ", event.value("SUMMARY")):
        yield "21: cancelled, and SUMMARY does not say it"


def _times(event: Component) -> Iterator[str]:
    start, end = event.get("DTSTART"), event.get("DTEND")
    if start is None or end is None:
        return
    if start.param("VALUE") == "DATE" or end.param("VALUE") == "DATE":
        for moment in (start, end):
            if moment.params != (("VALUE", "DATE"),) or not re.fullmatch(r"\d{8}", moment.value):
                yield f"27: {moment.name} of an all-day event: {moment}"
        if not end.value > start.value:
            yield "27: DTEND is not after DTSTART"
        if event.value("TRANSP") != "TRANSPARENT":
            yield "28: all-day and not TRANSPARENT"
        return
    for moment in (start, end):
        if LOCAL.fullmatch(moment.value) and not moment.param("TZID"):
            yield f"23: floating {moment.name}"
        elif moment.param("TZID") and not _known(moment.param("TZID") or ""):
            yield f"23: TZID {moment.param('TZID')!r} is no IANA name"
        elif not re.fullmatch(r"\d{8}T\d{6}Z?", moment.value):
            yield f"23: {moment.name} {moment.value!r}"
    if instant(end) <= instant(start):
        yield "14: DTEND is not after DTSTART"


def _known(name: str) -> bool:
    try:
        return ZoneInfo(name).key == name
    except (KeyError, ValueError, OSError):
        return False


def instant(moment: Property) -> datetime:
    """The aware time of DTSTART or DTEND by the zone's own data, not by VTIMEZONE."""
    if moment.param("VALUE") == "DATE":
        day = date.fromisoformat(moment.value)
        return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo("UTC"))
    local = datetime.strptime(moment.value.removesuffix("Z"), "%Y%m%dT%H%M%S")
    zone = moment.param("TZID") or "UTC"
    return local.replace(tzinfo=ZoneInfo(zone if _known(zone) else "UTC"))


def _twice(calendar: Component) -> list[str]:
    count = Counter(event.value("UID") for event in calendar.named("VEVENT"))
    return [uid for uid, times in count.items() if times > 1]


def _zones(calendar: Component) -> Iterator[str]:
    defined = [zone.value("TZID") for zone in calendar.named("VTIMEZONE")]
    moments = [
        moment
        for event in calendar.named("VEVENT")
        for moment in event.properties
        if moment.name in ("DTSTART", "DTEND") and moment.param("TZID")
    ]
    used = {moment.param("TZID") for moment in moments}
    if defined != sorted(set(defined)):
        yield f"24: VTIMEZONEs are not sorted, or stand twice: {defined}"
    if set(defined) != used:
        yield f"24: VTIMEZONEs {sorted(defined)} for TZIDs {sorted(map(str, used))}"
    names = [child.name for child in calendar.children]
    if "VTIMEZONE" in names[len(defined) :]:
        yield "24: VTIMEZONE after an event"
    for zone in calendar.named("VTIMEZONE"):
        if any(component.values("COMMENT") for component in zone.walk()):
            yield "24: COMMENT in VTIMEZONE"
        for moment in moments:
            if moment.param("TZID") == zone.value("TZID"):
                said, true = _offset(zone, moment.value), instant(moment).utcoffset()
                if said != true:
                    yield f"24: {zone.value('TZID')} is {said} at {moment.value}, not {true}"


def _offset(zone: Component, local: str) -> timedelta | None:
    """The offset by the VTIMEZONE's own blocks: that of the last onset before a local time."""
    onsets = [
        (onset, block.value("TZOFFSETTO"))
        for block in zone.children
        for onset in (
            block.values("DTSTART")
            + [day for dates in block.values("RDATE") for day in dates.split(",")]
        )
        if onset <= local
    ]
    if not onsets or any(block.values("RRULE") for block in zone.children):
        return None
    _, offset = max(onsets)
    sign = -1 if offset[0] == "-" else 1
    return sign * timedelta(hours=int(offset[1:3]), minutes=int(offset[3:5]))


def pair_faults(old: bytes, new: bytes) -> list[str]:
    """Every fault of an export with regard to an earlier one of the same period."""
    before = {event.value("UID"): event for event in parse(old).named("VEVENT")}
    after = {event.value("UID"): event for event in parse(new).named("VEVENT")}
    found = []
    for uid, event in before.items():
        if uid not in after:
            found.append(f"20: event {uid} is gone")
        else:
            found += (f"{fault} ({uid})" for fault in _pair(event, after[uid]))
    return found


def _pair(old: Component, new: Component) -> Iterator[str]:
    if old.value("CREATED") != new.value("CREATED"):
        yield "18: CREATED changed"
    sequences = int(old.value("SEQUENCE")), int(new.value("SEQUENCE"))
    if sequences[1] < sequences[0]:
        yield f"19: SEQUENCE fell from {sequences[0]} to {sequences[1]}"
    if _visible(old) == _visible(new):
        if sequences[1] > sequences[0]:
            yield "17: SEQUENCE rose, and nothing changed"
        if old.lines != new.lines:
            yield "17: unchanged, and other bytes"
        return
    if sequences[1] == sequences[0]:
        yield "18: changed, and SEQUENCE did not rise"
    for name in ("LAST-MODIFIED", "DTSTAMP"):
        if not new.value(name) > old.value(name):
            yield f"18: changed, and {name} is not later"


def _visible(event: Component) -> list[object]:
    """All that a reader sees, without the note of when it was published."""
    shown: list[object] = [
        REVISION_LINE.sub("", p.value) if p.name == "DESCRIPTION" else p
        for p in event.properties
        if p.name not in BOOKKEEPING
    ]
    return shown + [(alarm.name, alarm.properties) for alarm in event.children]
