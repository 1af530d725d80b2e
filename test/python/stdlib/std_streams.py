# io: streams in memory, streams over streams, and classes of a program's own; what each cannot do it refuses by name.
import io
import sys


def t(label, f):
    try: r = repr(f())
    except BaseException as e: r = f"{type(e).__module__}.{type(e).__name__}: {e}"
    print(label, '->', r)
for i, f in enumerate([lambda: io.StringIO().seek(-1), lambda: io.StringIO('ab').seek(1,1), lambda: io.StringIO('ab').seek(1,2),lambda: io.StringIO('ab').seek(1,5), lambda: io.BytesIO().seek(-1), lambda: io.BytesIO(b'a').seek(1,5), lambda: io.BytesIO(b'a').seek(-5,1), lambda: io.BytesIO(b'a').truncate(-1), lambda:io.StringIO('a').truncate(-1), lambda: io.IOBase().read(), lambda: io.IOBase().fileno(), lambda: io.IOBase().seek(1), lambda: io.RawIOBase().read(), lambda: io.RawIOBase().write(b''), lambda: io.TextIOBase().read(), lambda: io.TextIOBase().write('a'), lambda: io.BufferedIOBase().read(), lambda: io.BufferedIOBase().readinto(bytearray(2)), lambda: io.IOBase().readline(), lambda: io.StringIO(5), lambda: io.BytesIO('a'), lambda: io.StringIO('a',newline='x'), lambda: io.StringIO().write(b'a'), lambda: io.BytesIO().write('a'), lambda: io.TextIOBase().encoding, lambda: io.IOBase().truncate(), lambda: io.IOBase().tell(), lambda: io.RawIOBase().readall(), lambda: list(io.IOBase()), lambda: io.TextIOBase().detach(), lambda: io.StringIO().fileno(), lambda: io.StringIO().readinto, lambda: io.BytesIO().encoding, lambda: io.StringIO().encoding,lambda: io.StringIO().mode, lambda: io.StringIO().name, lambda: [c.__module__+'.'+c.__qualname__ for c in io.StringIO.__mro__+io.BytesIO.__mro__+io.TextIOWrapper.__mro__+io.FileIO.__mro__+io.BufferedReader.__mro__+io.TextIOBase.__mro__+io.IOBase.__mro__], lambda: io.StringIO('ab').readline(1), lambda: io.StringIO().detach()]): t(i, f)
for cls in (io.IOBase, io.TextIOBase, io.RawIOBase, io.BufferedIOBase, io.TextIOWrapper, io.StringIO, io.BytesIO):
s = io.StringIO('a😀b\nc')
print(s.read(2), s.tell(), s.read(1), s.seek(1), s.read(), s.getvalue(), s.write('😀'), s.tell(), s.getvalue())
s = io.StringIO('a\r\nb\rc\n', newline=None); print(s.readlines(), s.getvalue())
s = io.StringIO('a\r\nb\rc\n', newline=''); print(s.readlines())
s = io.StringIO(newline='\r\n'); s.write('a\nb'); print(repr(s.getvalue()))
s = io.StringIO('abc'); s.seek(5); s.write('z'); print(repr(s.getvalue()))
s = io.StringIO('l1\nl2\nl3\n'); print(s.readlines(4), s.readline())
b = io.BytesIO(b'l1\nl2\nl3'); print(b.readlines(4), b.read(), b.getvalue(), list(io.BytesIO(b'a\nb')))
v = b.getbuffer(); v[0:2] = b'XX'; print(b.getvalue(), len(v))
w = io.TextIOWrapper(io.BytesIO(b'x\r\ny\n'), encoding='ascii'); print(w.readline(), list(w), w.buffer.getvalue())
raw = io.BytesIO(); w = io.TextIOWrapper(raw, encoding='utf-8'); w.write('é\n'); w.flush(); print(raw.getvalue(), w.readable(), w.writable())
print(io.BufferedReader(io.BytesIO(b'abc\ndef')).readlines(), io.BufferedWriter(raw).write(b'12'))
class Tee(io.TextIOBase):
    def __init__(self): self.parts = []
    def writable(self): return True
    def write(self, s): self.parts.append(s); return len(s)
tee = Tee(); print('hi', file=tee); tee.writelines(['a', 'b']); print(tee.parts, tee.closed, tee.readable(), tee.isatty())
with tee: pass
print(tee.closed); t('tee', lambda: tee.__enter__())
class Raw(io.RawIOBase):
    def __init__(self, data): self.data = data
    def readable(self): return True
    def readinto(self, b):
        n = min(len(b), len(self.data)); b[:n] = self.data[:n]; self.data = self.data[n:]; return n
print(Raw(b'abcdef').read(3), Raw(b'abcdef').read(), Raw(b'ab\ncd\n').readline(), list(Raw(b'ab\ncd\n')), io.BufferedReader(Raw(b'xyz')).read(2), io.TextIOWrapper(io.BufferedReader(Raw(b'q\nr'))).readlines())
class Buf(io.StringIO):
    def __init__(self, name, n=3): super().__init__(); self.name = name; self.n = n
    def write(self, s): return super().write(s * self.n)
bf = Buf('nm'); print('x', end='', file=bf); print(bf.getvalue(), bf.name)
import contextlib
with contextlib.redirect_stdout(io.StringIO()) as out: print('inside')
print(repr(out.getvalue()))
import pickle, copy
t('pickle', lambda: pickle.loads(pickle.dumps(io.StringIO('abc'))).read())
t('bytesio attr', lambda: setattr(io.BytesIO(), 'name', 'x'))
t('with', lambda: [x for x in io.StringIO('a\nb')])
t('ctx', lambda: io.BytesIO(b'abc').__enter__().read(-1))
t('none', lambda: io.StringIO(None).read(None))
t('kw', lambda: io.BytesIO(initial_bytes=b'q').read())
t('too', lambda: io.BytesIO(b'q', 2))


class Recorded(io.TextIOWrapper):
    def __init__(self, initial=""):
        super().__init__(io.BufferedWriter(io.BytesIO(initial.encode())), "utf-8", newline="\n")

    def getvalue(self):
        self.flush()
        return self.buffer.raw.getvalue().decode()


with Recorded() as recorded, contextlib.redirect_stdout(recorded):
    print("kept")
    text = recorded.getvalue()
print(repr(text), recorded.closed)
