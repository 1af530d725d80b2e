"""Paths found by patterns, in a temporary folder."""
import glob, os, tempfile
from pathlib import Path

with tempfile.TemporaryDirectory() as folder:
    root = Path(folder)
    for name in ('a/x.json', 'a/b/y.txt', 'a/b/.hidden', 'z.json', 'a/b/c/x.json'):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text('1')
    rel = lambda paths: sorted(str(Path(p).relative_to(root)) for p in paths)
    for pattern in ('*', '*/*.json', '**/*', '**', '**/*.json', 'a/b/*', 'a/**/x.json', 'z.json', 'none.json', '*/', 'a/[bx]*', 'none/*'):
        print(pattern, rel(root.glob(pattern)), rel(glob.glob(os.path.join(folder, pattern), recursive=True)))
    print(rel(root.rglob('*.json')), rel(root.rglob('*')), rel((root / 'none').rglob('*')), rel(root.rglob('b/*')))
    for bad in ('', '/x'):
        try:
            list(root.glob(bad))
        except Exception as e:
            print(type(e).__name__, e)
