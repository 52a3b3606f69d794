"""Whether two samples of figures come from one source: the test of Kolmogorov and Smirnov, and Welch's t.
Both answer how likely figures of one source are to be as far apart."""

import random

from scipy import stats


def kolmogorov_smirnov(one: list[float], other: list[float]) -> float:
    """By the widest gap between both distributions."""
    return float(stats.ks_2samp(one, other).pvalue)


def welch(one: list[float], other: list[float]) -> float:
    """By their means, whatever the spread of each."""
    return float(stats.ttest_ind(one, other, equal_var=False).pvalue)


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
