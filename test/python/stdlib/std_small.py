import ast, codecs, contextvars, reprlib, shlex, html, colorsys, hmac, urllib.parse as up, getpass, locale
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, str(e)[:60])
for s in ("1", "-1.5", "[1, 'a', (2,), {'k': None, 3: True}]", "{1, 2}", "'a' 'b'", "b'x'", "1+2j", "()", "{}", "(1)", "1, 2", " [1]", "set()", "...", "0x1f", '"""m\nl"""', "[1, 2,]", "r'\\n'", "-(1)"): t(lambda: ast.literal_eval(s))
for s in ("", "a", "f(1)", "[1", "1 +", "__import__('os')", "1 if 2 else 3", "x = 1", "1 + 2"): 
    try: ast.literal_eval(s); print('ok')
    except (ValueError, SyntaxError) as e: print(type(e).__name__)
print(codecs.encode('abc', 'rot13'), codecs.decode(b'616263', 'hex'), codecs.lookup('utf8').name, codecs.BOM_UTF8)
v = contextvars.ContextVar('v', default=1); tok = v.set(2); print(v.get()); v.reset(tok); print(v.get()); c = contextvars.copy_context(); print(c.run(lambda: (v.set(9), v.get())[1]), v.get())
print(reprlib.repr(list(range(100))), reprlib.repr('x' * 100), reprlib.repr({i: i for i in range(10)}), reprlib.repr((1,)), reprlib.repr(set(range(9))), reprlib.repr(10**60))
print(shlex.split("a 'b c' \"d e\" f\\ g"), shlex.quote("a b"), shlex.quote("it's"), shlex.join(['a', 'b c'])); t(lambda: shlex.split("'a"))
print(html.escape('<a href="x">\'&'), html.unescape('&lt;&amp;&#39;&#x41;&nbsp;&zz;'))
print(colorsys.rgb_to_hsv(.2, .4, .6), colorsys.hsv_to_rgb(.5, .5, .5), colorsys.rgb_to_hls(.2, .4, .6), colorsys.hls_to_rgb(.5, .5, .5))
print(hmac.new(b'k', b'm', 'sha256').hexdigest(), hmac.compare_digest('a', 'a'))
print(up.quote('a b/é'), up.quote_plus('a b&'), up.unquote('a%20b%C3%A9'), up.urlencode({'a': 1, 'b': 'x y'}), up.parse_qs('a=1&b=2&a=3'), up.parse_qsl('a=1&b='), up.urlparse('http://u:p@h.com:80/p/a;x?q=1#f'), up.urlsplit('//h/p'), up.urljoin('http://a/b/c/d', '../e'), up.urljoin('http://a/b', '/x'), up.urlparse('http://H:8/x').port, up.urlparse('http://H:8/x').hostname, up.urlunparse(('http', 'h', '/p', '', 'q', 'f')), up.urlparse('http://a/b').geturl(), up.urljoin('http://a/b/c', 'd?x#y'))
