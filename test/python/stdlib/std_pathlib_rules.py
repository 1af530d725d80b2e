# pathlib: parts, names, what they refuse.
import os, pathlib
from pathlib import *
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
P = PurePosixPath
for f in (lambda: P("a/b/../c.tar.gz").suffixes, lambda: P("a/b.txt").with_name("c"), lambda: P("a/b.txt").with_suffix(".py"), lambda: P("a/b.tar.gz").stem, lambda: P("a/b").with_stem("z"), lambda: P("/a/b").relative_to("/a"), lambda: P("/a/b").relative_to("/c"), lambda: P("a") / "b" / "/c", lambda: "x" / P("y"), lambda: P("a/b").parts, lambda: P("/a/b").parents[1], lambda: list(P("/a/b/c").parents), lambda: P("/a/b").parents, lambda: P("a").joinpath("b", "c"), lambda: P("a/b.py").match("*.py"), lambda: P("a/b.py").match("b/*.py"), lambda: P("/a").is_absolute(), lambda: P("/a").root, lambda: P("a").anchor, lambda: P(""), lambda: str(P("a//b/./c/")), lambda: P("a") == P("a/"), lambda: P("a") < P("b"), lambda: hash(P("a")) == hash(P("a/.")), lambda: P("a/b").as_uri(), lambda: P("/a b").as_uri(), lambda: P("a").with_name(""), lambda: P("").name, lambda: P("a/.bashrc").suffix, lambda: P("a.").suffix, lambda: P("..").name, lambda: P("a/b").is_relative_to("a"), lambda: os.fspath(P("a/b")), lambda: bytes(P("a")), lambda: P("a", "b", P("c")), lambda: P(1), lambda: P("a").is_reserved(), lambda: P("a/b").as_posix(), lambda: P("/").parent, lambda: P("a").parent, lambda: P("a").parent.parent, lambda: P("a/b.txt").with_suffix("txt"), lambda: P("/").with_suffix(".a"), lambda: P("a") + "b"): t(f)
