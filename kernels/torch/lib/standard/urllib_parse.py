# urllib.parse: addresses in parts, and characters escaped in them. What is asked in bytes is answered in bytes.
import re
from collections import namedtuple

_both = ["", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https", "shttp", "mms", "prospero", "rtsp", "rtspu", "sftp", "svn", "svn+ssh", "ws", "wss"]
uses_relative = list(_both)
uses_netloc = _both + ["telnet", "snews", "rsync", "nfs", "git", "git+ssh"]
uses_params = ["", "ftp", "hdl", "prospero", "http", "imap", "https", "shttp", "rtsp", "rtspu", "sip", "sips", "mms", "sftp", "tel"]
scheme_chars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-."

# --- text and bytes ---

def _same(value):
    return value

def _to_ascii(value):
    return value.encode("ascii", "strict")

def _coerced(*args):
    # The arguments as text, and what makes a result of the kind that was given.
    text = isinstance(args[0], str)
    for arg in args[1:]:
        if arg and isinstance(arg, str) != text:
            raise TypeError("Cannot mix str and non-str arguments")
    return (*args, _same) if text else (*[each.decode("ascii", "strict") if each else "" for each in args], _to_ascii)

class _Text:
    def encode(self, encoding="ascii", errors="strict"):
        return self._encoded_counterpart(*[each.encode(encoding, errors) for each in self])

class _Bytes:
    def decode(self, encoding="ascii", errors="strict"):
        return self._decoded_counterpart(*[each.decode(encoding, errors) for each in self])

class _Address:
    def _marks(self, *marks):
        return [mark.encode() for mark in marks] if isinstance(self.netloc, bytes) else marks
    def _user(self):
        at, colon = self._marks("@", ":")
        info, found, _ = self.netloc.rpartition(at)
        name, given, password = info.partition(colon)
        return (name, password if given else None) if found else (None, None)
    def _host(self):
        at, colon, opening, closing = self._marks("@", ":", "[", "]")
        host = self.netloc.rpartition(at)[2]
        _, bracket, inner = host.partition(opening)
        if bracket:
            name, _, rest = inner.partition(closing)
            port = rest.partition(colon)[2]
        else:
            name, _, port = host.partition(colon)
        return name, port or None
    @property
    def username(self):
        return self._user()[0]
    @property
    def password(self):
        return self._user()[1]
    @property
    def hostname(self):
        name = self._host()[0]
        if not name:
            return None
        # A zone behind % keeps its case.
        name, percent, zone = name.partition(*self._marks("%"))
        return name.lower() + percent + zone
    @property
    def port(self):
        text = self._host()[1]
        if text is None:
            return None
        if not (text.isdigit() and text.isascii()):
            raise ValueError(f"Port could not be cast to integer value as {text!r}")
        number = int(text)
        if number > 65535:
            raise ValueError("Port out of range 0-65535")
        return number

class _Defrag:
    def geturl(self):
        return self.url + ("#" if isinstance(self.url, str) else b"#") + self.fragment if self.fragment else self.url

class _Split:
    def geturl(self):
        return urlunsplit(self)

class _Parse:
    def geturl(self):
        return urlunparse(self)

_DefragBase = namedtuple("DefragResult", "url fragment")
_SplitBase = namedtuple("SplitResult", "scheme netloc path query fragment")
_ParseBase = namedtuple("ParseResult", "scheme netloc path params query fragment")

class DefragResult(_Defrag, _DefragBase, _Text):
    __slots__ = ()

class SplitResult(_Split, _SplitBase, _Address, _Text):
    __slots__ = ()

class ParseResult(_Parse, _ParseBase, _Address, _Text):
    __slots__ = ()

class DefragResultBytes(_Defrag, _DefragBase, _Bytes):
    __slots__ = ()

class SplitResultBytes(_Split, _SplitBase, _Address, _Bytes):
    __slots__ = ()

class ParseResultBytes(_Parse, _ParseBase, _Address, _Bytes):
    __slots__ = ()

for _text, _data in ((DefragResult, DefragResultBytes), (SplitResult, SplitResultBytes), (ParseResult, ParseResultBytes)):
    _text._encoded_counterpart, _data._decoded_counterpart = _data, _text

def _result(made, coerce):
    return made if coerce is _same else made.encode()

# --- taking apart ---

def _is_ipv6(host):
    address, percent, zone = host.partition("%")
    if percent and (not zone or "%" in zone):
        return False
    head, double, tail = address.partition("::")
    if double and "::" in tail:
        return False
    sides = [side.split(":") if side else [] for side in (head, tail)]
    words = sides[0] + sides[1]
    count = len(words)
    if words and "." in words[-1]:
        parts = words.pop().split(".")
        if len(parts) != 4 or not all(re.fullmatch("0|[1-9][0-9]{0,2}", part) and int(part) < 256 for part in parts):
            return False
        count += 1
    if not all(re.fullmatch("[0-9a-fA-F]{1,4}", word) for word in words):
        return False
    return count <= 7 if double else count == 8

def _check_brackets(netloc):
    if ("[" in netloc) != ("]" in netloc):
        raise ValueError("Invalid IPv6 URL")
    if "[" not in netloc:
        return
    host = netloc.partition("[")[2].partition("]")[0]
    if host.startswith("v"):
        if not re.match(r"\Av[a-fA-F0-9]+\..+\Z", host):
            raise ValueError("IPvFuture address is invalid")
    elif re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,3}){3}", host):
        raise ValueError("An IPv4 address cannot be in brackets")
    elif not _is_ipv6(host):
        raise ValueError(f"{host!r} does not appear to be an IPv4 or IPv6 address")

def _check_netloc(netloc):
    if not netloc or netloc.isascii():
        return
    import unicodedata
    plain = re.sub("[@:#?]", "", netloc)
    folded = unicodedata.normalize("NFKC", plain)
    if folded != plain and re.search("[/?#@:]", folded):
        raise ValueError(f"netloc '{netloc}' contains invalid characters under NFKC normalization")

_controls = "".join(map(chr, range(33)))
_breaks = str.maketrans("", "", "\t\r\n")

def urlsplit(url, scheme="", allow_fragments=True):
    url, scheme, coerce = _coerced(url, scheme)
    url = url.lstrip(_controls).translate(_breaks)
    scheme = scheme.strip(_controls).translate(_breaks)
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", url)
    if found:
        scheme, url = found.group(1).lower(), url[found.end():]
    netloc = query = fragment = ""
    if url.startswith("//"):
        netloc, url = re.match(r"//([^/?#]*)(.*)", url, re.DOTALL).groups()
        _check_brackets(netloc)
    if allow_fragments:
        url, _, fragment = url.partition("#")
    url, _, query = url.partition("?")
    _check_netloc(netloc)
    return _result(SplitResult(scheme, netloc, url, query, fragment), coerce)

def _split_params(path):
    cut = path.find(";", path.rfind("/") + 1)
    return (path, "") if cut < 0 else (path[:cut], path[cut + 1:])

def urlparse(url, scheme="", allow_fragments=True):
    url, scheme, coerce = _coerced(url, scheme)
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    path, params = _split_params(path) if scheme in uses_params else (path, "")
    return _result(ParseResult(scheme, netloc, path, params, query, fragment), coerce)

def urlunsplit(components):
    scheme, netloc, url, query, fragment, coerce = _coerced(*components)
    if netloc or (scheme and scheme in uses_netloc and url[:2] != "//"):
        if url and url[:1] != "/":
            url = "/" + url
        url = "//" + (netloc or "") + url
    if scheme:
        url = scheme + ":" + url
    return coerce(url + ("?" + query if query else "") + ("#" + fragment if fragment else ""))

def urlunparse(components):
    scheme, netloc, url, params, query, fragment, coerce = _coerced(*components)
    return coerce(urlunsplit((scheme, netloc, f"{url};{params}" if params else url, query, fragment)))

def urldefrag(url):
    url, coerce = _coerced(url)
    fragment = ""
    if "#" in url:
        *parts, fragment = urlparse(url)
        url = urlunparse((*parts, ""))
    return _result(DefragResult(url, fragment), coerce)

def urljoin(base, url, allow_fragments=True):
    if not base or not url:
        return url or base
    base, url, coerce = _coerced(base, url)
    old = urlparse(base, "", allow_fragments)
    new = urlparse(url, old.scheme, allow_fragments)
    if new.scheme != old.scheme or new.scheme not in uses_relative:
        return coerce(url)
    if new.scheme in uses_netloc:
        if new.netloc:
            return coerce(urlunparse(new))
        new = new._replace(netloc=old.netloc)
    if not new.path and not new.params:
        return coerce(urlunparse(new._replace(path=old.path, params=old.params, query=new.query or old.query)))
    above = old.path.split("/")
    if above[-1]:
        above.pop()
    segments = new.path.split("/")
    if not new.path.startswith("/"):
        segments = above + segments
        segments[1:-1] = filter(None, segments[1:-1])
    out = []
    for segment in segments:
        if segment == "..":
            del out[-1:]
        elif segment != ".":
            out.append(segment)
    if segments[-1] in (".", ".."):
        out.append("")
    return coerce(urlunparse(new._replace(path="/".join(out) or "/")))

def unwrap(url):
    url = str(url).strip()
    if url[:1] == "<" and url[-1:] == ">":
        url = url[1:-1].strip()
    return url[4:].strip() if url[:4] == "URL:" else url

def clear_cache():
    # Nothing is kept here.
    pass

# --- escapes ---

_always_safe = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")

def quote_from_bytes(bs, safe="/"):
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError("quote_from_bytes() expected bytes")
    kept = _always_safe.union(safe.encode("ascii", "ignore") if isinstance(safe, str) else [c for c in safe if c < 128])
    return "".join([chr(b) if b in kept else f"%{b:02X}" for b in bs])

def quote(string, safe="/", encoding=None, errors=None):
    if isinstance(string, str):
        return quote_from_bytes(string.encode(encoding or "utf-8", errors or "strict"), safe)
    if encoding is not None:
        raise TypeError("quote() doesn't support 'encoding' for bytes")
    if errors is not None:
        raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)

def quote_plus(string, safe="", encoding=None, errors=None):
    return quote(string, safe + (" " if isinstance(safe, str) else b" "), encoding, errors).replace(" ", "+")

def unquote_to_bytes(string):
    if not string:
        # Only what has this method is no error.
        string.split
        return b""
    if isinstance(string, str):
        string = string.encode("utf-8")
    first, *parts = string.split(b"%")
    out = [first]
    for part in parts:
        if re.match(rb"[0-9a-fA-F]{2}", part):
            out += bytes.fromhex(part[:2].decode()), part[2:]
        else:
            out += b"%", part
    return b"".join(out)

def unquote(string, encoding="utf-8", errors="replace"):
    encoding, errors = encoding or "utf-8", errors or "replace"
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding, errors)
    if "%" not in string:
        string.split
        return string
    return re.sub("[\x00-\x7f]+", lambda found: unquote_to_bytes(found[0]).decode(encoding, errors), string)

def unquote_plus(string, encoding="utf-8", errors="replace"):
    return unquote(string.replace("+", " "), encoding, errors)

# --- queries ---

def urlencode(query, doseq=False, safe="", encoding=None, errors=None, quote_via=quote_plus):
    if hasattr(query, "items"):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError as error:
            raise TypeError("not a valid non-string sequence or mapping object") from error
    def quoted(value):
        return quote_via(value, safe) if isinstance(value, bytes) else quote_via(str(value), safe, encoding, errors)
    pairs = []
    for key, value in query:
        values = [value]
        if doseq and not isinstance(value, (str, bytes)):
            try:
                len(value)
                values = value
            except TypeError:
                pass
        pairs += [quoted(key) + "=" + quoted(each) for each in values]
    return "&".join(pairs)

def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None, separator="&"):
    qs, coerce = _coerced(qs)
    separator, _ = _coerced(separator)
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError("Separator must be of type string or bytes.")
    if max_num_fields is not None and max_num_fields < (1 + qs.count(separator) if qs else 0):
        raise ValueError("Max number of fields exceeded")
    found = []
    for pair in qs.split(separator) if qs else []:
        if not pair and not strict_parsing:
            continue
        name, equals, value = pair.partition("=")
        if not equals and strict_parsing:
            raise ValueError(f"bad query field: {pair!r}")
        if value or keep_blank_values:
            found.append((coerce(unquote_plus(name, encoding, errors)), coerce(unquote_plus(value, encoding, errors))))
    return found

def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None, separator="&"):
    found = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator):
        found.setdefault(name, []).append(value)
    return found

from _url_parts import _splitattr, _splithost, _splitnport, _splitpasswd, _splitport, _splitquery, _splittag, _splittype, _splituser, _splitvalue, _to_bytes
from _url_parts import splitattr, splithost, splitnport, splitpasswd, splitport, splitquery, splittag, splittype, splituser, splitvalue, to_bytes
