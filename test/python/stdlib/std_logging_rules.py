# logging: levels, loggers by name, formats, filters, adapters.
import logging, sys, io
logging.basicConfig(format="%(levelname)s:%(name)s:%(message)s", stream=sys.stdout, level=logging.INFO)
log = logging.getLogger("a.b")
log.info("x %s %d", "y", 3); log.debug("no"); log.warning("w"); log.error("e", extra={"q": 1})
try: 1/0
except ZeroDivisionError: log.exception("boom")
print(log.getEffectiveLevel(), log.isEnabledFor(10), log.parent, log.name, logging.getLogger(), logging.getLevelName(20), logging.getLevelName("INFO"), logging.getLevelName(15))
h = logging.StreamHandler(io.StringIO()); h.setFormatter(logging.Formatter("{levelname:>8} {message}", style="{")); h.setLevel(logging.ERROR)
log.addHandler(h); log.propagate = False
log.error("only here"); log.info("nowhere"); print(h.stream.getvalue(), log.handlers, log.hasHandlers())
log.removeHandler(h); log.propagate = True
class F(logging.Filter):
    def filter(self, r): return "keep" in r.getMessage()
log.addFilter(F()); log.info("keep this"); log.info("drop this"); log.filters.clear()
logging.addLevelName(25, "NOTICE"); log.log(25, "notice"); log.setLevel("ERROR"); log.info("gone"); log.setLevel(logging.NOTSET)
a = logging.LoggerAdapter(log, {"k": 1}); a.info("adapted"); print(a.process("m", {}))
f = logging.Formatter("%(asctime)s|%(lineno)d|%(funcName)s|%(message)s", "%Y"); r = logging.LogRecord("n", 20, "p.py", 7, "m %s", ("z",), None, "fn"); r.created = 0; print(f.format(r), r.module, r.filename, r.getMessage(), r)
try: logging.Formatter("{x", style="$")
except ValueError as e: print(e)
try: log.setLevel("NOPE")
except ValueError as e: print(e)
logging.disable(logging.WARNING); log.warning("off"); log.critical("on"); logging.disable(logging.NOTSET)
logging.warning("root"); logging.captureWarnings(True); import warnings; warnings.warn("captured"); logging.captureWarnings(False)
print(logging.root.manager.loggerDict.keys() >= {"a.b"}, logging.getLogger("a.b") is log, logging.getLogger("a") is log.parent, log.getChild("c"))
log.info("%(a)s", {"a": 1})
from logging.handlers import RotatingFileHandler
