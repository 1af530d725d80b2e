"""Records PyTorch's answers: python test/record/expressions.py [FILE.txt…], all of test/ops/expressions unless named.

A file holds expressions after '>>> ', each followed by its answer, which this rewrites. To add a case, write its '>>> ' line.
"""
import pathlib
import sys
import warnings

here = pathlib.Path(__file__).resolve().parent.parent / 'ops' / 'expressions'
warnings.simplefilter('ignore')
space = {}
exec((here / 'preamble.py').read_text(), space)
for path in map(pathlib.Path, sys.argv[1:]) if sys.argv[1:] else sorted(here.glob('*.txt')):
    lines = path.read_text().splitlines()
    with path.open('w') as out:
        for line in lines:
            if line.startswith('# '):
                print(line, file=out)
            elif line.startswith('>>> '):
                print(line, space['answer'](line[4:]), sep='\n', file=out)
