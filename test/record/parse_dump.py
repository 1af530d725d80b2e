"""CPython's tree of a source as one canonical line of text; test/python/parse/dump.ts writes ours the same way.

    python3 parse_dump.py < file names      one JSON object a line: path, sha of the dump, or the error
    python3 parse_dump.py --full FILE       the dump itself, a node a line
"""
import ast
import hashlib
import json
import struct
import sys
import tokenize
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(100_000)


class Dump:
    def __init__(self, source: str, separator: str):
        self.lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.separator = separator
        self.bytes: dict[int, bytes] = {}

    def column(self, line: int, col: int) -> int:
        """UTF-8 bytes to UTF-16 units."""
        text = self.lines[line - 1]
        if text.isascii():
            return col
        if line not in self.bytes:
            self.bytes[line] = text.encode()
        raw = self.bytes[line]
        return len(raw[:col].decode("utf-8", "replace").encode("utf-16-le")) // 2 + max(0, col - len(raw))

    def place(self, node) -> str:
        start = self.column(node.lineno, node.col_offset)
        end = self.column(node.end_lineno, node.end_col_offset)
        return f"@{node.lineno}:{start}-{node.end_lineno}:{end}"

    def value(self, value) -> str:
        match value:
            case None | True | False:
                return {None: "null", True: "true", False: "false"}[value]
            case list():
                return "[" + ",".join(map(self.value, value)) + "]"
            case str():
                return json.dumps(value)
            case ast.operator() | ast.unaryop() | ast.cmpop() | ast.boolop():
                return type(value).__name__
            case ast.AST():
                return self.node(value)
            case int():
                return str(value)
        raise TypeError(value)

    @staticmethod
    def constant(value) -> str:
        if value is None or value is Ellipsis:
            return "None" if value is None else "Ellipsis"
        kind = type(value).__name__
        match value:
            case bool():
                text = str(value).lower()
            case int():
                text = hex(value)
            case float():
                text = struct.pack(">d", value).hex()
            case complex():
                text = struct.pack(">d", value.imag).hex()
            case str():
                text = json.dumps(value)
            case bytes():
                text = value.hex()
        return f"{kind}:{text}"

    def node(self, node) -> str:
        kind = type(node).__name__
        place = self.place(node) if hasattr(node, "lineno") else ""
        if kind == "Constant":
            fields = [self.constant(node.value), "true" if node.kind == "u" else "false"]
        else:
            names = [n for n in node._fields if n not in ("ctx", "type_comment", "type_ignores")]
            fields = [f"{n}={self.field(kind, n, getattr(node, n))}" for n in names]
        return f"{self.separator}{kind}{place}(" + " ".join(fields) + ")"

    def field(self, kind: str, name: str, value) -> str:
        if (kind, name) in (("AnnAssign", "simple"), ("comprehension", "is_async")):
            return "true" if value else "false"
        return self.value(value)


def dump(source: str, separator: str = "") -> str:
    return Dump(source, separator).node(ast.parse(source))


def read(path: str) -> str:
    with tokenize.open(path) as file:
        source = file.read()
    return source.removeprefix("\ufeff")


def main() -> None:
    if sys.argv[1:2] == ["--full"]:
        print(dump(read(sys.argv[2]), "\n"))
        return
    for path in sys.stdin.read().splitlines():
        try:
            source = read(path)
        except (SyntaxError, UnicodeDecodeError):
            continue
        row: dict = {"path": path}
        try:
            row["sha"] = hashlib.sha1(dump(source).encode()).hexdigest()
            try:
                compile(source, path, "exec", dont_inherit=True)
            except SyntaxError as error:
                row["compile"] = f"{type(error).__name__}: {error.msg}"
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            row["error"] = f"{type(error).__name__}: {error}"
        print(json.dumps(row))


if __name__ == "__main__":
    main()
