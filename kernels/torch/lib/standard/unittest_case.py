# unittest.case: a test with its assertions, and the marks that skip it.
import sys

class SkipTest(Exception):
    pass

class _Raises:
    def __init__(self, case, expected, pattern, msg):
        self.case, self.expected, self.pattern, self.msg = case, expected, pattern, msg
    def __enter__(self):
        return self
    def __exit__(self, kind, error, tb):
        if kind is None:
            names = self.expected.__name__ if isinstance(self.expected, type) else " or ".join([each.__name__ for each in self.expected])
            self.case.fail(self.case._message(self.msg, f"{names} not raised"))
        if not issubclass(kind, self.expected):
            return False
        self.exception = error
        if self.pattern is not None:
            import re
            if not re.search(self.pattern, str(error)):
                pattern = getattr(self.pattern, "pattern", self.pattern)
                self.case.fail(self.case._message(self.msg, f'"{pattern}" does not match "{error}"'))
        return True

class _Warns(_Raises):
    def __enter__(self):
        import warnings
        self._caught = warnings.catch_warnings(record=True)
        self.warnings = self._caught.__enter__()
        warnings.simplefilter("always")
        return self
    def __exit__(self, kind, error, tb):
        self._caught.__exit__(kind, error, tb)
        if kind is not None:
            return False
        unlike = None
        for each in self.warnings:
            if not issubclass(each.category, self.expected):
                continue
            unlike = unlike or each.message
            if self.pattern is not None:
                import re
                if not re.search(self.pattern, str(each.message)):
                    continue
            self.warning, self.filename, self.lineno = each.message, each.filename, each.lineno
            return
        if unlike is not None:
            self.case.fail(self.case._message(self.msg, f'"{getattr(self.pattern, "pattern", self.pattern)}" does not match "{unlike}"'))
        self.case.fail(f"{self.expected.__name__} not triggered")

class _Logs:
    # Gathers what a logger says while a block runs.
    def __init__(self, case, logger, level, wanted):
        self.case, self.logger, self.wanted = case, logger, wanted
        import logging
        self.level = logging.INFO if level is None else logging.getLevelName(level) if isinstance(level, str) else level
    def __enter__(self):
        import logging
        self.records, self.output = records, output = [], []
        form = logging.Formatter("%(levelname)s:%(name)s:%(message)s")
        class Gather(logging.Handler):
            def emit(self, record):
                records.append(record)
                output.append(form.format(record))
        logger = self.logger if isinstance(self.logger, logging.Logger) else logging.getLogger(self.logger)
        self._of, self._before = logger, (logger.handlers, logger.level, logger.propagate)
        handler = Gather()
        handler.setLevel(self.level)
        logger.handlers = [handler]
        logger.setLevel(self.level)
        logger.propagate = False
        return self if self.wanted else None
    def __exit__(self, kind, error, tb):
        import logging
        logger = self._of
        logger.handlers, level, logger.propagate = self._before
        logger.setLevel(level)
        if kind is not None:
            return False
        if self.wanted and not self.records:
            self.case.fail(f"no logs of level {logging.getLevelName(self.level)} or higher triggered on {logger.name}")
        if not self.wanted and self.records:
            self.case.fail(f"Unexpected logs found: {self.output!r}")

class _SubTest:
    # A part of a test, reported by itself.
    failureException = AssertionError
    def __init__(self, case, message, params):
        self.test_case, self._message, self.params = case, message, params
    def _told(self):
        parts = [] if self._message is _NO_MESSAGE else [f"[{self._message}]"]
        if self.params:
            parts.append("(" + ", ".join([f"{name}={value!r}" for name, value in self.params.items()]) + ")")
        return " ".join(parts) or "(<subtest>)"
    def shortDescription(self):
        return self.test_case.shortDescription()
    def id(self):
        return f"{self.test_case.id()} {self._told()}"
    def __str__(self):
        return f"{self.test_case} {self._told()}"

_NO_MESSAGE = object()

class _SubTests:
    def __init__(self, case, message, params):
        self.case, self.message, self.params = case, message, params
    def __enter__(self):
        case = self.case
        self.before = case._params
        case._params = {**case._params, **self.params}
        self.test = _SubTest(case, self.message, case._params)
    def __exit__(self, kind, error, tb):
        case = self.case
        case._params = self.before
        if case._result is None:
            return False
        if kind is None:
            case._result.addSubTest(case, self.test, None)
            return False
        if issubclass(kind, KeyboardInterrupt):
            return False
        if issubclass(kind, SkipTest):
            case._result.addSkip(self.test, str(error))
        else:
            case._parts_failed = True
            case._result.addSubTest(case, self.test, (kind, error, tb))
        return True

def _short(value):
    text = repr(value)
    return text if len(text) <= 80 else text[:60] + "[" + str(len(text) - 65) + " chars]" + text[-5:]

class TestCase:
    failureException = AssertionError
    longMessage = True
    maxDiff = 640
    _equalities = {}
    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._cleanups = []
        self._params, self._result, self._parts_failed = {}, None, False
    def setUp(self):
        pass
    def tearDown(self):
        pass
    @classmethod
    def setUpClass(cls):
        pass
    @classmethod
    def tearDownClass(cls):
        pass
    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        if "_class_cleanups" not in cls.__dict__:
            cls._class_cleanups = []
        cls._class_cleanups.append((function, args, kwargs))
    @classmethod
    def doClassCleanups(cls):
        cleanups = cls.__dict__.get("_class_cleanups", [])
        while cleanups:
            function, args, kwargs = cleanups.pop()
            function(*args, **kwargs)
    @classmethod
    def enterClassContext(cls, cm):
        entered = cm.__enter__()
        cls.addClassCleanup(cm.__exit__, None, None, None)
        return entered
    def enterContext(self, cm):
        entered = cm.__enter__()
        self.addCleanup(cm.__exit__, None, None, None)
        return entered
    def doCleanups(self):
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            found = function(*args, **kwargs)
            if hasattr(found, "__await__"):
                self._await(found)
        return True
    def _await(self, coroutine):
        import asyncio
        asyncio.run(coroutine)
    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))
    def id(self):
        return f"{type(self).__module__}.{type(self).__qualname__}.{self._testMethodName}"
    def shortDescription(self):
        doc = getattr(self, self._testMethodName).__doc__
        return doc.strip().split("\n")[0].strip() if doc else None
    def __str__(self):
        return f"{self._testMethodName} ({type(self).__module__}.{type(self).__qualname__}.{self._testMethodName})"
    def countTestCases(self):
        return 1
    def skipTest(self, reason):
        raise SkipTest(reason)
    def subTest(self, msg=_NO_MESSAGE, **params):
        return _SubTests(self, msg, params)
    def __call__(self, result=None):
        return self.run(result)
    def run(self, result=None):
        result = self.defaultTestResult() if result is None else result
        result.startTest(self)
        try:
            self._run(result)
        finally:
            result.stopTest(self)
        return result
    def defaultTestResult(self):
        from unittest import TestResult
        return TestResult()
    def _run(self, result):
        method = getattr(self, self._testMethodName)
        reason = getattr(method, "__unittest_skip_why__", None) or getattr(type(self), "__unittest_skip_why__", None)
        expects_failure = getattr(method, "__unittest_expecting_failure__", False) or getattr(type(self), "__unittest_expecting_failure__", False)
        if getattr(type(self), "__unittest_skip__", False) or getattr(method, "__unittest_skip__", False):
            result.addSkip(self, reason or "")
            return
        self._result, self._parts_failed, failed, expected = result, False, False, None
        begin, end = getattr(self, "asyncSetUp", None), getattr(self, "asyncTearDown", None)
        def part(*functions):
            # Runs them in turn, tells what one raises, and says whether none did.
            nonlocal failed, expected
            try:
                for function in functions:
                    found = function()
                    if hasattr(found, "__await__"):
                        self._await(found)
                return True
            except KeyboardInterrupt:
                raise
            except SkipTest as skipped:
                result.addSkip(self, str(skipped))
            except BaseException:
                error = sys.exc_info()
                if expects_failure:
                    expected = error
                else:
                    (result.addFailure if issubclass(error[0], self.failureException) else result.addError)(self, error)
            failed = True
            return False
        if part(self.setUp, *([begin] if begin is not None else [])):
            part(method)
            part(*([end] if end is not None else []), self.tearDown)
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            part(lambda: function(*args, **kwargs))
        self._result = None
        if expected is not None:
            result.addExpectedFailure(self, expected)
        elif not failed and not self._parts_failed:
            result.addUnexpectedSuccess(self) if expects_failure else result.addSuccess(self)
    def debug(self):
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()
        self.doCleanups()
    def __eq__(self, other):
        return self._testMethodName == other._testMethodName if type(self) is type(other) else NotImplemented
    def __hash__(self):
        return hash((type(self), self._testMethodName))
    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} testMethod={self._testMethodName}>"
    def addTypeEqualityFunc(self, typeobj, function):
        self._equalities = {**self._equalities, typeobj: function}
    def _message(self, msg, standard):
        return standard if msg is None else f"{standard} : {msg}"
    def fail(self, msg=None):
        raise self.failureException(msg)
    def _check(self, ok, msg, standard):
        if not ok:
            self.fail(self._message(msg, standard))
    def assertTrue(self, expr, msg=None):
        self._check(expr, msg, f"{_short(expr)} is not true")
    def assertFalse(self, expr, msg=None):
        self._check(not expr, msg, f"{_short(expr)} is not false")
    def assertEqual(self, first, second, msg=None):
        if type(first) is type(second) and type(first) in self._equalities:
            compare = self._equalities[type(first)]
            (getattr(self, compare) if isinstance(compare, str) else compare)(first, second, msg=msg)
            return
        if first == second:
            return
        if type(first) is type(second) and isinstance(first, (list, tuple, dict, set, str)) and not isinstance(first, str) or isinstance(first, str) and isinstance(second, str) and "\n" in first + second:
            self._differ(first, second, msg)
        self.fail(self._message(msg, f"{_short(first)} != {_short(second)}"))
    def _differ(self, first, second, msg):
        import difflib
        import pprint
        standard = f"{_short(first)} != {_short(second)}\n"
        if isinstance(first, (list, tuple)):
            kind = "Lists" if isinstance(first, list) else "Tuples"
            standard = f"{kind} differ: {_short(first)} != {_short(second)}\n"
            for i, (a, b) in enumerate(zip(first, second)):
                if a != b:
                    standard += f"\nFirst differing element {i}:\n{_short(a)}\n{_short(b)}\n"
                    break
            for a, b, name in ((first, second, "First"), (second, first, "Second")):
                if len(a) > len(b):
                    standard += f"\n{name} {kind.lower()[:-1]} contains {len(a) - len(b)} additional elements.\nFirst extra element {len(b)}:\n{_short(a[len(b)])}\n"
            standard += "\n"
        elif isinstance(first, set):
            standard = "".join([f"Items in the {name} set but not the {other}:\n" + "\n".join([repr(each) for each in items]) + "\n" for items, name, other in ((first - second, "first", "second"), (second - first, "second", "first")) if items])
            self.fail(self._message(msg, standard.rstrip("\n")))
        if isinstance(first, str):
            lines = first.splitlines(keepends=True), second.splitlines(keepends=True)
            self.fail(self._message(msg, standard + "".join(difflib.ndiff(*lines))))
        lines = pprint.pformat(first).splitlines(), pprint.pformat(second).splitlines()
        self.fail(self._message(msg, standard + "\n".join(difflib.ndiff(*lines))))
    assertListEqual = assertTupleEqual = assertDictEqual = assertSetEqual = assertSequenceEqual = assertMultiLineEqual = assertEqual
    def assertNotEqual(self, first, second, msg=None):
        self._check(first != second, msg, f"{_short(first)} == {_short(second)}")
    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        difference = abs(first - second)
        if delta is not None:
            self._check(difference <= delta, msg, f"{_short(first)} != {_short(second)} within {_short(delta)} delta ({_short(difference)} difference)")
            return
        places = 7 if places is None else places
        self._check(round(difference, places) == 0, msg, f"{_short(first)} != {_short(second)} within {places!r} places ({_short(difference)} difference)")
    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        difference = abs(first - second)
        same = difference <= delta if delta is not None else round(difference, 7 if places is None else places) == 0
        self._check(not same, msg, f"{_short(first)} == {_short(second)} within {7 if places is None else places!r} places")
    def assertIs(self, expr1, expr2, msg=None):
        self._check(expr1 is expr2, msg, f"{_short(expr1)} is not {_short(expr2)}")
    def assertIsNot(self, expr1, expr2, msg=None):
        self._check(expr1 is not expr2, msg, f"unexpectedly identical: {_short(expr1)}")
    def assertIsNone(self, obj, msg=None):
        self._check(obj is None, msg, f"{_short(obj)} is not None")
    def assertIsNotNone(self, obj, msg=None):
        self._check(obj is not None, msg, "unexpectedly None")
    def assertIn(self, member, container, msg=None):
        self._check(member in container, msg, f"{_short(member)} not found in {_short(container)}")
    def assertNotIn(self, member, container, msg=None):
        self._check(member not in container, msg, f"{_short(member)} unexpectedly found in {_short(container)}")
    def assertIsInstance(self, obj, cls, msg=None):
        self._check(isinstance(obj, cls), msg, f"{_short(obj)} is not an instance of {cls!r}")
    def assertNotIsInstance(self, obj, cls, msg=None):
        self._check(not isinstance(obj, cls), msg, f"{_short(obj)} is an instance of {cls!r}")
    def assertLess(self, a, b, msg=None):
        self._check(a < b, msg, f"{_short(a)} not less than {_short(b)}")
    def assertLessEqual(self, a, b, msg=None):
        self._check(a <= b, msg, f"{_short(a)} not less than or equal to {_short(b)}")
    def assertGreater(self, a, b, msg=None):
        self._check(a > b, msg, f"{_short(a)} not greater than {_short(b)}")
    def assertGreaterEqual(self, a, b, msg=None):
        self._check(a >= b, msg, f"{_short(a)} not greater than or equal to {_short(b)}")
    def assertCountEqual(self, first, second, msg=None):
        rest = list(second)
        missing = []
        for each in first:
            rest.remove(each) if each in rest else missing.append(each)
        self._check(not rest and not missing, msg, "Element counts were not equal:\n" + "\n".join([f"First has 1, Second has 0:  {each!r}" for each in missing] + [f"First has 0, Second has 1:  {each!r}" for each in rest]))
    def assertRegex(self, text, expected_regex, msg=None):
        import re
        self._check(re.search(expected_regex, text), msg, f"Regex didn't match: {getattr(expected_regex, 'pattern', expected_regex)!r} not found in {text!r}")
    def assertNotRegex(self, text, unexpected_regex, msg=None):
        import re
        found = re.search(unexpected_regex, text)
        self._check(not found, msg, f"Regex matched: {found and found.group()!r} matches {getattr(unexpected_regex, 'pattern', unexpected_regex)!r} in {text!r}")
    def _expecting(self, context, args, kwargs):
        if not args:
            return context
        with context:
            args[0](*args[1:], **kwargs)
    def assertRaises(self, expected_exception, *args, msg=None, **kwargs):
        return self._expecting(_Raises(self, expected_exception, None, msg), args, kwargs)
    def assertRaisesRegex(self, expected_exception, expected_regex, *args, msg=None, **kwargs):
        return self._expecting(_Raises(self, expected_exception, expected_regex, msg), args, kwargs)
    def assertWarnsRegex(self, expected_warning, expected_regex, *args, msg=None, **kwargs):
        return self._expecting(_Warns(self, expected_warning, expected_regex, msg), args, kwargs)
    def assertLogs(self, logger=None, level=None):
        return _Logs(self, logger, level, True)
    def assertNoLogs(self, logger=None, level=None):
        return _Logs(self, logger, level, False)
    def assertWarns(self, expected_warning, *args, msg=None, **kwargs):
        return self._expecting(_Warns(self, expected_warning, None, msg), args, kwargs)

class IsolatedAsyncioTestCase(TestCase):
    def addAsyncCleanup(self, func, /, *args, **kwargs):
        self.addCleanup(func, *args, **kwargs)
    async def asyncSetUp(self):
        pass
    async def asyncTearDown(self):
        pass

def skip(reason):
    def mark(item):
        item.__unittest_skip__, item.__unittest_skip_why__ = True, reason
        return item
    if callable(reason):
        item, reason = reason, ""
        return mark(item)
    return mark

def skipIf(condition, reason):
    return skip(reason) if condition else lambda item: item
