import warnings, sys
sys.stderr = sys.stdout
def f(n=1): warnings.warn("from f", stacklevel=n)
f(); f(2); f(2)
for i in range(3): warnings.warn("loop")
warnings.warn("dep", DeprecationWarning)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    warnings.warn("a"); warnings.warn("b", RuntimeWarning)
    print(len(w), w[0].message, w[1].category.__name__, w[-1].lineno, str(w[0].message))
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    warnings.warn("silent")
with warnings.catch_warnings():
    warnings.filterwarnings("error", category=UserWarning)
    try: warnings.warn("err")
    except UserWarning as e: print("raised", e)
warnings.filterwarnings("ignore", message="skip.*")
warnings.warn("skip me"); warnings.warn("don't skip me")
warnings.filterwarnings("once")
for i in range(2): warnings.warn("o")
warnings.warn("o")
class MyW(UserWarning): pass
warnings.warn(MyW("mine")); warnings.warn("mine too", MyW)
try: warnings.warn("x", int)
except TypeError as e: print(e)
print(warnings.formatwarning("m", UserWarning, "f.py", 3, "line"))
old = warnings.showwarning
def show(message, category, filename, lineno, file=None, line=None): print("SHOW", message, category.__name__, lineno)
warnings.showwarning = show
warnings.warn("shown")
warnings.showwarning = old
warnings.warn("pending", PendingDeprecationWarning)
warnings.resetwarnings()
warnings.warn("after reset", DeprecationWarning)
warnings.warn_explicit("explicit", UserWarning, "q.py", 7)
@__import__('functools').wraps(f)
def g(): warnings.warn("two\nlines", FutureWarning, 2)
g()
