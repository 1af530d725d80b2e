import json, io
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
d = {'a': [1, 2.5, None, True, 'é"\n\u2028😀'], 'b': {}, 'c': [], 1: 2, None: 3, True: 4, 1.5: 5, 'n': {'x': (1, 2)}}
for kw in ({}, {'indent': 2}, {'indent': '\t'}, {'sort_keys': False, 'separators': (',', ':')}, {'ensure_ascii': False}, {'indent': 0}, {'indent': 2, 'separators': (', ', ' = ')}): print(json.dumps(d, **kw))
print(json.dumps({'b': 1, 'a': 2}, sort_keys=True), json.dumps('x'), json.dumps(float('inf')), json.dumps(float('nan')), json.dumps(1e100), json.dumps(10**30), json.dumps(-0.0), json.dumps([]), json.dumps('\x00\x1f\x7f/\\'))
t(lambda: json.dumps(float('nan'), allow_nan=False)); t(lambda: json.dumps({1, 2})); t(lambda: json.dumps({(1, 2): 3})); t(lambda: json.dumps({(1, 2): 3, 'a': 1}, skipkeys=True)); t(lambda: json.dumps(object(), default=lambda o: 'def')); t(lambda: json.dumps(b'x'))
l = []; l.append(l); t(lambda: json.dumps(l))
class E(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, set): return sorted(o)
        return super().default(o)
print(json.dumps({'s': {3, 1}}, cls=E), E().encode([1]), ''.join(E().iterencode({'a': [1, {'b': 2}]}))); t(lambda: json.dumps(1j, cls=E))
for s in ('{"a": [1, 2.0, -3e5, true, false, null, "x\\u00e9\\n\\ud83d\\ude00"]}', ' [ ] ', '"a"', '1', 'NaN', '-Infinity', '1e400', '123456789012345678901234567890', '{"a": 1, "a": 2}', '[1, [2, [3]]]', '""', '-0', '1E5', '"\\/"'): t(lambda: json.loads(s))
for s in ('', '{', '[1,', '{"a"}', "{'a': 1}", '[1 2]', '{"a": 1,}', 'nul', '"abc', '"a\nb"', '01', '1.', '[1]x', '"\\x"', '{1: 2}', '[,]', '"\\u12"', '{"a" 1}', '\ufeff{}', 'tru', '-', '[1,]'): t(lambda: json.loads(s))
t(lambda: json.loads(5)); t(lambda: json.loads(b'{"a": "\xc3\xa9"}')); print(json.loads('{"a": 1}', object_hook=lambda d: list(d.items())), json.loads('[1.5, 2]', parse_float=str, parse_int=lambda s: 'i' + s), json.loads('{"a": 1, "b": 2}', object_pairs_hook=lambda p: p), json.loads('[NaN]', parse_constant=lambda c: c))
f = io.StringIO(); json.dump({'a': 1}, f, indent=1); print(repr(f.getvalue())); f.seek(0); print(json.load(f))
try: json.loads('[1,\n2,\n x]')
except json.JSONDecodeError as e: print(e.msg, e.pos, e.lineno, e.colno, repr(e.doc), isinstance(e, ValueError), type(e).__module__)
print(json.JSONDecoder().raw_decode('{"a": 1} tail'), json.JSONDecoder().decode('[1]'))
from collections import OrderedDict, namedtuple; import enum
class I(enum.IntEnum): A = 1
class S(str): pass
print(json.dumps(OrderedDict(a=1)), json.dumps(namedtuple('P', 'x y')(1, 2)), json.dumps(I.A), json.dumps({I.A: 1}), json.dumps(S('s')), json.dumps([True, 1, 1.0]))
t(lambda: json.loads('"a\tb"', strict=False)); t(lambda: json.loads('{"é😀": "😀x", "k": tru}')); t(lambda: json.loads('["😀" x')); t(lambda: json.loads('"\\ud83d\\ude00 \\ud83d"'.replace('\\ud83d"', '"'))); print(json.JSONDecoder().raw_decode('😀[1, 2] x', 1))
class D(dict):
    def items(self): return [('x', 1), ('y', [])]
print(json.dumps(D(a=1)), json.dumps({'b': [1, {'c': ()}], 'a': {}}, indent=3, sort_keys=True)); t(lambda: json.dumps({1: 0, 'a': 1}, sort_keys=True)); t(lambda: json.dumps({'k': float('nan')}, allow_nan=False))
deep = []
for _ in range(5000): deep = [deep]
for f in (lambda: json.dumps(deep), lambda: json.loads('[' * 5000)):
    try: f()
    except RecursionError as e: print(e)
