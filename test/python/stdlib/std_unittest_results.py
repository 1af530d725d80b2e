# unittest: what a result of one's own hears, class and module hooks that fail, comparisons of one's own.
import sys
import unittest


class Listening(unittest.TestResult):
    def told(self, what, test, detail=None):
        if isinstance(detail, tuple):
            kind, error, tb = detail
            detail = (kind.__name__, str(error), tb is not None)
        print(what, test.id().split(".", 1)[-1], detail)

    def startTest(self, test):
        super().startTest(test)
        self.told("start", test)

    def stopTest(self, test):
        super().stopTest(test)
        self.told("stop", test)

    def addSuccess(self, test):
        self.told("success", test)

    def addError(self, test, err):
        self.told("error", test, err)

    def addFailure(self, test, err):
        self.told("failure", test, err)

    def addSkip(self, test, reason):
        self.told("skip", test, reason)

    def addSubTest(self, test, subtest, err):
        self.told("part", subtest, err)

    def addExpectedFailure(self, test, err):
        self.told("expected", test, err)

    def addUnexpectedSuccess(self, test):
        self.told("unexpected", test)


class Kinds(unittest.TestCase):
    def setUp(self):
        self.addTypeEqualityFunc(complex, self.close)
        self.addCleanup(print, "cleaned")

    def close(self, first, second, msg=None):
        if abs(first - second) > 0.1:
            self.fail(msg or "far apart")

    def test_close(self):
        self.assertEqual(1 + 0j, 1.01 + 0j)
        self.assertEqual(1 + 0j, 2 + 0j)

    def test_parts(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertNotEqual(i, 1)

    def test_skipped(self):
        self.skipTest("today")

    @unittest.skip("always")
    def test_skipped_by_mark(self):
        pass

    @unittest.expectedFailure
    def test_expected(self):
        self.fail("as expected")

    @unittest.expectedFailure
    def test_unexpected(self):
        pass

    def test_error(self):
        raise KeyError("k")


class Failing(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise ValueError("not ready")

    def test_never(self):
        pass


class Leaving(unittest.TestCase):
    @classmethod
    def tearDownClass(cls):
        cls.undone

    def tearDown(self):
        raise OSError("left open")

    def test_fine(self):
        pass

    def test_bad(self):
        self.fail()


class Absent(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise unittest.SkipTest("no machine")

    def test_never(self):
        pass


def load_tests(loader, tests, pattern):
    print("load_tests", tests.countTestCases(), pattern)
    return tests


suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
result = Listening()
suite(result)
print(result.testsRun, Kinds("test_error") == Kinds("test_error"), Kinds("test_error"))
