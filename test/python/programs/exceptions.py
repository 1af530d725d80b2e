try:
    try: 1 / 0
    except ZeroDivisionError as e: raise ValueError('x') from e
except ValueError as e: print(repr(e), repr(e.__cause__), e.__suppress_context__, e.args)
try:
    try: 1 / 0
    except ZeroDivisionError: raise ValueError('x') from None
except ValueError as e: print(e.__cause__, e.__suppress_context__, repr(e.__context__))
def f():
    try: return 'try'
    finally: print('finally')
print(f())
def g():
    try: return 1
    finally: return 2
print(g())
def h():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print(i)
        finally: print('f', i)
h()
class E1(Exception):
    def __init__(self, a, b): super().__init__(a, b); self.b = b
    def __str__(self): return 'E1:' + str(self.b)
try: raise E1(1, 2)
except Exception as e: print(e, repr(e), e.args)
try: raise KeyError('k')
except LookupError as e: print(e, repr(e), str(e))
print(repr(Exception()), repr(Exception(1)), repr(Exception(1, 2)), str(Exception()), str(Exception(1, 2)), Exception('a').args)
try: raise (ValueError)
except (TypeError, ValueError) as e: print(type(e))
try: e
except NameError as n: print(n)
try: pass
except: print('no')
else: print('else')
finally: print('fin')
e = ValueError('a'); e.add_note('n1'); print(e.__notes__)
print(OSError(2, 'No such').errno, OSError(2, 'x', 'f').filename, str(OSError(2, 'x', 'f')), repr(OSError(2, 'x')), type(OSError(2, 'x')), type(OSError(17, 'x')))
try: open('nonexistent_zzz')
except FileNotFoundError as e: print(e.errno, e.strerror, e.filename)
try: {}['a']
except KeyError as e: print(e.args)
print(StopIteration(5).value, SystemExit(3).code, UnicodeDecodeError('utf8', b'a', 0, 1, 'r'), ImportError('m', name='n', path='p').name)
try: raise Exception from 5
except TypeError as e: print(e)
try: assert False, 'msg'
except AssertionError as e: print(e)
import traceback
try:
    def inner(): raise RuntimeError('deep')
    inner()
except RuntimeError: print(traceback.format_exc().splitlines()[-1])
try:
    try: raise A
    except NameError as e: raise
except NameError as e: print(e)
def cm():
    try:
        yield
    except GeneratorExit: print('ge'); raise
c = cm(); next(c); c.close()
class Ctx:
    def __enter__(s): print('in'); return s
    def __exit__(s, t, v, tb): print('out', t, v); return t is KeyError
with Ctx() as c, Ctx(): print('body')
with Ctx(): raise KeyError(1)
try:
    with Ctx(): raise ValueError(2)
except ValueError as e: print('VE', e)
with (Ctx() as a, Ctx() as b): pass
def r():
    with Ctx(): return 'r'
print(r())
try: raise ExceptionGroup('eg', [ValueError(1), TypeError(2)])
except* ValueError as e: print('v', e.exceptions)
except* TypeError as e: print('t', e.exceptions)
print(issubclass(KeyError, LookupError), ArithmeticError.__mro__)
try: int('x')
except ValueError as e:
    try: raise TypeError('second')
    except TypeError as f: print(repr(f.__context__))
try: raise BaseException('b')
except BaseException as e: print(repr(e))
try: exit_ = 1; raise SystemExit
except SystemExit as e: print(e.code)
e1 = ValueError(1); print(e1 == ValueError(1), e1.with_traceback(None) is e1, e1.__traceback__)
