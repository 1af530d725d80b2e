# Built-in functions: what they refuse and in which words, a program's own stdin, evaluation without builtins.
import io, sys
sys.stdin = io.StringIO("one\ntwo\n")
print(input(), input("p> "))
try: input()
except EOFError as e: print("EOF", e)
sys.stdin = sys.__stdin__
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: sum(['a'], '')); t(lambda: sum([b'a'], b'')); t(lambda: sum([bytearray(b'a')], bytearray())); t(lambda: sum(['a'])); t(lambda: sum(5)); t(lambda: sum([[1],[2]], []))
t(lambda: __import__('')); t(lambda: open('a\0b')); t(lambda: eval(bytearray(b'1+1'))); t(lambda: eval(memoryview(b'1+2')))
class C:
    def getDict(self): return {'a': 2}
    __dict__ = property(fget=getDict)

t(lambda: vars(3)); t(lambda: vars(1, 2))
import warnings
warnings.simplefilter("error")
t(lambda: bool(NotImplemented)); t(lambda: not NotImplemented)
t(lambda: dir(1, 2)); t(lambda: type(None)(1)); t(lambda: type(None)()); t(lambda: type(...)()); t(lambda: type(NotImplemented)())
t(lambda: eval("x", {"x": 1})); t(lambda: eval("print", {"__builtins__": {}})); t(lambda: eval("len([1])", {"__builtins__": {}}, {}))
t(lambda: eval("len([1])", {"__builtins__": {"len": lambda x: 99}}))
exec("def f(): return undefined_thing", g := {"__builtins__": {"undefined_thing": 5}})
t(lambda: g["f"]())
class D(dict):
    def __getitem__(self, k): return 7 if k == "magic" else super().__getitem__(k)
t(lambda: eval("magic + 1", {}, D()))
t(lambda: print(1, sep=3)); t(lambda: print(1, foo=3)); t(lambda: round(2.5, None)); t(lambda: eval(5)); t(lambda: exec("1", 3)); t(lambda: exec("x", {}, 3))
t(lambda: ord("ab")); t(lambda: chr(-1)); t(lambda: iter(1, 2)); t(lambda: iter(3)); t(lambda: next(3)); t(lambda: max()); t(lambda: max([])); t(lambda: min(1)); t(lambda: sorted([1], 3)); t(lambda: zip([1], [1, 2], strict=True).__next__()); t(lambda: list(zip([1], [1, 2], strict=True)))
t(lambda: isinstance(1, "a")); t(lambda: issubclass(1, int)); t(lambda: setattr(1, "a", 2)); t(lambda: getattr(1, 2)); t(lambda: hasattr(1, 2)); t(lambda: delattr(1, "x")); t(lambda: format(1, 2)); t(lambda: hash([])); t(lambda: pow(2, -1, 4)); t(lambda: pow(0, -1)); t(lambda: divmod(1, 0)); t(lambda: bin("a")); t(lambda: abs("a")); t(lambda: callable(1, 2)); t(lambda: any(1)); t(lambda: filter(1)); t(lambda: list(map(None, [1]))); t(lambda: reversed({1})); t(lambda: slice()); t(lambda: int("a", 40)); t(lambda: int([])); t(lambda: float("x")); t(lambda: complex("x")); t(lambda: bytes("a")); t(lambda: bytes([300])); t(lambda: str(b"a", "ascii", "strict")); t(lambda: dict([1])); t(lambda: dict([(1, 2, 3)]))
