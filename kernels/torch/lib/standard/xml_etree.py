# xml.etree.ElementTree: documents as trees of elements.
import io
import re
import sys

VERSION = "1.3.0"

class ParseError(SyntaxError):
    pass

def iselement(element):
    return hasattr(element, "tag")

class Element:
    tag = attrib = text = tail = None
    def __init__(self, tag, attrib={}, **extra):
        if not isinstance(attrib, dict):
            raise TypeError(f"attrib must be dict, not {attrib.__class__.__name__}")
        self.tag = tag
        self.attrib = {**attrib, **extra}
        self._children = []
    def __repr__(self):
        return f"<{self.__class__.__name__} {self.tag!r} at {id(self):#x}>"
    def makeelement(self, tag, attrib):
        return self.__class__(tag, attrib)
    def __copy__(self):
        made = self.makeelement(self.tag, self.attrib)
        made.text, made.tail = self.text, self.tail
        made[:] = self
        return made
    def __len__(self):
        return len(self._children)
    def __bool__(self):
        import warnings
        warnings.warn("The behavior of this method will change in future versions.  Use specific 'len(elem)' or 'elem is not None' test instead.", FutureWarning, stacklevel=2)
        return len(self._children) != 0
    def __getitem__(self, index):
        return self._children[index]
    def __setitem__(self, index, element):
        for each in element if isinstance(index, slice) else [element]:
            self._check(each)
        self._children[index] = element
    def __delitem__(self, index):
        del self._children[index]
    def _check(self, element):
        if not isinstance(element, Element):
            raise TypeError(f"expected an Element, not {type(element).__name__}")
    def append(self, subelement):
        self._check(subelement)
        self._children.append(subelement)
    def extend(self, elements):
        for each in elements:
            self.append(each)
    def insert(self, index, subelement):
        self._check(subelement)
        self._children.insert(index, subelement)
    def remove(self, subelement):
        self._children.remove(subelement)
    def find(self, path, namespaces=None):
        return next(self.iterfind(path, namespaces), None)
    def findtext(self, path, default=None, namespaces=None):
        found = self.find(path, namespaces)
        return default if found is None else found.text or ""
    def findall(self, path, namespaces=None):
        return list(self.iterfind(path, namespaces))
    def iterfind(self, path, namespaces=None):
        return _find(self, path, namespaces)
    def clear(self):
        self.attrib.clear()
        self._children = []
        self.text = self.tail = None
    def get(self, key, default=None):
        return self.attrib.get(key, default)
    def set(self, key, value):
        self.attrib[key] = value
    def keys(self):
        return self.attrib.keys()
    def items(self):
        return self.attrib.items()
    def iter(self, tag=None):
        if tag == "*":
            tag = None
        if tag is None or self.tag == tag:
            yield self
        for each in self._children:
            yield from each.iter(tag)
    def itertext(self):
        if self.text:
            yield self.text
        for each in self:
            yield from each.itertext()
            if each.tail:
                yield each.tail

def SubElement(parent, tag, attrib={}, **extra):
    element = parent.makeelement(tag, {**attrib, **extra})
    parent.append(element)
    return element

def Comment(text=None):
    element = Element(Comment)
    element.text = text
    return element

def ProcessingInstruction(target, text=None):
    element = Element(ProcessingInstruction)
    element.text = target + (" " + text if text else "")
    return element

PI = ProcessingInstruction

class QName:
    def __init__(self, text_or_uri, tag=None):
        self.text = f"{{{text_or_uri}}}{tag}" if tag else text_or_uri
    def __str__(self):
        return self.text
    def __repr__(self):
        return f"<{self.__class__.__name__} {self.text!r}>"
    def __hash__(self):
        return hash(self.text)
    def __eq__(self, other):
        return self.text == (other.text if isinstance(other, QName) else other)
    def __lt__(self, other):
        return self.text < (other.text if isinstance(other, QName) else other)
    def __le__(self, other):
        return self.text <= (other.text if isinstance(other, QName) else other)
    def __gt__(self, other):
        return self.text > (other.text if isinstance(other, QName) else other)
    def __ge__(self, other):
        return self.text >= (other.text if isinstance(other, QName) else other)

# --- paths ---------------------------------------------------------------------------------------------------------

_STEP = re.compile(r"""('[^']*'|"[^"]*")|(::|//?|\.\.|\(\)|!=|[/.*:\[\]()@=])|((?:\{[^}]+\})?[^/\[\]()@!=\s]+)|\s+""")

def _steps(path, namespaces):
    # (mark, name) pairs; prefixes become the names that stand for them.
    default = (namespaces or {}).get("")
    attribute = False
    for text, mark, name in _STEP.findall(path):
        if name and name[0] != "{" and not text:
            prefix, colon, local = name.partition(":")
            if colon:
                if not namespaces or prefix not in namespaces:
                    raise SyntaxError(f"prefix {prefix!r} not found in prefix map")
                name = f"{{{namespaces[prefix]}}}{local}"
            elif default and not attribute:
                name = f"{{{default}}}{name}"
        attribute = mark == "@"
        yield text or mark, name

def _matches(tag, wanted):
    # `*`, `{*}a`, `{}a` and `{uri}*` beside plain names.
    if wanted == "*":
        return isinstance(tag, str)
    if wanted[:3] == "{*}":
        local = wanted[3:]
        return isinstance(tag, str) and (local == "*" or tag == local or tag.endswith("}" + local))
    if wanted[:2] == "{}":
        wanted = wanted[2:]
        return isinstance(tag, str) and tag[:1] != "{" if wanted == "*" else tag == wanted
    if wanted[-2:] == "}*":
        return isinstance(tag, str) and tag.startswith(wanted[:-1])
    return tag == wanted

def _find(root, path, namespaces):
    if namespaces is None and not re.search(r"[/*\[@.]", re.sub(r"\{[^}]*\}", "", path)) and path[:3] != "{*}":
        return iter([child for child in root if child.tag == path])
    if path[-1:] == "/":
        path += "*"
    if path[:1] == "/":
        raise SyntaxError("cannot use absolute path on element")
    steps = list(_steps(path, namespaces))
    found = [root]
    parents = None
    at = 0
    def take():
        nonlocal at
        if at == len(steps):
            raise SyntaxError("invalid path")
        at += 1
        return steps[at - 1]
    while at < len(steps):
        mark, name = take()
        if mark == "/":
            if at == len(steps) or steps[at][0] == "/":
                raise SyntaxError("invalid path")
            continue
        if name or mark == "*":
            wanted = name or "*"
            found = [child for each in found for child in each if _matches(child.tag, wanted)]
        elif mark == ".":
            pass
        elif mark == "//":
            mark, name = take()
            if not name and mark != "*":
                raise SyntaxError("invalid descendant")
            wanted = name or "*"
            found = [inner for each in found for inner in each.iter() if inner is not each and _matches(inner.tag, wanted)]
        elif mark == "..":
            if parents is None:
                parents = {id(child): each for each in root.iter() for child in each}
            seen = {}
            for each in found:
                if id(each) in parents:
                    seen.setdefault(id(parents[id(each)]), parents[id(each)])
            found = list(seen.values())
        elif mark == "[":
            found = _kept(found, _predicate(take), root)
        else:
            raise SyntaxError("invalid path")
    return iter(found)

def _predicate(take):
    signature, values = [], []
    while True:
        mark, name = take()
        if mark == "]":
            return "".join(signature), values
        if (mark, name) == ("", ""):
            continue
        if mark and mark[:1] in "'\"":
            signature.append("'")
            values.append(mark[1:-1])
        else:
            signature.append(mark or "-")
            values.append(name)

def _kept(found, predicate, root):
    signature, values = predicate
    if signature == "@-":
        return [each for each in found if each.get(values[1]) is not None]
    if signature == "@-='":
        return [each for each in found if each.get(values[1]) == values[-1]]
    if signature == "@-!='":
        return [each for each in found if each.get(values[1]) not in (None, values[-1])]
    numeric = signature == "-" and re.match(r"-?\d+$", values[0])
    if signature == "-" and not numeric:
        return [each for each in found if each.find(values[0]) is not None]
    if signature == ".='":
        return [each for each in found if "".join(each.itertext()) == values[-1]]
    if signature == ".!='":
        return [each for each in found if "".join(each.itertext()) != values[-1]]
    if signature == "-='" and not re.match(r"-?\d+$", values[0]):
        return [each for each in found if any("".join(inner.itertext()) == values[-1] for inner in each.findall(values[0]))]
    if signature == "-!='" and not re.match(r"-?\d+$", values[0]):
        return [each for each in found if any("".join(inner.itertext()) != values[-1] for inner in each.findall(values[0]))]
    if numeric or signature in ("-()", "-()-"):
        if numeric:
            index = int(values[0]) - 1
            if index < 0:
                raise SyntaxError("XPath position >= 1 expected")
        else:
            if values[0] != "last":
                raise SyntaxError("unsupported function")
            index = -1
            if signature == "-()-":
                try:
                    index = int(values[2]) - 1
                except ValueError:
                    raise SyntaxError("unsupported expression") from None
                if index > -2:
                    raise SyntaxError("XPath offset from last() must be negative")
        parents = {id(child): each for each in root.iter() for child in each}
        kept = []
        for each in found:
            parent = parents.get(id(each))
            if parent is not None:
                same = [child for child in parent if child.tag == each.tag]
                if -len(same) <= index < len(same) and same[index] is each:
                    kept.append(each)
        return kept
    raise SyntaxError("invalid predicate")

# --- reading -------------------------------------------------------------------------------------------------------

class TreeBuilder:
    def __init__(self, element_factory=None, *, comment_factory=None, pi_factory=None, insert_comments=False, insert_pis=False):
        self._data, self._elem = [], []
        self._last = self._root = None
        self._tail = False
        self._factory = element_factory or Element
        self._comment_factory, self.insert_comments = comment_factory or Comment, insert_comments
        self._pi_factory, self.insert_pis = pi_factory or ProcessingInstruction, insert_pis
    def close(self):
        assert len(self._elem) == 0, "missing end tags"
        assert self._root is not None, "missing toplevel element"
        return self._root
    def _flush(self):
        if self._data:
            if self._last is not None:
                text = "".join(self._data)
                if self._tail:
                    self._last.tail = text
                else:
                    self._last.text = text
            self._data = []
    def data(self, data):
        self._data.append(data)
    def start(self, tag, attrs):
        self._flush()
        self._last = element = self._factory(tag, attrs)
        if self._elem:
            self._elem[-1].append(element)
        elif self._root is None:
            self._root = element
        self._elem.append(element)
        self._tail = False
        return element
    def end(self, tag):
        self._flush()
        self._last = self._elem.pop()
        self._tail = True
        return self._last
    def _single(self, element, insert):
        if insert:
            self._flush()
            self._last = element
            if self._elem:
                self._elem[-1].append(element)
            self._tail = True
        return element
    def comment(self, text):
        return self._single(self._comment_factory(text), self.insert_comments)
    def pi(self, target, text=None):
        return self._single(self._pi_factory(target, text), self.insert_pis)

_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_NAME = r"[^\s<>/=!?'\"&;]+"
_TAG = re.compile(rf"<({_NAME})")
_ATTRIBUTE = re.compile(rf"\s+({_NAME})\s*=\s*(\"[^\"<]*\"|'[^'<]*')")
_END = re.compile(rf"</({_NAME})\s*>")

class XMLParser:
    def __init__(self, *, target=None, encoding=None):
        self.target = target if target is not None else TreeBuilder()
        self._encoding = encoding
        self._parts = []
        self.entity = {}
        self.version = "Expat 2.5.0"
    def feed(self, data):
        self._parts.append(data)
    def flush(self):
        pass
    def close(self):
        binary = any(isinstance(part, (bytes, bytearray)) for part in self._parts)
        text = _decoded(b"".join(self._parts), self._encoding) if binary else "".join(self._parts)
        self._read(text.replace("\r\n", "\n").replace("\r", "\n"))
        close = getattr(self.target, "close", None)
        return close() if close is not None else None
    def _fail(self, message, code, text, at):
        line = text.count("\n", 0, at) + 1
        column = at - (text.rfind("\n", 0, at) + 1)
        error = ParseError(f"{message}: line {line}, column {column}")
        error.code, error.position = code, (line, column)
        raise error
    def _expand(self, text, whole, start):
        def one(match):
            name = match.group(1)
            if name is None:
                self._fail("not well-formed (invalid token)", 4, whole, start + match.end())
            if name[0] == "#":
                return chr(int(name[2:], 16) if name[1] in "xX" else int(name[1:]))
            if name in _ENTITIES:
                return _ENTITIES[name]
            if name in self.entity:
                return self.entity[name]
            self._fail("undefined entity", 11, whole, start + match.start())
        return re.sub(r"&(?:(#[0-9]+|#[xX][0-9a-fA-F]+|[\w.:-]+);)?", one, text) if "&" in text else text
    def _qualified(self, name, spaces, attribute=False):
        prefix, colon, local = name.partition(":")
        if not colon:
            uri = None if attribute else spaces.get("")
            return f"{{{uri}}}{name}" if uri else name
        if prefix not in spaces:
            return None
        return f"{{{spaces[prefix]}}}{local}"
    def _read(self, text):
        target, at, size = self.target, 0, len(text)
        data = getattr(target, "data", None)
        open_tags = []
        done = False
        if text.startswith("\ufeff"):
            at = 1
        while at < size:
            if text[at] != "<":
                end = text.find("<", at)
                end = size if end < 0 else end
                if open_tags:
                    if "]]>" in text[at:end]:
                        self._fail("not well-formed (invalid token)", 4, text, text.index("]]>", at))
                    if data is not None:
                        data(self._expand(text[at:end], text, at))
                elif text[at:end].strip():
                    blank = at + len(text[at:end]) - len(text[at:end].lstrip())
                    self._fail(*(("junk after document element", 9) if done else ("syntax error", 2)), text, blank)
                at = end
                continue
            if text.startswith("<!--", at):
                end = text.find("-->", at + 4)
                if end < 0:
                    self._fail("unclosed token", 5, text, at)
                if hasattr(target, "comment"):
                    target.comment(text[at + 4:end])
                at = end + 3
            elif text.startswith("<![CDATA[", at):
                end = text.find("]]>", at)
                if end < 0 or not open_tags:
                    self._fail("unclosed CDATA section" if open_tags else "syntax error", 20 if open_tags else 2, text, at)
                if data is not None:
                    data(text[at + 9:end])
                at = end + 3
            elif text.startswith("<?", at):
                end = text.find("?>", at)
                if end < 0:
                    self._fail("unclosed token", 5, text, at)
                name, _, rest = text[at + 2:end].partition(" ")
                if name.lower() == "xml":
                    if at > 1:
                        self._fail("XML or text declaration not at start of entity", 30, text, at)
                elif hasattr(target, "pi"):
                    target.pi(name, rest.strip())
                at = end + 2
            elif text.startswith("<!DOCTYPE", at):
                at = self._doctype(text, at)
            elif text.startswith("</", at):
                match = _END.match(text, at)
                if match is None:
                    self._fail("not well-formed (invalid token)", 4, text, at + 2)
                if not open_tags or open_tags[-1][0] != match.group(1):
                    self._fail("mismatched tag", 7, text, at + 2)
                _, tag, _ = open_tags.pop()
                if hasattr(target, "end"):
                    target.end(tag)
                done = done or not open_tags
                at = match.end()
            else:
                if done and not open_tags:
                    self._fail("junk after document element", 9, text, at)
                at = self._element(text, at, open_tags)
                done = done or not open_tags
        if open_tags or not done:
            self._fail("no element found", 3, text, size)
    def _element(self, text, at, open_tags):
        match = _TAG.match(text, at)
        if match is None:
            self._fail("not well-formed (invalid token)", 4, text, at + 1)
        spaces = open_tags[-1][2] if open_tags else {"xml": "http://www.w3.org/XML/1998/namespace"}
        attributes, end = {}, match.end()
        while (found := _ATTRIBUTE.match(text, end)) is not None:
            name, value = found.group(1), found.group(2)[1:-1]
            if name in attributes:
                self._fail("duplicate attribute", 8, text, found.start(1))
            attributes[name] = self._expand(re.sub(r"[\t\n]", " ", value), text, found.start(2) + 1)
            end = found.end()
        while text[end:end + 1].isspace():
            end += 1
        own = {name[6:]: value for name, value in attributes.items() if name == "xmlns" or name.startswith("xmlns:")}
        if own:
            spaces = {**spaces, **own}
            if hasattr(self.target, "start_ns"):
                for prefix, uri in own.items():
                    self.target.start_ns(prefix, uri)
        tag = self._qualified(match.group(1), spaces)
        plain = {self._qualified(name, spaces, True): value for name, value in attributes.items() if not (name == "xmlns" or name.startswith("xmlns:"))}
        if tag is None or None in plain:
            self._fail("unbound prefix", 27, text, at)
        unquoted = re.compile(rf"{_NAME}\s*=\s*").match(text, end)
        if unquoted is not None:
            self._fail("not well-formed (invalid token)", 4, text, unquoted.end())
        single = text.startswith("/>", end)
        if not single and text[end:end + 1] != ">":
            self._fail(*(("unclosed token", 5, text, at) if end >= len(text) else ("not well-formed (invalid token)", 4, text, end)))
        if hasattr(self.target, "start"):
            self.target.start(tag, plain)
        if single:
            if hasattr(self.target, "end"):
                self.target.end(tag)
            return end + 2
        open_tags.append((match.group(1), tag, spaces))
        return end + 1
    def _doctype(self, text, at):
        # Of a document type only the texts of its own entities are kept.
        depth, i = 0, at + 9
        while i < len(text):
            char = text[i]
            if char in "'\"":
                i = text.find(char, i + 1)
                if i < 0:
                    break
            elif char == "[":
                depth += 1
            elif char == "]":
                depth -= 1
            elif char == ">" and depth == 0:
                for name, value in re.findall(r"<!ENTITY\s+([\w.:-]+)\s+(\"[^\"]*\"|'[^']*')\s*>", text[at:i]):
                    self.entity[name] = self._expand(value[1:-1], text, at)
                return i + 1
            i += 1
        self._fail("unclosed token", 5, text, at)

def _decoded(data, encoding):
    if encoding is None:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            encoding = "utf-16"
        else:
            declared = re.match(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)", data)
            encoding = declared.group(1).decode() if declared else "utf-8"
    return data.decode(encoding)

class XMLPullParser:
    def __init__(self, events=None, *, _parser=None):
        self._wanted = ("end",) if events is None else tuple(events)
        self._found = []
        self._builder = _EventBuilder(self)
        self._parser = _parser or XMLParser(target=self._builder)
    def feed(self, data):
        if self._parser is None:
            raise ValueError("feed() called after end of stream")
        self._parser.feed(data)
    def close(self):
        parser, self._parser = self._parser, None
        return parser.close()
    def read_events(self):
        while self._found:
            yield self._found.pop(0)

class _EventBuilder(TreeBuilder):
    def __init__(self, owner):
        super().__init__()
        self._owner = owner
    def _note(self, event, what):
        if event in self._owner._wanted:
            self._owner._found.append((event, what))
        return what
    def start(self, tag, attrs):
        return self._note("start", super().start(tag, attrs))
    def end(self, tag):
        return self._note("end", super().end(tag))
    def comment(self, text):
        return self._note("comment", super().comment(text))
    def pi(self, target, text=None):
        return self._note("pi", super().pi(target, text))
    def start_ns(self, prefix, uri):
        self._note("start-ns", (prefix, uri))

def XML(text, parser=None):
    parser = parser or XMLParser(target=TreeBuilder())
    parser.feed(text)
    return parser.close()

fromstring = XML

def XMLID(text, parser=None):
    tree = XML(text, parser)
    return tree, {each.get("id"): each for each in tree.iter() if each.get("id")}

def fromstringlist(sequence, parser=None):
    return XML(type(sequence[0])().join(sequence), parser)

def parse(source, parser=None):
    tree = ElementTree()
    tree.parse(source, parser)
    return tree

def iterparse(source, events=None, parser=None):
    puller = XMLPullParser(events)
    if hasattr(source, "read"):
        data = source.read()
    else:
        with open(source, "rb") as file:
            data = file.read()
    puller.feed(data)
    root = puller.close()
    return _Events(puller.read_events(), root)

class _Events:
    def __init__(self, events, root):
        self._events, self.root = events, root
    def __iter__(self):
        return self
    def __next__(self):
        return next(self._events)

# --- writing -------------------------------------------------------------------------------------------------------

_namespace_map = {
    "http://www.w3.org/XML/1998/namespace": "xml", "http://www.w3.org/1999/xhtml": "html",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf", "http://schemas.xmlsoap.org/wsdl/": "wsdl",
    "http://www.w3.org/2001/XMLSchema": "xs", "http://www.w3.org/2001/XMLSchema-instance": "xsi", "http://purl.org/dc/elements/1.1/": "dc",
}

def register_namespace(prefix, uri):
    if re.match(r"ns\d+$", prefix):
        raise ValueError("Prefix format reserved for internal use")
    for known, old in list(_namespace_map.items()):
        if known == uri or old == prefix:
            del _namespace_map[known]
    _namespace_map[uri] = prefix

class ElementTree:
    def __init__(self, element=None, file=None):
        self._root = element
        if file:
            self.parse(file)
    def getroot(self):
        return self._root
    def _setroot(self, element):
        self._root = element
    def parse(self, source, parser=None):
        if hasattr(source, "read"):
            data = source.read()
        else:
            with open(source, "rb") as file:
                data = file.read()
        parser = parser or XMLParser()
        parser.feed(data)
        self._root = parser.close()
        return self._root
    def iter(self, tag=None):
        return self._root.iter(tag)
    def _relative(self, path):
        if path[:1] == "/":
            path = "." + path
            import warnings
            warnings.warn("This search is broken in 1.3 and earlier, and will be fixed in a future version.  If you rely on the current behaviour, change it to %r" % path, FutureWarning, stacklevel=3)
        return path
    def find(self, path, namespaces=None):
        return self._root.find(self._relative(path), namespaces)
    def findtext(self, path, default=None, namespaces=None):
        return self._root.findtext(self._relative(path), default, namespaces)
    def findall(self, path, namespaces=None):
        return self._root.findall(self._relative(path), namespaces)
    def iterfind(self, path, namespaces=None):
        return self._root.iterfind(self._relative(path), namespaces)
    def write(self, file_or_filename, encoding=None, xml_declaration=None, default_namespace=None, method=None, *, short_empty_elements=True):
        method = method or "xml"
        if method not in ("xml", "html", "text", "c14n"):
            raise ValueError(f"unknown method {method!r}")
        encoding = encoding or ("utf-8" if method == "c14n" else "us-ascii")
        unicode = encoding.lower() == "unicode"
        parts = []
        if method == "xml" and (xml_declaration or xml_declaration is None and encoding.lower() not in ("utf-8", "us-ascii", "unicode")):
            parts.append(f"<?xml version='1.0' encoding='{'utf-8' if unicode else encoding}'?>\n")
        if method == "text":
            parts.extend(self._root.itertext())
        else:
            names, spaces = _names(self._root, default_namespace)
            _serialize(parts.append, self._root, names, spaces, short_empty_elements, method == "html")
        text = "".join(parts)
        data = text if unicode else text.encode(encoding, "xmlcharrefreplace")
        if hasattr(file_or_filename, "write"):
            file_or_filename.write(data)
        elif unicode:
            with open(file_or_filename, "w", encoding="utf-8") as file:
                file.write(data)
        else:
            with open(file_or_filename, "wb") as file:
                file.write(data)

def _names(root, default):
    # How each qualified name is written, and the namespaces that must be declared.
    names, spaces = {None: None}, {}
    if default:
        spaces[default] = ""
    def add(name):
        if name in names:
            return
        if name[:1] != "{":
            if default:
                raise ValueError("cannot use non-qualified names with default_namespace option")
            names[name] = name
            return
        uri, local = name[1:].rsplit("}", 1)
        prefix = spaces.get(uri)
        if prefix is None:
            prefix = _namespace_map.get(uri) or f"ns{len(spaces)}"
            if prefix != "xml":
                spaces[uri] = prefix
        names[name] = f"{prefix}:{local}" if prefix else local
    for each in root.iter():
        for name in (each.tag, *each.attrib.keys()):
            if isinstance(name, QName):
                add(name.text)
            elif isinstance(name, str):
                add(name)
            elif name not in (None, Comment, PI):
                raise TypeError(f"cannot serialize {name!r} (type {type(name).__name__})")
        for value in (each.text, *each.attrib.values()):
            if isinstance(value, QName):
                add(value.text)
    return names, spaces

def _text(value):
    if not isinstance(value, str):
        raise TypeError(f"cannot serialize {value!r} (type {type(value).__name__})")
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

def _value(value):
    return _text(value).replace('"', "&quot;").replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#09;")

_VOID = frozenset("area base basefont br col embed frame hr img input isindex link meta param source track wbr".split())

def _serialize(write, element, names, spaces, short, html=False):
    tag, text = element.tag, element.text
    if tag is Comment:
        write(f"<!--{text}-->")
    elif tag is ProcessingInstruction:
        write(f"<?{text}?>")
    elif tag is None:
        if text:
            write(_text(text))
        for each in element:
            _serialize(write, each, names, None, short, html)
    else:
        tag = names[tag.text if isinstance(tag, QName) else tag]
        write("<" + tag)
        for key, value in element.items():
            key = names[key.text if isinstance(key, QName) else key]
            write(f' {key}="{names[value.text] if isinstance(value, QName) else _value(value)}"')
        for uri, prefix in sorted((spaces or {}).items(), key=lambda item: item[1]):
            write(f' xmlns{":" + prefix if prefix else ""}="{_value(uri)}"')
        if text or len(element) or not short or html:
            write(">")
            if text:
                write(text if html and tag.lower() in ("script", "style") else names[text.text] if isinstance(text, QName) else _text(text))
            for each in element:
                _serialize(write, each, names, None, short, html)
            if not (html and tag.lower() in _VOID):
                write(f"</{tag}>")
        else:
            write(" />")
    if element.tail:
        write(_text(element.tail))

def tostring(element, encoding=None, method=None, *, xml_declaration=None, default_namespace=None, short_empty_elements=True):
    stream = io.StringIO() if encoding == "unicode" else io.BytesIO()
    ElementTree(element).write(stream, encoding, xml_declaration, default_namespace, method, short_empty_elements=short_empty_elements)
    return stream.getvalue()

def tostringlist(element, encoding=None, method=None, **options):
    return [tostring(element, encoding, method, **options)]

def dump(elem):
    if not isinstance(elem, ElementTree):
        elem = ElementTree(elem)
    elem.write(sys.stdout, encoding="unicode")
    tail = elem.getroot().tail
    if not tail or tail[-1] != "\n":
        sys.stdout.write("\n")

def indent(tree, space="  ", level=0):
    root = tree.getroot() if isinstance(tree, ElementTree) else tree
    if level < 0:
        raise ValueError(f"Initial indentation level must be >= 0, got {level}")
    if not len(root):
        return
    def lay(element, depth):
        inner, outer = "\n" + (depth + 1) * space, "\n" + depth * space
        if not element.text or not element.text.strip():
            element.text = inner
        for child in element:
            if len(child):
                lay(child, depth + 1)
            if not child.tail or not child.tail.strip():
                child.tail = inner
        if not child.tail.strip():
            child.tail = outer
    lay(root, level)

def canonicalize(*args, **kwargs):
    raise NotImplementedError("xml.etree.ElementTree.canonicalize is not available in ishape")
