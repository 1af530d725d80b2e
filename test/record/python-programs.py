"""Records what CPython 3.11 prints for test/python/programs/*.py: stdout, then stderr. Run from the repository's root."""
import pathlib
import subprocess
import sys

for program in sorted(pathlib.Path('test/python/programs').glob('*.py')):
    run = subprocess.run([sys.executable, program.name], cwd=program.parent, capture_output=True, text=True)
    stderr = run.stderr.replace(str(program.parent.resolve()) + '/', '')
    program.with_suffix('.out').write_text(run.stdout + stderr)
