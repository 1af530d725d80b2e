import logging, sys, io
logging.warning('root %s %d', 'msg', 5) if 0 else None
h = logging.StreamHandler(sys.stdout); h.setFormatter(logging.Formatter('%(levelname)s:%(name)s:%(message)s'))
log = logging.getLogger('a.b'); log.addHandler(h); log.setLevel(logging.DEBUG); log.propagate = False
log.debug('d'); log.info('i %s', 1); log.warning('w %(x)s', {'x': 2}); log.error('e'); log.critical('c'); log.log(25, 'custom'); log.log(logging.INFO, 'n')
try: 1 / 0
except ZeroDivisionError: log.exception('boom')
print(log.name, log.level, log.isEnabledFor(10), log.getEffectiveLevel(), logging.getLevelName(20), logging.getLevelName('INFO'), logging.getLevelName(15), log.parent.name, logging.getLogger('a.b') is log, logging.getLogger().name, log, logging.getLogger('a.b.c').parent is log, log.hasHandlers(), log.handlers, h)
c = logging.getLogger('a.b.c'); c.info('child'); c.setLevel('ERROR'); c.warning('no'); c.error('yes')
class F(logging.Filter):
    def filter(self, r): return 'skip' not in r.getMessage()
h.addFilter(F()); log.info('skip me'); log.info('keep'); logging.addLevelName(25, 'NOTICE'); log.log(25, 'n')
f = logging.Formatter('{levelname:<8}|{message}', style='{'); h.setFormatter(f); log.info('braces'); h.setFormatter(logging.Formatter('$levelname $message', style='$')); log.info('dollar')
h.setLevel(logging.WARNING); log.info('not shown'); log.warning('shown'); log.disabled = True; log.error('dis'); log.disabled = False; logging.disable(logging.ERROR); log.error('x'); logging.disable(logging.NOTSET); log.error('y')
s = io.StringIO(); logging.basicConfig(stream=s, level=logging.INFO, format='%(asctime)s %(levelname)s %(funcName)s %(lineno)d %(message)s', datefmt='D', force=True)
def fn(): logging.info('in fn')
fn(); logging.debug('no'); print(s.getvalue())
r = logging.LogRecord('n', 20, 'p.py', 7, 'm %s', ('a',), None); print(r.getMessage(), r.levelname, r.name, r.lineno, r.filename, r.module, r)
a = logging.LoggerAdapter(log, {'k': 1}); h.setFormatter(logging.Formatter('%(message)s')); a.warning('adapted')
n = logging.NullHandler(); logging.getLogger('lib').addHandler(n); logging.getLogger('lib').warning('silent?')
print(s.getvalue().count('silent'), logging.root.level, logging.WARN, logging.FATAL, logging.getLogger('x').level, logging.lastResort.level if hasattr(logging, 'lastResort') else 30)
log.removeHandler(h); print(log.handlers); log.warning('extra', extra={'u': 1}, stack_info=False)
class H(logging.Handler):
    def emit(self, record): print('H', self.format(record), record.args)
hh = H(); log.addHandler(hh); log.warning('z %s', 'q'); hh.setLevel(50); log.warning('no'); print(hh.level, logging.getLogger('a').getChild('b') is log)
import logging.handlers, logging.config; print(logging.handlers.RotatingFileHandler.__name__)
