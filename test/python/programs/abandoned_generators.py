def inner():
    try:
        for i in range(5): yield i
    finally: print('inner fin')
def outer():
    for x in inner():
        if x == 3: return
        yield x
def outer2():
    for x in inner():
        yield x
    else: print('else')
for x in outer(): print(x)
for x in outer2():
    if x: break
print('after')
def f():
    for x in inner(): return x
print(f())
try:
    for x in inner(): raise ValueError
except ValueError: print('VE')
g = inner()
for x in g: break
print('kept', next(g))
print(list(outer2()))
class C:
    def it(self):
        yield 1
        print('not reached')
for x in C().it(): break
def wrap():
    def deco(f):
        def wrapper(*a): return f(*a)
        return wrapper
    return deco
@wrap()
def gg():
    try: yield 1; yield 2
    finally: print('gg fin')
for x in gg(): break
g.close()
