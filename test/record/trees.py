"""Records CPython 3.11's trees: each line of trees.jsonl has a source, the canonical dump of its tree is written here.

    python3 test/record/trees.py test/python/parse/trees.jsonl

To add a case, append {"source": "..."} and run this.
"""
import json
import sys

from parse_dump import dump


def main() -> None:
    path = sys.argv[1]
    with open(path, encoding="utf-8") as file:
        sources = dict.fromkeys(json.loads(line)["source"] for line in file)
    for source in sources:
        compile(source, "right.py", "exec", dont_inherit=True)
    rows = [json.dumps({"source": s, "tree": dump(s)}, ensure_ascii=False) for s in sources]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
