"""Records what CPython 3.11 prints: for each program of test/python/programs and test/python/stdlib stdout, then stderr; for the table
test/python/tracebacks.txt the same, program by program. Run from the repository's root."""
import pathlib
import subprocess
import sys
import tempfile

RULE = '\n===\n'


def printed(program, folder):
    run = subprocess.run([sys.executable, program], cwd=folder, capture_output=True, text=True)
    return (run.stdout + run.stderr).replace(str(pathlib.Path(folder).resolve()) + '/', '')


tests = pathlib.Path('test/python')
for program in sorted([*tests.glob('programs/*.py'), *tests.glob('stdlib/*.py')]):
    program.with_suffix('.out').write_text(printed(program.name, program.parent))

with tempfile.TemporaryDirectory() as folder:
    outputs = []
    for source in (tests / 'tracebacks.txt').read_text().rstrip('\n').split(RULE):
        pathlib.Path(folder, 't.py').write_text(source + '\n')
        outputs.append(printed('t.py', folder).rstrip('\n'))
    (tests / 'tracebacks.out').write_text(RULE.join(outputs) + '\n')
