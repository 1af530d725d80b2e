def wrap(text, width=70, initial_indent="", subsequent_indent="", break_long_words=True, **kwargs):
    words = text.expandtabs().split()
    lines = []
    line = initial_indent
    empty = True
    for word in words:
        while True:
            space = "" if empty else " "
            if len(line) + len(space) + len(word) <= width:
                line += space + word
                empty = False
                break
            if not empty:
                dash = word.rfind("-", 1, max(0, width - len(line) - 1))
                if dash > 0 and word[dash - 1].isalpha() and word[dash + 1:dash + 2].isalpha():
                    line += " " + word[:dash + 1]
                    word = word[dash + 1:]
                lines.append(line)
                line = subsequent_indent
                empty = True
                continue
            if not break_long_words:
                line += word
                empty = False
                break
            room = max(1, width - len(line))
            lines.append(line + word[:room])
            word = word[room:]
            line = subsequent_indent
            if not word:
                break
    if not empty:
        lines.append(line)
    return lines

def fill(text, width=70, **kwargs):
    return "\n".join(wrap(text, width, **kwargs))

def shorten(text, width, *, placeholder=" [...]", **kwargs):
    text = " ".join(text.split())
    if len(text) <= width:
        return text
    out = ""
    for word in text.split():
        if len(out) + len(word) + (1 if out else 0) + len(placeholder) > width:
            break
        out += (" " if out else "") + word
    return (out + placeholder).lstrip() if not out else out + placeholder

def dedent(text):
    lines = text.split("\n")
    margin = None
    for i, line in enumerate(lines):
        if not line.strip():
            lines[i] = ""
            continue
        lead = line[:len(line) - len(line.lstrip(" \t"))]
        if margin is None:
            margin = lead
        while not lead.startswith(margin):
            margin = margin[:-1]
    return "\n".join(line[len(margin or ""):] for line in lines)

def indent(text, prefix, predicate=None):
    check = predicate or (lambda line: line.strip())
    return "".join(prefix + line if check(line) else line for line in text.splitlines(True))
