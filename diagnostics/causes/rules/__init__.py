"""Rules of causes whose points are more than a list of bounds; a file each, imported to be registered."""

from diagnostics.causes.rules import (
    blames_market,
    dormant_base,
    early_exits,
    exits_after_head_change,
    exits_after_misses,
    friendly_not_selling,
    head_sells,
    no_plan,
    one_big_client,
    price_only_growth,
    stalled_base,
    star_dependence,
    uneven_reps,
    vacant_seats,
)

__all__ = [
    "blames_market",
    "dormant_base",
    "early_exits",
    "exits_after_head_change",
    "exits_after_misses",
    "friendly_not_selling",
    "head_sells",
    "no_plan",
    "one_big_client",
    "price_only_growth",
    "stalled_base",
    "star_dependence",
    "uneven_reps",
    "vacant_seats",
]
