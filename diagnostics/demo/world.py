"""The rules by which a synthetic company lives; the defaults make a healthy one."""

from dataclasses import dataclass

__all__ = ["World"]


@dataclass(frozen=True)
class World:
    """What a planted pathology may change; everything else is texture and stands in its module.

    Months of tenure count from 0, a share is 0..1, "times" is to the usual rep's.
    """

    # people
    seats: int = 7  # reps' places under one head
    fresh_seats: int = 1  # the last of them, which start with a newcomer; the others with veterans
    exit_hazard: tuple[tuple[int, float], ...] = ((0, 0.012), (3, 0.0), (9, 0.008))  # (from month, a month)
    weak_seats: int = 0  # seats whose people sell at `weak_level`
    weak_level: float = 1.0  # their sales to one client, times
    star_book: float = 1.0  # number of the star's clients, times
    star_level: float = 1.0  # the star's sales to one client, times

    # the head
    promoted_months_ago: int = 0  # a rep became head so many months before the end; 0 = he never was a rep
    head_book: float = 1.0  # number of the future head's clients, times
    head_level: float = 1.0  # his sales to one client, times
    head_keeps: float = 0.0  # share of his book, its largest clients, that he keeps when promoted
    head_new_clients: float = 0.0  # new clients he takes as head, times
    head_shows: int = 1  # deals a quarter that he makes as an example, with a rep's client
    head_own_rate: float = 0.0  # his premium, share of his own sales; 0 = a premium for the department's plan
    team_drag: float = 0.0  # share of the reps' orders lost while the head sells

    # clients
    start_clients: float = 48.0  # awake at the start, per seat
    new_clients: float = 1.05  # a month, per seat
    new_fade: tuple[int, float] = (0, 1.0)  # in the last so many months new clients come times this
    never_bought: float = 0.10  # share of the list that was entered and never bought
    death: tuple[float, float] = (0.021, 0.021)  # chance a month to fall asleep: at first, at last
    revival: float = 0.017  # chance a month of a sleeping client to buy again
    newcomer_book: float = 0.9  # share of the seat's former book that its next person gets

    # plan
    plan_stretch: float = 1.03  # plan to the mean of the last half-year
    newcomer_plan: tuple[float, ...] = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)  # plan by month of tenure, times
    plan_follows_fact: float = 0.0  # 0 = set ahead, 1 = copied from the fact when the month is over

    # pay
    salary: float = 50_000.0  # roubles a month
    premium_at_plan: float = 2.5  # salaries, for a month at plan; grows with attainment
    premium_below: float = 0.10  # salaries, for a month below plan
    premium_whim: float = 0.05  # log sd of what is decided by favour
