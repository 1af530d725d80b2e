"""Finds the tables that NumPy's normal and exponential numbers are made with, by drawing: python test/record/ziggurat.py (a python with numpy).

A draw that is taken at once, or after one more number, is a whole number times the width of its layer, rounded. Enough of them leave
one width.
Prints both tables in base64, as src/bridge/numpy-ziggurat.ts holds them.
"""
import base64
import math
import struct
from fractions import Fraction

import numpy as np


def widths(draw, split):
    bits = np.random.PCG64(0)
    numbers = np.random.Generator(bits)
    low, high = [Fraction(0)] * 256, [Fraction(1)] * 256
    while True:
        for _ in range(20_000):
            before = bits.state
            layer, whole = split(int(bits.random_raw()))
            after = bits.state
            bits.random_raw()
            states = (after, bits.state) if layer > 0 else (after,)
            bits.state = before
            drawn = abs(draw(numbers))
            if bits.state in states and whole:
                half = Fraction(math.ulp(drawn)) / 2
                low[layer] = max(low[layer], (Fraction(drawn) - half) / whole)
                high[layer] = min(high[layer], (Fraction(drawn) + half) / whole)
            bits.state = after
        found = [float((a + b) / 2) for a, b in zip(low, high)]
        single = [Fraction(math.nextafter(w, 0)) < a and b < Fraction(math.nextafter(w, 1)) for w, a, b in zip(found, low, high)]
        if all(single):
            return found


normal = widths(lambda g: g.standard_normal(), lambda r: (r & 0xFF, r >> 9 & 0xFFFFFFFFFFFFF))
exponential = widths(lambda g: g.standard_exponential(), lambda r: (r >> 3 & 0xFF, r >> 11))
for table in (normal, exponential):
    print(table[:3], table[255])
    print(base64.b64encode(struct.pack('<256d', *table)).decode())
