# decimal: exact decimal arithmetic in a context of precision and rounding. A number is its sign, its digits as an integer, and an exponent.
import math as _math
import numbers as _numbers
import re as _re

ROUND_DOWN = "ROUND_DOWN"
ROUND_HALF_UP = "ROUND_HALF_UP"
ROUND_HALF_EVEN = "ROUND_HALF_EVEN"
ROUND_CEILING = "ROUND_CEILING"
ROUND_FLOOR = "ROUND_FLOOR"
ROUND_UP = "ROUND_UP"
ROUND_HALF_DOWN = "ROUND_HALF_DOWN"
ROUND_05UP = "ROUND_05UP"
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999
MIN_ETINY = -1999999999999999997
HAVE_THREADS = HAVE_CONTEXTVAR = True

class DecimalException(ArithmeticError):
    pass
class Clamped(DecimalException):
    pass
class InvalidOperation(DecimalException):
    pass
class ConversionSyntax(InvalidOperation):
    pass
class DivisionByZero(DecimalException, ZeroDivisionError):
    pass
class DivisionImpossible(InvalidOperation):
    pass
class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass
class Inexact(DecimalException):
    pass
class InvalidContext(InvalidOperation):
    pass
class Rounded(DecimalException):
    pass
class Subnormal(DecimalException):
    pass
class Overflow(Inexact, Rounded):
    pass
class Underflow(Inexact, Rounded, Subnormal):
    pass
class FloatOperation(DecimalException, TypeError):
    pass

_signals = [Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow]
_parser = _re.compile(r"(?P<sign>[-+])?((?=\d|\.\d)(?P<int>\d*)(\.(?P<frac>\d*))?(E(?P<exp>[-+]?\d+))?|Inf(?P<inf>inity)?|(?P<signal>s)?NaN(?P<diag>\d*))\Z", _re.IGNORECASE)

class Context:
    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        base = globals().get("DefaultContext")
        self.prec = base.prec if prec is None else prec
        self.rounding = base.rounding if rounding is None else rounding
        self.Emin = base.Emin if Emin is None else Emin
        self.Emax = base.Emax if Emax is None else Emax
        self.capitals = base.capitals if capitals is None else capitals
        self.clamp = base.clamp if clamp is None else clamp
        self.traps = _signal_dict(base.traps if traps is None else traps)
        self.flags = _signal_dict([] if flags is None else flags)
    def __setattr__(self, name, value):
        if name == "prec" and (not isinstance(value, int) or not 1 <= value <= MAX_PREC):
            if not isinstance(value, int):
                raise TypeError("an integer is required")
            raise ValueError("valid range for prec is [1, MAX_PREC]")
        if name == "rounding" and value not in _rounders:
            raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
        object.__setattr__(self, name, value)
    def __repr__(self):
        names = lambda table: ", ".join([each.__name__ for each in table if table[each]])
        return f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, capitals={self.capitals}, clamp={self.clamp}, flags=[{names(self.flags)}], traps=[{names(self.traps)}])"
    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, [each for each in self.flags if self.flags[each]], [each for each in self.traps if self.traps[each]])
    __copy__ = copy
    def clear_flags(self):
        for each in self.flags:
            self.flags[each] = False
    def clear_traps(self):
        for each in self.traps:
            self.traps[each] = False
    def Etiny(self):
        return self.Emin - self.prec + 1
    def Etop(self):
        return self.Emax - self.prec + 1
    def create_decimal(self, num="0"):
        return Decimal(num, self)._fix(self)
    def create_decimal_from_float(self, f):
        return Decimal.from_float(f)._fix(self)
    def _raise(self, signal, result=None):
        kind = signal
        while kind not in self.flags:
            kind = kind.__mro__[1]
        self.flags[kind] = True
        if self.traps[kind]:
            raise kind([signal])
        return _nan if result is None else result

def _signal_dict(given):
    if isinstance(given, dict):
        return {each: bool(given.get(each)) for each in _signals}
    return {each: each in given for each in _signals}

# Each gives whether to add one to the digits that stay: from the sign, their last digit, and how the rest compares with a half (or -2 for nothing).
_rounders = {
    ROUND_DOWN: lambda sign, last, rest: False,
    ROUND_UP: lambda sign, last, rest: rest > -2,
    ROUND_HALF_UP: lambda sign, last, rest: rest >= 0,
    ROUND_HALF_DOWN: lambda sign, last, rest: rest > 0,
    ROUND_HALF_EVEN: lambda sign, last, rest: rest > 0 or rest == 0 and last % 2 == 1,
    ROUND_CEILING: lambda sign, last, rest: rest > -2 and not sign,
    ROUND_FLOOR: lambda sign, last, rest: rest > -2 and bool(sign),
    ROUND_05UP: lambda sign, last, rest: rest > -2 and last in (0, 5),
}

def _shorten(sign, digits, count, rounding):
    # The integer without its last `count` digits, rounded; and whether something other than zeros went.
    if count <= 0:
        return digits, False
    unit = 10 ** count
    kept, lost = divmod(digits, unit)
    if lost == 0:
        return kept, False
    twice = lost * 2
    rest = -1 if twice < unit else 0 if twice == unit else 1
    return kept + _rounders[rounding](sign, kept % 10, rest), True

def _length(number):
    return len(str(number))

class Decimal:
    __slots__ = ("_sign", "_int", "_exp", "_special")

    def __new__(cls, value="0", context=None):
        self = object.__new__(cls)
        self._special = None
        if isinstance(value, str):
            found = _parser.match(value.strip().replace("_", ""))
            if found is None:
                return (context or getcontext())._raise(ConversionSyntax)
            self._sign = 1 if found.group("sign") == "-" else 0
            whole = found.group("int")
            if whole is not None:
                fraction = found.group("frac") or ""
                self._int = int(whole + fraction or "0")
                self._exp = int(found.group("exp") or "0") - len(fraction)
                return self
            self._int = int(found.group("diag") or 0)
            self._exp = 0
            self._special = "NaN" if found.group("diag") is not None else "Infinity"
            if found.group("signal"):
                self._special = "sNaN"
            return self
        if isinstance(value, int):
            self._sign, self._int, self._exp = int(value < 0), abs(int(value)), 0
            return self
        if isinstance(value, Decimal):
            self._sign, self._int, self._exp, self._special = value._sign, value._int, value._exp, value._special
            return self
        if isinstance(value, (list, tuple)):
            if len(value) != 3:
                raise ValueError("argument must be a sequence of length 3")
            sign, digits, exponent = value
            if sign not in (0, 1):
                raise ValueError("sign must be an integer with the value 0 or 1")
            self._sign = sign
            self._int = int("".join([str(each) for each in digits]) or "0")
            self._exp = exponent if isinstance(exponent, int) else 0
            if not isinstance(exponent, int):
                if exponent not in ("F", "n", "N"):
                    raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
                self._special = {"F": "Infinity", "n": "NaN", "N": "sNaN"}[exponent]
            return self
        if isinstance(value, float):
            (context or getcontext())._raise(FloatOperation)
            return cls(Decimal.from_float(value))
        raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("argument must be int or float")
        if _math.isnan(f) or _math.isinf(f):
            return cls(repr(f))
        top, bottom = abs(f).as_integer_ratio()
        places = bottom.bit_length() - 1
        found = _make(1 if _math.copysign(1.0, f) < 0 else 0, top * 5 ** places, -places)
        return found if cls is Decimal else cls(found)

    # --- what it is

    def is_nan(self):
        return self._special in ("NaN", "sNaN")
    def is_qnan(self):
        return self._special == "NaN"
    def is_snan(self):
        return self._special == "sNaN"
    def is_infinite(self):
        return self._special == "Infinity"
    def is_finite(self):
        return self._special is None
    def is_signed(self):
        return self._sign == 1
    def is_zero(self):
        return self._special is None and self._int == 0
    def is_normal(self, context=None):
        context = context or getcontext()
        return self._special is None and self._int != 0 and context.Emin <= self.adjusted()
    def is_subnormal(self, context=None):
        context = context or getcontext()
        return self._special is None and self._int != 0 and self.adjusted() < context.Emin
    def is_canonical(self):
        return True
    def canonical(self):
        return self
    def adjusted(self):
        return 0 if self._special is not None else self._exp + _length(self._int) - 1
    def as_tuple(self):
        from collections import namedtuple
        global DecimalTuple
        if DecimalTuple is None:
            DecimalTuple = namedtuple("DecimalTuple", "sign digits exponent")
        if self._special is not None:
            digits = tuple(map(int, str(self._int))) if self._int else () if self.is_nan() else (0,)
            return DecimalTuple(self._sign, digits, {"Infinity": "F", "NaN": "n", "sNaN": "N"}[self._special])
        return DecimalTuple(self._sign, tuple(map(int, str(self._int))), self._exp)
    def as_integer_ratio(self):
        if self._special is not None:
            if self.is_nan():
                raise ValueError("cannot convert NaN to integer ratio")
            raise OverflowError("cannot convert Infinity to integer ratio")
        top, bottom = self._int, 1
        if self._exp >= 0:
            top *= 10 ** self._exp
        else:
            bottom = 10 ** -self._exp
            common = _math.gcd(top, bottom)
            top, bottom = top // common, bottom // common
        return (-top if self._sign else top), bottom
    def number_class(self, context=None):
        if self.is_snan():
            return "sNaN"
        if self.is_qnan():
            return "NaN"
        sign = "-" if self._sign else "+"
        return sign + ("Infinity" if self._special else "Zero" if not self._int else "Subnormal" if self.is_subnormal(context) else "Normal")

    # --- texts

    def __repr__(self):
        return f"Decimal('{self}')"
    def __str__(self, eng=False, context=None):
        sign = "-" if self._sign else ""
        if self._special is not None:
            return sign + self._special + (str(self._int) if self.is_nan() and self._int else "")
        digits = str(self._int)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            point = left
        elif not eng:
            point = 1
        elif self._int == 0:
            point = (left + 1) % 3 - 1
        else:
            point = (left - 1) % 3 + 1
        if point <= 0:
            whole, fraction = "0", "." + "0" * -point + digits
        elif point >= len(digits):
            whole, fraction = digits + "0" * (point - len(digits)), ""
        else:
            whole, fraction = digits[:point], "." + digits[point:]
        capital = "E" if (context or getcontext()).capitals else "e"
        return sign + whole + fraction + ("" if left == point else f"{capital}{left - point:+d}")
    def to_eng_string(self, context=None):
        return self.__str__(eng=True, context=context)

    def __format__(self, spec):
        if not spec:
            return str(self)
        found = _re.match(r"(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\d+)?(,)?(?:\.(\d+))?([eEfFgGn%])?\Z", spec, _re.DOTALL)
        if found is None:
            raise ValueError("invalid format string")
        fill, align, sign, _, zero, width, comma, precision, kind = found.groups()
        if zero and align is None:
            fill, align = "0", "="
        fill, align = fill or " ", align or ">"
        value = self
        percent = kind == "%"
        precision = None if precision is None else int(precision)
        mark = "-" if self._sign else {"+": "+", " ": " "}.get(sign, "")
        if self._special is not None:
            body = str(abs(self) if self.is_infinite() else self.copy_abs()) + ("%" if percent else "")
        else:
            rounding = getcontext().rounding
            if percent:
                value = _make(self._sign, self._int, self._exp + 2)
            lower = (kind or "").lower()
            if precision is not None:
                if lower == "e":
                    value = value._to_digits(precision + 1, rounding)
                elif lower in ("f", "%"):
                    value = value._to_exponent(-precision, rounding)
                elif lower in ("g", "n", "") and _length(value._int) > max(precision, 1):
                    value = value._to_digits(max(precision, 1), rounding)
            if value._int == 0 and value._exp > 0 and lower in ("f", "%"):
                value = value._to_exponent(0, rounding)
            digits = str(value._int)
            left = value._exp + len(digits)
            if lower == "e":
                point = 1 - precision if not value._int and precision is not None else 1
            elif lower in ("f", "%"):
                point = left
            else:
                point = left if value._exp <= 0 and left > -6 else 1
            if point < 0:
                whole, fraction = "0", "0" * -point + digits
            elif point > len(digits):
                whole, fraction = digits + "0" * (point - len(digits)), ""
            else:
                whole, fraction = digits[:point] or "0", digits[point:]
            if comma:
                whole = f"{int(whole):{comma}}"
            body = whole + ("." + fraction if fraction else "")
            exponent = left - point
            if lower == "e" or lower not in ("f", "%") and exponent != 0:
                body += f"{'e' if kind in ('e', 'g', 'n') else 'E'}{exponent:+d}"
            if percent:
                body += "%"
        room = max(0, int(width or 0) - len(mark) - len(body))
        if align == "=":
            return mark + fill * room + body
        text = mark + body
        if align == "<":
            return text + fill * room
        if align == "^":
            return fill * (room // 2) + text + fill * (room - room // 2)
        return fill * room + text

    # --- rounding

    def _to_exponent(self, exponent, rounding):
        if self._special is not None or self._int == 0:
            return _make(self._sign, self._int, exponent) if self._special is None else self
        if self._exp >= exponent:
            return _make(self._sign, self._int * 10 ** (self._exp - exponent), exponent)
        return _make(self._sign, _shorten(self._sign, self._int, exponent - self._exp, rounding)[0], exponent)
    def _to_digits(self, count, rounding):
        if self._special is not None or not self._int:
            return self
        found = self._to_exponent(self.adjusted() + 1 - count, rounding)
        if _length(found._int) > count:
            found = found._to_exponent(found.adjusted() + 1 - count, rounding)
        return found

    def _fix(self, context):
        if self._special is not None:
            return self
        if self._int == 0:
            exponent = min(max(self._exp, context.Etiny()), context.Emax if not context.clamp else context.Etop())
            if exponent == self._exp:
                return Decimal(self) if type(self) is not Decimal else self
            context._raise(Clamped)
            return _make(self._sign, 0, exponent)
        length = _length(self._int)
        least = length + self._exp - context.prec
        tiny = context.Etiny()
        subnormal = least < tiny
        least = max(least, tiny)
        if length + self._exp - 1 > context.Emax:
            return context._raise(Overflow, self._overflowed(context))
        if self._exp >= least:
            if subnormal:
                context._raise(Subnormal)
            return self if type(self) is Decimal else Decimal(self)
        digits, inexact = _shorten(self._sign, self._int, least - self._exp, context.rounding)
        exponent = least
        if _length(digits) > context.prec:
            digits //= 10
            exponent += 1
        found = _make(self._sign, digits, exponent)
        if found._int and found.adjusted() > context.Emax:
            return context._raise(Overflow, self._overflowed(context))
        if inexact and subnormal:
            context._raise(Underflow)
        if subnormal:
            context._raise(Subnormal)
        if inexact:
            context._raise(Inexact)
        context._raise(Rounded)
        return found
    def _overflowed(self, context):
        largest = _make(self._sign, 10 ** context.prec - 1, context.Etop())
        down = context.rounding in (ROUND_DOWN, ROUND_05UP) or context.rounding == (ROUND_FLOOR if not self._sign else ROUND_CEILING)
        return largest if down else _infinities[self._sign]

    def quantize(self, exp, rounding=None, context=None):
        context = context or getcontext()
        exp = _convert(exp, True)
        rounding = rounding or context.rounding
        if self._special is not None or exp._special is not None:
            nan = self._nan_of(exp, context)
            if nan is not None:
                return nan
            if self.is_infinite() and exp.is_infinite():
                return Decimal(self)
            return context._raise(InvalidOperation)
        if not context.Etiny() <= exp._exp <= context.Emax:
            return context._raise(InvalidOperation)
        found = self._to_exponent(exp._exp, rounding)
        if found.adjusted() > context.Emax or _length(found._int) > context.prec and found._int:
            return context._raise(InvalidOperation)
        if found._exp > self._exp:
            if found != self:
                context._raise(Inexact)
            context._raise(Rounded)
        return found
    def same_quantum(self, other, context=None):
        other = _convert(other, True)
        if self._special is not None or other._special is not None:
            return self.is_nan() and other.is_nan() or self.is_infinite() and other.is_infinite()
        return self._exp == other._exp
    def to_integral_value(self, rounding=None, context=None):
        rounding = rounding or (context or getcontext()).rounding
        if self._special is not None or self._exp >= 0:
            return Decimal(self)
        return self._to_exponent(0, rounding)
    to_integral = to_integral_exact = to_integral_value
    def normalize(self, context=None):
        context = context or getcontext()
        if self.is_nan():
            return self._nan_of(None, context)
        found = self._fix(context)
        if found._special is not None:
            return found
        if found._int == 0:
            return _make(found._sign, 0, 0)
        digits, exponent = found._int, found._exp
        while digits % 10 == 0 and exponent < context.Emax:
            digits //= 10
            exponent += 1
        return _make(found._sign, digits, exponent)
    def scaleb(self, other, context=None):
        other = _convert(other, True)
        return _make(self._sign, self._int, self._exp + int(other))._fix(context or getcontext())

    # --- arithmetic

    def _nan_of(self, other, context):
        for each in (self, other):
            if each is not None and each.is_snan():
                return context._raise(InvalidOperation)
        for each in (self, other):
            if each is not None and each.is_nan():
                return each
        return None

    def __neg__(self):
        if self.is_nan():
            return self._nan_of(None, getcontext())
        if not self and getcontext().rounding != ROUND_FLOOR:
            return self.copy_abs()._fix(getcontext())
        return self.copy_negate()._fix(getcontext())
    def __pos__(self):
        if self.is_nan():
            return self._nan_of(None, getcontext())
        if not self and getcontext().rounding != ROUND_FLOOR:
            return self.copy_abs()._fix(getcontext())
        return self._fix(getcontext())
    def __abs__(self, round=True):
        return self.copy_abs()._fix(getcontext()) if round else self.copy_abs()
    def copy_abs(self):
        return _with_sign(self, 0)
    def copy_negate(self):
        return _with_sign(self, 1 - self._sign)
    def copy_sign(self, other, context=None):
        return _with_sign(self, _convert(other, True)._sign)

    def __add__(self, other, context=None):
        other = _convert(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        if self._special is not None or other._special is not None:
            nan = self._nan_of(other, context)
            if nan is not None:
                return nan
            if self.is_infinite():
                if other.is_infinite() and self._sign != other._sign:
                    return context._raise(InvalidOperation)
                return Decimal(self)
            return Decimal(other)
        exponent = min(self._exp, other._exp)
        if not self._int and not other._int:
            negative = context.rounding == ROUND_FLOOR and self._sign != other._sign
            return _make(1 if negative else min(self._sign, other._sign), 0, exponent)._fix(context)
        if not self._int or not other._int:
            number = other if not self._int else self
            exponent = max(exponent, number._exp - context.prec - 1)
            return number._to_exponent(exponent, context.rounding)._fix(context)
        a, b = self, other
        # A number far below the other only decides how that is rounded.
        if a.adjusted() - b.adjusted() > context.prec + 2 and a._exp > exponent:
            exponent = max(exponent, min(a._exp, a.adjusted() - context.prec - 2) - 1)
            if b._exp < exponent and b.adjusted() < exponent:
                b = _make(b._sign, 1, exponent)
        elif b.adjusted() - a.adjusted() > context.prec + 2 and b._exp > exponent:
            exponent = max(exponent, min(b._exp, b.adjusted() - context.prec - 2) - 1)
            if a._exp < exponent and a.adjusted() < exponent:
                a = _make(a._sign, 1, exponent)
        exponent = min(a._exp, b._exp)
        total = _signed(a, exponent) + _signed(b, exponent)
        if total == 0:
            return _make(1 if context.rounding == ROUND_FLOOR else 0, 0, exponent)._fix(context)
        return _make(int(total < 0), abs(total), exponent)._fix(context)
    __radd__ = __add__
    def __sub__(self, other, context=None):
        other = _convert(other)
        if other is NotImplemented:
            return other
        if self.is_nan() or other.is_nan():
            return self._nan_of(other, context or getcontext())
        return self.__add__(other.copy_negate(), context)
    def __rsub__(self, other):
        other = _convert(other)
        return other if other is NotImplemented else other - self
    def __mul__(self, other, context=None):
        other = _convert(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        sign = self._sign ^ other._sign
        if self._special is not None or other._special is not None:
            nan = self._nan_of(other, context)
            if nan is not None:
                return nan
            if not (self and other):
                return context._raise(InvalidOperation)
            return _infinities[sign]
        return _make(sign, self._int * other._int, self._exp + other._exp)._fix(context)
    __rmul__ = __mul__
    def __truediv__(self, other, context=None):
        other = _convert(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        sign = self._sign ^ other._sign
        if self._special is not None or other._special is not None:
            nan = self._nan_of(other, context)
            if nan is not None:
                return nan
            if self.is_infinite() and other.is_infinite():
                return context._raise(InvalidOperation)
            if self.is_infinite():
                return _infinities[sign]
            return _make(sign, 0, context.Etiny())
        if not other._int:
            if not self._int:
                return context._raise(DivisionUndefined)
            return context._raise(DivisionByZero, _infinities[sign])
        if not self._int:
            return _make(sign, 0, self._exp - other._exp)._fix(context)
        shift = _length(other._int) - _length(self._int) + context.prec + 1
        exponent = self._exp - other._exp - shift
        if shift >= 0:
            quotient, rest = divmod(self._int * 10 ** shift, other._int)
        else:
            quotient, rest = divmod(self._int, other._int * 10 ** -shift)
        if rest:
            # A last digit that is neither 0 nor 5 makes the rounding see that there is more.
            if quotient % 5 == 0:
                quotient += 1
        else:
            ideal = self._exp - other._exp
            while exponent < ideal and quotient % 10 == 0:
                quotient //= 10
                exponent += 1
        return _make(sign, quotient, exponent)._fix(context)
    def __rtruediv__(self, other):
        other = _convert(other)
        return other if other is NotImplemented else other / self
    def _divided(self, other, context):
        # Quotient truncated towards zero and remainder with this number's sign.
        exponent = self._exp if other.is_infinite() else min(self._exp, other._exp)
        if not self._int or other.is_infinite():
            return _make(self._sign ^ other._sign, 0, 0), self._to_exponent(exponent, context.rounding)
        a, b = self._int * 10 ** (self._exp - exponent), other._int * 10 ** (other._exp - exponent)
        quotient, rest = divmod(a, b)
        if quotient >= 10 ** context.prec:
            failed = context._raise(DivisionImpossible)
            return failed, failed
        return _make(self._sign ^ other._sign, quotient, 0), _make(self._sign, rest, exponent)
    def _checked(self, other, context, modulo):
        nan = self._nan_of(other, context)
        if nan is not None:
            return nan
        if self.is_infinite():
            if other.is_infinite() or modulo:
                return context._raise(InvalidOperation)
            return _infinities[self._sign ^ other._sign]
        if not other:
            if not self:
                return context._raise(DivisionUndefined)
            return context._raise(InvalidOperation) if modulo else context._raise(DivisionByZero, _infinities[self._sign ^ other._sign])
        return None
    def __floordiv__(self, other):
        other = _convert(other)
        if other is NotImplemented:
            return other
        context = getcontext()
        failed = self._checked(other, context, False)
        return self._divided(other, context)[0] if failed is None else failed
    def __rfloordiv__(self, other):
        other = _convert(other)
        return other if other is NotImplemented else other // self
    def __mod__(self, other):
        other = _convert(other)
        if other is NotImplemented:
            return other
        context = getcontext()
        failed = self._checked(other, context, True)
        return self._divided(other, context)[1]._fix(context) if failed is None else failed
    def __rmod__(self, other):
        other = _convert(other)
        return other if other is NotImplemented else other % self
    def __divmod__(self, other):
        other = _convert(other)
        if other is NotImplemented:
            return other
        context = getcontext()
        failed = self._checked(other, context, False)
        if failed is not None:
            return failed, self._checked(other, context, True)
        quotient, rest = self._divided(other, context)
        return quotient, rest._fix(context)
    def __rdivmod__(self, other):
        other = _convert(other)
        return other if other is NotImplemented else divmod(other, self)
    def remainder_near(self, other, context=None):
        context = context or getcontext()
        other = _convert(other, True)
        quotient = (self / other).to_integral_value(ROUND_HALF_EVEN)
        return (self - quotient * other)._fix(context)
    def fma(self, other, third, context=None):
        other, third = _convert(other, True), _convert(third, True)
        product = _make(self._sign ^ other._sign, self._int * other._int, self._exp + other._exp)
        return product.__add__(third, context)

    def __pow__(self, other, modulo=None):
        other = _convert(other)
        if other is NotImplemented:
            return other
        if modulo is not None:
            return Decimal(pow(int(self), int(other), int(modulo)))
        context = getcontext()
        nan = self._nan_of(other, context)
        if nan is not None:
            return nan
        if not other:
            return context._raise(InvalidOperation) if not self else _make(0, 1, 0)
        integral = other._special is None and (other._exp >= 0 or other._int % 10 ** -other._exp == 0)
        odd = integral and int(other) % 2 == 1
        sign = 1 if self._sign and odd else 0
        if self._sign and self._int and not integral and other._special is None:
            return context._raise(InvalidOperation)
        if not self:
            return _make(sign, 0, 0) if not other._sign else _infinities[sign]
        if self.is_infinite():
            return _make(sign, 0, 0) if other._sign else _infinities[sign]
        if other.is_infinite():
            order = self.copy_abs()._compare(_one)
            if order == 0:
                return _make(sign, 1, 0)
            return _infinities[0] if (order > 0) != bool(other._sign) else _make(0, 0, 0)
        if integral:
            power = abs(int(other))
            if not other._sign and power * _length(self._int) < 5000:
                exact = _make(sign, self._int ** power, self._exp * power)
                if _length(exact._int) <= context.prec:
                    return exact._fix(context)
                return exact._fix(context)
            if power < 2000:
                wide = context.copy()
                wide.prec = context.prec + _length(power) + 6
                wide.clear_traps()
                base = _make(0, self._int ** power, self._exp * power) if power * _length(self._int) < 5000 else self.copy_abs()._power(power, wide)
                found = _one.__truediv__(base, wide) if other._sign else base
                return _with_sign(found, sign)._fix(context)
        if self.copy_abs()._compare(_one) == 0:
            return _make(sign, 10 ** (context.prec - 1), 1 - context.prec) if not integral else _make(sign, 1, 0)
        if other._compare(_half) == 0:
            found = self.sqrt()
            return found if found._special is not None else found._to_digits(context.prec, ROUND_DOWN)
        wide = context.copy()
        wide.prec = context.prec + 8 + max(0, other.adjusted() + 1) + _length(abs(self.adjusted()) + 1)
        wide.clear_traps()
        found = self.copy_abs().ln(wide).__mul__(other, wide).exp(wide)
        return _with_sign(found, sign)._fix(context)
    def _power(self, power, context):
        found, base = _one, self
        while power:
            if power & 1:
                found = found.__mul__(base, context)
            base = base.__mul__(base, context)
            power >>= 1
        return found
    def __rpow__(self, other):
        other = _convert(other)
        return other if other is NotImplemented else other ** self

    def sqrt(self, context=None):
        context = context or getcontext()
        if self.is_nan():
            return self._nan_of(None, context)
        if self.is_infinite() and not self._sign:
            return Decimal(self)
        if not self:
            return _make(self._sign, 0, self._exp // 2)._fix(context)
        if self._sign:
            return context._raise(InvalidOperation)
        digits, exponent = self._int, self._exp
        if exponent % 2:
            digits, exponent = digits * 10, exponent - 1
        ideal = self._exp // 2
        shift = max(0, context.prec + 1 - (_length(digits) + 1) // 2)
        digits, exponent = digits * 100 ** shift, exponent // 2 - shift
        root = _math.isqrt(digits)
        if root * root == digits:
            while exponent < ideal and root % 10 == 0:
                root //= 10
                exponent += 1
        elif root % 5 == 0:
            root += 1
        half_even = context.copy()
        half_even.rounding = ROUND_HALF_EVEN
        return _make(0, root, exponent)._fix(half_even)

    def exp(self, context=None):
        context = context or getcontext()
        if self.is_nan():
            return self._nan_of(None, context)
        if self.is_infinite():
            return _make(0, 0, 0) if self._sign else Decimal(self)
        if not self:
            return _make(0, 1, 0)
        # In integers: halve the argument until it is small, sum the series, square as often.
        if self.adjusted() > 20:
            return context._raise(Overflow, _infinities[0]) if not self._sign else _make(0, 0, context.Etiny())
        prec = context.prec + 10 + max(0, self.adjusted() + 1)
        halvings = max(0, int((self.adjusted() + 1) * 3.33)) + 10
        prec += halvings // 3
        unit = 10 ** prec
        x = _scaled(self, prec) // 2 ** halvings
        term = total = unit
        n = 1
        while term:
            term = term * x // (unit * n)
            total += term
            n += 1
        for _ in range(halvings):
            total = total * total // unit
        if total <= 10 ** (context.prec + 3):
            return _one.__truediv__(self.copy_negate().exp(_wider(context)), context)
        half_even = context.copy()
        half_even.rounding = ROUND_HALF_EVEN
        return _make(0, total * 10 + 1, -prec - 1)._fix(half_even)

    def ln(self, context=None):
        context = context or getcontext()
        if self.is_nan():
            return self._nan_of(None, context)
        if not self:
            return _infinities[1]
        if self._sign:
            return context._raise(InvalidOperation)
        if self.is_infinite():
            return Decimal(self)
        if self._compare(_one) == 0:
            return _make(0, 0, 0)
        adjusted = self.adjusted()
        prec = context.prec + 15 + _length(abs(adjusted))
        if adjusted in (-1, 0):
            prec += context.prec
        unit = 10 ** prec
        # self = m · 10**e, with m near 1.
        mantissa = _make(0, self._int, self._exp - adjusted)
        x = _scaled(mantissa, prec)
        total = _ln_of(x, unit) + adjusted * _ln_of(10 * unit, unit)
        half_even = context.copy()
        half_even.rounding = ROUND_HALF_EVEN
        return _make(int(total < 0), abs(total) * 10 + 1, -prec - 1)._fix(half_even)
    def log10(self, context=None):
        context = context or getcontext()
        if self._special is None and self._int and not self._sign and str(self._int).strip("0") == "1":
            return Decimal(self.adjusted())._fix(context)
        if self._special is not None or not self or self._sign:
            return self.ln(context)
        wide = _wider(context)
        return self.ln(wide).__truediv__(_make(0, 10, 0).ln(wide), context)
    def logb(self, context=None):
        return Decimal(self.adjusted()) if self else _infinities[1]

    # --- order

    def _compare(self, other):
        if self.is_infinite() or other.is_infinite():
            a = 0 if not self.is_infinite() else -1 if self._sign else 1
            b = 0 if not other.is_infinite() else -1 if other._sign else 1
            return (a > b) - (a < b)
        if not self._int or not other._int or self._sign != other._sign:
            a = 0 if not self._int else -1 if self._sign else 1
            b = 0 if not other._int else -1 if other._sign else 1
            return (a > b) - (a < b)
        flip = -1 if self._sign else 1
        if self.adjusted() != other.adjusted():
            return flip if self.adjusted() > other.adjusted() else -flip
        exponent = min(self._exp, other._exp)
        a, b = self._int * 10 ** (self._exp - exponent), other._int * 10 ** (other._exp - exponent)
        return ((a > b) - (a < b)) * flip
    def _ordered(self, other, test):
        other = _comparable(other)
        if other is NotImplemented:
            return other
        if self.is_nan() or other.is_nan():
            getcontext()._raise(InvalidOperation)
            return False
        return test(self._compare(other))
    def __lt__(self, other):
        return self._ordered(other, lambda order: order < 0)
    def __le__(self, other):
        return self._ordered(other, lambda order: order <= 0)
    def __gt__(self, other):
        return self._ordered(other, lambda order: order > 0)
    def __ge__(self, other):
        return self._ordered(other, lambda order: order >= 0)
    def __eq__(self, other):
        if isinstance(other, complex):
            other = other.real if other.imag == 0 else NotImplemented
        other = _comparable(other)
        if other is NotImplemented:
            return other
        if self.is_nan() or other.is_nan():
            return False
        return self._compare(other) == 0
    def __hash__(self):
        if self.is_snan():
            raise TypeError("Cannot hash a signaling NaN value")
        if self.is_nan():
            return object.__hash__(self)
        if self.is_infinite():
            return -314159 if self._sign else 314159
        modulus = 2305843009213693951
        power = pow(10, self._exp, modulus) if self._exp >= 0 else pow(pow(10, -1, modulus), -self._exp, modulus)
        found = self._int * power % modulus
        found = -found if self._sign else found
        return -2 if found == -1 else found
    def compare(self, other, context=None):
        other = _convert(other, True)
        nan = self._nan_of(other, context or getcontext())
        return Decimal(self._compare(other)) if nan is None else nan
    def compare_total(self, other, context=None):
        other = _convert(other, True)
        order = self._compare(other) if not (self.is_nan() or other.is_nan()) else self.is_nan() - other.is_nan()
        return Decimal(order or (self._exp > other._exp) - (self._exp < other._exp))
    def max(self, other, context=None):
        other = _convert(other, True)
        if self.is_nan() or other.is_nan():
            return Decimal(other if self.is_nan() else self)
        return (other if self._compare(other) < 0 else self)._fix(context or getcontext())
    def min(self, other, context=None):
        other = _convert(other, True)
        if self.is_nan() or other.is_nan():
            return Decimal(other if self.is_nan() else self)
        return (other if self._compare(other) > 0 else self)._fix(context or getcontext())

    # --- other numbers

    def __bool__(self):
        return self._special is not None or self._int != 0
    def __int__(self):
        if self.is_nan():
            raise ValueError("cannot convert NaN to integer")
        if self.is_infinite():
            raise OverflowError("cannot convert Infinity to integer")
        found = self._int * 10 ** self._exp if self._exp >= 0 else self._int // 10 ** -self._exp
        return -found if self._sign else found
    __trunc__ = __int__
    def __float__(self):
        if self.is_snan():
            raise ValueError("Cannot convert signaling NaN to float")
        return float(str(self)) if not self.is_nan() else float("-nan" if self._sign else "nan")
    def __complex__(self):
        return complex(float(self))
    def __round__(self, n=None):
        if n is None:
            return int(self.to_integral_value(ROUND_HALF_EVEN))
        return self.quantize(_make(0, 1, -n), ROUND_HALF_EVEN)
    def __floor__(self):
        return int(self.to_integral_value(ROUND_FLOOR))
    def __ceil__(self):
        return int(self.to_integral_value(ROUND_CEILING))
    @property
    def real(self):
        return self
    @property
    def imag(self):
        return Decimal(0)
    def conjugate(self):
        return self
    def radix(self):
        return Decimal(10)
    def next_plus(self, context=None):
        return self._next(context, ROUND_CEILING, 1)
    def next_minus(self, context=None):
        return self._next(context, ROUND_FLOOR, -1)
    def _next(self, context, rounding, step):
        context = (context or getcontext()).copy()
        context.rounding = rounding
        context.clear_traps()
        found = self._fix(context)
        if found != self:
            return found
        return self.__add__(_make(int(step < 0), 1, self.adjusted() - context.prec - 2), context)
    def __reduce__(self):
        return type(self), (str(self),)
    def __copy__(self):
        return self
    def __deepcopy__(self, memo):
        return self

DecimalTuple = None

def _make(sign, digits, exponent):
    self = object.__new__(Decimal)
    self._sign, self._int, self._exp, self._special = sign, digits, exponent, None
    return self

def _with_sign(number, sign):
    self = object.__new__(Decimal)
    self._sign, self._int, self._exp, self._special = sign, number._int, number._exp, number._special
    return self

def _signed(number, exponent):
    found = number._int * 10 ** (number._exp - exponent)
    return -found if number._sign else found

def _scaled(number, places):
    # number · 10**places, towards zero.
    shift = number._exp + places
    found = number._int * 10 ** shift if shift >= 0 else number._int // 10 ** -shift
    return -found if number._sign else found

def _ln_of(x, unit):
    # ln(x / unit) · unit: square roots bring the argument near 1, then the series of artanh.
    roots = 0
    while abs(x - unit) * 10 > unit:
        x = _math.isqrt(x * unit)
        roots += 1
    t = (x - unit) * unit // (x + unit)
    square = t * t // unit
    total, term, n = 0, t, 1
    while term:
        total += term // n if term >= 0 else -(-term // n)
        term = term * square // unit if term >= 0 else -(-term * square // unit)
        n += 2
    return 2 * total * 2 ** roots

def _wider(context):
    wide = context.copy()
    wide.prec += 12
    wide.rounding = ROUND_HALF_EVEN
    wide.clear_traps()
    return wide

def _convert(other, must=False):
    if isinstance(other, Decimal):
        return other
    if isinstance(other, int):
        return Decimal(other)
    if must:
        raise TypeError(f"conversion from {type(other).__name__} to Decimal is not supported")
    return NotImplemented

def _comparable(other):
    if isinstance(other, (Decimal, int)):
        return _convert(other)
    if isinstance(other, float):
        getcontext()._raise(FloatOperation)
        return Decimal.from_float(other)
    if isinstance(other, _numbers.Rational):
        return Decimal(other.numerator) / Decimal(other.denominator)
    return NotImplemented

_one = _make(0, 1, 0)
_half = _make(0, 5, -1)

def _special(sign, name):
    found = _make(sign, 0, 0)
    found._special = name
    return found

_infinities = (_special(0, "Infinity"), _special(1, "Infinity"))
_nan = _special(0, "NaN")
DefaultContext = Context(28, ROUND_HALF_EVEN, -999999, 999999, 1, 0, [], [InvalidOperation, DivisionByZero, Overflow])
BasicContext = Context(9, ROUND_HALF_UP, traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow], flags=[])
ExtendedContext = Context(9, ROUND_HALF_EVEN, traps=[], flags=[])
_context = DefaultContext.copy()

def getcontext():
    return _context

def setcontext(context):
    global _context
    _context = context.copy() if context in (DefaultContext, BasicContext, ExtendedContext) else context

class _Local:
    def __init__(self, context):
        self._new = context.copy()
    def __enter__(self):
        self._old = getcontext()
        setcontext(self._new)
        return self._new
    def __exit__(self, *exc):
        setcontext(self._old)

def localcontext(ctx=None, **kwargs):
    context = (getcontext() if ctx is None else ctx).copy()
    for name, value in kwargs.items():
        if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
            raise TypeError(f"'{name}' is an invalid keyword argument for this function")
        setattr(context, name, value)
    return _Local(context)

def _by_context(name, method=None):
    def operation(self, a, *args):
        return getattr(_convert(a, True), method or name)(*args, context=self)
    operation.__name__ = name
    setattr(Context, name, operation)

for _name in ("sqrt", "exp", "ln", "log10", "quantize", "normalize", "to_integral_value", "fma", "max", "min", "compare", "scaleb", "to_eng_string"):
    _by_context(_name)
for _name, _method in (("add", "__add__"), ("subtract", "__sub__"), ("multiply", "__mul__"), ("divide", "__truediv__")):
    _by_context(_name, _method)

def _in_context(name, operation):
    def method(self, *args):
        with localcontext(self):
            return operation(*[_convert(each, True) for each in args])
    method.__name__ = name
    setattr(Context, name, method)

_in_context("power", lambda a, b: a ** b)
_in_context("remainder", lambda a, b: a % b)
_in_context("divide_int", lambda a, b: a // b)
_in_context("divmod", divmod)
_in_context("abs", abs)
_in_context("minus", lambda a: -a)
_in_context("plus", lambda a: +a)
_in_context("to_sci_string", str)
_numbers.Number.register(Decimal)
