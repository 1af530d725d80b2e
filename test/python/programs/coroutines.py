class Aw:
    def __init__(self, v): self.v = v
    def __await__(self):
        x = yield self.v
        return ('res', x)
async def f(n):
    a = await Aw(n)
    b = await Aw(n + 1)
    return a, b
c = f(1)
print(c.send(None), c.send('p'))
try: c.send('q')
except StopIteration as e: print(e.value)
try: c.send(None)
except RuntimeError as e: print(e)
class AIt:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.n <= 0: raise StopAsyncIteration
        self.n -= 1
        await Aw('tick')
        return self.n
async def g():
    out = []
    async for x in AIt(3): out.append(x)
    else: out.append('else')
    l = [x async for x in AIt(2)]
    s = {x async for x in AIt(2) if x}
    d = {x: await Aw(x) async for x in AIt(2)}
    m = [await Aw(i) for i in range(2)]
    n = [(i, j) for i in range(2) async for j in AIt(i)]
    t = sum([x async for x in (y async for y in AIt(3))])
    return out, l, s, d, m, n, t
def drive(c):
    v = None
    log = []
    while True:
        try: v = c.send(v); log.append(v)
        except StopIteration as e: return e.value, log
print(drive(g()))
async def ag():
    try:
        for i in range(3):
            got = yield i
            print('got', got)
            await Aw('inner')
    finally: print('ag fin')
async def use():
    async for x in ag():
        print('x', x)
        if x == 9: break
    a = ag()
    print(await a.asend(None), await a.asend('hi'))
    try: await a.athrow(ValueError('z'))
    except ValueError as e: print('VE', e)
    b = ag(); await b.__anext__(); await b.aclose()
    return [v async for v in ag()]
print(drive(use()))
class Cm:
    async def __aenter__(self): await Aw('enter'); return 'cm'
    async def __aexit__(self, t, v, tb): await Aw('exit'); print('exit', t); return t is KeyError
async def h():
    async with Cm() as c, Cm(): print(c)
    async with Cm(): raise KeyError('k')
    try:
        async with Cm(): raise ValueError('v')
    except ValueError as e: print('caught', e)
    async def inner():
        async with Cm(): return 'ret'
    return await inner()
print(drive(h()))
async def aug():
    x = 1
    async def bump():
        nonlocal x
        x = 10
        await Aw(0)
        return 5
    x += await bump()
    d = {'a': [1]}
    d['a'][0] += await Aw(2) and 3
    return x, d, (await Aw(1)) if await Aw(0) else 'no', [await Aw(1), *(await Aw(2))], f'{await Aw(3)}', (await Aw(1)) == (await Aw(1)), (await Aw(0)) and (await Aw(1)), lambda: 1
print(drive(aug())[0][:7])
try: drive((lambda: 5)())
except AttributeError as e: print(e)
async def bad(): await 5
try: drive(bad())
except TypeError as e: print(e)
async def bad2():
    async for x in 5: pass
try: drive(bad2())
except TypeError as e: print(e)
async def bad3():
    async with 5: pass
try: drive(bad3())
except TypeError as e: print(e)
unawaited = f(1)
print(type(unawaited), unawaited.close(), f.__code__.co_flags & 128)
async def tr():
    try: await Aw(1)
    except ValueError: return await Aw(2)
    finally: await Aw(3); print('fin')
c = tr(); c.send(None); print(c.throw(ValueError)); print(c.send('v'))
try: c.send(None)
except StopIteration as e: print(e.value)
import inspect
print(inspect.iscoroutinefunction(f), inspect.isasyncgenfunction(ag), inspect.isgeneratorfunction(f))
async def mt(v):
    match await Aw(v):
        case ('res', None): return 'none'
        case ('res', x): return await Aw(x)
print(drive(mt(1)))
async def star():
    try:
        await Aw(1)
        raise ExceptionGroup('g', [ValueError(1), KeyError(2)])
    except* ValueError as e: await Aw('in handler'); print(e.exceptions)
    except* KeyError as e: print(e.exceptions); await Aw('two')
    finally: await Aw('f')
print(drive(star()))
