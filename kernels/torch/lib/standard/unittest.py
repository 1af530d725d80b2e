# unittest: suites, their loader and the program around them.
import sys

from unittest.case import IsolatedAsyncioTestCase, SkipTest, TestCase, skip, skipIf
from unittest.result import TestResult, TextTestResult, TextTestRunner

class FunctionTestCase(TestCase):
    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self.runTest = testFunc

def _nothing():
    pass

def _of_module(module, name):
    return getattr(sys.modules.get(module), name, _nothing)

_module_cleanups = []

def addModuleCleanup(function, /, *args, **kwargs):
    _module_cleanups.append((function, args, kwargs))

def enterModuleContext(cm):
    entered = cm.__enter__()
    addModuleCleanup(cm.__exit__, None, None, None)
    return entered

def doModuleCleanups():
    while _module_cleanups:
        function, args, kwargs = _module_cleanups.pop()
        function(*args, **kwargs)

class _Hook:
    # Stands for the test in what a result hears of the hooks of classes and modules.
    failureException = None
    def __init__(self, description):
        self.description = description
    def id(self):
        return self.description
    def shortDescription(self):
        return None
    def countTestCases(self):
        return 0
    def __repr__(self):
        return f"<ErrorHolder description={self.description!r}>"
    def __str__(self):
        return self.description

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
    def run(self, result, debug=False):
        # The hooks of modules and classes run where one ends and another begins, whatever suites they stand in.
        current = module = None
        ready = entered = False
        def hook(function, what, of):
            try:
                function()
                return True
            except KeyboardInterrupt:
                raise
            except SkipTest as skipped:
                result.addSkip(_Hook(f"{what} ({of})"), str(skipped))
            except BaseException:
                result.addError(_Hook(f"{what} ({of})"), sys.exc_info())
            return False
        def leave_module():
            if entered:
                hook(_of_module(module, "tearDownModule"), "tearDownModule", module)
            hook(doModuleCleanups, "tearDownModule", module)
        def leave_class():
            if ready and current is not None and not getattr(current, "__unittest_skip__", False):
                name = f"{current.__module__}.{current.__qualname__}"
                hook(getattr(current, "tearDownClass", _nothing), "tearDownClass", name)
                hook(getattr(current, "doClassCleanups", _nothing), "tearDownClass", name)
        for test in self._flat():
            if result.shouldStop:
                break
            cls = type(test)
            if cls is not current:
                leave_class()
                current = None
                if cls.__module__ != module:
                    leave_module()
                    module = cls.__module__
                    entered = hook(_of_module(module, "setUpModule"), "setUpModule", module)
                current = cls
                ready = entered
                if ready and not getattr(cls, "__unittest_skip__", False):
                    ready = hook(getattr(cls, "setUpClass", _nothing), "setUpClass", f"{cls.__module__}.{cls.__qualname__}")
                    if not ready and hasattr(cls, "doClassCleanups"):
                        cls.doClassCleanups()
            if ready:
                test(result)
        leave_class()
        leave_module()
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
        return self.suiteClass([testCaseClass(name) for name in names])
    def loadTestsFromModule(self, module, *, pattern=None):
        cases = [getattr(module, name) for name in dir(module)]
        tests = self.suiteClass([self.loadTestsFromTestCase(case) for case in cases if isinstance(case, type) and issubclass(case, TestCase) and case not in (TestCase, FunctionTestCase, IsolatedAsyncioTestCase)])
        own = getattr(module, "load_tests", None)
        return tests if own is None else own(self, tests, pattern)
    def loadTestsFromName(self, name, module=None):
        found = module
        parts = name.split(".")
        for i, part in enumerate(parts):
            parent, found = found, getattr(found, part)
        if isinstance(found, type) and issubclass(found, TestCase):
            return self.loadTestsFromTestCase(found)
        return self.suiteClass([parent(parts[-1])])
    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

defaultTestLoader = TestLoader()

def skipUnless(condition, reason):
    return skipIf(not condition, reason)

def expectedFailure(test_item):
    test_item.__unittest_expecting_failure__ = True
    return test_item

def makeSuite(testCaseClass, prefix="test"):
    return defaultTestLoader.loadTestsFromTestCase(testCaseClass)

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
