# Sums, means and spreads of numpy to the last digit: they depend on the order of the additions.
import numpy as np

np.random.seed(0)
for n in [1, 3, 7, 8, 9, 15, 16, 17, 50, 100, 127, 128, 129, 200, 255, 256, 257, 1000, 1025, 5000]:
    x = np.random.rand(n)
    y = x.astype(np.float32)
    print(n, x.sum(), x.mean(), y.sum(), y.mean(), x.std(), y.var(), np.cumsum(x)[-1], np.prod(x[:10]))
m = np.random.randn(37, 53)
print(m.sum(0)[:3], m.sum(1)[:3], m.mean(0)[:3], m.mean(1)[:3], m.std(0)[:3], m.std(1)[:3], m.sum(), m.mean())
print(m.T.sum(0)[:3], m.T.sum(), m[:, ::2].sum(), m[::-1].sum(0)[:3], m.var(), np.average(m[0], weights=np.abs(m[1])), np.median(m))
t = np.random.randn(5, 6, 7).astype(np.float32)
print(t.sum((0, 2)), t.mean((0, 1)), t.sum(1)[0], t.sum(-1)[0], t.mean(), t.transpose(2, 0, 1).sum((0, 2)), t[:, ::2].mean((1, 2)))
print(m.astype(np.float16).sum(), m.astype(np.float16).mean(), (m > 0).sum(), (m > 0).mean(), np.sum(m, initial=1.5))
wide = np.random.randn(5, 700, 13)
print(wide[:, :, :12].sum((1, 2)), wide[:, ::2, ::3].sum(), wide[..., 1:4].mean(), np.random.randn(6, 10001)[:, :10000].sum())
single = np.random.randn(20000).astype(np.float32)
print(single.sum(), single.sum(dtype=np.float64), single.mean(dtype=np.float64), single.std(dtype=np.float64), single.astype(np.float16).mean())
