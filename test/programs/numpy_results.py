# What numpy's decompositions return, index helpers, and digits cut at a tie.
import numpy as np

a = np.array([[4.0, 1.0], [1.0, 3.0]])
values, vectors = np.linalg.eigh(a)
print(values.round(6), np.abs(vectors).round(6).tolist())
print(type(np.linalg.eigh(a)).__name__, type(np.linalg.svd(a)).__name__, type(np.linalg.qr(a)).__name__)
print(np.linalg.svd(a).S, np.linalg.slogdet(a))
print(np.abs(np.linalg.qr(a, "r")).round(4))
print(np.s_[1:2], np.s_[0, ::2], np.index_exp[3], np.arange(10)[np.s_[2:8:3]])
print(np.iterable([1]), np.iterable(3))
b = np.zeros((2, 3), dtype=int)
np.put_along_axis(b, np.array([[2], [0]]), 9, axis=1)
print(b)
print(np.array2string(np.array([0.25, 0.75, 2.5]), precision=1), np.array2string(np.array([0.125, 1.0]), precision=2))
