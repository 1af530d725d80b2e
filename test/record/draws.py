"""Records what real PyTorch draws: python test/record/draws.py > test/tensor/draws.jsonl

One case a line: a seed, steps that run one after the other on the same generator, and for each what came out: the
number of elements, an FNV-1a hash of their bytes (little-endian, as PyTorch holds them), and the first numbers for
people to look at. Every case ends in a `rand` of one element, which shows that the right number of words was drawn.
"""
import json
import math

import torch

dtypes = {str(getattr(torch, n)).split('.')[1]: getattr(torch, n) for n in
          'float32 float64 float16 bfloat16 int64 int32 int16 int8 uint8 bool complex64 complex128'.split()}


def fnv(data: bytes) -> int:
    h = 0x811C9DC5
    for b in data:
        h = ((h ^ b) * 0x01000193) & 0xFFFFFFFF
    return h


def empty(n, dtype, contiguous=True):
    return torch.empty(n, dtype=dtypes[dtype]) if contiguous else torch.empty(n, 2, dtype=dtypes[dtype])[:, 0]


def weights(n, dtype):
    return ((torch.arange(n) * 7 % 11 + 1).double() / 16).to(dtypes[dtype])


STEPS = {
    'uniform': lambda n, dtype, a=0.0, b=1.0: empty(n, dtype).uniform_(a, b),
    'rand': lambda n, dtype: torch.rand(n, dtype=dtypes[dtype]),
    'normal': lambda n, dtype, mean=0.0, std=1.0, contiguous=True: empty(n, dtype, contiguous).normal_(mean, std),
    'randn': lambda n, dtype: torch.randn(n, dtype=dtypes[dtype]),
    'randint': lambda n, dtype, lo, hi: torch.randint(int(lo), int(hi), (n,), dtype=dtypes[dtype]),
    'random_range': lambda n, dtype, lo, hi: empty(n, dtype).random_(int(lo), int(hi)),
    'random_from': lambda n, dtype, lo: empty(n, dtype).random_(int(lo), None),
    'random': lambda n, dtype: empty(n, dtype).random_(),
    'randperm': lambda n, dtype: torch.randperm(n, dtype=dtypes[dtype]),
    'bernoulli': lambda n, dtype, p: empty(n, dtype).bernoulli_(p),
    'bernoulli_each': lambda n, dtype, ptype: empty(n, dtype).bernoulli_(weights(n, ptype)),
    'exponential': lambda n, dtype, lambd=1.0: empty(n, dtype).exponential_(lambd),
    'geometric': lambda n, dtype, p: empty(n, dtype).geometric_(p),
    'cauchy': lambda n, dtype, median=0.0, sigma=1.0: empty(n, dtype).cauchy_(median, sigma),
    'log_normal': lambda n, dtype, mean=1.0, std=2.0: empty(n, dtype).log_normal_(mean, std),
    'multinomial': lambda rows, dtype, categories, samples, replacement: torch.multinomial(
        weights(rows * categories, dtype).reshape(rows, categories), samples, replacement),
    'poisson': lambda n, dtype, scale: torch.poisson(weights(n, dtype) * scale),
    'state': lambda: torch.get_rng_state(),
    'initial_seed': lambda: torch.tensor([torch.initial_seed() - (1 << 64 if torch.initial_seed() >> 63 else 0)]),
}


def raw(t: torch.Tensor) -> bytes:
    t = t.contiguous()
    return t.view(torch.uint8).numpy().tobytes() if t.numel() else b''


def shown(t):
    t = torch.view_as_real(t).flatten() if t.is_complex() else t.flatten()
    values = [int(x) if isinstance(x, bool) else x for x in t[:4].tolist()]
    return [str(x) if isinstance(x, int) and abs(x) >= 2 ** 53 or not math.isfinite(x) else x for x in values]


def record(seed, *steps):
    torch.manual_seed(seed)
    steps = [*steps, ['rand', 1, 'float32']]
    out = []
    for name, *args in steps:
        t = STEPS[name](*args)
        out.append({'n': t.numel(), 'hash': fnv(raw(t)), 'first': shown(t)})
    print(json.dumps({'seed': str(seed), 'steps': steps, 'out': out}))


FLOATS = ['float32', 'float64', 'float16', 'bfloat16']
seeds = iter([0, 1, 42, 1337, 2024, -1, 2 ** 40 + 1, 2 ** 63, 2 ** 64 - 5, 7, 99, 123456789] * 1000)

for n in [*range(0, 18), 31, 32, 33, 40, 100, 623, 624, 625, 1000, 1300]:
    for d in FLOATS:
        record(next(seeds), ['rand', n, d])
        record(next(seeds), ['randn', n, d])
for n in (0, 1, 3, 7, 8, 20, 100):
    for d in ('complex64', 'complex128'):
        record(next(seeds), ['randn', n, d])
        record(next(seeds), ['rand', n, d])
for d in FLOATS:
    for a, b in ((-1, 1), (0.1, 0.7), (-3, 5), (0, 3.3), (1000, 1001), (-0.05, 0.05), (2.5, 2.5)):
        record(next(seeds), ['uniform', 1500, d, a, b])
    for mean, std in ((2.0, 0.5), (0.37, 1.7), (-100, 1e-3), (0, 0), (0.0, 0.01)):
        for n in (1, 5, 16, 50, 700):
            record(next(seeds), ['normal', n, d, mean, std])
    for n in (3, 16, 50):
        record(next(seeds), ['normal', n, d, 0.5, 2.0, False])
    record(next(seeds), ['exponential', 800, d], ['exponential', 5, d, 0.3])
    record(next(seeds), ['cauchy', 300, d], ['cauchy', 5, d, 1.5, 0.25])
    record(next(seeds), ['log_normal', 301, d], ['log_normal', 4, d, 0.25, 0.5], ['log_normal', 3, d, 0.0, 0.1])
    for scale in (0.0, 0.5, 5.0, 30.0, 200.0, 4000.0):
        record(next(seeds), ['poisson', 60, d, scale])
    for ptype in FLOATS:
        record(next(seeds), ['bernoulli_each', 200, d, ptype])
for d in ('float32', 'float64', 'float16', 'bfloat16', 'int64', 'int32', 'int16', 'int8', 'uint8', 'bool'):
    record(next(seeds), ['random', 50, d])
    for p in (0.0, 0.3, 0.5, 1.0):
        record(next(seeds), ['bernoulli', 70, d, p])
    record(next(seeds), ['randperm', 20, d]) if d != 'bool' else None
    if d != 'bool':
        record(next(seeds), ['geometric', 50, d, 0.3], ['geometric', 5, d, 0.9])
        record(next(seeds), ['random_from', 30, d, 5])
    for lo, hi in ((0, 2), (0, 10), (0, 100), (-5, 7), (-7, 1001), (3, 2 ** 27), (0, 2 ** 28 - 1), (0, 2 ** 28), (0, 2 ** 28 + 1),
                   (-5, 3000), (0, 2 ** 31 - 1), (-2 ** 31, 2 ** 31 - 1), (2 ** 40, 2 ** 40 + 9), (0, 2 ** 40), (-2 ** 63, 2 ** 63 - 1),
                   (-2 ** 60, -2 ** 50)):
        try:
            torch.empty(1, dtype=dtypes[d]).random_(lo, hi)
        except RuntimeError:
            continue
        record(next(seeds), ['random_range', 40, d, str(lo), str(hi)])
        if d in ('int64', 'float32'):
            record(next(seeds), ['randint', 40, d, str(lo), str(hi)])
for n in (0, 1, 2, 3, 10, 100, 625, 5000):
    record(next(seeds), ['randperm', n, 'int64'])
for d in ('float32', 'float64'):
    for rows, categories, samples, replacement in (
            (1, 4, 1, False), (1, 4, 1, True), (1, 10, 3, False), (1, 10, 30, True), (3, 20, 5, False), (3, 20, 50, True), (2, 100, 100, False)):
        record(next(seeds), ['multinomial', rows, d, categories, samples, replacement])

# Spares cross calls, other draws and states.
record(0, ['randn', 3, 'float32'], ['randn', 2, 'float32'], ['rand', 5, 'float32'], ['randn', 1, 'float64'], ['randn', 20, 'float32'],
       ['randn', 1, 'bfloat16'], ['randn', 1, 'float32'])
record(1, ['randn', 1, 'float32'], ['randn', 0, 'float32'], ['log_normal', 2, 'float32'], ['randn', 4, 'float64'], ['randint', 3, 'int64', '0', '9'])
record(5, ['state'], ['initial_seed'])
record(-1, ['rand', 1, 'float32'], ['state'], ['initial_seed'])
record(2 ** 63 + 5, ['rand', 624, 'float32'], ['state'], ['initial_seed'])
record(8, ['rand', 625, 'float32'], ['randn', 3, 'float32'], ['state'], ['randn', 1, 'float32'], ['state'])
record(9, ['rand', 100000, 'float32'], ['state'])
