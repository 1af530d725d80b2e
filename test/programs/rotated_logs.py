# Log files that are renamed when they are full or old.
import glob
import logging
import logging.handlers
import os
import shutil
import tempfile
import time

folder = tempfile.mkdtemp()
path = os.path.join(folder, "train.log")


def shown():
    for name in sorted(glob.glob(path + "*")):
        with open(name) as file:
            print(os.path.basename(name), repr(file.read()))


log = logging.getLogger("train")
log.propagate = False
handler = logging.handlers.RotatingFileHandler(path, maxBytes=60, backupCount=2)
handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
log.addHandler(handler)
for i in range(12):
    log.warning("epoch %d", i)
log.removeHandler(handler)
handler.close()
shown()
handler.namer = lambda name: name + ".old"
handler.doRollover()
handler.close()
shown()
for name in glob.glob(path + "*"):
    os.remove(name)
timed = logging.handlers.TimedRotatingFileHandler(path, when="D", backupCount=1, utc=True)
print(timed.when, timed.interval, timed.suffix, timed.shouldRollover(None))
log.addHandler(timed)
log.error("old")
timed.rolloverAt = int(time.time()) - 5
log.error("new")
print(timed.rolloverAt > time.time(), len(glob.glob(path + "*")))
with open(path) as file:
    print(file.read())
late = logging.FileHandler(os.path.join(folder, "late.log"), delay=True)
print(os.path.exists(late.baseFilename))
log.addHandler(late)
log.info("unheard")
log.error("heard")
logging.shutdown()
with open(late.baseFilename) as file:
    print(file.read())
midnight = logging.handlers.TimedRotatingFileHandler(path, when="midnight", delay=True, utc=True)
weekly = logging.handlers.TimedRotatingFileHandler(path, when="W0", delay=True, utc=True)
print(midnight.computeRollover(1700000000), weekly.computeRollover(1700000000))
for when in ("W", "W9", "X"):
    try:
        logging.handlers.TimedRotatingFileHandler(path, when=when)
    except ValueError as error:
        print(error)
shutil.rmtree(folder)
