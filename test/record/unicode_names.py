"""Writes kernels/torch/lib/standard/_unicode_names.py: the names of the characters people write (not the ideographs, whose names are
computed, nor historic scripts). Run from the repository's root.

WORDS is the dictionary, most frequent first. In NAMES each name is a digit, the number of leading words it shares with the one before, and
the codes of its other words (text/unicode_names.ts reads them); `!hex;` moves on to a code point, each name else takes the next one.
"""
import collections
import pathlib
import unicodedata

RANGES = [
    (0x20, 0x3100), (0xA640, 0xA830), (0xAB30, 0xABC0), (0xFB00, 0xFB50), (0xFE00, 0x10000),
    (0x10140, 0x10200), (0x1D400, 0x1D800), (0x1F000, 0x1FC00),
]
ONE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
LEADS = '#$%&()*+,-./:<=>?@[]^_`{|}'
LAST = '~'
SECOND = ONE + LEADS + LAST

names = [
    (point, unicodedata.name(chr(point)).split(' '))
    for low, high in RANGES
    for point in range(low, high)
    if unicodedata.name(chr(point), None)
]
words = [word for word, _ in collections.Counter(word for _, name in names for word in name).most_common()]
codes = {}
for i, word in enumerate(words):
    if i < len(ONE):
        codes[word] = ONE[i]
        continue
    i -= len(ONE)
    if i < len(LEADS) * len(SECOND):
        codes[word] = LEADS[i // len(SECOND)] + SECOND[i % len(SECOND)]
        continue
    i -= len(LEADS) * len(SECOND)
    codes[word] = LAST + SECOND[i // len(SECOND)] + SECOND[i % len(SECOND)]

parts, next_point, before = [], 0, []
for point, name in names:
    if point != next_point:
        parts.append(f'!{point:x};')
    shared = 0
    while shared < min(len(before), len(name) - 1, 9) and before[shared] == name[shared]:
        shared += 1
    parts.append(str(shared) + ''.join(codes[word] for word in name[shared:]))
    next_point, before = point + 1, name
pathlib.Path('kernels/torch/lib/standard/_unicode_names.py').write_text(
    f"# Written by test/record/unicode_names.py.\nWORDS = '{' '.join(words)}'\nNAMES = '{''.join(parts)}'\n"
)
