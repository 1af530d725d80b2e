"""shlex: the scanner with its settings, and what split, quote and join make of it."""
import io
import shlex
import warnings


def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


texts = ["a 'b c' \"d\\\"e\" f\\ g", "x=1;y && z|w # note", "foo#bar\nbaz", "'' a\"\"b \"\"", "a\\\nb", "~/x*.py --k=v {a,b}", "é ü", "'open", "\\"]
for text in texts:
    attempt(shlex.split, text)
    attempt(shlex.split, text, comments=True)
    attempt(shlex.split, text, posix=False)
    attempt(list, shlex.shlex(text))
    attempt(list, shlex.shlex(text, posix=True))
    attempt(list, shlex.shlex(text, punctuation_chars=True))
    attempt(list, shlex.shlex(text, posix=True, punctuation_chars="=;"))

scanner = shlex.shlex(io.StringIO("one two\nthree"), "file.txt")
scanner.wordchars += "."
print(scanner.get_token(), scanner.get_token(), scanner.lineno, scanner.error_leader(), scanner.error_leader("other", 7))
scanner.push_token("back")
scanner.push_source("inner. text")
print(list(scanner), repr(scanner.eof), repr(scanner.get_token()), scanner.punctuation_chars == "")
split = shlex.shlex("a,b, c", posix=True)
split.whitespace = ","
split.whitespace_split = True
print(list(split), repr(split.eof), split.get_token())
try:
    scanner.punctuation_chars = "x"
except AttributeError as error:
    print(type(error).__name__)
print([shlex.quote(text) for text in ("", "a", "a b", "it's", "é", "%+,")], shlex.join(["echo", "a b", ""]))
