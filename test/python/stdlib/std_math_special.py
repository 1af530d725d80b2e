# The error function and its complement, where the complement is tiny too.
import math

for x in [-3.0, -0.5, 0.0, 0.3, 1.0, 1.7, 2.29, 4.29, 6.5, 12.0, 26.0, 30.0]:
    print(x, f"{math.erf(x):.13g}", f"{math.erfc(x):.13g}")
print(math.erfc(math.inf), math.erfc(-math.inf), math.erfc(math.nan), math.erf(math.nan))
