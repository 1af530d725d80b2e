# fnmatch: patterns, their expressions and what they match.
import fnmatch

PATTERNS = ["*", "a*", "*a", "*a*b*", "a?b", "[!x]", "[^x]", "[a-c-e]", "[]]", "[]-a]", "[b-a]", "[!b-a]", "[", "[a", "[z-a-c]", "**",
            "a**b*", "[!]", "[a\\b]", "[--a]", "[a&&b~~|c]", "*.py", "[!a", "x*y*z", "[!]]", "[a-]", "[-a]"]
NAMES = ["", "a", "b", "x", "^", "]", "-", "ab", "axb", "a.py", ".py", "xayb", "[a", "[", "[!]", "c", "d", "\\", "|", "x1y2z", "A"]
for pattern in PATTERNS:
    print(repr(pattern), fnmatch.translate(pattern), fnmatch.filter(NAMES, pattern))
print(fnmatch.fnmatch(b"abc", b"a*c"), fnmatch.filter([b"x.py", b"y.c"], b"*.py"), fnmatch.fnmatch("a" * 50, "*a*a*a*a*b"))
