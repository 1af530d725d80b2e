# html: the five characters that markup needs escaped, and character references.
import re

_entities = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": "\xa0", "copy": "\xa9", "reg": "\xae", "hellip": "\u2026", "mdash": "\u2014", "ndash": "\u2013", "lsquo": "\u2018", "rsquo": "\u2019", "ldquo": "\u201c", "rdquo": "\u201d", "euro": "\u20ac", "times": "\xd7", "deg": "\xb0", "eacute": "\xe9"}

def escape(s, quote=True):
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return s.replace('"', "&quot;").replace("'", "&#x27;") if quote else s

def _character(found):
    text = found.group(1)
    if text[0] == "#":
        number = int(text[2:], 16) if text[1] in "xX" else int(text[1:])
        return chr(number) if 0 < number <= 0x10FFFF else "\ufffd"
    return _entities.get(text, found.group())

def unescape(s):
    return re.sub(r"&(#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z]\w*);", _character, s)
