"""urllib.parse: what addresses are made of, in text and in bytes, and what they are refused for."""
import warnings
from urllib.parse import *
import urllib.parse


def attempt(f, *args, **kwargs):
    try:
        print(repr(f(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


for url in ("http://user:p:w@Host.org:8080/a/b;x=1?q=2#top", "file:///tmp/x", "mailto:someone@host", "//host/path", "x:y", "HTTP://[FE80::1%eth0]:80/", "a:b@c", "path;p?q#f", ""):
    parts = urlparse(url)
    print(parts, parts.username, parts.password, parts.hostname, parts.port)
    print(parts.geturl(), urlsplit(url).geturl(), urldefrag(url))
    print(urlparse(url.encode()).geturl(), urlsplit(url.encode()).encode if False else urlsplit(url.encode()).decode() == urlsplit(url))
print(urlsplit(" \x00http://a\tb/\nc "), urlsplit("//x/y", scheme="ftp"), urlsplit("a#b", allow_fragments=False), urlsplit("http:/x").encode())
for url in ("http://[::1", "http://a]b/", "http://[1.2.3.4]/", "http://[v1]/", "http://[v1.x]/", "http://[::g]/", "http://[1:2::3::4]/", "http://example.com\uff03@bing.com"):
    attempt(urlsplit, url)
for url in ("http://a:b/", "http://a:65536/", "http://a:-1/", "http://a:/", "http://a:\u0663/"):
    attempt(lambda: urlsplit(url).port)
attempt(urlsplit, "http://a", b"x")
attempt(urljoin, "http://a", b"x")
for base, url in (("http://a/b/c/d", "../g"), ("http://a/b/c/d", "g;x=1/../y"), ("http://a/b", "//h/p"), ("http://a/b?c", ""), ("http://a/b?c", "?d"), ("http://a/b/", "./"), ("http://a/b/c", "../../.."), ("a/b", "../../c"), ("svn://x/y", "z"), ("x:y", "z"), (b"http://a/b", b"c"), ("http://a", "b:c"), ("http://a/b", "/../c//d"), ("http://a/b/c/d;p?q", ";x"), ("http://a/b/c/d;p?q", "g;x?y#s"), ("http://a/b/c/d;p?q", "#s")):
    attempt(urljoin, base, url)
for text in ("a=1&b=2&a=3", "a&b=&=c", "&&", "a=%41+b%2B", "a;b=1;c=2", b"a=%e4&b=1"):
    attempt(parse_qsl, text)
    attempt(parse_qs, text, keep_blank_values=True)
attempt(parse_qsl, "a", strict_parsing=True)
attempt(parse_qs, "a=1;b=2", separator=";")
attempt(parse_qs, "a=1&b=2", separator="")
attempt(parse_qsl, "a=1&b=2", max_num_fields=1)
attempt(quote, "a b/ü~", safe="~")
attempt(quote, b"\xff/ ", safe=b"")
attempt(quote, b"", "x", "utf-8")
attempt(quote, 3)
attempt(quote_plus, b"a b", safe=b"/")
attempt(quote_plus, "a b+c/", "/")
attempt(unquote, "%E4%zz%2")
attempt(unquote, b"%C3%BC+")
attempt(unquote, "\xfc%C3%BC%ff", errors="ignore")
attempt(unquote_to_bytes, "\xfc%ff%")
attempt(unquote, ())
attempt(urlencode, {"a": [1, "b"], "c d": "\xe4"}, True)
attempt(urlencode, [("a", b"\xff"), (b"k", None)])
attempt(urlencode, "ab")
attempt(urlencode, [(1, 2), ("x", (3, "4 5"))], doseq=True, quote_via=quote)
attempt(urlencode, 5)
print(urlunsplit(("http", "a", "b", "", "")), urlunsplit((b"", b"", b"p", b"q", b"")), urlunparse(("", "", "/p", "x", "q", "f")), urllib.parse.unwrap(" <URL: x:y > "))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(urllib.parse.splitport("a:1"), urllib.parse.splitquery("a?b?c"), urllib.parse.splittype("A:b"), urllib.parse.splithost("//a/b"), urllib.parse.splitvalue("a=b"), urllib.parse.splituser("u@h"), urllib.parse.splitpasswd("u:p"), urllib.parse.splitnport("a:b"), urllib.parse.splitattr("a;b;c"), urllib.parse.splittag("a#b"), urllib.parse.to_bytes("a"))
for each in caught:
    print(each.category.__name__, each.message)
