# unittest.result: what became of tests, and how the text runner tells it.
import sys
import time
import traceback
from unittest.case import _SubTest

class TestResult:
    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failures, self.errors, self.skipped, self.expectedFailures, self.unexpectedSuccesses = [], [], [], [], []
        self.testsRun = 0
        self.shouldStop = False
    def startTest(self, test):
        self.testsRun += 1
    def _text(self, error):
        return "".join(traceback.format_exception(*error))
    def addSuccess(self, test):
        pass
    def addFailure(self, test, error):
        self.failures.append((test, self._text(error)))
    def addError(self, test, error):
        self.errors.append((test, self._text(error)))
    def addSubTest(self, test, subtest, error):
        if error is not None:
            (self.failures if issubclass(error[0], test.failureException) else self.errors).append((subtest, self._text(error)))
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
            self._mark(*(("FAIL", "F") if issubclass(error[0], test.failureException) else ("ERROR", "E")), subtest)
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
