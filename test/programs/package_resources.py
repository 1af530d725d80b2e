# importlib.resources: a package's files as paths, and the functions that read them by name.
import importlib.resources as resources
import os
import sys
import tempfile
import warnings

folder = tempfile.mkdtemp()
os.makedirs(os.path.join(folder, 'shelf', 'inner'))
for name, text in (('__init__.py', ''), ('words.txt', 'one\ntwo\n'), ('inner/__init__.py', 'here = 1\n'), ('inner/data.bin', 'abc')):
    with open(os.path.join(folder, 'shelf', name), 'w') as file:
        file.write(text)
with open(os.path.join(folder, 'plain.py'), 'w') as file:
    file.write('x = 1\n')
sys.path.insert(0, folder)
warnings.simplefilter('ignore')

import shelf.inner

root = resources.files('shelf')
print(root.name, (root / 'words.txt').read_text().split(), root.joinpath('inner', 'data.bin').read_bytes())
print(sorted(each.name for each in root.iterdir() if not each.name.startswith('__pycache')))
print(resources.files(shelf.inner).name)
with resources.as_file(root / 'words.txt') as path:
    print(path.suffix, path.exists())
print(resources.read_text('shelf', 'words.txt').strip(), resources.read_binary(shelf.inner, 'data.bin'))
with resources.open_text('shelf', 'words.txt') as file:
    print(file.readline().strip())
print(resources.is_resource('shelf', 'words.txt'), resources.is_resource('shelf', 'inner'), 'words.txt' in resources.contents('shelf'))
with resources.path('shelf', 'words.txt') as path:
    print(path.name)
for attempt in (lambda: resources.files('absent'), lambda: resources.read_text('shelf', 'none.txt')):
    try:
        attempt()
    except (ImportError, OSError) as error:
        print(type(error).__name__)
