# What `from module import *` brings, and in which order `__all__` lists it.
import importlib

NAMES = """abc argparse asyncio base64 bisect collections collections.abc contextlib copy csv dataclasses datetime decimal enum fractions functools glob
heapq inspect io itertools json logging math numbers operator pathlib pickle pprint queue random re shutil statistics string struct tempfile textwrap
threading time timeit types typing unittest unittest.mock uuid warnings weakref xml.etree.ElementTree zipfile""".split()

for name in NAMES:
    module = importlib.import_module(name)
    exported = getattr(module, "__all__", None)
    print(name, type(exported).__name__, exported if exported is not None and len(exported) < 25 else exported and len(exported))


def names_of(module):
    space = {}
    exec(f"from {module} import *", space)
    return sorted(set(space) - {"__builtins__"})


for name in ["dataclasses", "functools", "contextlib", "json", "textwrap", "statistics", "numbers", "string", "copy", "bisect"]:
    print(name, names_of(name))
