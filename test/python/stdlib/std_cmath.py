import cmath
zs = [1+2j, -1.5+0.3j, 0.2-0.7j, -2-3j, 2j, -4+0j, 3+0j]
for n in ('sqrt', 'exp', 'log', 'log10', 'sin', 'cos', 'tan', 'sinh', 'cosh', 'tanh', 'asin', 'acos', 'atan', 'asinh', 'acosh', 'atanh', 'phase', 'polar'):
    out = []
    for z in zs:
        r = getattr(cmath, n)(z)
        out.append(tuple(f"{x:.12g}" for x in r) if isinstance(r, tuple) else f"{r:.12g}")
    print(n, out)
print(cmath.rect(2, 1), cmath.isclose(1+1j, 1+1.0000000001j), cmath.pi, cmath.inf, cmath.nanj, cmath.isfinite(1j), cmath.log(8, 2), cmath.sqrt(-1))
