# urllib.parse: addresses in parts, and characters escaped in them.
import re
from collections import namedtuple

_safe = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")

def quote_from_bytes(bs, safe="/"):
    kept = _safe | set(safe.encode("ascii", "ignore") if isinstance(safe, str) else safe)
    return "".join([chr(b) if b in kept else f"%{b:02X}" for b in bs])

def quote(string, safe="/", encoding=None, errors=None):
    data = string.encode(encoding or "utf-8", errors or "strict") if isinstance(string, str) else string
    return quote_from_bytes(data, safe)

def quote_plus(string, safe="", encoding=None, errors=None):
    return quote(string, safe + " ", encoding, errors).replace(" ", "+")

def unquote_to_bytes(string):
    data = string.encode() if isinstance(string, str) else string
    parts = data.split(b"%")
    out = bytearray(parts[0])
    for part in parts[1:]:
        if re.match(rb"[0-9a-fA-F]{2}", part):
            out.append(int(part[:2], 16))
            out += part[2:]
        else:
            out += b"%" + part
    return bytes(out)

def unquote(string, encoding="utf-8", errors="replace"):
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding, errors)
    return re.sub(r"(?:%[0-9a-fA-F]{2})+", lambda m: unquote_to_bytes(m.group()).decode(encoding, errors), string)

def unquote_plus(string, encoding="utf-8", errors="replace"):
    return unquote(string.replace("+", " "), encoding, errors)

def urlencode(query, doseq=False, safe="", encoding=None, errors=None, quote_via=quote_plus):
    pairs = []
    for key, value in query.items() if hasattr(query, "items") else query:
        values = value if doseq and not isinstance(value, (str, bytes)) and hasattr(value, "__iter__") else [value]
        for each in values:
            texts = [x if isinstance(x, (str, bytes)) else str(x) for x in (key, each)]
            pairs.append("=".join([quote_via(x, safe) for x in texts]))
    return "&".join(pairs)

def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None, separator="&"):
    found = []
    for pair in qs.split(separator) if qs else []:
        name, equals, value = pair.partition("=")
        if not equals and strict_parsing:
            raise ValueError(f"bad query field: {pair!r}")
        if value or keep_blank_values:
            found.append((unquote_plus(name, encoding, errors), unquote_plus(value, encoding, errors)))
    return found

def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None, separator="&"):
    found = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator):
        found.setdefault(name, []).append(value)
    return found

class _Address:
    @property
    def _host_part(self):
        return self.netloc.rpartition("@")[2]
    @property
    def username(self):
        user, at, _ = self.netloc.rpartition("@")
        return user.partition(":")[0] if at else None
    @property
    def password(self):
        user, at, _ = self.netloc.rpartition("@")
        return user.partition(":")[2] if at and ":" in user else None
    @property
    def hostname(self):
        host = self._host_part
        host = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
        return host.lower() or None
    @property
    def port(self):
        text = self._host_part.rpartition("]")[2].partition(":")[2]
        if not text:
            return None
        if not text.isdigit():
            raise ValueError(f"Port could not be cast to integer value as {text!r}")
        return int(text)
    def geturl(self):
        return urlunparse(self) if len(self) == 6 else urlunsplit(self)

class SplitResult(_Address, namedtuple("SplitResult", "scheme netloc path query fragment")):
    pass

class ParseResult(_Address, namedtuple("ParseResult", "scheme netloc path params query fragment")):
    pass

def urlsplit(url, scheme="", allow_fragments=True):
    url = url.strip("\x00\x01\x1f ")
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", url)
    if found:
        scheme, url = found.group(1).lower(), url[found.end():]
    netloc = query = fragment = ""
    if url.startswith("//"):
        netloc, rest = re.match(r"//([^/?#]*)(.*)", url, re.DOTALL).groups()
        url = rest
    if allow_fragments and "#" in url:
        url, _, fragment = url.partition("#")
    if "?" in url:
        url, _, query = url.partition("?")
    return SplitResult(scheme, netloc, url, query, fragment)

def urlparse(url, scheme="", allow_fragments=True):
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    last = path.rpartition("/")[2]
    if ";" in last:
        cut = path.rindex("/") + 1 if "/" in path else 0
        head, _, params = path[cut:].partition(";")
        path = path[:cut] + head
    return ParseResult(scheme, netloc, path, params, query, fragment)

def urlunsplit(parts):
    scheme, netloc, url, query, fragment = parts
    if netloc or url[:2] == "//":
        if url and not url.startswith("/"):
            url = "/" + url
        url = "//" + (netloc or "") + url
    if scheme:
        url = scheme + ":" + url
    return url + ("?" + query if query else "") + ("#" + fragment if fragment else "")

def urlunparse(parts):
    scheme, netloc, url, params, query, fragment = parts
    return urlunsplit((scheme, netloc, f"{url};{params}" if params else url, query, fragment))

def urldefrag(url):
    parts = urlsplit(url)
    return namedtuple("DefragResult", "url fragment")(urlunsplit((*parts[:4], "")), parts.fragment)

def urljoin(base, url, allow_fragments=True):
    if not base or not url:
        return url or base
    b, u = urlsplit(base), urlsplit(url, urlsplit(base).scheme)
    if u.scheme != b.scheme or u.netloc:
        return url if u.scheme != b.scheme else urlunsplit(u)
    if not u.path:
        return urlunsplit((b.scheme, b.netloc, b.path, u.query or b.query, u.fragment))
    parts = u.path.split("/") if u.path.startswith("/") else b.path.split("/")[:-1] + u.path.split("/")
    out = []
    for part in parts:
        if part == "..":
            if len(out) > 1:
                out.pop()
        elif part != ".":
            out.append(part)
    if parts[-1] in (".", ".."):
        out.append("")
    path = "/".join(out)
    return urlunsplit((b.scheme, b.netloc, path if path.startswith("/") or not b.netloc else "/" + path, u.query, u.fragment))
