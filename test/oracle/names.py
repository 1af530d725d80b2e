# Which of the names that public PyTorch code uses are not found. A name counts as found if it can be imported or read.
import importlib
import pathlib

missing, uses, found = [], 0, 0
for line in (pathlib.Path(__file__).parent / "usage-names.txt").read_text().splitlines():
    name, count = line.rsplit(" ", 1)
    uses += int(count)
    if name.startswith("import "):
        try:
            importlib.import_module(name[7:])
            found += int(count)
        except ImportError:
            missing.append(name)
        continue
    head, *rest = name.split(".")
    try:
        value = importlib.import_module(head)
        for i, part in enumerate(rest):
            try:
                value = getattr(value, part)
            except AttributeError:
                value = importlib.import_module(".".join([head, *rest[: i + 1]]))
        found += int(count)
    except ImportError:
        missing.append(name)
print(f"{found / uses:.1%}")
print(*missing, sep="\n")
