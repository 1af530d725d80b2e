"""Records what real PyTorch prints: for each program of test/programs its stdout.

Usage: python test/record/programs.py [NAME…]   (a python with torch, numpy, einops; torchvision and pillow for vision_*.py)
"""

import pathlib
import subprocess
import sys

folder = pathlib.Path(__file__).parent.parent / "programs"
# torchvision's own operators need not be there: their registration is left out.
runner = """
import runpy, sys, types
sys.modules["torchvision._meta_registrations"] = types.ModuleType("torchvision._meta_registrations")
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
for program in sorted(folder.glob("*.py")):
    if len(sys.argv) > 1 and program.stem not in sys.argv[1:]:
        continue
    done = subprocess.run([sys.executable, "-c", runner, str(program)], capture_output=True, text=True, cwd=folder)
    if done.returncode != 0:
        print(program.name, done.stderr, file=sys.stderr)
    program.with_suffix(".out").write_text(done.stdout)
