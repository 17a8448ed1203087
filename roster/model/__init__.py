"""What a roster is about: frozen values, no files, no solver."""

from roster.model.duties import Assignment, Duty, Room, Roster
from roster.model.groups import Group, group_by_day
from roster.model.language import LANGUAGES, say
from roster.model.people import (
    Balance,
    Certificate,
    Contract,
    History,
    Leave,
    Officer,
    Pin,
    Request,
    Unit,
)
from roster.model.problem import Problem
from roster.model.report import Report
from roster.model.result import Priced, PriorityResult, Result
from roster.model.rule import Rule, RuleUse, Violation

__all__ = [
    "LANGUAGES",
    "Assignment",
    "Balance",
    "Certificate",
    "Contract",
    "Duty",
    "Group",
    "History",
    "Leave",
    "Officer",
    "Pin",
    "Priced",
    "PriorityResult",
    "Problem",
    "Report",
    "Request",
    "Result",
    "Room",
    "Roster",
    "Rule",
    "RuleUse",
    "Unit",
    "Violation",
    "group_by_day",
    "say",
]
