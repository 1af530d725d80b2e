"""json: texts in all encodings, separators that are none, values that change or contain themselves while they are written."""
import json
import json.decoder
import sys


def attempt(f, *args, **kwargs):
    try:
        print(repr(f(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"):
    for value in (["aµ€\U0001d120"], "☀", 5, {"k": None}):
        data = json.dumps(value, ensure_ascii=False).encode(encoding)
        print(encoding, json.detect_encoding(data), json.loads(data) == value)
attempt(json.loads, b'["\x80"]')
attempt(json.loads, b"")
attempt(json.loads, bytearray(b"[1]"))
attempt(json.loads, memoryview(b"[1]"))
for separators in ((b", ", ": "), (", ", b": "), (",", ":"), (3, ":")):
    attempt(json.dumps, {1: 2, 3: 4}, separators=separators)

shrinking = [object()] * 10


def shrink(value):
    del shrinking[-1]


attempt(json.dumps, shrinking, default=shrink)
loop = []
loop.append(loop)
attempt(json.dumps, loop)
attempt(json.dumps, 5j, default=lambda o: [o])
for check in (True, False):
    try:
        json.dumps(loop, check_circular=check)
    except (ValueError, RecursionError) as error:
        print(type(error).__name__)


class Pair(list):
    def __iter__(self):
        return iter(["other"])


attempt(json.dumps, Pair([1, 2]))
attempt(json.decoder.scanstring, "xxx", sys.maxsize + 1)
attempt(json.decoder.scanstring, 'a"b\\u00e9" rest', 2)
