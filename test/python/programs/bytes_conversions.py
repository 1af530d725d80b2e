"""What bytes and bytearray take and refuse: encodings, `__bytes__`, lists that change meanwhile, `%` both ways."""


def shown(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__, error)


class Named(bytes):
    pass


class Gives:
    def __init__(self, value):
        self.value = value

    def __bytes__(self):
        return self.value


print(type(bytes(Gives(Named(b'x')))).__name__, bytes(Gives(b'y')))
shown(lambda: bytearray(Gives(b'y')))
for kind in bytes, bytearray:
    shown(lambda: kind('text', b'ascii'))
    shown(lambda: kind('text', 'ascii', []))
    shown(lambda: kind(b'', errors='ignore'))
    shown(lambda: kind('', errors='ignore'))
    shown(lambda: kind(encoding='ascii'))
    shown(lambda: kind(b'a').decode('ascii', []))
    shown(lambda: kind(b'a').decode(3))
    shown(lambda: kind(b'\x01\xff').hex(None))
    shown(lambda: (kind(b'\x01\xff\x10').hex(), kind(b'\x01\xff\x10').hex(b'-'), kind(b'\x01\xff\x10').hex(':', -2)))
    shown(lambda: kind(b'%s and %(x)b'))
    shown(lambda: kind(b'%b-%(x)b') % {b'x': b'1'})
    shown(lambda: kind(b'[%(x)b|%(y)5b]') % {b'x': b'1', b'y': b'22'})
    shown(lambda: kind(b'[%b|%.2b|%-4b]') % (b'a', b'bcd', b'e'))
    shown(lambda: kind(b'%b') % 'text')
    shown(lambda: kind(b'1').__rmod__(b'<%s>'))
    shown(lambda: kind(b'1').__rmod__('%r'))
shown(lambda: '%b' % b'x')


class Clears:
    def __index__(self):
        items.clear()
        return 42


class Grows:
    def __index__(self):
        if len(items) < 5:
            items.append(self)
        return 43


items = [Clears(), Clears()]
print(bytes(items), items)
items = [Grows()]
print(bytearray(items), len(items))
target = bytearray(b'abc')


class Shrinks:
    def __index__(self):
        target.clear()
        return 1


try:
    target[2] = Shrinks()
except IndexError as error:
    print(error, target)
items = [1, 2, 3]
print([items.clear() or each for each in items], list(map(lambda each: items.append(each) if len(items) < 3 else None, [1, 2, 3])))
