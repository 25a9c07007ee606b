"""How well a statement is supported."""

from enum import StrEnum


class Level(StrEnum):
    """How well a statement is supported; the values are those that editors write in YAML."""

    SEED = "seed"  # stated in the guide only
    VERIFIED = "verified"  # read at the body that sets the rule, or in the paper itself
    SECONDARY = "secondary"  # read on somebody else's page
    DATED = "dated"  # sourced, but old or about a past cycle
    DERIVED = "derived"  # computed from other statements
    UNVERIFIED = "unverified"  # common knowledge, no source read
