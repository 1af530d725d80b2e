# unittest: parts of tests, logs, warnings, coroutines, hooks of modules and classes.
import io
import logging
import re
import sys
import unittest
import warnings


class T(unittest.TestCase):
    def setUp(self): self.addCleanup(lambda: None)
    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i): self.assertEqual(i % 2, 0)
    def test_sub_msg(self):
        with self.subTest('named', k='v'): self.fail('boo')
    def test_ok(self): self.assertTrue(True)
    def test_logs(self):
        with self.assertLogs('foo', level='INFO') as cm:
            logging.getLogger('foo').info('first'); logging.getLogger('foo.bar').error('second')
        self.assertEqual(cm.output, ['INFO:foo:first', 'ERROR:foo.bar:second'])
    def test_nologs(self):
        with self.assertNoLogs('foo'): pass
    def test_warns(self):
        with self.assertWarnsRegex(UserWarning, 'h.llo'): warnings.warn('hello')
    def test_err(self): raise KeyError('k')
    @unittest.skip('later')
    def test_skip(self): pass
    @unittest.expectedFailure
    def test_exp(self): self.fail()
    def test_many(self):
        with self.assertRaises(ZeroDivisionError) as cm: 1/0
        self.assertEqual(str(cm.exception), 'division by zero')
        self.assertRaisesRegex(ValueError, 'inv', int, 'x')
        self.assertIn(1, [1]); self.assertIsInstance(1, int); self.assertAlmostEqual(0.1+0.2, 0.3); self.assertDictEqual({1: 2}, {1: 2}); self.assertCountEqual([1, 2], [2, 1])
    def test_dict(self): self.assertEqual({'a': 1}, {'a': 2})
    def test_text(self): self.assertEqual('a\nb\n', 'a\nc\n')
class A(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self): self.x = 5
    async def test_a(self): self.assertEqual(self.x, 5)
@unittest.skipIf(True, 'whole class')
class S(unittest.TestCase):
    def test_1(self): pass
def setUpModule(): print('module up')
def tearDownModule(): print('module down')
class C(unittest.TestCase):
    @classmethod
    def setUpClass(cls): print('class up'); cls.addClassCleanup(print, 'class cleanup')
    @classmethod
    def tearDownClass(cls): print('class down')
    def test_c(self): print('in test')
for verbosity in (1, 2):
    stream = io.StringIO()
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    result = unittest.TextTestRunner(stream, verbosity=verbosity).run(suite)
    print(re.sub(r"in [0-9.]+s", "in 0s", stream.getvalue()))
    print(result.testsRun, len(result.failures), len(result.errors), result.wasSuccessful())
