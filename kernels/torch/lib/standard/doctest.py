# doctest: runs the examples in docstrings and compares what they print.
import builtins
import linecache
import re
import sys
import traceback
import unittest
from collections import namedtuple

TestResults = namedtuple("TestResults", "failed attempted")

OPTIONFLAGS_BY_NAME = {}

def register_optionflag(name):
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))

DONT_ACCEPT_TRUE_FOR_1 = register_optionflag("DONT_ACCEPT_TRUE_FOR_1")
DONT_ACCEPT_BLANKLINE = register_optionflag("DONT_ACCEPT_BLANKLINE")
NORMALIZE_WHITESPACE = register_optionflag("NORMALIZE_WHITESPACE")
ELLIPSIS = register_optionflag("ELLIPSIS")
SKIP = register_optionflag("SKIP")
IGNORE_EXCEPTION_DETAIL = register_optionflag("IGNORE_EXCEPTION_DETAIL")
COMPARISON_FLAGS = DONT_ACCEPT_TRUE_FOR_1 | DONT_ACCEPT_BLANKLINE | NORMALIZE_WHITESPACE | ELLIPSIS | SKIP | IGNORE_EXCEPTION_DETAIL
REPORT_UDIFF = register_optionflag("REPORT_UDIFF")
REPORT_CDIFF = register_optionflag("REPORT_CDIFF")
REPORT_NDIFF = register_optionflag("REPORT_NDIFF")
REPORT_ONLY_FIRST_FAILURE = register_optionflag("REPORT_ONLY_FIRST_FAILURE")
FAIL_FAST = register_optionflag("FAIL_FAST")
BLANKLINE_MARKER = "<BLANKLINE>"
ELLIPSIS_MARKER = "..."

def _indented(text, by="    "):
    return "".join([by + line if line.strip() else line for line in text.splitlines(keepends=True)])

class Example:
    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        self.source = source if source.endswith("\n") else source + "\n"
        self.want = want + "\n" if want and not want.endswith("\n") else want
        self.exc_msg = exc_msg + "\n" if exc_msg is not None and not exc_msg.endswith("\n") else exc_msg
        self.lineno, self.indent, self.options = lineno, indent, options or {}

class DocTest:
    def __init__(self, examples, globs, name, filename, lineno, docstring):
        self.examples, self.globs, self.name = examples, globs.copy(), name
        self.filename, self.lineno, self.docstring = filename, lineno, docstring
    def __repr__(self):
        count = len(self.examples)
        shown = "no examples" if not count else "1 example" if count == 1 else f"{count} examples"
        return f"<DocTest {self.name} from {self.filename}:{self.lineno} ({shown})>"

class DocTestParser:
    _prompt = re.compile(r"( *)>>>(?: |$)(.*)")
    _trace = re.compile(r"Traceback \((?:most recent call last|innermost last)\):\s*\n((?:\W.*\n|\n)*?)(\w.*)", re.S)
    _option = re.compile(r"#\s*doctest:\s*([^\n'\"]*)$", re.M)
    def get_examples(self, string, name="<string>"):
        lines = string.expandtabs().splitlines()
        found = []
        i = 0
        while i < len(lines):
            start = self._prompt.match(lines[i])
            if start is None:
                i += 1
                continue
            indent, at = len(start.group(1)), i
            source = [start.group(2)]
            if lines[i][indent + 3:indent + 4] not in ("", " "):
                raise ValueError(f"line {i + 1} of the docstring for {name} lacks blank after >>>: {lines[i]!r}")
            i += 1
            while i < len(lines) and re.match(r" {%d}\.\.\.( |$)" % indent, lines[i]):
                source.append(lines[i][indent + 4:])
                i += 1
            want = []
            while i < len(lines) and lines[i].strip() and self._prompt.match(lines[i]) is None:
                if lines[i][:indent].strip():
                    raise ValueError(f"line {i + 1} of the docstring for {name} has inconsistent leading whitespace: {lines[i]!r}")
                want.append(lines[i][indent:])
                i += 1
            text = "\n".join(source)
            expected = "\n".join(want) + "\n" if want else ""
            trace = self._trace.match(expected)
            options = {}
            for option in self._option.finditer(text):
                for word in option.group(1).replace(",", " ").split():
                    if word[0] not in "+-" or word[1:] not in OPTIONFLAGS_BY_NAME:
                        raise ValueError(f"line {at + 1} of the doctest for {name} has an invalid option: {word!r}")
                    options[OPTIONFLAGS_BY_NAME[word[1:]]] = word[0] == "+"
            if any(line.strip() and not line.lstrip().startswith("#") for line in source):
                found.append(Example(text, expected, trace and trace.group(2), at, indent, options))
        return found
    def get_doctest(self, string, globs, name, filename, lineno):
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)

class OutputChecker:
    def check_output(self, want, got, optionflags):
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1 and (got, want) in (("True\n", "1\n"), ("False\n", "0\n")):
            return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = re.sub(rf"(?m)^{re.escape(BLANKLINE_MARKER)}\s*?$", "", want)
            got = re.sub(r"(?m)^[^\S\n]+$", "", got)
            if got == want:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            got, want = " ".join(got.split()), " ".join(want.split())
            if got == want:
                return True
        if optionflags & ELLIPSIS and ELLIPSIS_MARKER in want:
            parts = [re.escape(part) for part in want.split(ELLIPSIS_MARKER)]
            return re.fullmatch(".*".join(parts), got, re.S) is not None
        return False
    def output_difference(self, example, got, optionflags):
        want = example.want
        if want and got:
            return f"Expected:\n{_indented(want)}Got:\n{_indented(got)}"
        if want:
            return f"Expected:\n{_indented(want)}Got nothing\n"
        return f"Expected nothing\nGot:\n{_indented(got)}" if got else "Expected nothing\nGot nothing\n"

class DocTestFinder:
    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True, exclude_empty=True):
        self._parser, self._recurse, self._exclude_empty = parser, recurse, exclude_empty
    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        import inspect
        name = name or getattr(obj, "__name__", None)
        if name is None:
            raise ValueError(f"DocTestFinder.find: name must be given when obj.__name__ doesn't exist: {type(obj)!r}")
        if module is None:
            module = obj if inspect.ismodule(obj) else sys.modules.get(getattr(obj, "__module__", None))
        globs = dict(globs if globs is not None else vars(module) if module else {})
        globs.update(extraglobs or {})
        globs.setdefault("__name__", "__main__")
        filename = getattr(module, "__file__", None) or getattr(module, "__name__", "<string>")
        lines = linecache.getlines(filename) if filename else []
        tests = []
        self._gather(tests, obj, name, module, filename, lines, globs, set())
        tests.sort(key=lambda test: test.name)
        return tests
    def _gather(self, tests, obj, name, module, filename, lines, globs, seen):
        import inspect
        if id(obj) in seen:
            return
        seen.add(id(obj))
        doc = getattr(obj, "__doc__", None)
        doc = "" if doc is None else doc if isinstance(doc, str) else str(doc)
        if doc or not self._exclude_empty:
            tests.append(self._parser.get_doctest(doc, globs, name, filename, self._line(obj, lines)))
            if self._exclude_empty and not tests[-1].examples:
                tests[-1].examples = []
        if inspect.ismodule(obj) and self._recurse:
            for key, value in vars(obj).items():
                value = inspect.unwrap(value) if callable(value) else value
                if (inspect.isroutine(value) or inspect.isclass(value)) and getattr(value, "__module__", None) == obj.__name__:
                    self._gather(tests, value, f"{name}.{key}", module, filename, lines, globs, seen)
            for key, value in getattr(obj, "__test__", {}).items():
                if isinstance(value, str):
                    tests.append(self._parser.get_doctest(value, globs, f"{name}.__test__.{key}", filename, None))
                else:
                    self._gather(tests, value, f"{name}.__test__.{key}", module, filename, lines, globs, seen)
        if inspect.isclass(obj) and self._recurse:
            for key, value in vars(obj).items():
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if (inspect.isroutine(value) or inspect.isclass(value) or isinstance(value, property)) and (
                    isinstance(value, property) or getattr(value, "__module__", None) == module.__name__):
                    self._gather(tests, value, f"{name}.{key}", module, filename, lines, globs, seen)
    def _line(self, obj, lines):
        import inspect
        at = None
        if inspect.ismodule(obj):
            return 0
        if inspect.isclass(obj):
            pattern = re.compile(rf"^\s*class\s*{re.escape(obj.__name__)}\b")
            at = next((i for i, line in enumerate(lines) if pattern.match(line)), None)
        if isinstance(obj, property):
            obj = obj.fget
        if inspect.isfunction(obj):
            at = obj.__code__.co_firstlineno - 1
        if at is not None:
            opening = re.compile(r"(^|.*:)\s*\w*(\"|')")
            return next((i for i in range(at, len(lines)) if opening.match(lines[i])), None)
        return None

class DocTestRunner:
    DIVIDER = "*" * 70
    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        self._verbose = "-v" in sys.argv if verbose is None else verbose
        self.optionflags, self.tries, self.failures, self._results = optionflags, 0, 0, {}
    def _heading(self, test, example):
        where = f'line {test.lineno + example.lineno + 1}' if test.lineno is not None else f"line {example.lineno + 1}"
        place = f'File "{test.filename}", {where}, in {test.name}' if test.lineno is not None else f'File "{test.filename}", line ?, in {test.name}'
        return f"{self.DIVIDER}\n{place if test.filename else 'Line ' + str(example.lineno + 1) + ', in ' + test.name}\nFailed example:\n{_indented(example.source)}"
    def run(self, test, compileflags=None, out=None, clear_globs=True):
        from io import StringIO
        stdout = sys.stdout
        write = out or stdout.write
        failures = tries = 0
        for number, example in enumerate(test.examples):
            flags = self.optionflags
            for flag, on in example.options.items():
                flags = flags | flag if on else flags & ~flag
            if flags & SKIP:
                continue
            if failures and flags & REPORT_ONLY_FIRST_FAILURE:
                continue
            tries += 1
            if self._verbose:
                write("Trying:\n" + _indented(example.source) + ("Expecting:\n" + _indented(example.want) if example.want else "Expecting nothing\n"))
            error = None
            sys.stdout = StringIO()
            try:
                self._execute(example.source, f"<doctest {test.name}[{number}]>", test.globs)
            except KeyboardInterrupt:
                raise
            except BaseException as raised:
                error = raised
            finally:
                got = sys.stdout.getvalue()
                sys.stdout = stdout
            got = got + "\n" if got and not got.endswith("\n") else got
            if error is None:
                ok = self._checker.check_output(example.want, got, flags)
            else:
                message = traceback.format_exception_only(error)[-1]
                got += "".join(traceback.format_exception(error))
                ok = example.exc_msg is not None and self._same_error(example.exc_msg, message, flags)
            if ok:
                if self._verbose:
                    write("ok\n")
                continue
            failures += 1
            heading = self._heading(test, example)
            if error is not None and example.exc_msg is None:
                write(heading + "Exception raised:\n" + _indented(got))
            else:
                write(heading + self._checker.output_difference(example, got, flags))
            if flags & FAIL_FAST:
                break
        if clear_globs:
            test.globs.clear()
            builtins._ = None
        before = self._results.get(test.name, (0, 0))
        self._results[test.name] = before[0] + failures, before[1] + tries
        self.failures += failures
        self.tries += tries
        return TestResults(failures, tries)
    def _execute(self, source, filename, globs):
        hook = sys.displayhook
        sys.displayhook = sys.__displayhook__
        try:
            exec(compile(source, filename, "single"), globs)
        finally:
            sys.displayhook = hook
    def _same_error(self, want, got, flags):
        if self._checker.check_output(want, got, flags):
            return True
        if flags & IGNORE_EXCEPTION_DETAIL:
            kind = lambda text: text.split("\n")[0].split(":")[0].rpartition(".")[2].strip()
            return kind(want) == kind(got)
        return False
    def summarize(self, verbose=None):
        verbose = self._verbose if verbose is None else verbose
        empty, passed, failed = [], [], []
        for name, (failures, tries) in self._results.items():
            (failed if failures else passed if tries else empty).append((name, tries, failures))
        if verbose:
            if empty:
                print(len(empty), "items had no tests:")
                for name, _, _ in sorted(empty):
                    print("   ", name)
            if passed:
                print(len(passed), "items passed all tests:")
                for name, tries, _ in sorted(passed):
                    print(" %3d tests in %s" % (tries, name))
        if failed:
            print(self.DIVIDER)
            print(len(failed), "items had failures:")
            for name, tries, failures in sorted(failed):
                print(" %3d of %3d in %s" % (failures, tries, name))
        if verbose:
            print(self.tries, "tests in", len(self._results), "items.")
            print(self.tries - self.failures, "passed and", self.failures, "failed.")
        if self.failures:
            print("***Test Failed***", self.failures, "failures.")
        elif verbose:
            print("Test passed.")
        return TestResults(self.failures, self.tries)

def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None, raise_on_error=False, exclude_empty=False):
    m = sys.modules["__main__"] if m is None else m
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(exclude_empty=exclude_empty).find(m, name or m.__name__, globs=globs, extraglobs=extraglobs):
        runner.run(test)
    if report:
        runner.summarize()
    return TestResults(runner.failures, runner.tries)

def testfile(filename, module_relative=True, name=None, package=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None, raise_on_error=False, parser=DocTestParser(), encoding=None):
    import os
    with open(filename, encoding=encoding) as file:
        text = file.read()
    globs = dict(globs or {}, **(extraglobs or {}))
    globs.setdefault("__name__", "__main__")
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    runner.run(parser.get_doctest(text, globs, name or os.path.basename(filename), filename, 0))
    if report:
        runner.summarize()
    return TestResults(runner.failures, runner.tries)

def run_docstring_examples(f, globs, verbose=False, name="NoName", compileflags=None, optionflags=0):
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(recurse=False).find(f, name, globs=globs):
        runner.run(test)

class DocTestCase(unittest.TestCase):
    # The examples of one docstring as a test of unittest's.
    def __init__(self, test, optionflags=0, setUp=None, tearDown=None, checker=None):
        super().__init__()
        self._dt_test, self._dt_optionflags, self._dt_checker = test, optionflags, checker
        self._dt_globs = test.globs.copy()
        self._dt_setUp, self._dt_tearDown = setUp, tearDown
    def setUp(self):
        if self._dt_setUp is not None:
            self._dt_setUp(self._dt_test)
    def tearDown(self):
        if self._dt_tearDown is not None:
            self._dt_tearDown(self._dt_test)
        self._dt_test.globs.clear()
        self._dt_test.globs.update(self._dt_globs)
    def runTest(self):
        told = []
        runner = DocTestRunner(self._dt_checker, False, self._dt_optionflags)
        runner.DIVIDER = "-" * 70
        if runner.run(self._dt_test, out=told.append, clear_globs=False).failed:
            raise self.failureException(self.format_failure("".join(told)))
    def format_failure(self, err):
        test = self._dt_test
        line = "unknown line number" if test.lineno is None else test.lineno
        return f'Failed doctest test for {test.name}\n  File "{test.filename}", line {line}, in {test.name.rpartition(".")[2]}\n\n{err}'
    def id(self):
        return self._dt_test.name
    def __repr__(self):
        outer, _, name = self._dt_test.name.rpartition(".")
        return f"{name} ({outer})"
    __str__ = __repr__
    def shortDescription(self):
        return "Doctest: " + self._dt_test.name

class DocFileCase(DocTestCase):
    def id(self):
        return "_".join(self._dt_test.name.split("."))
    def __repr__(self):
        return self._dt_test.filename
    __str__ = __repr__
    def format_failure(self, err):
        return f'Failed doctest test for {self._dt_test.name}\n  File "{self._dt_test.filename}", line 0\n\n{err}'

def _module_of(module):
    return __import__(module, fromlist=["*"]) if isinstance(module, str) else sys.modules["__main__"] if module is None else module

def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, **options):
    module = _module_of(module)
    tests = (test_finder or DocTestFinder()).find(module, globs=globs, extraglobs=extraglobs)
    suite = unittest.TestSuite()
    for test in sorted(tests, key=lambda test: test.name):
        if test.examples:
            test.filename = test.filename or module.__file__
            suite.addTest(DocTestCase(test, **options))
    return suite

def DocFileSuite(*paths, module_relative=True, package=None, globs=None, parser=DocTestParser(), encoding=None, **options):
    import os
    suite = unittest.TestSuite()
    for path in paths:
        if module_relative and package is not None:
            path = os.path.join(os.path.dirname(_module_of(package).__file__), *path.split("/"))
        with open(path, encoding=encoding) as file:
            text = file.read()
        test = parser.get_doctest(text, {"__file__": path, **(globs or {})}, os.path.basename(path), path, 0)
        suite.addTest(DocFileCase(test, **options))
    return suite
