"""math's sums of infinities, counts that are too many, zeros with signs; statistics.NormalDist."""
import math
import pickle
import statistics
from statistics import NormalDist


def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


inf, nan = math.inf, math.nan
for values in ([inf, -inf], [1e308, 1e308], [1e308, 1e308, -1e308], [nan, inf], [inf, 1.0], [nan, 1e308], [-inf, 5], [nan, inf, -inf]):
    attempt(math.fsum, values)
attempt(statistics.fmean, [inf, -inf])
attempt(math.perm, 2**1000, 2**100)
attempt(math.comb, 2**1000, 2**100)
attempt(math.comb, 2**70, 2**70 - 2)
attempt(math.factorial, 2**64)
attempt(math.perm, 2, 2**70)
print([math.remainder(x, y) for x in (-4.0, -0.0, 0.0, 4.0, 2.5) for y in (1.0, -1.0, inf)])
attempt(statistics.harmonic_mean, [40, 60], weights=[0, 0])
attempt(statistics.harmonic_mean, [40, 60], weights=[5, 30])

one, two = NormalDist(1.5, 2.5), NormalDist(2, 3)
for p in (1e-300, 1e-20, 1e-5, 0.01, 0.07, 0.075, 0.1, 0.3, 0.5, 0.9, 0.97, 0.9999, 1 - 1e-16, nan, 0.0, 1.0):
    attempt(one.inv_cdf, p)
attempt(NormalDist(3, 0).inv_cdf, 0.5)
print(one.overlap(two), two.overlap(one), one.overlap(NormalDist(0, 2.5)), one.quantiles(5))
attempt(one.overlap, 3)
attempt(one.overlap, NormalDist(1, 0))
print(one - 3, 3 - one, +one, -one, one + two, one - two, 2 * one, one / 4, one == NormalDist(1.5, 2.5), hash(one) == hash(+one))
print(pickle.loads(pickle.dumps(one)), NormalDist.__slots__ and not hasattr(one, "__dict__"))

attempt(setattr, one, "other", 3)
