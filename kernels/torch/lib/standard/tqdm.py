import sys
import time

def _clock(seconds):
    m, s = divmod(int(seconds), 60)
    h, m = divmod(m, 60)
    return f"{h:d}:{m:02d}:{s:02d}" if h else f"{m:02d}:{s:02d}"

class tqdm:
    def __init__(self, iterable=None, desc=None, total=None, leave=True, file=None, ncols=None, mininterval=0.1, disable=False, unit="it", initial=0, position=None, postfix=None, **kwargs):
        if total is None and iterable is not None:
            try:
                total = len(iterable)
            except (TypeError, AttributeError):
                total = None
        self.iterable, self.desc, self.total, self.leave = iterable, desc, total, leave
        self.fp, self.ncols, self.mininterval, self.disable, self.unit = file or sys.stderr, ncols, mininterval, disable, unit
        self.n = self.initial = initial
        self.postfix = ""
        self.start_t = self._last = time.time()
        self._closed = False
        if isinstance(postfix, dict):
            self.set_postfix(postfix, refresh=False)
        if not disable:
            self.refresh()
    def _line(self):
        elapsed = time.time() - self.start_t
        rate = (self.n - self.initial) / elapsed if elapsed > 0 else 0
        speed = "?" + self.unit + "/s" if not rate else f"{rate:5.2f}{self.unit}/s" if rate >= 1 else f"{1 / rate:5.2f}s/{self.unit}"
        head = f"{self.desc}: " if self.desc else ""
        tail = f", {self.postfix}" if self.postfix else ""
        if not self.total:
            return f"{head}{self.n}{self.unit} [{_clock(elapsed)}, {speed}{tail}]"
        share = min(1.0, self.n / self.total)
        left = _clock((self.total - self.n) / rate) if rate else "?"
        right = f"| {self.n}/{self.total} [{_clock(elapsed)}<{left}, {speed}{tail}]"
        start = f"{head}{share * 100:3.0f}%|"
        import _host
        width = max(10, (self.ncols or _host.columns()) - len(start) - len(right) - 1) if self.ncols or sys.stderr.isatty() else 10
        full, part = divmod(int(share * width * 8), 8)
        return start + ("█" * full + (" ▏▎▍▌▋▊▉"[part] if full < width else "")).ljust(width) + right
    def refresh(self):
        if not self.disable:
            self.fp.write("\r" + self._line())
    display = refresh
    def update(self, n=1):
        self.n += n
        now = time.time()
        if now - self._last >= self.mininterval:
            self._last = now
            self.refresh()
    def __iter__(self):
        try:
            for item in self.iterable:
                yield item
                self.update()
        finally:
            self.close()
    def __len__(self):
        return self.total
    def close(self):
        if self._closed or self.disable:
            return
        self._closed = True
        self.refresh()
        self.fp.write("\n" if self.leave else "\r" + " " * 70 + "\r")
    def __enter__(self):
        return self
    def __exit__(self, *exc):
        self.close()
    def set_description(self, desc=None, refresh=True):
        self.desc = desc
        if refresh:
            self.refresh()
    set_description_str = set_description
    def set_postfix(self, ordered_dict=None, refresh=True, **kwargs):
        items = {**(ordered_dict or {}), **kwargs}
        self.postfix = ", ".join(f"{k}={format(v, '.3g') if isinstance(v, float) else v}" for k, v in items.items())
        if refresh:
            self.refresh()
    def set_postfix_str(self, s="", refresh=True):
        self.postfix = s
        if refresh:
            self.refresh()
    def reset(self, total=None):
        self.n = 0
        self.total = total or self.total
    def clear(self, nolock=False):
        if not self.disable:
            self.fp.write("\r" + " " * len(self._line()) + "\r")
    def unpause(self):
        self._last = time.time()
    @classmethod
    def set_lock(cls, lock):
        cls._lock = lock
    @classmethod
    def get_lock(cls):
        if not hasattr(cls, "_lock"):
            import threading
            cls._lock = threading.RLock()
        return cls._lock
    @classmethod
    def write(cls, s, file=None, end="\n", nolock=False):
        (file or sys.stdout).write(s + end)

def trange(*args, **kwargs):
    return tqdm(range(*args), **kwargs)

def tnrange(*args, **kwargs):
    return tqdm(range(*args), **kwargs)

tqdm_notebook = tqdm

class TqdmWarning(Warning):
    pass

class TqdmExperimentalWarning(TqdmWarning, FutureWarning):
    pass

class TqdmDeprecationWarning(TqdmWarning, DeprecationWarning):
    pass
