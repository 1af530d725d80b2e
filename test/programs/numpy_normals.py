# numpy.random.default_rng: normal and exponential numbers, and choices without repetition.
import numpy as np

for seed in (0, 1, 2024):
    rng = np.random.default_rng(seed)
    print(rng.normal(), rng.standard_normal(3).tolist())
    print(rng.normal(loc=5, scale=[1.0, 2.0], size=(2, 2)), rng.lognormal(0, 0.5, 2))
    print(rng.exponential(2.0, 3).tolist(), rng.standard_exponential())
    print(rng.choice(10, 4, replace=False), rng.choice([1.5, 2.5, 4.5], size=2, replace=False), rng.choice(6, (2, 3), replace=False))
    print(rng.choice(20000, 5, replace=False), rng.choice(20000, 900, replace=False)[:5], rng.choice(9, 3, replace=False, shuffle=False))
many = np.random.default_rng(7)
normals, exponentials = many.standard_normal(20000), many.standard_exponential(20000)
print(sorted(normals.tolist())[:3], sorted(normals.tolist())[-3:], round(float(normals.mean()), 10), sorted(exponentials.tolist())[-3:])
try:
    many.choice(3, 4, replace=False)
except ValueError as e:
    print(e)
try:
    many.normal(scale=-1)
except ValueError as e:
    print(e)
print(many.random())
