# Files of all modes: what they hold, where they stand, what they refuse.
import io
import os
import shutil
import tempfile

folder = tempfile.mkdtemp()
before = os.getcwd()
os.chdir(folder)
p = "file.txt"


def told(label, act):
    try:
        print(label, repr(act()))
    except Exception as error:
        print(label, type(error).__module__, type(error).__name__, error)

for i, f in enumerate([lambda: open(p,'w').read(), lambda: open(p,'rb').write(b''), lambda: open(p).write('a'), lambda: open(p,'r+b'), lambda: open(p,'wb'), lambda: open(p,'wb', buffering=0), lambda: open(p, buffering=0), lambda: open(p).buffer, lambda: open(p).seek(1,1), lambda: open(p).seek(-1), lambda: open(p).seek(1,2), lambda: open(p,'rb').seek(-1), lambda: open(p, 'rw'), lambda: open(p, 'rbt'), lambda: open(p, 'rb', newline=''), lambda: open(p, 'rb', errors='x'), lambda: open(p, encoding='nope'), lambda: open('nope.txt'), lambda: open(p, 'x')]): told(i, f)
with open(p, 'w') as f:
    print(f.write('héllo\n'), f.tell(), f.write('wörld 😀\nlast'), f.mode, f.name, f.encoding, f.closed)
print(f.closed, os.path.getsize(p))
told('closed', lambda: f.write('x'))
with open(p) as f:
    print(f.read(2), f.tell(), f.readline(), f.readline(3), f.tell(), f.seek(0), f.readlines(), f.seek(0, 2), f.read())
    f.seek(0); print(list(f)); f.seek(7); print(repr(f.read(1)))
with open(p, 'rb') as f:
    b = bytearray(4); print(f.readinto(b), b, f.read1(3), f.peek(2)[:2], f.tell(), f.seek(-4, 2), f.read(), f.readable(), f.writable(), f.seekable())
with open(p, 'ab') as f: f.write(b'++'); f.seek(0); f.write(b'**')
print(open(p, 'rb').read())
with open(p, 'a') as f: print(f.write('end'), f.tell())
with open(p, 'r+') as f: f.write('HEL'); f.seek(0); print(f.read(4)); 
with open(p, 'w', newline='\r\n') as f: f.write('a\nb\n')
print(open(p, 'rb').read(), open(p).read(), open(p, newline='').readlines())
told('io.open', lambda: io.open(p).read())
told('fileio', lambda: io.FileIO(p).readall())
told('iter closed', lambda: next(iter(f)))
told('enc', lambda: open(p, 'w', encoding='ascii').write('é'))
told('unread', lambda: open(p, 'rb').readline(2))
os.chdir(before)
shutil.rmtree(folder)
