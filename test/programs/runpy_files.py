# runpy: files, folders and modules run in namespaces of their own, and what was there before is there again.
import os
import runpy
import shutil
import sys
import tempfile

folder = tempfile.mkdtemp()
body = 'import sys\nprint(__name__, repr(__package__), os_path(__file__), sys.argv[0] == __file__, __name__ in sys.modules)\nz = 3\n'
body = 'from os.path import basename as os_path\n' + body
os.makedirs(os.path.join(folder, 'runnable', 'inner'))
for name in ('single.py', 'runnable/__main__.py', 'runnable/part.py'):
    with open(os.path.join(folder, name), 'w') as file:
        file.write(body)
for name in ('runnable/__init__.py', 'runnable/inner/__init__.py'):
    with open(os.path.join(folder, name), 'w') as file:
        file.write('print("package")\n')
sys.path.insert(0, folder)
before = list(sys.argv)

for attempt in (
    lambda: runpy.run_path(os.path.join(folder, 'single.py')),
    lambda: runpy.run_path(os.path.join(folder, 'single.py'), {'given': 1, '__name__': 'lost'}, '__main__'),
    lambda: runpy.run_path(os.path.join(folder, 'runnable'), run_name='a.b'),
    lambda: runpy.run_module('single'),
    lambda: runpy.run_module('runnable'),
    lambda: runpy.run_module('runnable.part', run_name='__main__', alter_sys=True),
    lambda: runpy.run_module('runnable.inner'),
    lambda: runpy.run_module('absent'),
    lambda: runpy.run_module('absent.part'),
    lambda: runpy.run_module('.part'),
    lambda: runpy.run_path(os.path.join(folder, 'runnable', 'inner')),
):
    try:
        names = attempt()
        print(names['z'], names.get('given'), names['__name__'], names['__spec__'] and names['__spec__'].name)
    except ImportError as error:
        print(type(error).__name__, str(error).replace(folder, ''))
try:
    runpy.run_path('absent.py')
except FileNotFoundError as error:
    print(error.errno, error.strerror)
shutil.rmtree(folder)
print(sys.argv == before, sys.modules['__main__'].__dict__ is globals(), 'single' in sys.modules)
