import re

def translate(pat):
    out = ""
    i = 0
    while i < len(pat):
        c = pat[i]
        i += 1
        if c == "*":
            out += ".*"
        elif c == "?":
            out += "."
        elif c == "[" and "]" in pat[i + 1:]:
            j = pat.index("]", i + 1)
            inner = pat[i:j]
            out += "[" + ("^" + inner[1:] if inner.startswith("!") else inner) + "]"
            i = j + 1
        else:
            out += re.escape(c)
    return f"(?s:{out})\\Z"

def fnmatchcase(name, pat):
    return re.match(translate(pat), name) is not None

fnmatch = fnmatchcase

def filter(names, pat):
    return [name for name in names if fnmatchcase(name, pat)]
