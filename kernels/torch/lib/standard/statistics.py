# statistics: exact sums of rational values, rounded once.
import math
from bisect import bisect_left, bisect_right
from collections import Counter, namedtuple
from decimal import Decimal
from fractions import Fraction
from itertools import repeat
from operator import mul

class StatisticsError(ValueError):
    pass

def _exact(x):
    try:
        return x.as_integer_ratio()
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator") from None
    except (OverflowError, ValueError):
        return x, None

def _kind(a, b):
    # The type of a result over values of two types.
    if a is b or b is int or b is bool or a is None:
        return (b if a is None else a) if not (a is int and b is not int) else b
    if a is int:
        return b
    if issubclass(b, a):
        return b
    if issubclass(a, b):
        return a
    if issubclass(b, int):
        return a
    if issubclass(a, int):
        return b
    if issubclass(a, Fraction) and issubclass(b, float):
        return b
    if issubclass(a, float) and issubclass(b, Fraction):
        return a
    raise TypeError(f"don't know how to coerce {a.__name__} and {b.__name__}")

def _sum(data):
    kind, total, special, count = int, Fraction(0), None, 0
    for x in data:
        count += 1
        kind = _kind(kind, type(x)) if type(x) is not bool else kind
        top, bottom = _exact(x)
        if bottom is None:
            special = top if special is None else special + top
        else:
            total += Fraction(top, bottom)
    return kind, total if special is None else special, count

def _convert(value, kind):
    if type(value) is kind:
        return value
    if not isinstance(value, Fraction):
        return value
    if issubclass(kind, int) and value.denominator != 1:
        kind = float
    try:
        return kind(value)
    except TypeError:
        if issubclass(kind, Decimal):
            return kind(value.numerator) / value.denominator
        raise

def _ss(data, centre=None):
    data = list(data)
    if centre is not None:
        kind, total, count = _sum((x - centre) ** 2 for x in data)
        return kind, total, centre, count
    kind, total, count = _sum(data)
    if count == 0:
        return kind, Fraction(0), Fraction(0), 0
    if not isinstance(total, Fraction):
        return kind, total - total, total, count
    middle = total / count
    squares = Fraction(0)
    for x in data:
        top, bottom = _exact(x)
        difference = Fraction(top, bottom) - middle
        squares += difference * difference
    return kind, squares, middle, count

def mean(data):
    kind, total, count = _sum(data)
    if count < 1:
        raise StatisticsError("mean requires at least one data point")
    return _convert(total / count, kind)

def fmean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("fmean requires at least one data point")
    if weights is None:
        return math.fsum(data) / len(data)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError("data and weights must be the same length")
    bottom = math.fsum(weights)
    if not bottom:
        raise StatisticsError("sum of weights must be non-zero")
    return math.fsum(map(mul, data, weights)) / bottom

def geometric_mean(data):
    try:
        return math.exp(fmean(map(math.log, data)))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers") from None

def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if len(data) == 1 and weights is None:
        if data[0] < 0:
            raise StatisticsError("harmonic mean does not support negative values")
        return data[0]
    if weights is None:
        weights, total = repeat(1, len(data)), len(data)
    else:
        weights = list(weights)
        if len(weights) != len(data):
            raise StatisticsError("Number of weights does not match data size")
        _, total, _ = _sum(weights)
    if any(x < 0 for x in data):
        raise StatisticsError("harmonic mean does not support negative values")
    try:
        kind, bottom, _ = _sum(w / x if w else 0 for w, x in zip(weights, data))
    except ZeroDivisionError:
        return 0
    return _convert(total / bottom, kind)

def median(data):
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError("no median for empty data")
    return data[n // 2] if n % 2 else (data[n // 2 - 1] + data[n // 2]) / 2

def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[(len(data) - 1) // 2]

def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]

def median_grouped(data, interval=1.0):
    data = sorted(data)
    n = len(data)
    if not n:
        raise StatisticsError("no median for empty data")
    x = data[n // 2]
    i, j = bisect_left(data, x), bisect_right(data, x)
    try:
        interval, x = float(interval), float(x)
    except ValueError:
        raise TypeError("Value cannot be converted to a float")
    return x - interval / 2.0 + interval * (n / 2 - i) / (j - i)

def mode(data):
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError("no mode for empty data")
    return pairs[0][0]

def multimode(data):
    counts = Counter(iter(data))
    if not counts:
        return []
    most = max(counts.values())
    return [value for value, count in counts.items() if count == most]

def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError("must have at least two data points")
    if method == "inclusive":
        m = size - 1
        found = []
        for i in range(1, n):
            j, delta = divmod(i * m, n)
            found.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return found
    if method == "exclusive":
        m = size + 1
        found = []
        for i in range(1, n):
            j = min(max(i * m // n, 1), size - 1)
            delta = i * m - j * n
            found.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        return found
    raise ValueError(f"Unknown method: {method!r}")

def variance(data, xbar=None):
    kind, squares, _, count = _ss(data, xbar)
    if count < 2:
        raise StatisticsError("variance requires at least two data points")
    return _convert(squares / (count - 1), kind)

def pvariance(data, mu=None):
    kind, squares, _, count = _ss(data, mu)
    if count < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return _convert(squares / count, kind)

def _root(value):
    # The square root of a fraction, rounded once.
    top, bottom = value.numerator, value.denominator
    shift = max(0, 128 - (top.bit_length() - bottom.bit_length()))
    shift += shift % 2
    root = math.isqrt((top << shift) // bottom)
    if root * root * bottom != top << shift:
        root |= 1
    return math.ldexp(float(Fraction(root)), -shift // 2) if root.bit_length() < 1000 else math.sqrt(value)

def stdev(data, xbar=None):
    kind, squares, _, count = _ss(data, xbar)
    if count < 2:
        raise StatisticsError("stdev requires at least two data points")
    value = squares / (count - 1)
    return _convert(value, kind).sqrt() if issubclass(kind, Decimal) else _root(Fraction(value))

def pstdev(data, mu=None):
    kind, squares, _, count = _ss(data, mu)
    if count < 1:
        raise StatisticsError("pstdev requires at least one data point")
    value = squares / count
    return _convert(value, kind).sqrt() if issubclass(kind, Decimal) else _root(Fraction(value))

def covariance(x, y, /):
    n = len(x)
    if len(y) != n:
        raise StatisticsError("covariance requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError("covariance requires at least two data points")
    xbar, ybar = math.fsum(x) / n, math.fsum(y) / n
    return math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y)) / (n - 1)

def correlation(x, y, /):
    n = len(x)
    if len(y) != n:
        raise StatisticsError("correlation requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError("correlation requires at least two data points")
    xbar, ybar = math.fsum(x) / n, math.fsum(y) / n
    sxy = math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y))
    sxx = math.fsum((d := a - xbar) * d for a in x)
    syy = math.fsum((d := b - ybar) * d for b in y)
    try:
        return sxy / math.sqrt(sxx * syy)
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant")

LinearRegression = namedtuple("LinearRegression", ("slope", "intercept"))

def linear_regression(x, y, /, *, proportional=False):
    n = len(x)
    if len(y) != n:
        raise StatisticsError("linear regression requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError("linear regression requires at least two data points")
    if proportional:
        sxy, sxx = math.fsum(a * b for a, b in zip(x, y)), math.fsum(a * a for a in x)
    else:
        xbar, ybar = math.fsum(x) / n, math.fsum(y) / n
        sxy = math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y))
        sxx = math.fsum((d := a - xbar) * d for a in x)
    try:
        slope = sxy / sxx
    except ZeroDivisionError:
        raise StatisticsError("x is constant")
    return LinearRegression(slope=slope, intercept=0.0 if proportional else ybar - slope * xbar)

class NormalDist:
    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu, self._sigma = float(mu), float(sigma)
    @classmethod
    def from_samples(cls, data):
        data = list(data)
        return cls(fmean(data), stdev(data))
    def samples(self, n, *, seed=None):
        import random
        source = random if seed is None else random.Random(seed)
        return [source.gauss(self._mu, self._sigma) for _ in range(n)]
    def pdf(self, x):
        variance = self._sigma * self._sigma
        if not variance:
            raise StatisticsError("pdf() not defined when sigma is zero")
        diff = x - self._mu
        return math.exp(diff * diff / (-2.0 * variance)) / math.sqrt(math.tau * variance)
    def cdf(self, x):
        if not self._sigma:
            raise StatisticsError("cdf() not defined when sigma is zero")
        return 0.5 * (1.0 + math.erf((x - self._mu) / (self._sigma * math.sqrt(2.0))))
    def inv_cdf(self, p):
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        # Halves an interval until doubles cannot tell it from a point.
        low, high = -40.0, 40.0
        while True:
            middle = (low + high) / 2
            if middle in (low, high):
                return self._mu + middle * self._sigma
            if 0.5 * math.erfc(-middle / math.sqrt(2.0)) < p:
                low = middle
            else:
                high = middle
    def quantiles(self, n=4):
        return [self.inv_cdf(i / n) for i in range(1, n)]
    def overlap(self, other):
        raise NotImplementedError("statistics.NormalDist.overlap is not available in ishape")
    def zscore(self, x):
        if not self._sigma:
            raise StatisticsError("zscore() not defined when sigma is zero")
        return (x - self._mu) / self._sigma
    mean = property(lambda self: self._mu)
    median = property(lambda self: self._mu)
    mode = property(lambda self: self._mu)
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma * self._sigma)
    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)
    def __sub__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu - other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu - other, self._sigma)
    def __mul__(self, other):
        return NormalDist(self._mu * other, self._sigma * abs(other))
    def __truediv__(self, other):
        return NormalDist(self._mu / other, self._sigma / abs(other))
    __radd__, __rmul__ = __add__, __mul__
    def __neg__(self):
        return NormalDist(-self._mu, self._sigma)
    def __eq__(self, other):
        return self._mu == other._mu and self._sigma == other._sigma if isinstance(other, NormalDist) else NotImplemented
    def __hash__(self):
        return hash((self._mu, self._sigma))
    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"
