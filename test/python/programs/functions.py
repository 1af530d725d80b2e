def f(a, b=2, *args, c, d=4, **kw): return a, b, args, c, d, kw
print(f(1, c=3), f(1, 2, 3, 4, c=5, e=6), f(*[1, 2], **{'c': 3, 'z': 1}))
print(f.__defaults__, f.__kwdefaults__, f.__name__, f.__code__.co_varnames, f.__code__.co_argcount)
def g(a, /, b, *, c): return a, b, c
print(g(1, 2, c=3), g(1, b=2, c=3))
def h(x: int, y: 'str' = 'a') -> float: "doc"; return 1.0
print(h.__annotations__, h.__doc__)
def k(l=[]): l.append(1); return l
k(); print(k())
print((lambda *a, **k: (a, k))(1, 2, x=3))
def outer():
    x = 1
    def inner():
        nonlocal x
        x += 1
        return x
    return inner, lambda: x
i, r = outer(); i(); i(); print(r(), i.__closure__[0].cell_contents, i.__code__.co_freevars)
fs = [lambda: j for j in range(3)]; print([f() for f in fs])
fs = [lambda j=j: j for j in range(3)]; print([f() for f in fs])
def gl():
    global GG
    GG = 5
gl(); print(GG)
try:
    def u(): print(zz); zz = 1
    u()
except UnboundLocalError as e: print(e)
try:
    def v():
        del q
        q = 1
    v()
except UnboundLocalError as e: print(e)
def w():
    def ww(): return q
    r = None
    try: ww()
    except NameError as e: r = str(e)
    q = 1
    return r
print(w())
