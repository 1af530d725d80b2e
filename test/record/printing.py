"""Records how PyTorch prints: python test/record/printing.py > test/tensor/printing.jsonl

One case a line: dtype, shape, values (in memory order; nan, inf and large ints as strings; complex as pairs, flat),
and where not usual: options of set_printoptions, default dtype, grad ("leaf" or a grad_fn's name), and the text.
Tensors too large to list have `values` "i % n / d" instead: n and d, see `pattern`.
"""
import json
import math
import random

import torch

random.seed(7)
named = {n: getattr(torch, n) for n in
         'float32 float64 float16 bfloat16 int64 int32 int16 int8 uint8 bool complex64 complex128'.split()}


def pattern(numel, n, d):
    return (torch.arange(numel) % n).double() / d


def listed(t):
    def one(x):
        if isinstance(x, bool):
            return int(x)
        if isinstance(x, complex):
            return [one(x.real), one(x.imag)]
        if isinstance(x, int):
            return str(x) if abs(x) >= 2 ** 53 else x
        return x if math.isfinite(x) and not (x == 0 and math.copysign(1, x) < 0) else str(x)
    values = [one(x) for x in t.flatten().tolist()]
    return [y for x in values for y in x] if t.is_complex() else values


def emit(t, values, options=None, default='float32', grad=None, device=None):
    torch.set_printoptions(profile='default')
    torch.set_default_dtype(named[default])
    if options:
        torch.set_printoptions(**options)
    if grad == 'leaf':
        t = t.clone().requires_grad_()
    elif grad:
        t = t.clone().requires_grad_().mul(1)
        grad = type(t.grad_fn).__name__
    case = {'dtype': str(t.dtype).split('.')[1], 'shape': list(t.shape), 'values': values}
    if options:
        case['options'] = {k: ('inf' if v == math.inf else v) for k, v in options.items()}
    if default != 'float32':
        case['default'] = default
    if grad:
        case['grad'] = grad
    if device:
        case['device'] = device
    print(json.dumps({**case, 'text': repr(t)}))
    torch.set_printoptions(profile='default')
    torch.set_default_dtype(torch.float32)


def case(values, dtype='float32', shape=None, **more):
    t = torch.tensor(values, dtype=named[dtype])
    t = t if shape is None else t.reshape(shape)
    emit(t, listed(t), **more)


def large(shape, n, d, dtype='float32', **more):
    emit(pattern(math.prod(shape), n, d).to(named[dtype]).reshape(shape), {'n': n, 'd': d}, **more)


inf, nan = math.inf, math.nan
FLOATS = ['float32', 'float64', 'float16', 'bfloat16']
INTS = ['int64', 'int32', 'int16', 'int8', 'uint8']
sets = [[], [0.0], [-0.0], [-0.0, 1], [1.0], [1.5], [1, 2.5], [1e-3], [1e-4], [1e-5], [1e-5, 1.0], [1e8], [1e8 + 8], [99999999.0, 1], [99999.9],
        [1000.0, 1.0], [1001.0, 1.0], [1000.5, 1.0], [1001.5, 1.5], [nan], [inf], [-inf], [nan, inf, -inf], [nan, 1.5], [inf, 1.0], [-inf, 2.0],
        [inf, 1e10], [-inf, 0.5], [nan, 1e-9], [0.0, 1e-9], [0.0, inf], [0.5, -0.5], [123.456, -0.001], [1e20], [1e-20, 1e20], [0.03125, 0.5],
        [2.5, 0.125, 3.0625], [0.00390625], [9.99995, 1], [0.99995], [12345.678], [-12345.678], [65504.0], [1e-7], [3.0, 4.0, -5.0], [1e5, 1e2]]
for values in sets:
    for d in FLOATS:
        case(values, d)
for d in FLOATS:
    case(2.0, d)
    case(2.5, d)
    case(nan, d)
    case(1e10, d)
    for _ in range(12):
        n = random.choice([3, 7, 12, 20, 24])
        scale = 10 ** random.choice([-6, -3, -1, 0, 0, 1, 3, 6])
        case([random.gauss(0, 1) * scale for _ in range(n)], d)
for d in INTS:
    for values in ([], [0], [1, 2, 3], [1, 10, 100], list(range(40))):
        case(values, d)
    case(7, d)
for values in ([-1, 10], [-5], [2 ** 31 - 1, -2 ** 31], [100, -100]):
    for d in INTS[:2]:
        case(values, d)
case([2 ** 62, -2 ** 63, 5], 'int64')
case([9007199254740993], 'int64')
for values in ([], [True], [False], [True, False], [False] * 30):
    case(values, 'bool')
case(True, 'bool')
for d in ('complex64', 'complex128'):
    for values in ([], [1 + 2j], [1 + 2j, 3.5 - 1j], [complex(nan, 1)], [complex(inf, -inf)], [1e10 + 1j], [1 - 0j], [complex(1e-8, -2.5)],
                   [complex(i / 3, -i) for i in range(9)], [complex(-i, i * 1e5) for i in range(4)]):
        case(values, d)
    case(1.5 - 2j, d)
    case([complex(i, i / 2) for i in range(6)], d, [2, 3])
for shape in ([2, 3], [3, 2], [6, 1], [1, 6], [1, 2, 3], [2, 3, 1], [1, 1, 6, 1], [3, 1, 2, 1]):
    for d in ('float32', 'int64', 'bool', 'float64'):
        case([0, 1, 0, 2, 3, 1], d, shape)
    case([0.5, -1, 0, 2.25, 3, 1], 'float32', shape)
for shape in ([0], [0, 3], [3, 0], [2, 0, 3], [0, 0]):
    for d in ('float32', 'int64', 'bool', 'float64', 'complex64'):
        large(shape, 1, 1, d)
    large(shape, 1, 1, 'float32', grad='leaf')
for n in range(8, 20):
    large([n], 20, 1, 'int64')
    large([n], 20, 1)
    large([n], 20, 3)
    large([n], 2, 1, 'bool')
    large([2, n], 11, 7, 'float64')
for shape in ([1001], [1000], [2000], [40, 40], [7, 150], [1, 1100], [1100, 1], [10, 10, 11], [3, 7, 60], [2, 2, 300], [8, 8, 8, 8], [1001, 2], [2, 3, 4, 50], [6, 6, 6, 6]):
    large(shape, 997, 1, 'int64')
    large(shape, 997, 7)
    large(shape, 2, 1, 'bool')
    large(shape, 997, 7, grad='node')
for n in range(1, 14):
    large([n], 17, 8, grad='leaf')
    large([n], 17, 8, grad='node')
    large([n], 17, 8, 'float64', grad='node')
    large([2, n], 17, 8, 'float16', grad='leaf')
large([3, 30], 17, 8, grad='node')
large([2, 16], 1, 1, grad='leaf')
for default in ('float64', 'float16', 'bfloat16'):
    for d in (*FLOATS, 'int64', 'int32', 'bool', 'complex64', 'complex128'):
        large([3], 3, 1, d, default=default)
    large([0, 2], 1, 1, 'float32', default=default)
OPTIONS = [dict(precision=8), dict(precision=0), dict(precision=2), dict(precision=25), dict(sci_mode=True), dict(sci_mode=False), dict(sci_mode=False, precision=3),
           dict(threshold=5, edgeitems=1), dict(threshold=0), dict(edgeitems=0, threshold=3), dict(edgeitems=1), dict(edgeitems=10, threshold=10),
           dict(linewidth=20), dict(linewidth=40), dict(linewidth=5), dict(linewidth=200), dict(profile='short'), dict(profile='full'), dict(profile='default'),
           dict(profile='short', precision=3), dict(threshold=math.inf)]
for options in OPTIONS:
    for values in ([1.5, 2.0], [1e-9, 2.0], [1e12, 2.0], [1.0, 2.0], [nan, 1.0], [123456.789, 0.001]):
        case(values, options=options)
    case(2.5, options=options)
    case([1 + 2.5j, 3 - 1e-6j], 'complex64', options=options)
    for shape in ([20], [4, 5], [2, 2, 5], [0], [0, 3]):
        large(shape, 20, 1, 'int64', options=options)
        large(shape, 20, 7, options=options, grad='node')
large([30, 40], 997, 7, options=dict(profile='full'))
large([3, 3, 200], 997, 1, 'int64', options=dict(edgeitems=2))
for shape in ([], [3], [2, 3], [0], [1, 1, 1, 8, 2000]):
    for d in ('float32', 'float64', 'int64', 'bool', 'complex64'):
        emit(torch.empty(shape, dtype=named[d], device='meta'), [], device='meta')
    emit(torch.empty(shape, device='meta'), [], device='meta', grad='leaf')
    emit(torch.empty(shape, device='meta'), [], device='meta', grad='node')
