# Patterns whose matches JavaScript would give otherwise: captures in repeats, conditions, empty matches; positions, scanners, errors.
import re
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for p, t in [(r'(?:(a)|b)*','ab'),(r'(?:(a)|(b)|(c))+','abcab'),(r'^(\()?([^()]+)(?(1)\))$','(a)'),(r'^(\()?([^()]+)(?(1)\))$','(a'),(r'^(\()?([^()]+)(?(1)\))$','a'),
  (r'(?P<q>["\'])?x(?(q)(?P=q)|-)','"x"'),(r'(?P<q>["\'])?x(?(q)(?P=q)|-)','x-'),(r'(a)?\1b','b'),(r'(a?)\1b','aab'),(r'(a*)*','aaa'),(r'(a+|b)*','ab'),(r'(a|ab)(c|bcd)(d*)','abcd'),
  (r'(?:(\w+)\s?)+','foo bar baz'),(r'((.)\2)+','aabbcc'),(r'(x?)*?$','xxx'),(r'(?>a+)b','aaab'),(r'a++a','aaa'),(r'(?:(e?)){2,4}+a','eeea'),(r'(?<=(a))b','ab'),(r'(?=(\w))(?:\1|z)+','aaz'),
  (r'(?i)(AB)*\1','ababAB'),(r'(é|ü)+','éüé'),(r'(😀|a)+b','a😀ab'),(r'(?s)(.)(?:\n(.))*','a\nb\nc'),(r'(\d+)(?:,(\d+))*','1,22,333')]:
    m = re.search(p, t); print(p, m and (m.span(), m.groups(), m.lastindex, m.regs))
print(re.findall(r'\b|\w+', 'a::bc'), re.findall(r'x*', 'axb'), re.sub('x*', '-', 'abxd'), re.split(r'x*', 'axbc'), re.sub(r'(?:)|a', '-', 'baac'))
print([m.span() for m in re.finditer(r'\b|:+', 'a::bc')], re.compile('a').findall('banana', 2, 4), re.compile('a').sub('x', 'banana', 2))
print(re.sub(r'(a)|b', r'[\1]', 'ab'), re.search(b'a', bytearray(b'xa')).group(), re.escape(b'a.b'), re.escape('a-b c'))
s = re.compile(r'\w').scanner('ab c'); print(s.match(), s.match(), s.match(), s.pattern)
for bad in [r'(?(1)a|b)', r'()(?(2)a)', r'(a)(?(1)b|c|d)', r'(?(x)a)', '(', 'a**', '[a', r'\1', '(?P<n', '(?P<1>a)', 'x{2,1}', '(?z)', r'(?<=a+)b', '*a', '(?(0)a)', 'a\nb(', r'\N{x}']:
    try: re.compile(bad); print('ok', bad)
    except re.error as e: print(repr(bad), e, e.pos, e.lineno, e.colno)
print(re.match(r'\N{BULLET}', '•'))
print(re.compile(r'(?x) a  # c\n b'), re.match(r'''(?x)
   (?P<a>\d+) # num
   \s*''', '12 ').groupdict())
attempt(lambda: re.compile(r' (?x)a'))
attempt(lambda: re.sub('a', 'b', b'a')); attempt(lambda: re.match('a', 3)); attempt(lambda: re.compile('a', re.L))
print(re.match('a', 'a').expand(r'\g<0>x'), re.compile('a') == re.compile('a'), hash(re.compile('a')) == hash(re.compile('a')), re.compile('a') == re.compile('a', re.I))
print(re.match(r"\B", ""), re.search(r"\B", "ab"), re.findall(r"\B", "a b"), re.match(" (?x) (?i)A", "a", re.X), re.match(r"(?:a(?-i:b))+", "AbAb", re.I))
print(re.match(r"(?:a(?-i:b))+", "AB", re.I), re.match(r"(?i)a(?-i:b)c", "AbC"), re.match(r"(?i)a(?-i:b)c", "ABC"))
