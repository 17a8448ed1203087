"""The rules of a duty roster, one module each, in the order a planner would read them."""

from constraints.alternative_skill import AlternativeSkill
from constraints.apart import Apart
from constraints.competence import Competence
from constraints.coverage import Coverage
from constraints.days_off import DaysOff
from constraints.fair_share import FairShare
from constraints.few_changes import FewChanges
from constraints.handover import Handover
from constraints.leave import Leave
from constraints.leave_cap import LeaveCap
from constraints.max_duties import MaxDuties
from constraints.max_hours import MaxHours
from constraints.min_duties import MinDuties
from constraints.min_hours import MinHours
from constraints.mix import Mix
from constraints.one_place import OnePlace
from constraints.patterns import Patterns
from constraints.pins import Pins
from constraints.requests import Requests
from constraints.rest_days import RestDays
from constraints.rest_hours import RestHours
from constraints.rhythm import Rhythm
from constraints.run_length import RunLength
from constraints.succession import Succession
from constraints.together import Together
from constraints.unit_limits import UnitLimits
from constraints.unit_share import UnitShare
from constraints.variety import Variety
from constraints.weekends import Weekends
from roster.model import Rule

RULES: tuple[type[Rule], ...] = (
    OnePlace,
    Competence,
    Leave,
    Pins,
    MaxDuties,
    MinDuties,
    MaxHours,
    MinHours,
    RestDays,
    RestHours,
    RunLength,
    DaysOff,
    Succession,
    Patterns,
    Weekends,
    Rhythm,
    Handover,
    UnitLimits,
    LeaveCap,
    Together,
    Apart,
    Mix,
    Variety,
    Coverage,
    AlternativeSkill,
    FairShare,
    UnitShare,
    Requests,
    FewChanges,
)
