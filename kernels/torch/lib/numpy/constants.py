# The constants of numpy.
import math

__version__ = "2.4.6"
pi, e, euler_gamma = math.pi, math.e, 0.5772156649015329
inf, nan, newaxis = math.inf, math.nan, None
Inf, NaN, PINF = inf, nan, inf
little_endian = True
