# shlex: words as a shell splits them.
import re

_unsafe = re.compile(r"[^\w@%+=:,./-]", re.ASCII)

def split(s, comments=False, posix=True):
    if s is None:
        raise ValueError("s argument must not be None")
    words, word, at = [], None, 0
    while at < len(s):
        c = s[at]
        at += 1
        if c in " \t\r\n":
            if word is not None:
                words.append(word)
                word = None
        elif comments and c == "#" and word is None:
            end = s.find("\n", at)
            at = len(s) if end < 0 else end
        elif c == "'":
            end = s.find("'", at)
            if end < 0:
                raise ValueError("No closing quotation")
            word = (word or "") + (s[at:end] if posix else s[at - 1:end + 1])
            at = end + 1
        elif c == '"':
            word = word or ""
            start = at - 1
            while True:
                if at >= len(s):
                    raise ValueError("No closing quotation")
                c = s[at]
                at += 1
                if c == '"':
                    break
                if c == "\\" and posix and at < len(s) and s[at] in '"\\':
                    c = s[at]
                    at += 1
                if posix:
                    word += c
            if not posix:
                word += s[start:at]
        elif c == "\\" and posix:
            if at >= len(s):
                raise ValueError("No escaped character")
            word = (word or "") + s[at]
            at += 1
        else:
            word = (word or "") + c
    if word is not None:
        words.append(word)
    return words

def quote(s):
    if not s:
        return "''"
    return s if _unsafe.search(s) is None else "'" + s.replace("'", "'\"'\"'") + "'"

def join(split_command):
    return " ".join([quote(each) for each in split_command])
