"""The registry of what can be planted into a healthy company."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from diagnostics.demo.world import World

__all__ = ["PATHOLOGIES", "Pathology", "sicken"]


@dataclass(frozen=True)
class Pathology:
    """One planted cause: what it does to the company, and the rules of the world that it changes.

    No two pathologies change the same rule, so they combine, in any order.
    """

    does: str
    changes: dict[str, Any]


PATHOLOGIES = MappingProxyType(
    {
        "head_sells": Pathology(
            "The best rep becomes head 14 months before the end, keeps his largest clients and takes "
            "new ones; his people get less of him and sell less.",
            {
                "promoted_months_ago": 14,
                "head_book": 1.6,
                "head_level": 2.0,
                "head_keeps": 0.42,
                "head_new_clients": 1.0,
                "head_shows": 0,
                "head_own_rate": 0.02,
                "team_drag": 0.12,
            },
        ),
        "dormant_base": Pathology(
            "Clients are sold to and forgotten: more of them fall asleep every month, nobody wakes them, "
            "and a third of the list has never bought.",
            {"new_clients": 2.4, "death": (0.03, 0.085), "revival": 0.002, "never_bought": 0.28},
        ),
        "no_plan": Pathology(
            "The plan of a month is written when the month is over, from its fact.",
            {"plan_follows_fact": 0.9},
        ),
        "uneven_reps": Pathology(
            "Three of the seats sell a quarter of what the others do, and nobody asks why.",
            {"weak_seats": 3, "weak_level": 0.25},
        ),
        "early_exits": Pathology(
            "The guarantee ends and the full plan begins in the fourth month, few clients are handed over, "
            "and newcomers leave in months 4 to 7.",
            {
                "fresh_seats": 3,
                "exit_hazard": ((0, 0.02), (3, 0.5), (7, 0.02), (9, 0.008)),
                "newcomer_book": 0.35,
                "newcomer_plan": (0.25, 0.25, 0.25, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
            },
        ),
        "pay_compression": Pathology(
            "Pay is nearly all salary, and the small premium is given by favour, not for the plan.",
            {"salary": 95_000.0, "premium_at_plan": 0.12, "premium_below": 0.12, "premium_whim": 0.6},
        ),
        "overload_span": Pathology(
            "One head runs twelve people.",
            {"seats": 12},
        ),
        "stalled_base": Pathology(
            "For eight months hardly a new client has come.",
            {"new_fade": (8, 0.10)},
        ),
        "star_dependence": Pathology(
            "One rep has twice the clients of another and sells each of them several times as much.",
            {"star_book": 2.2, "star_level": 3.2},
        ),
    }
)


def sicken(plants: Iterable[str]) -> World:
    """The rules of a company with some pathologies planted.

    Args:
        plants: ids of the registry; none makes a healthy company.

    Returns:
        The world.

    Raises:
        ValueError: an id is not in the registry; the message names the known ones.
    """
    world = World()
    for plant in plants:
        if plant not in PATHOLOGIES:
            raise ValueError(f"unknown plant {plant!r}; known: {', '.join(PATHOLOGIES)}")
        world = replace(world, **PATHOLOGIES[plant].changes)
    return world
