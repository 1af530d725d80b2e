def g():
    x = yield 1
    print('got', x)
    try:
        yield 2
    except ValueError as e:
        print('caught', e)
        yield 3
    finally:
        print('finally')
    return 'done'


it = g()
print(next(it), it.send(5), it.throw(ValueError('v')))
try:
    next(it)
except StopIteration as e:
    print(e.value)


def outer():
    r = yield from g()
    print('result', r)


it = outer()
print(next(it), it.send(None))
it.close()
print(sum(x * y for x in range(4) for y in range(x) if y != 1))


def nested(n):
    if n > 0:
        yield n
        yield from nested(n - 1)


print(list(nested(4)), (lambda: (yield))().send(None))
