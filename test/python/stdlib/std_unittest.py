import unittest, difflib, sys
class T(unittest.TestCase):
    @classmethod
    def setUpClass(cls): print('class up')
    def setUp(self): self.x = [1, 2]
    def tearDown(self): print('down')
    def test_a(self): self.assertEqual(self.x, [1, 2]); self.assertTrue(1); self.assertIn(1, self.x); self.assertAlmostEqual(.1 + .2, .3); self.assertIsNone(None)
    def test_b(self):
        with self.assertRaises(ZeroDivisionError) as cm: 1 / 0
        self.assertIsInstance(cm.exception, ArithmeticError); self.assertRaises(ValueError, int, 'x'); self.assertRaisesRegex(ValueError, 'invalid', int, 'x')
    def test_fail(self): self.assertEqual(1, 2, 'why')
    def test_list(self): self.assertEqual([1, 2, 3], [1, 5, 3])
    def test_err(self): raise KeyError('k')
    @unittest.skip('not now')
    def test_skip(self): pass
    @unittest.expectedFailure
    def test_xf(self): self.fail()
    def test_true(self):
        "docs here"
        self.assertTrue([])
class U(unittest.TestCase):
    def test_ok(self): self.assertGreater(2, 1); self.assertNotIn(3, [1]); self.assertCountEqual([1, 2], [2, 1]); self.assertRegex('abc', 'b')
print(difflib.SequenceMatcher(None, 'abcd', 'bcde').ratio(), difflib.get_close_matches('appel', ['ape', 'apple', 'peach']), list(difflib.unified_diff(['a\n', 'b\n'], ['a\n', 'c\n'], 'x', 'y')), list(difflib.ndiff(['one\n', 'two\n'], ['ore\n', 'tree\n'])), difflib.SequenceMatcher(None, 'qabxcd', 'abycdf').get_opcodes())
if __name__ == '__main__':
    import io
    s = io.StringIO(); r = unittest.TextTestRunner(stream=s, verbosity=2).run(unittest.defaultTestLoader.loadTestsFromTestCase(T))
    import re; print(re.sub(r'in [\d.]+s', 'in Xs', s.getvalue())); print(r.testsRun, len(r.failures), len(r.errors), r.wasSuccessful())
    unittest.main(argv=['x', 'U'], verbosity=0, exit=True) if 0 else None
