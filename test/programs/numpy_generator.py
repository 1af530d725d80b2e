# numpy.random.default_rng: the numbers of PCG64.
import numpy as np
for seed in (0,42,12345678901234567890123):
    r=np.random.default_rng(seed)
    print(r.random(3), r.random(), r.integers(0,10,5), r.integers(5), r.integers(0,2**40,2), r.permutation(6), r.uniform(-1,1,2), r.choice(5,3), r.choice([1,2,3],2,p=[.1,.2,.7]), r.integers(1,7,size=(2,2),endpoint=True))
    x=np.arange(5); r.shuffle(x); print(x)
