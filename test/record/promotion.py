"""Records PyTorch's type promotion: python test/record/promotion.py > test/tensor/promotion.json

`promote` and `cast`: for every pair of dtypes. `result`: for every two operands, [operands, default dtype, result]; an
operand is a dtype name (a tensor with dims), the same in brackets (a zero-dim tensor), or a kind (a number).
"""
import itertools
import json

import torch

names = 'float32 float64 float16 bfloat16 int64 int32 int16 int8 uint8 bool complex64 complex128'.split()
named = {n: getattr(torch, n) for n in names}


def name(dtype):
    return str(dtype).split('.')[1]


numbers = {'a bool': True, 'an int': 2, 'a float': 2.5, 'a complex': 2j}
operands = {
    **{n: torch.ones(2, dtype=d) for n, d in named.items()},
    **{f'({n})': torch.ones((), dtype=d) for n, d in named.items()},
    **numbers,
}
promote = {a: {b: name(torch.promote_types(named[a], named[b])) for b in names} for a in names}
cast = {a: {b: torch.can_cast(named[a], named[b]) for b in names} for a in names}
result = []
for default in ('float32', 'float64', 'bfloat16'):
    torch.set_default_dtype(named[default])
    for a, b in itertools.product(operands, operands):
        if default == 'float32' or b in numbers:
            result.append([a, b, default, name(torch.result_type(operands[a], operands[b]))])
rows = ',\n'.join(json.dumps(row) for row in result)
print(f'{{"promote": {json.dumps(promote)},\n"cast": {json.dumps(cast)},\n"result": [\n{rows}\n]}}')
