# numpy.random: the numbers of NumPy's legacy generator for a seed.
import math
import time as _time

import numpy as np
from torch import _numpy


def _operand(value):
    return value if isinstance(value, (int, float)) else np.asarray(value)


class _Distributions:
    """What both generators have: each draws by its own `_state`, and has `random` and `standard_normal`."""

    _modern = False

    def _filled(self, draw, size):
        """`draw(n)` gives n numbers; without a size one number comes out."""
        if size is None:
            return float(draw(1)[0])
        shape = np._shape(size)
        return np._of(draw(math.prod(shape)).reshape(shape))

    def _shaped(self, size, *parameters):
        """The size of the result: given, or that of the parameters together."""
        if size is not None:
            return size
        arrays = [np.asarray(each) for each in parameters]
        return None if all(each.ndim == 0 for each in arrays) else np.broadcast_shapes(*(each.shape for each in arrays))

    def _drawn(self, name, size, *parameters, whole=False):
        """Numbers of the distribution of that name; those that count come as whole numbers."""
        size = self._shaped(size, *parameters)
        if size is None:
            made = float(self._state.draw(name, 1, [float(each) for each in parameters])[0])
            return int(made) if whole else made
        shape = np._shape(size)
        columns = [
            float(each) if np.asarray(each).ndim == 0 else np.broadcast_to(np.asarray(each, float), shape).ravel().tolist() for each in parameters
        ]
        made = np._of(self._state.draw(name, math.prod(shape), columns).reshape(shape))
        return made.astype(np.int64) if whole else made

    def standard_gamma(self, shape, size=None):
        _check(np.all(np.asarray(shape) >= 0), "shape < 0")
        return self._drawn("standard_gamma", size, shape)

    def gamma(self, shape, scale=1.0, size=None):
        _check(np.all(np.asarray(shape) >= 0), "shape < 0")
        _check(np.all(np.asarray(scale) >= 0), "scale < 0")
        return self._drawn("standard_gamma", self._shaped(size, shape, scale), shape) * _operand(scale)

    def beta(self, a, b, size=None):
        _check(np.all(np.asarray(a) > 0), "a <= 0")
        _check(np.all(np.asarray(b) > 0), "b <= 0")
        return self._drawn("beta", size, a, b)

    def chisquare(self, df, size=None):
        _check(np.all(np.asarray(df) > 0), "df <= 0")
        return self._drawn("chisquare", size, df)

    def f(self, dfnum, dfden, size=None):
        _check(np.all(np.asarray(dfnum) > 0), "dfnum <= 0")
        _check(np.all(np.asarray(dfden) > 0), "dfden <= 0")
        return self._drawn("f", size, dfnum, dfden)

    def standard_t(self, df, size=None):
        _check(np.all(np.asarray(df) > 0), "df <= 0")
        return self._drawn("standard_t", size, df)

    def standard_cauchy(self, size=None):
        return self._drawn("standard_cauchy", size)

    def laplace(self, loc=0.0, scale=1.0, size=None):
        _check(np.all(np.asarray(scale) >= 0), "scale < 0")
        return self._drawn("laplace", size, loc, scale)

    def logistic(self, loc=0.0, scale=1.0, size=None):
        _check(np.all(np.asarray(scale) >= 0), "scale < 0")
        return self._drawn("logistic", size, loc, scale)

    def gumbel(self, loc=0.0, scale=1.0, size=None):
        _check(np.all(np.asarray(scale) >= 0), "scale < 0")
        return self._drawn("gumbel", size, loc, scale)

    def rayleigh(self, scale=1.0, size=None):
        _check(np.all(np.asarray(scale) >= 0), "scale < 0")
        return self._drawn("rayleigh", size, scale)

    def weibull(self, a, size=None):
        _check(np.all(np.asarray(a) >= 0), "a < 0")
        return self._drawn("weibull", size, a)

    def pareto(self, a, size=None):
        _check(np.all(np.asarray(a) > 0), "a <= 0")
        return self._drawn("pareto", size, a)

    def power(self, a, size=None):
        _check(np.all(np.asarray(a) > 0), "a <= 0")
        return self._drawn("power", size, a)

    def triangular(self, left, mode, right, size=None):
        _check(np.all(np.asarray(left) <= np.asarray(mode)), "left > mode")
        _check(np.all(np.asarray(mode) <= np.asarray(right)), "mode > right")
        _check(np.all(np.asarray(left) != np.asarray(right)), "left == right")
        return self._drawn("triangular", size, left, mode, right)

    def wald(self, mean, scale, size=None):
        _check(np.all(np.asarray(mean) > 0), "mean <= 0")
        _check(np.all(np.asarray(scale) > 0), "scale <= 0")
        return self._drawn("wald", size, mean, scale)

    def poisson(self, lam=1.0, size=None):
        _check(np.all(np.asarray(lam) >= 0), "lam < 0 or lam is NaN")
        return self._drawn("poisson", size, lam, whole=True)

    def binomial(self, n, p, size=None):
        _check(np.all(np.asarray(n) >= 0), "n < 0")
        _check(np.all((np.asarray(p) >= 0) & (np.asarray(p) <= 1)), "p < 0, p > 1 or p is NaN")
        return self._drawn("binomial", size, n, p, whole=True)

    def geometric(self, p, size=None):
        _check(np.all(np.asarray(p) > 0), "p <= 0")
        _check(np.all(np.asarray(p) <= 1), "p > 1")
        return self._drawn("geometric", size, p, whole=True)

    def negative_binomial(self, n, p, size=None):
        _check(np.all(np.asarray(n) > 0), "n <= 0")
        return self._drawn("negative_binomial", size, n, p, whole=True)

    def multinomial(self, n, pvals, size=None):
        pvals = np.asarray(pvals, float).tolist()
        _check(math.fsum(pvals[:-1]) <= 1.0 + 1e-12, "sum(pvals[:-1]) > 1.0")
        shape = () if size is None else np._shape(size)
        rows = []
        for _ in range(math.prod(shape)):
            row, left, rest = [0] * len(pvals), int(n), 1.0
            for place, p in enumerate(pvals[:-1]):
                row[place] = int(self.binomial(left, p / rest))
                left -= row[place]
                if left <= 0:
                    break
                rest -= p
            if left > 0:
                row[-1] = left
            rows.append(row)
        return np.asarray(rows, np.int64).reshape(shape + (len(pvals),))

    def dirichlet(self, alpha, size=None):
        alpha = np.asarray(alpha, float).tolist()
        _check(min(alpha) > 0, "alpha <= 0")
        if self._modern and max(alpha) < 0.1:
            raise NotImplementedError("ishape: numpy.random.Generator.dirichlet with every alpha below 0.1 is not available here")
        shape = () if size is None else np._shape(size)
        rows = []
        for _ in range(math.prod(shape)):
            row = [self.standard_gamma(each) for each in alpha]
            total = 0.0
            for each in row:
                total = total + each
            rows.append([each * (1 / total) for each in row])
        return np.asarray(rows).reshape(shape + (len(alpha),))

    def multivariate_normal(self, mean, cov, size=None, check_valid="warn", tol=1e-8, **kwargs):
        if kwargs.get("method", "svd") != "svd":
            raise NotImplementedError("ishape: numpy.random.Generator.multivariate_normal by eigh or cholesky is not available here")
        mean, cov = np.asarray(mean, float), np.asarray(cov, float)
        _check(mean.ndim == 1, "mean must be 1 dimensional")
        _check(cov.ndim == 2 and cov.shape[0] == cov.shape[1], "cov must be 2 dimensional and square")
        _check(mean.shape[0] == cov.shape[0], "mean and cov must have same length")
        shape = (() if size is None else np._shape(size)) + mean.shape
        drawn = self.standard_normal(shape).reshape(-1, mean.shape[0])
        u, s, v = np.linalg.svd(cov)
        turned = drawn @ (u * np.sqrt(s)).T if self._modern else np.dot(drawn, np.sqrt(s)[:, None] * v)
        return (turned + mean).reshape(shape)


def _check(good, words):
    if not good:
        raise ValueError(words)


class RandomState(_Distributions):
    def __init__(self, seed=None):
        self._state = _numpy.MT19937(0)
        self.seed(seed)

    def seed(self, seed=None):
        if seed is None:
            seed = int(_time.time() * 1e6) % 2**32
        if isinstance(seed, float) and not isinstance(seed, np.integer):
            raise TypeError("Cannot cast scalar from dtype('float64') to dtype('int64') according to the rule 'safe'")
        if not isinstance(seed, (int, np.integer)):
            raise NotImplementedError("ishape: numpy.random.seed with an array is not available here")
        if not 0 <= int(seed) < 2**32:
            raise ValueError("Seed must be between 0 and 2**32 - 1")
        self._state.seed(int(seed))

    def __repr__(self):
        return f"RandomState(MT19937) at 0x{id(self):X}"

    def random_sample(self, size=None):
        return self._filled(self._state.doubles, size)

    random = ranf = sample = random_sample

    def rand(self, *args):
        return self.random_sample(args if args else None)

    def standard_normal(self, size=None):
        return self._filled(self._state.normals, size)

    def randn(self, *args):
        return self.standard_normal(args if args else None)

    def uniform(self, low=0.0, high=1.0, size=None):
        drawn = self.random_sample(self._shaped(size, low, high))
        return low + (high - np.asarray(low) if not isinstance(low, (int, float)) else high - low) * drawn

    def normal(self, loc=0.0, scale=1.0, size=None):
        if np.any(np.asarray(scale) < 0):
            raise ValueError("scale < 0")
        return _operand(loc) + _operand(scale) * self.standard_normal(self._shaped(size, loc, scale))

    def lognormal(self, mean=0.0, sigma=1.0, size=None):
        return np.exp(self.normal(mean, sigma, size))

    def exponential(self, scale=1.0, size=None):
        return _operand(scale) * -np.log(1.0 - self.random_sample(self._shaped(size, scale)))

    def standard_exponential(self, size=None):
        return self.exponential(1.0, size)

    def randint(self, low, high=None, size=None, dtype=int):
        if high is None:
            low, high = 0, low
        given, dtype = dtype, np.dtype(dtype)
        if np.asarray(low).ndim or np.asarray(high).ndim:
            raise NotImplementedError("ishape: numpy.random.randint with arrays as bounds is not available here")
        if int(low) >= int(high):
            raise ValueError("low >= high")
        low, most = int(low), int(high) - 1 - int(low)
        if size is None:
            made = low + int(_whole_numbers(self._state, most, 1, dtype)[0])
            return made if given is int else dtype.type(made)
        shape = np._shape(size)
        return (np._of(_whole_numbers(self._state, most, math.prod(shape), dtype).reshape(shape)) + low).astype(dtype)

    def random_integers(self, low, high=None, size=None):
        return self.randint(1 if high is None else low, (low if high is None else high) + 1, size)

    def bytes(self, length):
        return self.randint(0, 256, length).astype(np.uint8).tobytes()

    def permutation(self, x):
        if isinstance(x, (int, np.integer)):
            return np.asarray(self._state.order(int(x)), np.int64)
        x = np.asarray(x)
        return x[np.asarray(self._state.order(len(x)), np.int64)]

    def shuffle(self, x):
        order = self._state.order(len(x))
        if isinstance(x, np.ndarray):
            x[...] = x[np.asarray(order, np.int64)]
        else:
            kept = list(x)
            for place, source in enumerate(order):
                x[place] = kept[source]

    def choice(self, a, size=None, replace=True, p=None):
        pool = np.arange(a) if isinstance(a, (int, np.integer)) else a if isinstance(a, list) else np.asarray(a)
        count = len(pool)
        if count == 0:
            raise ValueError("'a' cannot be empty unless no samples are taken")
        wanted = 1
        for each in () if size is None else np._shape(size):
            wanted *= each
        if p is not None:
            p = np.asarray(p, float)
            if p.size != count:
                raise ValueError("'a' and 'p' must have same size")
            if abs(float(p.sum()) - 1.0) > 1e-8:
                raise ValueError("probabilities do not sum to 1")
        if replace:
            if p is not None:
                cdf = p.cumsum()
                cdf = cdf / cdf[-1]
                places = np.searchsorted(cdf, self.random_sample(size), side="right")
            else:
                places = self.randint(0, count, size)
        else:
            if wanted > count:
                raise ValueError("Cannot take a larger sample than population when 'replace=False'")
            if p is not None:
                places = self._weighted(p.copy(), wanted)
            else:
                places = self.permutation(count)[:wanted]
            places = places[0] if size is None else places.reshape(np._shape(size))
        if isinstance(pool, list):
            pool = np.asarray(pool)
        picked = pool[places]
        return int(picked) if size is None and isinstance(a, (int, np.integer)) else picked

    def _weighted(self, p, wanted):
        found = []
        while len(found) < wanted:
            drawn = self.random_sample(wanted - len(found))
            if found:
                p[found] = 0
            cdf = p.cumsum()
            cdf = cdf / cdf[-1]
            new = np.searchsorted(cdf, drawn, side="right").tolist()
            found += list(dict.fromkeys(new))
        return np.asarray(found, np.int64)

    def get_state(self, legacy=True):
        words, index, spare = self._state.state()
        words = np.asarray(words, np.int64)
        if not legacy:
            return {
                "bit_generator": "MT19937", "state": {"key": words, "pos": index}, "has_gauss": int(spare is not None),
                "gauss": spare or 0.0,
            }
        return "MT19937", words, index, int(spare is not None), spare or 0.0

    def set_state(self, state):
        if isinstance(state, dict):
            inner = state["state"]
            state = state["bit_generator"], inner["key"], inner["pos"], state.get("has_gauss", 0), state.get("gauss", 0.0)
        name, words, index, *spare = state
        if name != "MT19937":
            raise ValueError("set_state can only be used with legacy MT19937 state instances.")
        has_gauss, gauss = spare or (0, 0.0)
        self._state.set_state(np.asarray(words).tolist(), int(index), float(gauss) if has_gauss else None)


def _whole_numbers(state, most, count, dtype):
    """Whole numbers from 0 on; those of small types come several of one word."""
    if dtype.itemsize < 4:
        return state.small(most, count, 1 if dtype.kind == "b" else dtype.itemsize * 8)
    return state.integers(most, count)


class _Shared:
    state = None


def _shared():
    if _Shared.state is None:
        _Shared.state = RandomState()
    return _Shared.state


def default_rng(seed=None):
    return seed if isinstance(seed, Generator) else Generator(seed)


class Generator(_Distributions):
    """The numbers of NumPy's PCG64 for a seed."""

    _modern = True

    def __init__(self, seed=None):
        if seed is None:
            seed = int(_time.time() * 1e6)
        if not isinstance(seed, (int, np.integer)):
            raise NotImplementedError("ishape: numpy.random.default_rng with an array as seed is not available here")
        if int(seed) < 0:
            raise ValueError("expected non-negative integer")
        self._state = _numpy.PCG64(int(seed))

    def __repr__(self):
        return f"Generator(PCG64) at 0x{id(self):X}"

    def random(self, size=None, dtype=float, out=None):
        self._double("random", dtype)
        return self._filled(self._state.doubles, size)

    def uniform(self, low=0.0, high=1.0, size=None):
        drawn = self.random(self._shaped(size, low, high))
        return low + (high - low) * drawn

    def standard_normal(self, size=None, dtype=float, out=None):
        self._double("standard_normal", dtype)
        return self._filled(self._state.normals, size)

    normal = RandomState.normal
    lognormal = RandomState.lognormal

    def standard_exponential(self, size=None, dtype=float, method="zig", out=None):
        self._double("standard_exponential", dtype)
        if method != "zig":
            raise NotImplementedError(f"ishape: numpy.random.Generator.standard_exponential by the method {method} is not available here")
        return self._filled(self._state.exponentials, size)

    def exponential(self, scale=1.0, size=None):
        return _operand(scale) * self.standard_exponential(self._shaped(size, scale))

    def _double(self, name, dtype):
        if np.dtype(dtype).name != "float64":
            raise NotImplementedError(f"ishape: numpy.random.Generator.{name} in float32 is not available here")

    def integers(self, low, high=None, size=None, dtype=np.int64, endpoint=False):
        if high is None:
            low, high = 0, low
        high = int(high) + (1 if endpoint else 0)
        if int(low) >= high:
            raise ValueError("low >= high" if not endpoint else "low > high")
        dtype = np.dtype(dtype)
        low, most = int(low), high - 1 - int(low)
        if size is None:
            return dtype.type(low + int(_whole_numbers(self._state, most, 1, dtype)[0]))
        shape = np._shape(size)
        return (np._of(_whole_numbers(self._state, most, math.prod(shape), dtype).reshape(shape)) + low).astype(dtype)

    def permutation(self, x, axis=0):
        if isinstance(x, (int, np.integer)):
            return np.asarray(self._state.order(int(x)), np.int64)
        x = np.asarray(x)
        return np.take(x, np.asarray(self._state.order(x.shape[axis]), np.int64), axis)

    def shuffle(self, x, axis=0):
        if isinstance(x, np.ndarray) and axis != 0:
            x[...] = self.permutation(x, axis)
        else:
            RandomState.shuffle(self, x)

    def choice(self, a, size=None, replace=True, p=None, axis=0, shuffle=True):
        pool = np.arange(a) if isinstance(a, (int, np.integer)) else np.asarray(a)
        if not replace:
            if p is not None:
                raise NotImplementedError("ishape: numpy.random.Generator.choice without replacement is not available here with p")
            if size is None:
                return pool[self.integers(0, len(pool))]
            shape = np._shape(size)
            count = math.prod(shape)
            if count > len(pool):
                raise ValueError("Cannot take a larger sample than population when replace is False")
            return pool[np.asarray(self._state.chosen(len(pool), count, bool(shuffle)), np.int64).reshape(shape)]
        if p is None:
            return pool[self.integers(0, len(pool), size)]
        cdf = np.asarray(p, float).cumsum()
        return pool[np.searchsorted(cdf / cdf[-1], self.random(size), side="right")]

    def permuted(self, x, *, axis=None, out=None):
        raise NotImplementedError("ishape: numpy.random.Generator.permuted is not available here")

    def __getattr__(self, name):
        raise AttributeError(f"'numpy.random._generator.Generator' object has no attribute '{name}'")


def __getattr__(name):
    if name.startswith("_") or not hasattr(RandomState, name):
        raise AttributeError(f"module 'numpy.random' has no attribute '{name}'")

    def drawn(*args, **kwargs):
        return getattr(_shared(), name)(*args, **kwargs)

    drawn.__name__ = drawn.__qualname__ = name
    return drawn
