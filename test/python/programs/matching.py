class Point:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
def m(v):
    match v:
        case 0: return 'zero'
        case -1 | 1: return 'unit'
        case 1.5: return 'float'
        case True: return 'T'
        case None: return 'none'
        case 'a' | 'b' as s: return 'str ' + s
        case b'x': return 'bytes'
        case []: return 'empty'
        case [x]: return f'one {x}'
        case [1, x, *rest]: return f'1 {x} {rest}'
        case (x, y): return f'pair {x} {y}'
        case [*init, 9]: return f'ends9 {init}'
        case [a, [b, c], *_]: return f'nest {a} {b} {c}'
        case {'k': v, 'z': 1}: return f'kz {v}'
        case {'k': v, **rest}: return f'k {v} {rest}'
        case {}: return 'dict'
        case Point(0, y): return f'P0 {y}'
        case Point(x=x, y=0): return f'Px {x}'
        case Point(x, y) if x == y: return 'diag'
        case Point(): return 'point'
        case int(n): return f'int {n}'
        case str() as s if len(s) > 3: return 'long'
        case str(): return 'str'
        case float() | complex(): return 'num'
        case set(): return 'set'
        case _: return 'other'
for v in [0, 1, -1, 1.5, True, None, 'a', b'x', [], [5], [1, 2], [1, 2, 3, 4], (3, 4), [3, 4, 9], [1], [2, [3, 4], 5], {'k': 1, 'z': 1}, {'k': 1, 'q': 2}, {}, Point(0, 5), Point(4, 0), Point(2, 2), Point(2, 3), 77, 'abcd', 'zz', 2.5, 1j, set(), object, range(2), 'ab', {'x': 1}, (1,), [2, 3, 4], False]:
    print(repr(v)[:20] if not isinstance(v, Point) else 'Point', m(v))
class K: A = 5
def c(v):
    match v:
        case K.A: return 'A'
        case str(x) | int(x): return x
print(c(5), c('s'), c(6), c(1.0))
try:
    match 5:
        case Point(1, 2, 3): pass
    match Point(1, 2):
        case Point(1, 2, 3): pass
except TypeError as e: print(e)
match 1, 2:
    case x, y: print(x, y)
match = 5; case = 6; print(match, case)
