"""exec and eval with namespaces of their own: where a name declared global lives, mappings as locals, other builtins."""
import collections

# A global declaration of an inner function holds for the outermost block as well.
names, space = {}, {}
exec('''
def set_it():
    global total
    total = 9
total = 8
set_it()
def get_it():
    return total
seen = (total, get_it())
''', names, space)
print(names['total'], space.get('total'), space['seen'])


def run():
    exec('''
y = 12
class Holder:
    global y
    y = 13
    def get(self):
        return y
print(Holder().get(), y)
''')


run()


class Sheet(dict):
    def __missing__(self, key):
        return f'<{key}>'


print(eval('a + b', {}, Sheet(a='A')), eval('len(a)', {'a': [1, 2]}, collections.ChainMap({}, {})))
for names in [{'__builtins__': {}}, {'__builtins__': {'abs': max}}]:
    for text in ['abs(1, 5)', 'len([])', '[x for x in (1, 2)]']:
        try:
            print(eval(text, names))
        except Exception as error:
            print(type(error).__name__, error)
for flags in [0, 0x200, 0x1000000, 0xff, 1 << 30]:
    try:
        print(type(compile('1', 'file', 'eval', flags)).__name__)
    except ValueError as error:
        print(error)
