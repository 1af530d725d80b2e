from fractions import Fraction as F
import math
print(F(3, 6), F('0.25'), F('3/-4') if 0 else F('-3/4'), F(0.1), F(1.5), F('1e-3'), F(' 7 '), repr(F(-2, 4)))
a, b = F(1, 3), F(2, 5)
print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), a ** 2, a ** -2, -a, abs(-a), +a, a ** 0.5, 2 ** F(3), 2 ** F(1, 2))
print(a + 1, 1 + a, a + 0.5, 0.5 * a, 1 - a, 2 / a, 7 // a, a + 1j, a == F(2, 6), a < b, a <= 0.5, a == 0.5, F(1, 2) == 0.5, hash(F(1, 2)) == hash(0.5), hash(F(5)) == hash(5))
print(int(F(-7, 2)), math.floor(F(-7, 2)), math.ceil(F(-7, 2)), round(F(7, 2)), round(F(5, 2)), round(F(22, 7), 2), float(F(1, 7)), bool(F(0)), math.trunc(F(7, 2)))
print(F(math.pi).limit_denominator(1000), F(1, 3).as_integer_ratio(), F(4, 2).numerator, F.from_float(0.25), sum([F(1, 2), F(1, 3)]), max(a, b), sorted([b, a, 0]))
for f in ("F(1, 0)", "F('x')", "F(1.5, 2)", "F([])", "F(1, 2) + 'a'", "F(0) ** -1", "F(1,2) < 'a'"):
    try: print(f, eval(f))
    except Exception as e: print(f, type(e).__name__, e)
