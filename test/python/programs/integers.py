print(7 // 2, -7 // 2, 7 // -2, -7 // -2, 7 % 3, -7 % 3, 7 % -3, -7 % -3, divmod(-7, 2), divmod(7, -2), 7 / 2, 2 ** 10, 2 ** -1, 2 ** 0.5, (-8) ** (1/3), 0 ** 0)
print(10 ** 30, -10 ** 20, 2 ** 100 // 3 ** 20, 2 ** 100 % 97, (2 ** 64) >> 3, 1 << 70, -1 >> 5, -5 & 3, 5 | -8, 6 ^ -3, ~5, ~-1, (1 << 65) | 1, (1 << 65) & -1, -(1 << 65) >> 60, -(2**64) & 0xff)
print(int('0x1f', 16), int('0b11', 0), int('0o17', 0), int('-12'), int(3.9), int(-3.9), int('١٢'), int('z', 36), int(True), int('1_000'), int(' 5\n'), hex(-255), oct(8), bin(-5), 0x_ff, 0b1_0, 1_000_000)
print((5).bit_length(), (-5).bit_length(), (0).bit_length(), (255).bit_count(), (1024).to_bytes(2, 'big'), (-2).to_bytes(2, 'little', signed=True), int.from_bytes(b'\x01\x00', 'big'), int.from_bytes(b'\xff', 'little', signed=True), (6).as_integer_ratio(), (5).conjugate(), (5).real, (5).imag, (5).numerator, (5).denominator)
print(abs(-5), abs(-5.5), abs(3+4j), round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(1250, -2), round(1350, -2), round(5, 2), round(0.5), round(1.5), round(-0.5), round(1e20), round(2.5, 0), pow(2, 10, 1000), pow(3, -1, 7), pow(2, -2), pow(-2, 3))
print(1 == 1.0, 1 == True, hash(1) == hash(1.0) == hash(True), 1 < 2 < 3, 1 < 3 > 2, 1 == 1 != 2, not 1, 1 and 2, 0 or 'x', None or 0, 1 if 0 else 2, True + True, True * 5, sum([True, False, True]), bool(''), bool([0]), bool(0.0), isinstance(True, int))
print(1.0, 1.5, -0.0, 1e5, 1e16, 1e15, 123456789.123, 1e-4, 1e-5, 1.0e-10, 1e22, 1e21, 0.1, 0.1 + 0.2, 1/3, 2/3, 1e308 * 10, -1e308 * 10, 5e-324, 1.7976931348623157e308, float('1e400'), float('-inf'), float('nan'), 100.0, 1e2, 3.0e0, 12345678901234567890.0)
print(float('1.5'), float(' 2 '), float('1_0.5'), float('inf'), float('.5'), float('5.'), float('1e-3'), float('infinity'), float('NaN'), 1.5.is_integer(), (2.0).is_integer(), (0.5).as_integer_ratio(), (1.5).hex(), float.fromhex('0x1.8p+0'), (-0.1).hex(), 1.5 // 1, -1.5 // 1, 5.5 % 2, -5.5 % 2, divmod(5.5, 2), 2.0 ** 3, 1e3 == 1000, 0.1 + 0.2 == 0.3, 3.0 == 3)
print(1j, 1 + 2j, (1 + 2j) * (3 - 1j), (1+2j) / (1-1j), (1+2j) ** 2, abs(3+4j), (1+2j).conjugate(), (1+2j).real, complex('1+2j'), complex(1, 2), complex(1.5), -1j, 1j ** 2, (1+0j) == 1, complex('j'), 0j, -0j, 1e20j, (1+2j) - 1, 2 ** 1j, complex(float('nan'), float('inf')))
print(10 ** 18 * 10 ** 18, 2 ** 63, 2 ** 63 - 1, -2 ** 63, 9007199254740993, 9007199254740992 + 1, 9007199254740991 * 3, 123456789 * 987654321, 99999999999 ** 3, 2 ** 53 + 1 - 2 ** 53, (2 ** 53 + 1) / 1, int(1e20), int(1.5e300) % 7, 10 ** 40 / 10 ** 39, 10 ** 400 // 10 ** 399, 7 ** 77 % 10 ** 9)
import math
print(math.factorial(25), math.gcd(12, 18, 27), math.lcm(4, 6), math.isqrt(10 ** 20), math.comb(10, 3), math.perm(5, 2), math.floor(-1.5), math.ceil(1.2), math.trunc(-1.7), math.sqrt(2), math.pi, math.e, math.inf, math.nan, math.log(10), math.log2(8), math.log10(1000), math.log(8, 2), math.exp(1), math.sin(1), math.cos(1), math.atan2(1, 2), math.hypot(3, 4), math.fsum([0.1] * 10), math.prod([1, 2, 3]), math.isclose(0.1 + 0.2, 0.3), math.copysign(1, -0.0), math.fmod(-5, 3), math.modf(1.5), math.frexp(8.0), math.ldexp(0.5, 3), math.degrees(math.pi), math.radians(180), math.dist([0, 0], [3, 4]), math.isnan(math.nan), math.tau, math.remainder(5, 3), math.gamma(5), math.nextafter(1, 2), math.ulp(1.0), math.cbrt(8), math.exp2(3), math.expm1(1e-10), math.log1p(1e-10))
for f in [lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.isqrt(-1), lambda: math.acos(2), lambda: math.exp(1000), lambda: 10.0 ** 400, lambda: (10 ** 400) / 3, lambda: float(10 ** 400), lambda: math.floor(math.inf), lambda: math.floor(math.nan), lambda: int('1' * 5000), lambda: 2 ** 10000 > 1, lambda: math.gcd(1.5), lambda: math.comb(-1, 2), lambda: 1 << -1, lambda: 'a' * 10 ** 20, lambda: [0] * 10 ** 20, lambda: (-1) ** 0.5, lambda: 0.0 ** -1, lambda: complex(1) // 1, lambda: 1j < 2, lambda: int(1j), lambda: float(1j), lambda: divmod(1j, 1), lambda: 5 % 0, lambda: 5.0 % 0, lambda: 1j / 0]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)

# Bits and shifts on both sides of 2^31, 2^32 and 2^53.
edges = [0, 1, -1, 5, 2**31 - 1, 2**31, -(2**31), -(2**31) - 1, 2**32, 2**53 - 1, -(2**53) + 1, 2**53, -(2**53), 2**64 + 3, -(2**70)]
for a in edges:
    print([a & b for b in edges], [a | b for b in edges], [a ^ b for b in edges])
    print([a << n for n in (0, 1, 21, 30, 31, 53, 60)], [a >> n for n in (0, 1, 21, 31, 32, 53, 60)], a**2, a**3, a * a - a)
    print([(a + 0.5) * b for b in edges[:9]], [b - 0.25 < a for b in edges], [a / b for b in edges[1:]])
x = 2.5
try:
    x &= 1
except TypeError as error:
    print(error)
x *= 3
x -= 2**60
x /= 7
print(x)
