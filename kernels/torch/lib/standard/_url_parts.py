# Parts of addresses by the names of before urllib.parse.urlsplit, which warn by now.
import re

def _splittype(url):
    found = re.match("([^/:]+):(.*)", url, re.DOTALL)
    return (found[1].lower(), found[2]) if found else (None, url)

def _splithost(url):
    found = re.match("//([^/#?]*)(.*)", url, re.DOTALL)
    if not found:
        return None, url
    host, path = found.groups()
    return host, "/" + path if path and path[0] != "/" else path

def _splituser(host):
    user, found, host = host.rpartition("@")
    return user if found else None, host

def _splitpasswd(user):
    user, found, password = user.partition(":")
    return user, password if found else None

def _splitport(host):
    found = re.fullmatch("(.*):([0-9]*)", host, re.DOTALL)
    return (found[1], found[2] or None) if found else (host, None)

def _splitnport(host, defport=-1):
    name, found, port = host.rpartition(":")
    if not found:
        return host, defport
    return name, (int(port) if port.isdigit() and port.isascii() else None) if port else defport

def _splitquery(url):
    path, found, query = url.rpartition("?")
    return (path, query) if found else (url, None)

def _splittag(url):
    path, found, tag = url.rpartition("#")
    return (path, tag) if found else (url, None)

def _splitattr(url):
    first, *rest = url.split(";")
    return first, rest

def _splitvalue(attr):
    name, found, value = attr.partition("=")
    return name, value if found else None

def _to_bytes(url):
    if not isinstance(url, str):
        return url
    try:
        return url.encode("ASCII").decode()
    except UnicodeError:
        raise UnicodeError(f"URL {url!r} contains non-ASCII characters")

def _deprecated(function, instead=", use urllib.parse.urlparse() instead"):
    name = function.__name__[1:]
    def warned(*args, **kwargs):
        import warnings
        warnings.warn(f"urllib.parse.{name}() is deprecated as of 3.8{instead}", DeprecationWarning, stacklevel=2)
        return function(*args, **kwargs)
    warned.__name__ = warned.__qualname__ = name
    return warned

splittype, splithost, splituser, splitpasswd = map(_deprecated, (_splittype, _splithost, _splituser, _splitpasswd))
splitport, splitnport, splitquery, splittag, splitattr = map(_deprecated, (_splitport, _splitnport, _splitquery, _splittag, _splitattr))
splitvalue = _deprecated(_splitvalue, ", use urllib.parse.parse_qsl() instead")
to_bytes = _deprecated(_to_bytes, "")
