print('abc'[1], 'abc'[-1], 'abcdef'[1:4], 'abcdef'[::-1], 'abcdef'[::2], 'abcdef'[-3:], 'abc'[5:], 'abc'[:-5])
print('a,b,,c'.split(','), 'a b  c'.split(), ' a '.split(' '), 'a,b,c'.split(',', 1), 'a,b,c'.rsplit(',', 1), ''.split(), ''.split(','), 'abc'.partition('b'), 'abc'.partition('x'), 'abcb'.rpartition('b'))
print('a\nb\r\nc\rd\x0be\x0cf\x1cg\x85h\u2028i'.splitlines(), 'a\nb\n'.splitlines(True))
print('Hello World'.swapcase(), 'hello world'.title(), "they're bill's".title(), 'HELLO'.capitalize(), 'ß'.upper(), 'ǆ'.title(), 'İ'.lower(), 'ﬁ'.upper(), 'ΑΣ'.lower(), 'STRASSE'.casefold(), 'ẞ'.casefold())
print('  x '.strip(), 'xxaxx'.strip('x'), 'abcabc'.lstrip('ab'), 'abcabc'.rstrip('bc'), 'test.py'.removesuffix('.py'), 'test'.removeprefix('te'))
print('abc'.find('c'), 'abc'.find('z'), 'abcabc'.rfind('b'), 'abc'.index('b'), 'aaa'.count('a'), 'aaa'.count('aa'), 'abc'.count(''), 'abc'.find(''), 'abc'.find('', 5), 'abcabc'.find('a', 1), 'abc'.find('b', -2, -1))
print('abc'.startswith('ab'), 'abc'.startswith(('x', 'a')), 'abc'.endswith('bc', 1), 'abc'.startswith('b', 1), 'abc'.startswith(''))
print('abc'.replace('b', 'X'), 'aaa'.replace('a', 'b', 2), 'abc'.replace('', '-'), 'abc'.replace('', '-', 2), ''.replace('', 'x'))
print('abc'.center(9, '*'), 'abc'.center(8), 'abc'.ljust(6, '.'), 'abc'.rjust(6), '42'.zfill(5), '-42'.zfill(5), '+4'.zfill(4), 'abc'.zfill(2))
print('abc'.isalpha(), 'ab1'.isalnum(), '12'.isdigit(), '²'.isdigit(), '½'.isnumeric(), '²'.isdecimal(), ''.isalpha(), 'aB'.islower(), 'AB1'.isupper(), ' \t'.isspace(), 'Hello World'.istitle(), 'a1_'.isidentifier(), '1a'.isidentifier(), 'a b'.isprintable(), 'a\n'.isprintable(), 'é'.isascii())
print('a\tb\tc'.expandtabs(), 'a\tb'.expandtabs(4), '\t'.expandtabs(0), 'ab\n\tc'.expandtabs(4))
print('x'.join(['a', 'b', 'c']), ''.join(map(str, range(5))), ', '.join({'a': 1, 'b': 2}))
print('abc'.translate({97: 'X', 98: None, 99: 100}), 'abc'.translate(str.maketrans('ab', 'xy', 'c')), str.maketrans({'a': 1}))
print('abc' < 'abd', 'a' < 'B', 'abc' == 'abc', 'a' * 3, 3 * 'ab', 'a' * -1, 'b' in 'abc', '' in '', 'z' not in 'abc')
print(ord('a'), chr(8364), ord('😀'), len('😀é'), '😀'[0], list('aé😀'), '😀a'[::-1], 'a😀b'.find('b'), 'a😀b'[1:2])
print('%s %d %5.2f %-5s| %05d %x %X %o %e %g %c %r %% %+d % d %#x %#o %.3s %5s %i' % ('s', 42, 3.14159, 'ab', 42, 255, 255, 8, 12345.678, 0.0001, 'c', 'r', 5, 5, 255, 8, 'abcdef', 'ab', 7))
print('%(a)s %(b)05.1f' % {'a': 1, 'b': 2.5}, '%s' % (1,), '%s' % [1, 2], '%*d|%-*d|%.*f' % (5, 1, 5, 2, 2, 3.14159), '%c' % 65, '%5c' % 'x', '%s %s' % ('a', None), '%d' % 3.99, '%d' % True, '%x' % -255, '%s' % b'x', '%a' % 'é')
print('{} {1} {0}'.format(1, 2) if 0 else '{0} {1} {0}'.format(1, 2), '{a.real} {b[0]} {c[k]}'.format(a=1, b=[5], c={'k': 'v'}), '{:>5}|{:<5}|{:^5}|{:*^7}'.format('a', 'b', 'c', 'd'), '{:{w}.{p}f}'.format(3.14159, w=8, p=2), '{!r:>5} {!s} {!a}'.format('a', 'b', 'é'), '{{}} {{{}}}'.format(5), '{0:x} {0:#x} {0:b} {0:#010b} {0:o} {0:c} {0:,} {0:_} {0:e}'.format(65))
print('{:+} {: } {:-} {:+.2f} {:05} {:<05} {:=+6}'.format(5, 5, 5, 1.5, -3, 3, 7), '{:,} {:,.2f} {:_x} {:_b}'.format(1234567, 1234567.891, 0xabcdef12, 0b110011001), '{:.3} {:.3g} {:.0f} {:g} {:g} {:g} {:%} {:.1%} {:n}'.format(3.14159, 1234567.0, 2.5, 1e10, 1e-5, 100000.0, 0.5, 0.256, 5), '{:10.3e}|{:G}|{:E}'.format(12345.678, 1e-10, 1.5), '{:.2s}|{:5.1s}|'.format('abc', 'xyz'), '{:5}|{:5}|{:<5}|'.format(True, 1, None if 0 else 'n'))
n = 42; s = 'hi'; d = {'k': 1}; w = 10
print(f'{n} {n!r} {s!r:>6} {n:5d}| {n:<5}| {n:^{w}}| {d["k"]} {n + 1} {s.upper()} {n=} {n = } {s=!s} {n=:>5} {{}} {n:{"0"}{5}} {(lambda x: x * 2)(3)} {[i for i in range(3)]} {"a" if n else "b"} {n:#x} {3.14159:.2f} {1e100} {1/3}')
print(f"{'nested ' + f'{n}'} {'''triple'''} {s}" f' concat {n}' ' plain', rf'\n{n}', f'{n:,}', f'{1234567.5:,.1f}', f'{"x":*<5}', f'{True:d}', f'{True}', f'{None}', f'{[1]!s:>10}', f'{-0.0} {-0.0:.1f} {0.1+0.2} {1e16} {123456789012345680.0} {1e-7}', f'{float("inf"):>5} {float("nan"):05}')
print(str(b'abc', 'ascii'), str(object=5), 'a' 'b', """multi
line""", r'raw\n', 'tab\there', 'con\
tinued')
print('a'.__add__('b'), 'abc'.__contains__('b'), 'abc'.__len__(), 'abc'.__getitem__(1), str.upper('x'), str.join('-', 'ab'), 'x'.__mul__(3), 'a'.__eq__(1), 'a'.__lt__('b'), hash('a') == hash('a'), 'abc'.__class__)
print(sorted('hello'), list(enumerate('ab', 1)), max('hello'), min('hello'), ''.join(reversed('abc')), 'abc'.encode(), 'é'.encode('latin-1'), 'é'.encode('utf-16'), 'é'.encode('ascii', 'replace'), 'é'.encode('ascii', 'ignore'), 'é'.encode('ascii', 'xmlcharrefreplace'), 'é'.encode('ascii', 'backslashreplace'))

# A text that grows while it is read, past the length where its parts are kept apart.
for more in ["ab", "é", "a😀", "\ud83d", "\ude00"]:
    text, read = "", []
    for i in range(3000):
        text += more
        if i % 7 == 0:
            read.append((text[-1], text[len(text) // 2], text[-3:], text[len(text) - i % 9 :], len(text)))
        if i == 1500:
            text = text[:700] + "x"
    other = text
    text += "y"
    print(ascii(read[-2:]), len(read), hash(tuple(read)) == hash(tuple(read)), len(text), other == text[:-1], ascii(other[-1] + text[-2:]))
    print(sum(len(a) + len(b) + len(c) + len(d) for a, b, c, d, _ in read), text.find("x"), text.count(more), text.endswith("y"))

# Conversions of %, read once and used again; only `%%` is a percent sign.
for template in ["%d of %s: %5.1f%%", "%(a)s %(b)05d", "%*d|%-*s|", "%5%", "%(a", "%", "%q", "%d", "%%", "%.*f"]:
    for value in [(1, "x", 2.55), {"a": 1, "b": 2}, (3, 4, 5, "y"), 7, (2, 1.005), ()]:
        for _ in range(2):
            try:
                print(repr(template % value))
            except Exception as error:
                print(type(error).__name__, error)
