"""Records how PyTorch words its native signatures: writes src/ops/signatures.ts.

    python test/record/signatures.py > src/ops/signatures.ts && npx biome check --write src/ops/signatures.ts

A function with several signatures (or with hidden, deprecated ones) prints all of them when it is called with more arguments
than any of them takes. Functions with one signature never print it: the binder words their errors from the schema.
"""
import warnings

import torch

warnings.simplefilter('ignore')


class Foreign:
    pass


FACTORY = (
    'torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, '
    'bool pin_memory = False, bool requires_grad = False'
)
SHORT = [(FACTORY, '$F'), ('Tensor out = None', '$O'), ('tuple of ints', '$I'), (', bool keepdim = False', '$K')]


def signatures(function):
    try:
        function(*[Foreign() for _ in range(40)])
    except TypeError as error:
        text = str(error)
    except Exception:
        return None
    else:
        return None
    if 'received an invalid combination of arguments' not in text:
        return None
    _, _, options = text.partition('but expected ')
    if options.startswith('one of:'):
        return [line[3:] for line in options.split('\n') if line.startswith(' * ')]
    return [options]


def shorten(text):
    for long, short in SHORT:
        text = text.replace(long, short)
    return text


tensor = torch.zeros(1, 1)
places = {
    'torch': (torch._C._VariableFunctions, torch._C._VariableFunctions),
    'Tensor': (torch._C.TensorBase, tensor),
    'F': (torch._C._nn, torch._C._nn),
    'torch.linalg': (torch._C._linalg, torch._C._linalg),
    'torch.fft': (torch._C._fft, torch._C._fft),
    'torch.special': (torch._C._special, torch._C._special),
}
prefixes = {'torch.linalg': 'linalg_', 'torch.fft': 'fft_', 'torch.special': 'special_'}
SKIP = ('sparse', 'quantize', 'mkldnn', 'cudnn', 'miopen', 'fbgemm', 'nested', 'fused', 'fake_quant', 'foreach')
lines = []
for place, (listing, owner) in places.items():
    prefix = prefixes.get(place, '')
    for name in sorted(dir(listing)):
        if name.startswith('_') or any(word in name for word in SKIP):
            continue
        if prefix and not name.startswith(prefix):
            continue
        if name in ('imag', 'names'):
            continue
        function = getattr(owner, name, None)
        if not callable(function):
            continue
        options = signatures(function)
        if options:
            lines.append('|'.join([f'{place} {name.removeprefix(prefix)}', *map(shorten, options)]))

print("""/**
 * How PyTorch prints the signatures of its native functions in TypeErrors, where one has several: recorded from PyTorch
 * by test/record/signatures.py. One function a line: place, name, signatures.
 */
export const SIGNATURES = `""")
print('\n'.join(lines))
print('`')
print('/** Abbreviations in the lines above. */')
print('export const ABBREVIATIONS: readonly (readonly [string, string])[] = [')
for long, short in SHORT:
    print(f"  ['{short}', '{long}'],")
print(']')
