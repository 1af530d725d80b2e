# einops.layers: one folder for each framework; here there is one.
__author__ = "einops, in the dialect of ishape"
