"""Whether a figure that is found beside each slip tells in which order they were sent.

Two questions are asked of every figure: does it grow or shrink with the order, as Spearman's coefficient
has it, and do slips that came one after the other have figures near one another. The answer is how many
standard deviations lie between what is found and what the same figures give when they are shuffled."""

import random
import statistics

SHUFFLES = 400
# Of figures that tell nothing, one in ten million is as far off: a run asks about a few hundred.
TELLS_FROM = 5.5
FEWEST = 8


def tells(groups: list[list[float]]) -> float:
    """The largest answer for figures in the order of sending: of each group, and of all groups together."""
    ranked = [ranks(group) for group in groups if len(group) >= FEWEST]
    return max((surprise(some, question) for some in [ranked, *([one] for one in ranked)]
                for question in (grows, near)), default=0.0)


def surprise(groups: list[list[float]], question) -> float:
    found = sum(question(group) for group in groups)
    chance = [sum(question(random.sample(group, len(group))) for group in groups)
              for _ in range(SHUFFLES)]
    spread = statistics.pstdev(chance)
    return abs(found - statistics.fmean(chance)) / spread if spread > 1e-9 else 0.0


def grows(figures: list[float]) -> float:
    middle = (len(figures) - 1) / 2
    return sum((place - middle) * figure for place, figure in enumerate(figures))


def near(figures: list[float]) -> float:
    return -sum(abs(one - other) for one, other in zip(figures, figures[1:]))


def ranks(figures: list[float]) -> list[float]:
    """The place of each in the sorted figures; equal ones share theirs."""
    places: dict[float, list[int]] = {}
    for place, figure in enumerate(sorted(figures)):
        places.setdefault(figure, []).append(place)
    return [statistics.fmean(places[figure]) for figure in figures]


def control() -> list[str]:
    """Figures in order, backwards, in order by halves and nearly in order are noticed; random ones are not."""
    count = range(30)
    ordered = {
        "in order": [*count], "backwards": [*reversed(count)],
        "the second half first": [*range(15, 30), *range(15)],
        "five in six in order": [one if one % 6 else random.choice(count) for one in count],
        "in order, many alike": [one // 6 for one in count],
    }
    problems = [f"figures {name} are not noticed" for name, figures in ordered.items()
                if tells([figures] * 3) < TELLS_FROM]
    for _ in range(20):
        if tells([random.sample(count, 30) for _ in range(3)]) >= TELLS_FROM:
            problems.append("random figures are taken for an order")
    if tells([[7] * 30] * 3):
        problems.append("equal figures are taken for an order")
    return problems
