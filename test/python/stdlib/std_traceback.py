import traceback, sys
def f(x): return 1 / x
def g(): f(0)
try: g()
except ZeroDivisionError as e:
    print(traceback.format_exc())
    print(traceback.format_exception_only(type(e), e), traceback.format_exception_only(e))
    print(traceback.extract_tb(e.__traceback__))
    for fr in traceback.extract_tb(sys.exc_info()[2]): print(fr.name, fr.lineno, fr.line, tuple(fr))
    print(''.join(traceback.format_tb(e.__traceback__)))
    traceback.print_exc(file=sys.stdout)
    traceback.print_exception(*sys.exc_info(), limit=1, file=sys.stdout)
    traceback.print_tb(e.__traceback__, file=sys.stdout)
    te = traceback.TracebackException.from_exception(e); print(list(te.format_exception_only()), te.exc_type, str(te))
print(traceback.format_exc())
try:
    try: 1/0
    except ZeroDivisionError as e: raise ValueError('v') from e
except ValueError as e:
    print(traceback.format_exception(e))
    print(''.join(traceback.format_exception(e, chain=False)))
def h():
    return traceback.extract_stack()[-1].name, traceback.format_stack()[-1]
print(h())
traceback.print_stack(file=sys.stdout)
try: eval('1 +')
except SyntaxError as e: print(traceback.format_exception_only(e)[-1])
try: raise KeyError('k')
except KeyError: traceback.print_exc()
