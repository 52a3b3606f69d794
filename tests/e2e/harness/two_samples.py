"""Whether two samples of figures come from one source: the test of Kolmogorov and Smirnov, and Welch's t.
Both answer how likely figures of one source are to be as far apart."""

import math
import random
import statistics


def kolmogorov_smirnov(one: list[float], other: list[float]) -> float:
    """By the widest gap between both distributions; Stephens' correction for small samples."""
    both = sorted([(figure, 0) for figure in one] + [(figure, 1) for figure in other])
    count, gap, index = [0, 0], 0.0, 0
    while index < len(both):
        figure = both[index][0]
        while index < len(both) and both[index][0] == figure:
            count[both[index][1]] += 1
            index += 1
        gap = max(gap, abs(count[0] / len(one) - count[1] / len(other)))
    root = math.sqrt(len(one) * len(other) / (len(one) + len(other)))
    far = (root + 0.12 + 0.11 / root) * gap
    if far < 0.3:
        return 1.0
    terms = (2 * (-1) ** (term - 1) * math.exp(-2 * (term * far) ** 2) for term in range(1, 101))
    return min(1.0, max(0.0, sum(terms)))


def welch(one: list[float], other: list[float]) -> float:
    """By their means. Of a hundred figures and more, t is as good as normal."""
    spread = statistics.variance(one) / len(one) + statistics.variance(other) / len(other)
    if spread == 0:
        return 1.0 if statistics.fmean(one) == statistics.fmean(other) else 0.0
    far = abs(statistics.fmean(one) - statistics.fmean(other)) / math.sqrt(spread)
    return math.erfc(far / math.sqrt(2))


def control() -> list[str]:
    """Figures of one source are not told apart; a little later, or a little more spread, they are."""
    choose = random.Random(7)
    plain = [[choose.gauss(400, 1) for _ in range(300)] for _ in range(2)]
    problems = []
    if min(kolmogorov_smirnov(*plain), welch(*plain)) < 0.001:
        problems.append("figures of one source are told apart")
    later = [choose.gauss(400.5, 1) for _ in range(300)]
    if max(kolmogorov_smirnov(plain[0], later), welch(plain[0], later)) > 0.001:
        problems.append("half a millisecond later is not noticed")
    wider = [choose.gauss(400, 2) for _ in range(300)]
    if kolmogorov_smirnov(plain[0], wider) > 0.001:
        problems.append("twice the spread is not noticed")
    return problems
