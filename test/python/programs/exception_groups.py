try:
    raise ExceptionGroup('g', [ValueError('a'), ExceptionGroup('h', [TypeError('b'), ValueError('c')])])
except* ValueError as eg:
    print(eg, [repr(x) for x in eg.exceptions])
except* TypeError as eg:
    print(eg, eg.exceptions)
try:
    try:
        raise ValueError('plain')
    except* ValueError as eg:
        print(repr(eg))
    else: print('else')
    finally: print('fin')
except Exception as e: print('leak', e)
try:
    try:
        raise ExceptionGroup('g', [KeyError(1), OSError(2)])
    except* KeyError: print('k')
except ExceptionGroup as e: print('rest', repr(e))
try:
    try: raise ExceptionGroup('g', [KeyError(1)])
    except* KeyError: raise ValueError('new')
except Exception as e: print(repr(e), repr(e.__context__))
eg = ExceptionGroup('a', [ValueError(1), KeyError(2)])
print(eg.split(ValueError), eg.subgroup(lambda e: isinstance(e, KeyError)), eg.message, eg.derive([OSError()]))
try: ExceptionGroup('a', [])
except ValueError as e: print(e)
try: ExceptionGroup('a', [1])
except ValueError as e: print(e)
