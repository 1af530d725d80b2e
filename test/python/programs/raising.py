xs = [1, 0]


def h(k):
    ys = [1 / x + k
          for x in xs]
    return ys


def deep(n):
    if n == 0:
        return {'a': [1]}['a'][3]
    return deep(n - 1)


try:
    h(2)
except ZeroDivisionError as e:
    e.add_note('a note')
    raise KeyError('k') from e
finally:
    try:
        deep(6)
    except IndexError as e:
        print(type(e).__name__, e)
