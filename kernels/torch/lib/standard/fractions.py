# Rational numbers, exact and in lowest terms.
import math
import numbers
import operator
import re
import sys

_format = re.compile(r"\s*(?P<sign>[-+]?)(?=\d|\.\d)(?P<num>\d*|\d+(_\d+)*)(?:(?:/(?P<denom>\d+(_\d+)*))?|(?:\.(?P<decimal>\d*|\d+(_\d+)*))?(?:E(?P<exp>[-+]?\d+(_\d+)*))?)\s*$", re.IGNORECASE)

class Fraction(numbers.Rational):
    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        self = object.__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                self._numerator, self._denominator = numerator, 1
                return self
            if isinstance(numerator, numbers.Rational):
                self._numerator, self._denominator = numerator.numerator, numerator.denominator
                return self
            if isinstance(numerator, float) or type(numerator).__name__ == "Decimal":
                self._numerator, self._denominator = numerator.as_integer_ratio()
                return self
            if not isinstance(numerator, str):
                raise TypeError("argument should be a string or a Rational instance")
            found = _format.match(numerator)
            if found is None:
                raise ValueError(f"Invalid literal for Fraction: {numerator!r}")
            top = int(found.group("num") or "0")
            bottom = 1
            if found.group("denom"):
                bottom = int(found.group("denom"))
            else:
                decimal = found.group("decimal")
                if decimal:
                    decimal = decimal.replace("_", "")
                    bottom = 10 ** len(decimal)
                    top = top * bottom + int(decimal)
                if found.group("exp"):
                    exponent = int(found.group("exp"))
                    if exponent >= 0:
                        top *= 10 ** exponent
                    else:
                        bottom *= 10 ** -exponent
            if found.group("sign") == "-":
                top = -top
        elif type(numerator) is int is type(denominator):
            top, bottom = numerator, denominator
        elif isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational):
            top = numerator.numerator * denominator.denominator
            bottom = denominator.numerator * numerator.denominator
        else:
            raise TypeError("both arguments should be Rational instances")
        if bottom == 0:
            raise ZeroDivisionError(f"Fraction({top}, 0)")
        common = math.gcd(top, bottom)
        if bottom < 0:
            common = -common
        self._numerator, self._denominator = top // common, bottom // common
        return self

    @classmethod
    def from_float(cls, f):
        if isinstance(f, numbers.Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})")
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        if isinstance(dec, numbers.Integral):
            return cls(dec)
        if type(dec).__name__ != "Decimal" and "Decimal" not in [each.__name__ for each in type(dec).__mro__]:
            raise TypeError(f"{cls.__name__}.from_decimal() only takes Decimals, not {dec!r} ({type(dec).__name__})")
        return cls(*dec.as_integer_ratio())

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return Fraction(p1, q1)
        return Fraction(p0 + k * p1, q0 + k * q1)

    def __repr__(self):
        return f"{type(self).__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f"{self._numerator}/{self._denominator}"

    def __add__(self, other):
        return _arithmetic(self, other, _add, operator.add)
    def __radd__(self, other):
        return _reflected(self, other, _add, operator.add)
    def __sub__(self, other):
        return _arithmetic(self, other, _sub, operator.sub)
    def __rsub__(self, other):
        return _reflected(self, other, _sub, operator.sub)
    def __mul__(self, other):
        return _arithmetic(self, other, _mul, operator.mul)
    def __rmul__(self, other):
        return _reflected(self, other, _mul, operator.mul)
    def __truediv__(self, other):
        return _arithmetic(self, other, _div, operator.truediv)
    def __rtruediv__(self, other):
        return _reflected(self, other, _div, operator.truediv)
    def __floordiv__(self, other):
        return _arithmetic(self, other, _floordiv, operator.floordiv)
    def __rfloordiv__(self, other):
        return _reflected(self, other, _floordiv, operator.floordiv)
    def __mod__(self, other):
        return _arithmetic(self, other, _mod, operator.mod)
    def __rmod__(self, other):
        return _reflected(self, other, _mod, operator.mod)
    def __divmod__(self, other):
        return _arithmetic(self, other, _divmod, divmod)
    def __rdivmod__(self, other):
        return _reflected(self, other, _divmod, divmod)

    def __pow__(self, other):
        if isinstance(other, numbers.Rational):
            if other.denominator != 1:
                return float(self) ** float(other)
            power = other.numerator
            if power >= 0:
                return Fraction(self._numerator ** power, self._denominator ** power)
            if self._numerator == 0:
                raise ZeroDivisionError(f"Fraction({self._denominator ** -power}, 0)")
            return Fraction(self._denominator ** -power, self._numerator ** -power)
        if isinstance(other, (float, complex)):
            return float(self) ** other
        return NotImplemented

    def __rpow__(self, other):
        if self._denominator == 1 and self._numerator >= 0:
            return other ** self._numerator
        if isinstance(other, numbers.Rational):
            return Fraction(other.numerator, other.denominator) ** self
        if self._denominator == 1:
            return other ** self._numerator
        return other ** float(self)

    def __pos__(self):
        return Fraction(self._numerator, self._denominator)
    def __neg__(self):
        return Fraction(-self._numerator, self._denominator)
    def __abs__(self):
        return Fraction(abs(self._numerator), self._denominator)
    def __int__(self):
        return -(-self._numerator // self._denominator) if self._numerator < 0 else self._numerator // self._denominator
    def __trunc__(self):
        return int(self)
    def __floor__(self):
        return self._numerator // self._denominator
    def __ceil__(self):
        return -(-self._numerator // self._denominator)
    def __float__(self):
        return self._numerator / self._denominator
    def __complex__(self):
        return complex(float(self))
    @property
    def real(self):
        return self
    @property
    def imag(self):
        return 0
    def conjugate(self):
        return self

    def __round__(self, ndigits=None):
        if ndigits is None:
            floor, rest = divmod(self._numerator, self._denominator)
            if rest * 2 < self._denominator or rest * 2 == self._denominator and floor % 2 == 0:
                return floor
            return floor + 1
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)

    def __hash__(self):
        modulus = sys.hash_info.modulus
        try:
            inverse = pow(self._denominator, -1, modulus)
        except ValueError:
            found = sys.hash_info.inf
        else:
            found = hash(hash(abs(self._numerator)) * inverse)
        result = found if self._numerator >= 0 else -found
        return -2 if result == -1 else result

    def __eq__(self, other):
        if isinstance(other, numbers.Rational):
            return self._numerator == other.numerator and self._denominator == other.denominator
        if isinstance(other, numbers.Complex) and other.imag == 0:
            other = other.real
        if isinstance(other, float):
            return 0.0 == other if math.isnan(other) or math.isinf(other) else self == Fraction.from_float(other)
        return NotImplemented

    def _compare(self, other, test):
        if isinstance(other, numbers.Rational):
            return test(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            return test(0.0, other) if math.isnan(other) or math.isinf(other) else test(self, Fraction.from_float(other))
        return NotImplemented
    def __lt__(self, other):
        return self._compare(other, operator.lt)
    def __gt__(self, other):
        return self._compare(other, operator.gt)
    def __le__(self, other):
        return self._compare(other, operator.le)
    def __ge__(self, other):
        return self._compare(other, operator.ge)
    def __bool__(self):
        return bool(self._numerator)
    def __reduce__(self):
        return type(self), (self._numerator, self._denominator)
    def __copy__(self):
        return self if type(self) is Fraction else type(self)(self._numerator, self._denominator)
    def __deepcopy__(self, memo):
        return self.__copy__()

def _arithmetic(a, b, exact, general):
    if isinstance(b, (int, Fraction)):
        return exact(a, b)
    if isinstance(b, float):
        return general(float(a), b)
    if isinstance(b, complex):
        return general(complex(a), b)
    return NotImplemented

def _reflected(b, a, exact, general):
    if isinstance(a, numbers.Rational):
        return exact(a, b)
    if isinstance(a, numbers.Real):
        return general(float(a), float(b))
    if isinstance(a, numbers.Complex):
        return general(complex(a), complex(b))
    return NotImplemented

def _add(a, b):
    return Fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)

def _sub(a, b):
    return Fraction(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator)

def _mul(a, b):
    return Fraction(a.numerator * b.numerator, a.denominator * b.denominator)

def _div(a, b):
    return Fraction(a.numerator * b.denominator, a.denominator * b.numerator)

def _floordiv(a, b):
    return (a.numerator * b.denominator) // (a.denominator * b.numerator)

def _mod(a, b):
    return Fraction((a.numerator * b.denominator) % (b.numerator * a.denominator), a.denominator * b.denominator)

def _divmod(a, b):
    quotient, rest = divmod(a.numerator * b.denominator, a.denominator * b.numerator)
    return quotient, Fraction(rest, a.denominator * b.denominator)
