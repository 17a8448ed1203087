"""Rules written as linear rows over 0-1 variables, in no solver's own types."""

from roster.encoding.linear import INFINITE, LinearModel
from roster.encoding.vocabulary import Encoding, encode_problem

__all__ = ["INFINITE", "Encoding", "LinearModel", "encode_problem"]
