# re: what patterns are warned of, groups that look-behinds cannot see, flags that do not go together, letters outside ASCII.
import re
import warnings


def told(label, act):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        try:
            result = repr(act())
        except (re.error, ValueError, IndexError) as error:
            result = f"{type(error).__name__}: {error} {getattr(error, 'pos', '')}"
    print(label, result, [(each.category.__name__, str(each.message)) for each in seen])


for pattern in ["[[a]", "[a&&b]", "[a||b]", "[a~~b]", "[a|b]", "[]|[]", "(a)(?(1)b)", "(a)(?(+1)b)", r"(a)(?<=\1)b", r"(?<=(a)\1)", r"(?<=(?P<n>a)(?P=n))", r"(?<=(a)(?(1)b))x",
                r"(a)(?<=b(?<!\1))", "(?a)(?u)b", "(?au)b", "(?L)a", "(?L:a)", "(?-a:b)", "(?", "(?P", "(?<", "(?a:é)", "(?i-s:a)"]:
    told(pattern, lambda: re.compile(pattern).groups)
told("bytes", lambda: re.compile(b"(?u)a"))
told("template", lambda: re.sub("(a)", r"\g<+1>", "bab"))
told("template", lambda: re.sub("(a)", r"\g< 1 >", "bab"))
for pattern, text in [("(?ai:é)", "É"), ("(?i:é)", "É"), ("(?ai)é(?-i:k)K", "ékk"), ("(?a)(?u:.\\w)", "aé"), ("(?a:\\w)\\w", "aé"), ("(?i)(?-i:a)é", "aÉ")]:
    told((pattern, text), lambda: re.search(pattern, text))
print(re.search(b"\xe9", b"\xc9", re.I), re.search(b"a\xe9", b"A\xe9", re.I))
