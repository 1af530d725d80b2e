"""Docstrings run as tests, module docstrings, string.Template.

>>> double(3)
6
>>> [1,
...  2]
[1, 2]
"""
import doctest
import functools
import json
from json.decoder import JSONDecodeError
from string import Template


def double(x):
    """Twice x.

    >>> double('a')
    'aa'
    >>> double(None)
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for *: 'NoneType' and 'int'
    >>> for i in range(2):
    ...     print(i)
    ...
    0
    1
    >>> print('a\\n\\nb')
    a
    <BLANKLINE>
    b
    >>> list(range(20)) # doctest: +ELLIPSIS
    [0, 1, ..., 19]
    >>> double({}) # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    TypeError: other words
    >>> double(1) # doctest: +SKIP
    5
    """
    return x * 2


class Counter:
    """
    >>> Counter().step()
    1
    """

    def step(self):
        """
        >>> print("one   two") # doctest: +NORMALIZE_WHITESPACE
        one two
        """
        return 1

    def undocumented(self):
        pass


print(__doc__.splitlines()[0])
print(doctest.testmod())
doctest.testmod(verbose=True)
parser = doctest.DocTestParser()
print([(each.source, each.want, each.lineno) for each in parser.get_examples(">>> 1\n1\n\ntext\n  >>> x = 2\n  >>> x\n  2\n")])

text = Template("$who likes ${what}; 100$$ of $$$who")
print(text.substitute(who="tim", what="ham"), text.substitute({"who": "a", "what": "b"}, what="c"))
print(Template("$a $b ${c} $ $$").safe_substitute(a=1), text.get_identifiers(), text.is_valid(), Template("$ 5").is_valid())
for wrong in ("a\n$", "$", "${x", "$x"):
    try:
        Template(wrong).substitute()
    except (ValueError, KeyError) as error:
        print(type(error).__name__, error)


class Percent(Template):
    delimiter = "%"
    idpattern = r"[a-z]+_[a-z]+"


print(Percent("%with_underscore %notunderscored %%").safe_substitute(with_underscore=3))


class Cell:
    def set_state(self, state, power=1):
        self.state = (state, power)

    turn_on = functools.partialmethod(set_state, True)
    turn_off = functools.partialmethod(set_state, False, power=0)

    @classmethod
    def kind(cls, *args):
        return cls.__name__, args

    kind_one = functools.partialmethod(kind, 1)


cell = Cell()
cell.turn_on(power=3)
print(cell.state, cell.turn_off(), cell.state, Cell.kind_one(2), cell.kind_one())
try:
    functools.partialmethod(None, 1)
except TypeError as error:
    print(error)
try:
    json.loads("[1,")
except JSONDecodeError as error:
    print(error)


import sys
import types
import unittest

good = types.ModuleType("good")
good.__doc__ = ">>> 1 + 1\n2\n>>> seen\n[]\n"
bad = types.ModuleType("bad")
bad.__file__ = "bad.py"
bad.__test__ = {"off": ">>> 1 + 1\n3\n"}
seen = []
suite = doctest.DocTestSuite(good, extraglobs={"seen": seen}, setUp=lambda test: seen.clear(), tearDown=lambda test: seen.append(test.name))
suite.addTests(doctest.DocTestSuite(bad))
result = unittest.TestResult()
suite.run(result)
print(result, seen, suite.countTestCases(), [each.id() for each in suite])
for case, text in result.failures:
    print(repr(case), case.shortDescription(), text[text.index("AssertionError"):], sep="\n")
