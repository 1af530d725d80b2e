# Functions of complex numbers.
import math
from math import e, pi, tau, inf, nan

infj = complex(0.0, inf)
nanj = complex(0.0, nan)

def phase(z, /):
    z = complex(z)
    return math.atan2(z.imag, z.real)

def polar(z, /):
    return abs(complex(z)), phase(z)

def rect(r, phi, /):
    if phi == 0:
        return complex(r, r * phi)
    return complex(r * math.cos(phi), r * math.sin(phi))

def isnan(z, /):
    z = complex(z)
    return math.isnan(z.real) or math.isnan(z.imag)

def isinf(z, /):
    z = complex(z)
    return math.isinf(z.real) or math.isinf(z.imag)

def isfinite(z, /):
    z = complex(z)
    return math.isfinite(z.real) and math.isfinite(z.imag)

def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError("tolerances must be non-negative")
    a, b = complex(a), complex(b)
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    difference = abs(a - b)
    return difference <= rel_tol * abs(b) or difference <= rel_tol * abs(a) or difference <= abs_tol

def sqrt(z, /):
    z = complex(z)
    x, y = z.real, z.imag
    if x == 0 and y == 0:
        return complex(0.0, y)
    ax, ay = abs(x) / 8, abs(y)
    s = 2 * math.sqrt(ax + math.hypot(ax, ay / 8))
    d = ay / (2 * s)
    if x >= 0:
        return complex(s, math.copysign(d, y))
    return complex(d, math.copysign(s, y))

def exp(z, /):
    z = complex(z)
    length = math.exp(z.real)
    return complex(length * math.cos(z.imag), length * math.sin(z.imag))

def log(z, base=None, /):
    z = complex(z)
    ax, ay = abs(z.real), abs(z.imag)
    if ax == 0 and ay == 0:
        raise ValueError("math domain error")
    h = math.hypot(ax, ay)
    if 0.71 <= h <= 1.73:
        big, small = max(ax, ay), min(ax, ay)
        real = math.log1p((big - 1) * (big + 1) + small * small) / 2
    else:
        real = math.log(h)
    result = complex(real, math.atan2(z.imag, z.real))
    return result if base is None else result / log(base)

def log10(z, /):
    found = log(z)
    return complex(found.real / math.log(10), found.imag / math.log(10))

def cosh(z, /):
    z = complex(z)
    return complex(math.cos(z.imag) * math.cosh(z.real), math.sin(z.imag) * math.sinh(z.real))

def sinh(z, /):
    z = complex(z)
    return complex(math.cos(z.imag) * math.sinh(z.real), math.sin(z.imag) * math.cosh(z.real))

def tanh(z, /):
    z = complex(z)
    tx, ty = math.tanh(z.real), math.tan(z.imag)
    cx = 1 / math.cosh(z.real)
    txty = tx * ty
    denominator = 1 + txty * txty
    return complex(tx * (1 + ty * ty) / denominator, ty / denominator * cx * cx)

def cos(z, /):
    z = complex(z)
    return cosh(complex(-z.imag, z.real))

def sin(z, /):
    z = complex(z)
    found = sinh(complex(-z.imag, z.real))
    return complex(found.imag, -found.real)

def tan(z, /):
    z = complex(z)
    found = tanh(complex(-z.imag, z.real))
    return complex(found.imag, -found.real)

def acos(z, /):
    z = complex(z)
    a, b = sqrt(complex(1 - z.real, -z.imag)), sqrt(complex(1 + z.real, z.imag))
    return complex(2 * math.atan2(a.real, b.real), math.asinh(b.real * a.imag - b.imag * a.real))

def acosh(z, /):
    z = complex(z)
    a, b = sqrt(complex(z.real - 1, z.imag)), sqrt(complex(z.real + 1, z.imag))
    return complex(math.asinh(a.real * b.real + a.imag * b.imag), 2 * math.atan2(a.imag, b.real))

def asinh(z, /):
    z = complex(z)
    a, b = sqrt(complex(1 + z.imag, -z.real)), sqrt(complex(1 - z.imag, z.real))
    return complex(math.asinh(a.real * b.imag - b.real * a.imag), math.atan2(z.imag, a.real * b.real - a.imag * b.imag))

def asin(z, /):
    z = complex(z)
    found = asinh(complex(-z.imag, z.real))
    return complex(found.imag, -found.real)

def atanh(z, /):
    z = complex(z)
    x, y = z.real, z.imag
    if x < 0 or x == 0 and math.copysign(1, x) < 0:
        return -atanh(-z)
    ay = abs(y)
    if x == 1 and ay == 0:
        raise ValueError("math domain error")
    real = math.log1p(4 * x / ((1 - x) * (1 - x) + ay * ay)) / 4
    imag = -math.atan2(-2 * y, (1 - x) * (1 + x) - ay * ay) / 2
    return complex(real, imag)

def atan(z, /):
    z = complex(z)
    found = atanh(complex(-z.imag, z.real))
    return complex(found.imag, -found.real)
