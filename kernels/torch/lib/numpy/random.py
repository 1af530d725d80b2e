# numpy.random: the numbers of NumPy's legacy generator for a seed.
import time as _time

import numpy as np
from torch import _numpy


def _operand(value):
    return value if isinstance(value, (int, float)) else np.asarray(value)


class RandomState:
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

    def _filled(self, draw, size):
        """`draw(n)` gives n numbers; without a size one number comes out."""
        if size is None:
            return float(draw(1)[0])
        shape = np._shape(size)
        count = 1
        for each in shape:
            count *= each
        return np._of(draw(count).reshape(shape))

    def random_sample(self, size=None):
        return self._filled(self._state.doubles, size)

    random = ranf = sample = random_sample

    def rand(self, *args):
        return self.random_sample(args if args else None)

    def standard_normal(self, size=None):
        return self._filled(self._state.normals, size)

    def randn(self, *args):
        return self.standard_normal(args if args else None)

    def _shaped(self, size, *parameters):
        """The size of the result: given, or that of the parameters together."""
        if size is not None:
            return size
        arrays = [np.asarray(each) for each in parameters]
        return None if all(each.ndim == 0 for each in arrays) else np.broadcast_shapes(*(each.shape for each in arrays))

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

    def gamma(self, shape, scale=1.0, size=None):
        size = self._shaped(size, shape, scale)
        if size is None:
            return self._state.gamma(float(shape)) * scale
        shapes = np.broadcast_to(np.asarray(shape, float), np._shape(size))
        return np.asarray([self._state.gamma(float(each)) for each in shapes.ravel()]).reshape(shapes.shape) * scale

    def beta(self, a, b, size=None):
        raise NotImplementedError("ishape: numpy.random.beta is not available here")

    def randint(self, low, high=None, size=None, dtype=int):
        if high is None:
            low, high = 0, low
        dtype = np.dtype(dtype)
        if np.asarray(low).ndim or np.asarray(high).ndim:
            raise NotImplementedError("ishape: numpy.random.randint with arrays as bounds is not available here")
        if int(low) >= int(high):
            raise ValueError("low >= high")
        if dtype.itemsize < 4 and dtype.kind != "b":
            raise NotImplementedError(f"ishape: numpy.random.randint with dtype {dtype} is not available here")
        low, most = int(low), int(high) - 1 - int(low)
        if size is None:
            return low + int(self._state.integers(most, 1)[0])
        shape = np._shape(size)
        count = 1
        for each in shape:
            count *= each
        return np._of(self._state.integers(most, count).reshape(shape)).astype(dtype) + low

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
            if all(isinstance(each, (int, float, bool)) for each in pool):
                pool = np.asarray(pool)
            elif size is None:
                return pool[int(places)]
            else:
                raise NotImplementedError("ishape: numpy arrays of objects are not available here")
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

    def binomial(self, n, p, size=None):
        raise NotImplementedError("ishape: numpy.random.binomial is not available here")

    def poisson(self, lam=1.0, size=None):
        raise NotImplementedError("ishape: numpy.random.poisson is not available here")

    def get_state(self, legacy=True):
        raise NotImplementedError("ishape: numpy.random.get_state is not available here")

    set_state = get_state


class _Shared:
    state = None


def _shared():
    if _Shared.state is None:
        _Shared.state = RandomState()
    return _Shared.state


def default_rng(seed=None):
    return seed if isinstance(seed, Generator) else Generator(seed)


class Generator:
    """The numbers of NumPy's PCG64 for a seed."""

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

    _filled = RandomState._filled
    _shaped = RandomState._shaped

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
        if np.dtype(dtype).name != "int64":
            raise NotImplementedError(f"ishape: numpy.random.Generator.integers with dtype {np.dtype(dtype)} is not available here")
        low, most = int(low), high - 1 - int(low)
        if size is None:
            return np.int64(low + int(self._state.integers(most, 1)[0]))
        shape = np._shape(size)
        count = 1
        for each in shape:
            count *= each
        return np._of(self._state.integers(most, count).reshape(shape)).astype(np.int64) + low

    def permutation(self, x, axis=0):
        if isinstance(x, (int, np.integer)):
            return np.asarray(self._state.order(int(x)), np.int64)
        x = np.asarray(x)
        return x[np.asarray(self._state.order(len(x)), np.int64)]

    shuffle = RandomState.shuffle

    def choice(self, a, size=None, replace=True, p=None, axis=0, shuffle=True):
        pool = np.arange(a) if isinstance(a, (int, np.integer)) else np.asarray(a)
        if not replace:
            if p is not None:
                raise NotImplementedError("ishape: numpy.random.Generator.choice without replacement is not available here with p")
            if size is None:
                return pool[self.integers(0, len(pool))]
            shape = np._shape(size)
            count = 1
            for each in shape:
                count *= each
            if count > len(pool):
                raise ValueError("Cannot take a larger sample than population when replace is False")
            return pool[np.asarray(self._state.chosen(len(pool), count, bool(shuffle)), np.int64).reshape(shape)]
        if p is None:
            return pool[self.integers(0, len(pool), size)]
        cdf = np.asarray(p, float).cumsum()
        return pool[np.searchsorted(cdf / cdf[-1], self.random(size), side="right")]

    def __getattr__(self, name):
        if name in ("gamma", "beta", "binomial", "poisson", "multivariate_normal"):
            raise NotImplementedError(f"ishape: numpy.random.Generator.{name} is not available here; numpy.random.RandomState has it")
        raise AttributeError(f"'numpy.random._generator.Generator' object has no attribute '{name}'")


def __getattr__(name):
    if name.startswith("_") or not hasattr(RandomState, name):
        raise AttributeError(f"module 'numpy.random' has no attribute '{name}'")

    def drawn(*args, **kwargs):
        return getattr(_shared(), name)(*args, **kwargs)

    drawn.__name__ = drawn.__qualname__ = name
    return drawn
