# The last digits of elementary functions, of powers and of the numbers drawn through them.
import math
import random

FUNCTIONS = {
    "exp": (-20, 20), "log": (0, 60), "log10": (0, 60), "sin": (-30, 30), "cos": (-30, 30), "tan": (-3, 3), "atan": (-20, 20), "acos": (-1, 1),
    "acosh": (1, 60), "asinh": (-20, 20), "erf": (-3, 3), "erfc": (-3, 8), "gamma": (-9, 60), "lgamma": (-9, 90), "tanh": (-4, 4), "sinh": (-4, 4),
}
source = random.Random(20)
for name, (low, high) in FUNCTIONS.items():
    print(name, [getattr(math, name)(source.uniform(low, high)) for _ in range(12)])
for exponent in (3, 4, 10, -2, 0.3, 1.5, 30, -7.25):
    print(exponent, [source.uniform(0, 50) ** exponent for _ in range(8)])
print([math.hypot(*[source.uniform(-9, 9) for _ in range(n)]) for n in range(2, 9)], math.dist((1, 2, 3), (0.5, 9, -7)))
print([math.atan2(source.uniform(-9, 9), source.uniform(-9, 9)) for _ in range(12)])
print(math.exp(1), math.pow(2, 0.5), 1.1**3, 1.05**10, 0.9**50, 2**-0.5, math.exp(-745.1), 1e-5**3, 10.0**-3, 7**-2, abs(3.3 + 4.4j))
for draw in ("gauss(0, 1)", "normalvariate(2, 3)", "expovariate(1.5)", "lognormvariate(0, 1)", "gammavariate(2, 3)", "betavariate(2, 5)", "vonmisesvariate(1, 4)", "paretovariate(3)", "weibullvariate(1, 2)", "triangular(1, 5)"):
    generator = random.Random(7)
    print(draw, eval("[generator." + draw + " for _ in range(4)]"))

# Where they end.
def attempt(function, *args):
    try:
        print(function.__name__, args, function(*args))
    except (ValueError, OverflowError) as error:
        print(function.__name__, args, type(error).__name__, error)


class Rounded(float):
    def __floor__(self):
        return 42

    def __ceil__(self):
        return 43


print(math.floor(Rounded(1.5)), math.ceil(Rounded(1.5)), math.log(10**400), math.log2(2**2000), math.log10(10**400))
inf, nan = math.inf, math.nan
for case in ((math.log, -(10**400)), (math.log, 0), (math.pow, 0.0, -inf), (math.pow, 0.0, -1.0), (math.remainder, nan, 1.0), (math.remainder, inf, nan), (math.remainder, 1.0, 0.0), (math.ldexp, 0.0, 10**20), (math.ldexp, -inf, 10**20), (math.ldexp, 1.0, 10**20), (math.ldexp, 1.0, -(10**20)), (math.exp, 710.0), (math.gamma, -1.0), (math.gamma, 171.7), (math.lgamma, 0.0), (math.hypot, 3, nan, inf), (math.hypot, 1e308, 1e308), (math.hypot, 3e-320, 4e-320)):
    attempt(*case)
for x in (0.0, 1.0, 2.0**52, 1.7976931348623157e308, 1e-320, 8.0, 7.999999999999999):
    print(math.ulp(x), end=" ")
print()
