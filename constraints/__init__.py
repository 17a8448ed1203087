"""The rules of a duty roster, one module each, in the order a planner would read them."""

from constraints.competence import Competence
from constraints.coverage import Coverage
from constraints.fair_share import FairShare
from constraints.leave import Leave
from constraints.max_duties import MaxDuties
from constraints.one_place import OnePlace
from constraints.pins import Pins
from constraints.requests import Requests
from constraints.rest_days import RestDays
from constraints.unit_limits import UnitLimits
from constraints.unit_share import UnitShare
from roster.model import Rule

RULES: tuple[type[Rule], ...] = (
    OnePlace,
    Competence,
    Leave,
    Pins,
    MaxDuties,
    RestDays,
    UnitLimits,
    Coverage,
    FairShare,
    UnitShare,
    Requests,
)
