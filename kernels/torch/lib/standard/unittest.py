# unittest: cases, assertions and a text runner.
import sys
import time
import traceback

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
        if kind is None or case._result is None or issubclass(kind, KeyboardInterrupt):
            return False
        if issubclass(kind, SkipTest):
            case._result.addSkip(self.test, str(error))
        else:
            case._parts_failed = True
            case._result.addSubTest(case, self.test, error)
        return True

def _short(value):
    text = repr(value)
    return text if len(text) <= 80 else text[:60] + "[" + str(len(text) - 65) + " chars]" + text[-5:]

class TestCase:
    failureException = AssertionError
    longMessage = True
    maxDiff = 640
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
        result = result or TestResult()
        method = getattr(self, self._testMethodName)
        result.startTest(self)
        reason = getattr(method, "__unittest_skip_why__", None) or getattr(type(self), "__unittest_skip_why__", None)
        expects_failure = getattr(method, "__unittest_expecting_failure__", False)
        if reason is not None:
            result.addSkip(self, reason)
            return result
        ok = False
        self._result, self._parts_failed = result, False
        begin, end = getattr(self, "asyncSetUp", None), getattr(self, "asyncTearDown", None)
        try:
            try:
                self.setUp()
                if begin is not None:
                    self._await(begin())
                try:
                    found = method()
                    if hasattr(found, "__await__"):
                        self._await(found)
                    ok = not self._parts_failed
                finally:
                    if end is not None:
                        self._await(end())
                    self.tearDown()
            finally:
                self.doCleanups()
        except SkipTest as skipped:
            result.addSkip(self, str(skipped))
        except KeyboardInterrupt:
            raise
        except self.failureException as error:
            result.addExpectedFailure(self, error) if expects_failure else result.addFailure(self, error)
        except BaseException as error:
            result.addExpectedFailure(self, error) if expects_failure else result.addError(self, error)
        else:
            if ok:
                result.addUnexpectedSuccess(self) if expects_failure else result.addSuccess(self)
        return result
    def debug(self):
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()
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

class FunctionTestCase(TestCase):
    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self.runTest = testFunc

class TestResult:
    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failures, self.errors, self.skipped, self.expectedFailures, self.unexpectedSuccesses = [], [], [], [], []
        self.testsRun = 0
        self.shouldStop = False
    def startTest(self, test):
        self.testsRun += 1
    def _text(self, error):
        return "".join(traceback.format_exception(error))
    def addSuccess(self, test):
        pass
    def addFailure(self, test, error):
        self.failures.append((test, self._text(error)))
    def addError(self, test, error):
        self.errors.append((test, self._text(error)))
    def addSubTest(self, test, subtest, error):
        if error is not None:
            (self.failures if isinstance(error, test.failureException) else self.errors).append((subtest, self._text(error)))
    def stopTest(self, test):
        pass
    def stop(self):
        self.shouldStop = True
    def addSkip(self, test, reason):
        self.skipped.append((test, reason))
    def addExpectedFailure(self, test, error):
        self.expectedFailures.append((test, self._text(error)))
    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)
    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)
    def __repr__(self):
        return f"<unittest.result.TestResult run={self.testsRun} errors={len(self.errors)} failures={len(self.failures)}>"

class TextTestResult(TestResult):
    def __init__(self, stream, descriptions, verbosity):
        super().__init__()
        self.stream, self.verbosity = stream, verbosity
    def _describe(self, test):
        first = test.shortDescription() if hasattr(test, "shortDescription") else None
        return f"{test}\n{first}" if first else str(test)
    def startTest(self, test):
        super().startTest(test)
        if self.verbosity > 1:
            self.stream.write(f"{self._describe(test)} ... ")
    def _mark(self, long, short, test=None):
        if self.verbosity > 1:
            if isinstance(test, _SubTest):
                # Below the line of its test, which got no answer of its own.
                self.stream.write(f"\n  {self._describe(test)} ... ")
            self.stream.write(long + "\n")
        elif self.verbosity:
            self.stream.write(short)
    def addSuccess(self, test):
        self._mark("ok", ".")
    def addFailure(self, test, error):
        super().addFailure(test, error)
        self._mark("FAIL", "F")
    def addError(self, test, error):
        super().addError(test, error)
        self._mark("ERROR", "E")
    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            self._mark(*(("FAIL", "F") if isinstance(error, test.failureException) else ("ERROR", "E")), subtest)
    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._mark(f"skipped {reason!r}", "s", test)
    def addExpectedFailure(self, test, error):
        super().addExpectedFailure(test, error)
        self._mark("expected failure", "x")
    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._mark("unexpected success", "u")
    def printErrors(self):
        if self.verbosity:
            self.stream.write("\n")
        for kind, found in (("ERROR", self.errors), ("FAIL", self.failures)):
            for test, text in found:
                self.stream.write(f"{'=' * 70}\n{kind}: {self._describe(test)}\n{'-' * 70}\n{text}\n")

class TextTestRunner:
    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None, warnings=None, *, tb_locals=False):
        self.stream, self.verbosity = sys.stderr if stream is None else stream, verbosity
    def run(self, test):
        result = TextTestResult(self.stream, True, self.verbosity)
        begin = time.perf_counter()
        test(result)
        taken = time.perf_counter() - begin
        result.printErrors()
        write = self.stream.write
        write("-" * 70 + "\n")
        write(f"Ran {result.testsRun} test{'s' if result.testsRun != 1 else ''} in {taken:.3f}s\n\n")
        notes = [f"{name}={len(found)}" for name, found in (("failures", result.failures), ("errors", result.errors), ("skipped", result.skipped), ("expected failures", result.expectedFailures), ("unexpected successes", result.unexpectedSuccesses)) if found]
        write(("OK" if result.wasSuccessful() else "FAILED") + (f" ({', '.join(notes)})" if notes else "") + "\n")
        return result

def _call_hook(module, name):
    hook = getattr(sys.modules.get(module), name, None)
    if hook is not None:
        hook()

class TestSuite:
    def __init__(self, tests=()):
        self._tests = list(tests)
    def addTest(self, test):
        self._tests.append(test)
    def addTests(self, tests):
        self._tests.extend(tests)
    def __iter__(self):
        return iter(self._tests)
    def countTestCases(self):
        return sum(each.countTestCases() for each in self._tests)
    def __call__(self, result):
        return self.run(result)
    def run(self, result):
        # The hooks of modules and classes run where one ends and another begins, whatever suites they stand in.
        current = module = None
        def leave_class():
            if current is not None and not getattr(current, "__unittest_skip_why__", None):
                current.tearDownClass()
                current.doClassCleanups()
        for test in self._flat():
            if result.shouldStop:
                break
            cls = type(test)
            if cls is not current:
                leave_class()
                current = None
                if cls.__module__ != module:
                    if module is not None:
                        _call_hook(module, "tearDownModule")
                    module = cls.__module__
                    _call_hook(module, "setUpModule")
                current = cls
                if not getattr(cls, "__unittest_skip_why__", None):
                    getattr(cls, "setUpClass", lambda: None)()
            test(result)
        leave_class()
        if module is not None:
            _call_hook(module, "tearDownModule")
        return result
    def _flat(self):
        for test in self._tests:
            if isinstance(test, TestSuite):
                yield from test._flat()
            else:
                yield test

class TestLoader:
    testMethodPrefix = "test"
    suiteClass = TestSuite
    def getTestCaseNames(self, testCaseClass):
        return [name for name in dir(testCaseClass) if name.startswith(self.testMethodPrefix) and callable(getattr(testCaseClass, name))]
    def loadTestsFromTestCase(self, testCaseClass):
        names = self.getTestCaseNames(testCaseClass) or (["runTest"] if hasattr(testCaseClass, "runTest") else [])
        return TestSuite([testCaseClass(name) for name in names])
    def loadTestsFromModule(self, module, *, pattern=None):
        cases = [getattr(module, name) for name in dir(module)]
        return TestSuite([self.loadTestsFromTestCase(case) for case in cases if isinstance(case, type) and issubclass(case, TestCase) and case not in (TestCase, FunctionTestCase, IsolatedAsyncioTestCase)])
    def loadTestsFromName(self, name, module=None):
        found = module
        parts = name.split(".")
        for i, part in enumerate(parts):
            parent, found = found, getattr(found, part)
        if isinstance(found, type) and issubclass(found, TestCase):
            return self.loadTestsFromTestCase(found)
        return TestSuite([parent(parts[-1])])
    def loadTestsFromNames(self, names, module=None):
        return TestSuite([self.loadTestsFromName(name, module) for name in names])

defaultTestLoader = TestLoader()

def makeSuite(testCaseClass, prefix="test"):
    return defaultTestLoader.loadTestsFromTestCase(testCaseClass)

def skip(reason):
    def mark(item):
        item.__unittest_skip_why__ = reason
        return item
    if callable(reason):
        item, reason = reason, ""
        return mark(item)
    return mark

def skipIf(condition, reason):
    return skip(reason) if condition else lambda item: item

def skipUnless(condition, reason):
    return skipIf(not condition, reason)

def expectedFailure(test_item):
    test_item.__unittest_expecting_failure__ = True
    return test_item

class TestProgram:
    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader, exit=True, verbosity=1, failfast=None, catchbreak=None, buffer=None, warnings=None, *, tb_locals=False):
        module = __import__(module) if isinstance(module, str) and module != "__main__" else sys.modules["__main__"] if isinstance(module, str) else module
        argv = sys.argv if argv is None else argv
        names = []
        for arg in argv[1:]:
            if arg in ("-v", "--verbose"):
                verbosity = 2
            elif arg in ("-q", "--quiet"):
                verbosity = 0
            elif not arg.startswith("-"):
                names.append(arg)
        tests = testLoader.loadTestsFromNames(names, module) if names else testLoader.loadTestsFromModule(module)
        runner = testRunner or TextTestRunner(verbosity=verbosity)
        self.result = (runner() if isinstance(runner, type) else runner).run(tests)
        if exit:
            sys.exit(not self.result.wasSuccessful())

main = TestProgram
