from decimal import *
import decimal, math, random
D = Decimal
print(D('0.1') + D('0.2'), D(1) / D(3), D(2) ** D('0.5'), D(2).sqrt(), D('1.10') * 3, repr(D('1e5')), D('123.456').quantize(D('0.01')), D(10) // 3, D(-7) % 3, divmod(D(7), 2), -D('1.5'), abs(D('-2')), D('1E+3') + 1, D('0E-5'), D('-0'), D(0.1))
for s in ['1.5', '2.5', '-1.5', '1.25', '1.35', '-2.675']:
    print(s, [str(D(s).quantize(D('0.1') if len(s) > 3 else D(1), rounding=r)) for r in (ROUND_DOWN, ROUND_UP, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR, ROUND_05UP)])
getcontext().prec = 6
print(D(1) / D(7), getcontext(), D('1234567.89') + 0, D('1e-10') + 1)
with localcontext() as ctx:
    ctx.prec = 50
    print(D(1) / D(7), D(2).sqrt(), D(1).exp(), D(10).ln(), D(2).log10(), D('0.5') ** D('1.7'), D('1.0001') ** 1000)
getcontext().prec = 28
for f in ("D('x')", "D(1) / 0", "D(0) / 0", "D('sNaN') + 1", "D(1) + 1.5", "D('Infinity') - D('Infinity')", "D([1])", "D(1) < 'a'", "D(-1).sqrt()", "D('1e999999') * 10", "D(1) % 0", "int(D('NaN'))", "D('1.5').quantize(D('1e-30'))", "D({})", "D('inf') // 1", "round(D('2.675'), 2)", "round(D('2.5'))", "math.floor(D('-2.5'))", "D('3.14').as_tuple()", "D('0.25').as_integer_ratio()", "D('1.50').normalize()", "D('100').normalize()", "D('1.5') == 1.5", "D('0.1') == 0.1", "D(1) == 1", "hash(D('1.5')) == hash(1.5)", "D('NaN') == D('NaN')", "max(D(1), D(2))", "sum([D('0.1')] * 10)", "D('1.23E+5').to_eng_string()", "D('12345').adjusted()", "D(5).compare(D(6))", "D('1e3').to_integral_value()", "float(D('1.1'))", "complex(D(2))", "D('-3.7').__trunc__()", "D(3).fma(2, 3)", "D('1.1').same_quantum(D('2.2'))", "D('12').scaleb(2)", "bool(D(0))", "D('1_000.5')", "D(' 3.5 ')", "D((1, (1, 2), -1))", "D('Infinity') > 5", "str(D('1E-7'))", "str(D('0.000001'))", "D('1E+2') * 1", "D(7).is_zero(), D('nan').is_nan(), D('-inf').is_infinite()", "D(2) ** -1", "D(2) ** 100", "D('1.1') ** 30", "D(4) ** D('0.5')", "D(10).next_plus()", "D.from_float(0.5)", "pow(D(3), 4, 5)", "D('1.5').max(D(2))", "D('9.99').quantize(D('0.1'), ROUND_UP)"):
    try: print(f, repr(eval(f)))
    except Exception as e: print(f, type(e).__module__, type(e).__qualname__, e)
for spec in ('', '.2f', '10.3f', '<10', '+.1f', ',.2f', 'e', '.3e', 'g', '.3g', '%', '.1%', '010.2f', '^12', '*>12.1f', 'f', 'n', '.0f', 'E', 'G'):
    print(spec, [format(D(x), spec) for x in ('1234.5678', '-0.00012345', '0', '1E+10', '2.5')])
print(format(D('NaN'), '10'), format(D('-Infinity'), '.2f'), f"{D('1.10')}", f"{D('3.14159'):.2f}", "%s %.2f" % (D('1.5'), D('2.345')))
random.seed(1)
c = getcontext(); c.prec = 12
for _ in range(60):
    a = D(random.randint(-10**9, 10**9)).scaleb(random.randint(-12, 3)); b = D(random.randint(1, 10**7)).scaleb(random.randint(-8, 2))
    print(a, b, a + b, a - b, a * b, a / b, a // b if abs(a / b) < D('1e11') else '', a % b if abs(a / b) < D('1e11') else '', b.sqrt(), b.ln(), (b / 10**9).exp(), a < b, a.normalize())
