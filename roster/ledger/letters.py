"""What each officer is written about a version: a mail for everyone whose own duties changed."""

from __future__ import annotations

from collections.abc import Mapping

from roster.amendment import differences
from roster.errors import InputError, Issue
from roster.exports.ics_names import file_stems
from roster.exports.itip import Address
from roster.exports.mail import Letter, draft
from roster.exports.notes import notes
from roster.exports.words import period
from roster.ledger.publish import Version
from roster.ledger.records import OFFICER
from roster.model import Problem, Roster
from roster.model.language import say
from roster.model.wording import duty_name

FOLDER = "mail"


def letters(version: Version, before: Roster | None) -> dict[str, Letter]:
    """A letter for each officer of the book whom the version concerns.

    ``before`` is the roster of the version before, None for the first of a period: it tells
    everybody all of their duties.
    """
    draft, problem, language = version.draft, version.draft.problem, version.draft.language
    when = period(problem.first, problem.last, language)
    told: Mapping[str, tuple[str, ...]]
    if before is None:
        told = {o.id: _all(o.id, draft.roster, problem, language) for o in problem.officers}
        subject = say(language, id=f"Jadwal piket {when}", en=f"Duty roster {when}")
    else:
        told = notes(differences(before, draft.roster), problem, language)
        subject = say(
            language, id=f"Perubahan jadwal piket {when}", en=f"Changes of the duty roster {when}"
        )
    number = version.number
    subject += say(language, id=f" (versi {number})", en=f" (version {number})")
    closing = _closing(problem, language)
    installation = version.publication.installation
    return {
        officer: Letter(
            f"{installation}\x1f{number}\x1f{officer}",
            subject,
            lines,
            tuple(
                entry.event
                for entry in version.changed
                if (entry.kind, entry.owner) == (OFFICER, officer) and entry.duty
            ),
            closing,
        )
        for officer, lines in told.items()
        if officer in problem.officer
    }


def mail_drafts(version: Version, before: Roster | None) -> dict[str, bytes]:
    """The drafts of a version by path; none where the book's setting ``email`` is empty.

    Officers without an address in the book are passed over. Raises InputError for addresses
    that are none.
    """
    problem, language = version.draft.problem, version.draft.language
    own = problem.setting("email")
    if not own:
        return {}
    _refuse_addresses(problem, own, language)
    sender = Address(own, problem.setting("office"))
    stems = file_stems(officer.id for officer in problem.officers)
    found = {}
    for officer, letter in letters(version, before).items():
        known = problem.officer[officer]
        if known.email:
            to = Address(known.email, known.name or officer)
            found[f"{FOLDER}/{stems[officer]}.eml"] = draft(
                letter, sender, to, version.act.at, language
            )
    return found


def _refuse_addresses(problem: Problem, own: str, language: str) -> None:
    issues = []
    told = [("settings: email", own), *((f"officers: {o.id}", o.email) for o in problem.officers)]
    for where, mail in told:
        try:
            Address(mail or own)
        except ValueError:
            expected = say(
                language,
                id="alamat surel seperti nama@kantor.go.id",
                en="a mail address such as name@office.go.id",
            )
            advice = say(
                language,
                id="Betulkan di buku, atau kosongkan; tidak ada yang diterbitkan",
                en="Mend it in the book, or leave it empty; nothing was published",
            )
            issues.append(Issue(where, repr(mail), expected, advice))
    if issues:
        raise InputError(issues)


def _all(officer: str, roster: Roster, problem: Problem, language: str) -> tuple[str, ...]:
    duties = roster.duties(officer)
    if not duties:
        return (say(language, id="Anda tidak bertugas.", en="You have no duty."),)
    return tuple(duty_name(duty, problem, language) for duty in duties)


def _closing(problem: Problem, language: str) -> tuple[str, ...]:
    contact = problem.setting("contact")
    lines = (
        say(
            language,
            id="Entri kalender terlampir memperbarui yang sudah ada.",
            en="The calendar entries in this mail update those that you have.",
        ),
        say(
            language,
            id=f"Bila berhalangan, beri tahu {contact}.",
            en=f"If you cannot come, tell {contact}.",
        )
        if contact
        else "",
        problem.setting("office"),
    )
    return tuple(line for line in lines if line)
