"""Records what CPython 3.11 says of wrong programs: each line of errors.jsonl has a source, the rest is written here.

    python3 test/record/syntax_errors.py test/python/parse/errors.jsonl

To add a case, append {"source": "..."} and run this. Columns are recorded in UTF-16 units.
"""
import json
import os
import sys
import tempfile
import warnings

warnings.simplefilter("ignore")
PLACE = ("lineno", "offset", "end_lineno", "end_offset")


def units(text: str | None, offset: int | None) -> int | None:
    if text is None or offset is None or offset < 1:
        return offset
    return len(text[: offset - 1].encode("utf-16-le")) // 2 + 1 + max(0, offset - 1 - len(text))


def record(source: str) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "wrong.py")
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(source)
        try:
            compile(source, path, "exec", dont_inherit=True)
        except SyntaxError as error:
            row = {"source": source, "type": type(error).__name__, "msg": error.msg}
            row |= {name: getattr(error, name) for name in PLACE}
            for name in ("offset", "end_offset"):
                row[name] = units(error.text, row[name])
            return row | {"text": error.text}
    raise SystemExit(f"CPython accepts {source!r}")


def main() -> None:
    path = sys.argv[1]
    with open(path, encoding="utf-8") as file:
        sources = dict.fromkeys(json.loads(line)["source"] for line in file)
    rows = [json.dumps(record(source), ensure_ascii=False) for source in sources]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
