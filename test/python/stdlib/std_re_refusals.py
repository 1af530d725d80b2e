# Patterns through pickle, and what re refuses: escapes, numbers, kinds of text.
import copy
import pickle
import re

p = re.compile("a(?P<n>b)", re.I)
q = pickle.loads(pickle.dumps(p))
print(q, q == p, q is p, copy.deepcopy(p) is p, q.match("AB").groups(), dict(q.groupindex))
print(pickle.loads(pickle.dumps(re.compile(rb"\w+"))), pickle.loads(pickle.dumps(re.sub)) is re.sub)
print(re.sub(b"y", bytearray(b"a"), bytearray(b"xyz")), re.sub("(x)", r"\g<1>\1!", "xx"), re.sub("x", r"\101\012", "x"))
for use in (
    lambda: re.compile(r"\U00110000"),
    lambda: re.compile(r"\567"),
    lambda: re.sub("x", r"\400", "x"),
    lambda: re.compile("x{99999999999999999999999}"),
    lambda: re.compile("x{4294967295,}"),
    lambda: re.compile(b"(a"),
    lambda: re.compile("(a\n(b"),
    lambda: re.sub(b"x", "y", b"x"),
    lambda: re.sub("x", b"y", "x"),
    lambda: re.sub("x", None, "x"),
    lambda: p.groupindex.clear(),
    lambda: p.match(b"ab"),
):
    try:
        print(use())
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "pattern", ""))
