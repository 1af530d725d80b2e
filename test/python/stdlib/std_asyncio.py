import asyncio, time

async def work(name, delay):
    print('start', name)
    await asyncio.sleep(delay)
    print('end', name)
    return name

async def main():
    print(await asyncio.gather(work('a', .02), work('b', .01), work('c', 0)))
    t = asyncio.create_task(work('t', .01))
    print(t.get_name(), t.done())
    print(await t, t.done(), t.result())
    try:
        await asyncio.wait_for(asyncio.sleep(1), .01)
    except asyncio.TimeoutError as e:
        print('timeout', repr(e))
    async def fail():
        raise ValueError('x')
    print(await asyncio.gather(fail(), work('z', 0), return_exceptions=True))
    try:
        await asyncio.gather(fail(), work('y', 0))
    except ValueError as e:
        print('caught', e)
    q = asyncio.Queue(maxsize=2)
    async def producer():
        for i in range(5):
            await q.put(i); print('put', i)
        await q.put(None)
    async def consumer():
        while (x := await q.get()) is not None:
            print('got', x)
    await asyncio.gather(producer(), consumer())
    lock = asyncio.Lock()
    async def crit(n):
        async with lock:
            print('in', n); await asyncio.sleep(0); print('out', n)
    await asyncio.gather(*(crit(i) for i in range(3)))
    ev = asyncio.Event()
    async def waiter(): await ev.wait(); print('event!')
    w = asyncio.create_task(waiter()); await asyncio.sleep(0); ev.set(); await w
    t = asyncio.create_task(asyncio.sleep(10)); await asyncio.sleep(0); t.cancel()
    try: await t
    except asyncio.CancelledError: print('cancelled', t.cancelled())
    done, pending = await asyncio.wait([asyncio.create_task(work(i, i / 100)) for i in range(3)], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending))
    await asyncio.wait(pending)
    for f in asyncio.as_completed([asyncio.sleep(.04, 'p'), asyncio.sleep(.02, 'q')]):
        print('completed', await f)
    sem = asyncio.Semaphore(2)
    async def s(n):
        async with sem:
            print('sem', n); await asyncio.sleep(0.001)
    await asyncio.gather(*(s(i) for i in range(4)))
    try:
        async with asyncio.timeout(.01):
            await asyncio.sleep(1)
    except TimeoutError: print('timeout ctx')
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(work('tg1', .01)); b = tg.create_task(work('tg2', 0))
    print(a.result(), b.result())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fail()); tg.create_task(work('never', 1))
    except* ValueError as eg:
        print(eg.exceptions, eg)
    loop = asyncio.get_running_loop()
    fut = loop.create_future(); loop.call_later(.001, fut.set_result, 5); print(await fut, fut)
    print(await asyncio.shield(work('sh', 0)), await asyncio.to_thread(lambda: 3), asyncio.current_task().get_name())
    class AI:
        def __init__(self): self.i = 0
        def __aiter__(self): return self
        async def __anext__(self):
            self.i += 1
            if self.i > 3: raise StopAsyncIteration
            await asyncio.sleep(0); return self.i
    print([x async for x in AI()])
    async def agen():
        for i in range(3):
            yield i; await asyncio.sleep(0)
    async for x in agen(): print('agen', x)
    cond = asyncio.Condition()
    async def cw():
        async with cond:
            await cond.wait(); print('notified')
    c = asyncio.create_task(cw()); await asyncio.sleep(0)
    async with cond: cond.notify_all()
    await c
    pq = asyncio.PriorityQueue()
    for x in (3, 1, 2): pq.put_nowait(x)
    print([pq.get_nowait() for _ in range(3)])
    try: pq.get_nowait()
    except asyncio.QueueEmpty: print('empty')
    return 'done'
print(asyncio.run(main()))
async def f(): return 1
try: asyncio.run(5)
except ValueError as e: print(str(e)[:28])
loop = asyncio.new_event_loop(); print(loop.run_until_complete(f())); loop.close()
async def boom():
    await asyncio.sleep(0)
    raise KeyError('boom')
try: asyncio.run(boom())
except KeyError as e: print(repr(e))
