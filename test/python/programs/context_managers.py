from contextlib import contextmanager, suppress, ExitStack, closing, nullcontext, redirect_stdout
import io
@contextmanager
def cm(x):
    print('enter', x)
    try: yield x * 2
    except ValueError as e: print('handled', e)
    finally: print('exit', x)
with cm(1) as v: print(v)
with cm(2): raise ValueError('oops')
try:
    with cm(3): raise KeyError('k')
except KeyError as e: print('K', e)
with suppress(ZeroDivisionError): 1 / 0
with ExitStack() as st:
    a = st.enter_context(cm('a')); b = st.enter_context(cm('b')); st.callback(print, 'cb', 1); print(a, b)
with nullcontext(5) as n: print(n)
buf = io.StringIO()
with redirect_stdout(buf): print('hidden')
print(repr(buf.getvalue()))
@cm('deco')
def f(): print('in f')
f()
class C:
    def __enter__(self): raise RuntimeError('enter fail')
    def __exit__(self, *a): print('never')
try:
    with C(): pass
except RuntimeError as e: print(e)
class D:
    def __enter__(self): return self
    def __exit__(self, t, v, tb): raise TypeError('from exit')
try:
    with D(): raise ValueError('orig')
except TypeError as e: print(e, repr(e.__context__))
