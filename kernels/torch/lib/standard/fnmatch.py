# fnmatch: names against patterns of the shell, `*`, `?`, `[a-z]` and `[!a-z]`.
import functools
import os
import re

_STAR = object()

def _set(inner):
    # The regular expression of what stands in brackets.
    negated = inner[:1] == "!"
    inner = inner[1:] if negated else inner
    parts, i = "", 0
    if "-" in inner:
        # Hyphens between two characters make ranges; empty ranges hold nothing.
        while i < len(inner):
            if inner[i + 1:i + 2] == "-" and i + 2 < len(inner):
                if inner[i] <= inner[i + 2]:
                    parts += f"{_escaped(inner[i])}-{_escaped(inner[i + 2])}"
                i += 3
            else:
                parts += _escaped(inner[i])
                i += 1
    else:
        parts = "".join(map(_escaped, inner))
    if not parts:
        return "." if negated else "(?!)"
    if not negated and parts[0] in "^[":
        parts = "\\" + parts
    return f"[{'^' if negated else ''}{parts}]"

def _escaped(char):
    return "\\" + char if char in "\\-&~|" else char

def _pieces(pattern):
    i = 0
    while i < len(pattern):
        char = pattern[i]
        i += 1
        if char == "*":
            yield _STAR
        elif char == "?":
            yield "."
        elif char == "[":
            start = i + (pattern[i:i + 1] == "!")
            end = pattern.find("]", start + 1)
            if end < 0:
                yield "\\["
            else:
                yield _set(pattern[i:end])
                i = end + 1
        else:
            yield re.escape(char)

def translate(pat):
    # Between two stars the first match that fits is the right one: nothing is tried twice.
    fixed, runs = "", []
    for piece in _pieces(pat):
        if piece is not _STAR:
            fixed += piece
        elif fixed or not runs:
            runs.append(fixed)
            fixed = ""
    if not runs:
        return f"(?s:{fixed})\\Z"
    first, *inner = runs
    return f"(?s:{first}{''.join(f'(?>.*?{each})' for each in inner)}.*{fixed})\\Z"

@functools.lru_cache(maxsize=256, typed=True)
def _matcher(pat):
    if isinstance(pat, bytes):
        return re.compile(translate(pat.decode("latin-1")).encode("latin-1")).match
    return re.compile(translate(pat)).match

def fnmatchcase(name, pat):
    return _matcher(pat)(name) is not None

def fnmatch(name, pat):
    return fnmatchcase(os.path.normcase(name), os.path.normcase(pat))

def filter(names, pat):
    match = _matcher(os.path.normcase(pat))
    return [name for name in names if match(name)]
