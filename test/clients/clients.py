"""Runs sessions/examples through nbclient and compares with what is recorded; then a cell through jupyter console in a pseudo-terminal."""
import glob
import os
import pty
import select
import sys
import time

import nbformat
from nbclient import NotebookClient

failures = 0


UNASKED = ("trail", "failure", "trap", "fixes")


def texts(cell):
    """The outputs of a cell as plain text; explanations that come by themselves are not compared."""
    result = {}
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            result[output.name] = result.get(output.name, "") + output.text
        elif output.output_type == "error":
            result["error"] = f"{output.ename}: {output.evalue}"
        elif output.get("metadata", {}).get("ishape", {}).get("kind") not in UNASKED:
            result["result"] = result.get("result", "") + output.data.get("text/plain", "")
    return result


for path in sorted(glob.glob("sessions/examples/*.ipynb")):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    recorded = [texts(cell) for cell in notebook.cells]
    NotebookClient(notebook, timeout=60, kernel_name="ishape").execute()
    nbformat.validate(notebook)
    differing = 0
    for number, (cell, before) in enumerate(zip(notebook.cells, recorded), 1):
        if texts(cell) != before:
            differing += 1
            print(f"{path}, cell {number}:\n  recorded {before}\n  nbclient {texts(cell)}")
    failures += differing
    print(f"nbclient: {path}: {len(notebook.cells)} cells, {differing} differ")


def console(lines, wanted, seconds=60):
    """Types lines into jupyter console; whether the wanted text shows up."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ["TERM"] = "xterm"
        command = ["/usr/bin/python3", "-W", "ignore", "-m", "jupyter_console", "--kernel", "ishape", "--simple-prompt"]
        os.execv(command[0], command)
    seen = b""
    waiting = list(lines)
    end = time.time() + seconds
    while time.time() < end and wanted.encode() not in seen:
        if not select.select([terminal], [], [], 0.2)[0]:
            continue
        try:
            seen += os.read(terminal, 65536)
        except OSError:
            break
        if waiting and seen.rstrip().endswith(b"]:"):
            os.write(terminal, waiting.pop(0).encode() + b"\r")
    try:
        os.write(terminal, b"\x04")
        os.close(terminal)
    except OSError:
        pass
    os.waitpid(pid, 0)
    return wanted.encode() in seen, seen.decode(errors="replace")


code = ["import torch, torch.nn as nn", "nn.Conv2d(1, 6, 3)(torch.randn(1, 1, 32, 32)).shape"]
found, screen = console(code, "torch.Size([1, 6, 30, 30])")
print(f"jupyter console: {'ok' if found else 'FAILED'}")
if not found:
    failures += 1
    print(screen)
sys.exit(1 if failures else 0)
