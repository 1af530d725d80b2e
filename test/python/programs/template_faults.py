# Templates whose fields are wrong: which fault comes first, and sizes that are too big.
def told(label, act):
    try:
        print(label, repr(act()))
    except Exception as error:
        print(label, type(error).__name__, error)


for template, args in [("{0.}", ()), ("{0.}", (1,)), ("{0[}", (1,)), ("{0[]}", ([1],)), ("{0.real.}", (1,)), ("{0[0]x}", ([1],)), ("{99999999999999999999}", (1,)), ("{0[99999999999999999999]}", ([1],))]:
    told(template, lambda: template.format(*args))
for template in ["%.99999999999999999999f", "%999999999999999999999d", "%.2147483648f", "%5.1f|%%"]:
    told(template, lambda: template % 1)
