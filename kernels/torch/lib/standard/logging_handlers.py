# logging.handlers: files that are renamed when they are full or old, and records kept for later.
import logging
import os
import time

class BaseRotatingHandler(logging.FileHandler):
    namer = rotator = None
    def __init__(self, filename, mode, encoding=None, delay=False, errors=None):
        super().__init__(filename, mode, encoding, delay, errors)
    def emit(self, record):
        try:
            if self.shouldRollover(record):
                self.doRollover()
            super().emit(record)
        except Exception:
            self.handleError(record)
    def rotation_filename(self, default_name):
        return self.namer(default_name) if callable(self.namer) else default_name
    def rotate(self, source, dest):
        if callable(self.rotator):
            self.rotator(source, dest)
        elif os.path.exists(source):
            os.rename(source, dest)
    def _release(self):
        if self.stream:
            self.stream.close()
            self.stream = None

def _remove(path):
    if os.path.exists(path):
        os.remove(path)

class RotatingFileHandler(BaseRotatingHandler):
    def __init__(self, filename, mode="a", maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):
        super().__init__(filename, "a" if maxBytes > 0 else mode, encoding, delay, errors)
        self.maxBytes, self.backupCount = maxBytes, backupCount
    def doRollover(self):
        self._release()
        if self.backupCount > 0:
            for i in range(self.backupCount - 1, 0, -1):
                source, dest = [self.rotation_filename(f"{self.baseFilename}.{n}") for n in (i, i + 1)]
                if os.path.exists(source):
                    _remove(dest)
                    os.rename(source, dest)
            dest = self.rotation_filename(self.baseFilename + ".1")
            _remove(dest)
            self.rotate(self.baseFilename, dest)
        if not self.delay:
            self.stream = self._open()
    def shouldRollover(self, record):
        if os.path.exists(self.baseFilename) and not os.path.isfile(self.baseFilename):
            return False
        if self.stream is None:
            self.stream = self._open()
        if self.maxBytes <= 0:
            return False
        self.stream.seek(0, 2)
        return self.stream.tell() + len(self.format(record) + "\n") >= self.maxBytes

_DAY = 24 * 60 * 60
# By letter: seconds, how the suffix of a renamed file is written, and what a suffix looks like.
_INTERVALS = {
    "S": (1, "%Y-%m-%d_%H-%M-%S", r"^\d{4}-\d{2}-\d{2}_\d{2}-\d{2}-\d{2}(\.\w+)?$"),
    "M": (60, "%Y-%m-%d_%H-%M", r"^\d{4}-\d{2}-\d{2}_\d{2}-\d{2}(\.\w+)?$"),
    "H": (60 * 60, "%Y-%m-%d_%H", r"^\d{4}-\d{2}-\d{2}_\d{2}(\.\w+)?$"),
    "D": (_DAY, "%Y-%m-%d", r"^\d{4}-\d{2}-\d{2}(\.\w+)?$"),
    "MIDNIGHT": (_DAY, "%Y-%m-%d", r"^\d{4}-\d{2}-\d{2}(\.\w+)?$"),
}

class TimedRotatingFileHandler(BaseRotatingHandler):
    def __init__(self, filename, when="h", interval=1, backupCount=0, encoding=None, delay=False, utc=False, atTime=None, errors=None):
        super().__init__(filename, "a", encoding, delay, errors)
        import re
        self.when, self.backupCount, self.utc, self.atTime = when.upper(), backupCount, utc, atTime
        if self.when.startswith("W"):
            if len(self.when) != 2:
                raise ValueError(f"You must specify a day for weekly rollover from 0 to 6 (0 is Monday): {self.when}")
            if not "0" <= self.when[1] <= "6":
                raise ValueError(f"Invalid day specified for weekly rollover: {self.when}")
            self.dayOfWeek = int(self.when[1])
            seconds, self.suffix, pattern = (7 * _DAY,) + _INTERVALS["D"][1:]
        elif self.when in _INTERVALS:
            seconds, self.suffix, pattern = _INTERVALS[self.when]
        else:
            raise ValueError(f"Invalid rollover interval specified: {self.when}")
        self.interval, self.extMatch = seconds * interval, re.compile(pattern, re.ASCII)
        path = self.baseFilename
        self.rolloverAt = self.computeRollover(int(os.stat(path).st_mtime if os.path.exists(path) else time.time()))
    def _calendar(self, moment):
        return time.gmtime(moment) if self.utc else time.localtime(moment)
    def computeRollover(self, currentTime):
        if self.when != "MIDNIGHT" and not self.when.startswith("W"):
            return currentTime + self.interval
        now = self._calendar(currentTime)
        at = _DAY if self.atTime is None else (self.atTime.hour * 60 + self.atTime.minute) * 60 + self.atTime.second
        left = at - ((now[3] * 60 + now[4]) * 60 + now[5])
        day = now[6]
        if left <= 0:
            left += _DAY
            day = (day + 1) % 7
        result = currentTime + left
        if self.when.startswith("W"):
            result += (self.dayOfWeek - day) % 7 * _DAY
        if not self.utc:
            # Where clocks are put forward or back in between, the hour stays what it was.
            before, after = now[-1], time.localtime(result)[-1]
            if before != after:
                result += 3600 if before else -3600
        return result
    def shouldRollover(self, record):
        moment = int(time.time())
        if moment < self.rolloverAt:
            return False
        if os.path.exists(self.baseFilename) and not os.path.isfile(self.baseFilename):
            self.rolloverAt = self.computeRollover(moment)
            return False
        return True
    def getFilesToDelete(self):
        folder, base = os.path.split(self.baseFilename)
        found = [name for name in os.listdir(folder or ".") if name.startswith(base + ".") and self.extMatch.match(name[len(base) + 1:])]
        return sorted([os.path.join(folder, name) for name in found])[:-self.backupCount]
    def doRollover(self):
        self._release()
        now = int(time.time())
        dest = self.rotation_filename(f"{self.baseFilename}.{time.strftime(self.suffix, self._calendar(self.rolloverAt - self.interval))}")
        _remove(dest)
        self.rotate(self.baseFilename, dest)
        if self.backupCount > 0:
            for path in self.getFilesToDelete():
                os.remove(path)
        if not self.delay:
            self.stream = self._open()
        following = self.computeRollover(now)
        while following <= now:
            following += self.interval
        self.rolloverAt = following

class WatchedFileHandler(logging.FileHandler):
    # A sandbox's files are moved by nobody else, unless they are gone.
    def __init__(self, filename, mode="a", encoding=None, delay=False, errors=None):
        super().__init__(filename, mode, encoding, delay, errors)
    def reopenIfNeeded(self):
        if self.stream is not None and not os.path.exists(self.baseFilename):
            self.stream.close()
            self.stream = self._open()
    def emit(self, record):
        self.reopenIfNeeded()
        super().emit(record)

class BufferingHandler(logging.Handler):
    def __init__(self, capacity):
        super().__init__()
        self.capacity, self.buffer = capacity, []
    def shouldFlush(self, record):
        return len(self.buffer) >= self.capacity
    def emit(self, record):
        self.buffer.append(record)
        if self.shouldFlush(record):
            self.flush()
    def flush(self):
        self.buffer.clear()
    def close(self):
        self.flush()
        super().close()

class MemoryHandler(BufferingHandler):
    def __init__(self, capacity, flushLevel=logging.ERROR, target=None, flushOnClose=True):
        super().__init__(capacity)
        self.flushLevel, self.target, self.flushOnClose = flushLevel, target, flushOnClose
    def shouldFlush(self, record):
        return len(self.buffer) >= self.capacity or record.levelno >= self.flushLevel
    def setTarget(self, target):
        self.target = target
    def flush(self):
        if self.target:
            for record in self.buffer:
                self.target.handle(record)
            self.buffer.clear()
    def close(self):
        if self.flushOnClose:
            self.flush()
        self.target = None
        self.buffer.clear()
        logging.Handler.close(self)

class QueueHandler(logging.Handler):
    def __init__(self, queue):
        super().__init__()
        self.queue = queue
    def enqueue(self, record):
        self.queue.put_nowait(record)
    def prepare(self, record):
        import copy
        message = self.format(record)
        record = copy.copy(record)
        record.message = record.msg = message
        record.args = record.exc_info = record.exc_text = record.stack_info = None
        return record
    def emit(self, record):
        try:
            self.enqueue(self.prepare(record))
        except Exception:
            self.handleError(record)
