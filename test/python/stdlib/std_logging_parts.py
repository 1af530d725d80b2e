# logging: formatters of one's own, stacks, handlers that keep records, what basicConfig and styles refuse, factories, the hierarchy.
import io
import logging
import logging.handlers
import pickle
import queue
import sys
import time

class F(logging.Formatter):
    converter = time.gmtime
    default_time_format = '%d/%m/%Y'
    default_msec_format = None
    def formatMessage(self, record): return '<' + super().formatMessage(record) + '>'
s = io.StringIO(); sh = logging.StreamHandler(s); sh.setFormatter(F('%(asctime)s %(name)s %(message)s'))
l2 = logging.getLogger('a.b'); l2.addHandler(sh); l2.setLevel('DEBUG'); l2.propagate = False
def where():
    l2.info('stack', stack_info=True)
    try: 1/0
    except ZeroDivisionError: l2.exception('bad %s', 'thing')
where()
print(s.getvalue().replace(time.strftime('%d/%m/%Y', time.gmtime()), 'DATE'))
m = logging.handlers.MemoryHandler(3, target=sh); s.truncate(0); s.seek(0); sh.setFormatter(None)
l3 = logging.getLogger('mem'); l3.addHandler(m); l3.propagate = False
l3.warning('1'); print(repr(s.getvalue())); l3.error('2'); print(repr(s.getvalue()))
q = queue.Queue(); qh = logging.handlers.QueueHandler(q); l4 = logging.getLogger('q'); l4.addHandler(qh); l4.propagate = False
l4.warning('%d items', 3); print(q.get().getMessage())
print(logging._levelToName[30], logging._nameToLevel['WARN'], logging.getLevelName('FATAL'), logging.getLevelNamesMapping() == logging._nameToLevel)
print(logging.getLogger('a').manager is logging.root.manager, logging.getLogger('a.b').parent, logging.getLogger('x.y.z').parent, type(logging.root.manager.loggerDict['x.y']).__name__)
print(pickle.loads(pickle.dumps(logging.getLogger('a.b'))) is logging.getLogger('a.b'))
for kw in [dict(filename='x', stream=sys.stderr), dict(handlers=[], filename='x'), dict(style='!'), dict(wrong=1), dict(level='LOUD')]:
    try: logging.basicConfig(**kw); print('ok', kw)
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
    logging.root.handlers.clear()
def factory(*a, **k):
    r = logging.LogRecord(*a, **k); r.rank = 3; return r
logging.setLogRecordFactory(factory)
logging.basicConfig(stream=sys.stdout, format='[{rank}] {levelname:>8} {message}', style='{', level=logging.INFO)
logging.info('hello %s', 'w'); logging.getLogger('child').warning('c')
logging.disable(logging.WARNING); logging.warning('no'); logging.error('yes'); logging.disable(logging.NOTSET)
for fmt, st in [('{x.y!z}', '{'), ('{a', '{'), ('$', '$'), ('none', '%'), ('none', '{'), ('${ok}', '$')]:
    try: logging.Formatter(fmt, style=st); print('ok')
    except ValueError as e: print(e)
try: logging.Formatter('%(nope)s').format(logging.makeLogRecord({}))
except ValueError as e: print(e)
print(logging.LoggerAdapter(logging.getLogger('ad'), {'k': 1}), logging.getLogger('ad').hasHandlers(), logging.StreamHandler(sys.stdout), logging.NullHandler())
print(logging.BufferingFormatter().format([logging.makeLogRecord({'msg': 'a'}), logging.makeLogRecord({'msg': 'b'})]))
class W(logging.Filter):
    def filter(self, record): record.extra_field = 'E'; return 'skip' not in record.getMessage()
f = W(); logging.root.handlers[0].addFilter(f); logging.root.handlers[0].addFilter(f); print(len(logging.root.handlers[0].filters))
logging.warning('skip me'); logging.warning('keep me')
