import csv, io
rows = [['a', 'b c', 'd,e'], [1, 2.5, None], ['q"uote', "it's", 'new\nline'], [''], [], ['', '']]
for kw in ({}, {'quoting': csv.QUOTE_ALL}, {'quoting': csv.QUOTE_NONNUMERIC}, {'delimiter': ';'}, {'quotechar': "'"}, {'lineterminator': '\n'}, {'quoting': csv.QUOTE_NONE, 'escapechar': '\\'}, {'doublequote': False, 'escapechar': '\\'}):
    out = io.StringIO()
    w = csv.writer(out, **kw)
    for r in rows:
        try: w.writerow(r)
        except csv.Error as e: print('error', e)
    print(kw, repr(out.getvalue()))
for text, kw in [('a,b\r\n1,"x ""y"" z"\r\n', {}), ('a; b;c\n', {'delimiter': ';', 'skipinitialspace': True}), ('"multi\nline",2\n\n3\n', {}), ('1,"2",x', {'quoting': csv.QUOTE_NONE}), ('1.5,"a"\n', {'quoting': csv.QUOTE_NONNUMERIC}), ('a\\,b,c\n', {'escapechar': '\\'}), ('"abc', {}), ('"abc"d,e', {}), ('', {}), (',\n', {})]:
    print(list(csv.reader(io.StringIO(text), **kw)))
r = csv.DictReader(io.StringIO('x,y\n1,2\n3\n4,5,6\n'))
print([dict(d) for d in r], r.fieldnames, r.line_num)
out = io.StringIO()
w = csv.DictWriter(out, fieldnames=['n', 'v'], extrasaction='raise')
w.writeheader(); w.writerow({'n': 1, 'v': 'é'}); w.writerows([{'n': 2}])
print(repr(out.getvalue()))
try: w.writerow({'z': 1})
except ValueError as e: print(e)
for f in ("csv.reader([], delimiter='ab')", "csv.reader([], foo=1)", "csv.reader([], dialect='zz')", "list(csv.reader(['\"a']))", "list(csv.reader([1]))", "csv.reader([], quotechar=1)", "csv.list_dialects()", "csv.writer(out).writerow(5)", "list(csv.reader(['\"a'], strict=True))"):
    try: print(f, eval(f))
    except Exception as e: print(f, type(e).__name__, e)
csv.register_dialect('pipes', delimiter='|')
print(list(csv.reader(['a|b'], 'pipes')), csv.get_dialect('pipes').delimiter)
