import time as _time

MINYEAR, MAXYEAR = 1, 9999

class timedelta:
    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total = round((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 * 10**6 + seconds * 10**6 + milliseconds * 1000 + microseconds)
        seconds, self.microseconds = divmod(total, 10**6)
        self.days, self.seconds = divmod(seconds, 86400)
    def _us(self):
        return (self.days * 86400 + self.seconds) * 10**6 + self.microseconds
    def total_seconds(self):
        return self._us() / 10**6
    def __str__(self):
        m, s = divmod(self.seconds, 60)
        h, m = divmod(m, 60)
        text = f"{h}:{m:02d}:{s:02d}"
        if self.days:
            text = f"{self.days} day{'s' if abs(self.days) != 1 else ''}, " + text
        return text + (f".{self.microseconds:06d}" if self.microseconds else "")
    def __repr__(self):
        parts = [f"{name}={getattr(self, name)}" for name in ("days", "seconds", "microseconds") if getattr(self, name)]
        return f"datetime.timedelta({', '.join(parts) or '0'})"
    def __add__(self, other):
        return timedelta(microseconds=self._us() + other._us()) if isinstance(other, timedelta) else NotImplemented
    def __sub__(self, other):
        return timedelta(microseconds=self._us() - other._us()) if isinstance(other, timedelta) else NotImplemented
    def __neg__(self):
        return timedelta(microseconds=-self._us())
    def __mul__(self, other):
        return timedelta(microseconds=self._us() * other)
    __rmul__ = __mul__
    def __truediv__(self, other):
        return self._us() / other._us() if isinstance(other, timedelta) else timedelta(microseconds=self._us() / other)
    def __eq__(self, other):
        return self._us() == other._us() if isinstance(other, timedelta) else NotImplemented
    def __lt__(self, other):
        return self._us() < other._us()
    def __le__(self, other):
        return self._us() <= other._us()
    def __gt__(self, other):
        return self._us() > other._us()
    def __ge__(self, other):
        return self._us() >= other._us()
    def __hash__(self):
        return hash(self._us())
    def __bool__(self):
        return self._us() != 0

class date:
    def __init__(self, year, month, day):
        self.year, self.month, self.day = year, month, day
    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())
    @classmethod
    def fromtimestamp(cls, t):
        return cls(*_time.gmtime(t)[:3])
    def _seconds(self):
        return int(_time.mktime((self.year, self.month, self.day, 0, 0, 0, 0, 0, 0)))
    def timetuple(self):
        return _time.gmtime(self._seconds())
    def weekday(self):
        return self.timetuple().tm_wday
    def isoweekday(self):
        return self.weekday() + 1
    def toordinal(self):
        return self._seconds() // 86400 + 719163
    def isoformat(self):
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"
    def __str__(self):
        return self.isoformat()
    def __repr__(self):
        return f"datetime.date({self.year}, {self.month}, {self.day})"
    def strftime(self, format):
        return _time.strftime(format, self.timetuple())
    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)
    def __add__(self, delta):
        return type(self).fromtimestamp(self._seconds() + delta.days * 86400)
    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        return timedelta(seconds=self._seconds() - other._seconds())
    def __eq__(self, other):
        return isinstance(other, date) and self._key() == other._key()
    def __lt__(self, other):
        return self._key() < other._key()
    def __le__(self, other):
        return self._key() <= other._key()
    def __gt__(self, other):
        return self._key() > other._key()
    def __ge__(self, other):
        return self._key() >= other._key()
    def __hash__(self):
        return hash(self._key())
    def _key(self):
        return (self.year, self.month, self.day)

class datetime(date):
    def __init__(self, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None):
        super().__init__(year, month, day)
        self.hour, self.minute, self.second, self.microsecond, self.tzinfo = hour, minute, second, microsecond, tzinfo
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time())
    utcnow = today = now
    @classmethod
    def fromtimestamp(cls, t, tz=None):
        whole = int(t // 1)
        return cls(*_time.gmtime(whole)[:6], round((t - whole) * 10**6) % 10**6)
    def _seconds(self):
        return int(_time.mktime((self.year, self.month, self.day, self.hour, self.minute, self.second, 0, 0, 0)))
    def timestamp(self):
        return self._seconds() + self.microsecond / 10**6
    def date(self):
        return date(self.year, self.month, self.day)
    def isoformat(self, sep="T"):
        text = f"{date.isoformat(self)}{sep}{self.hour:02d}:{self.minute:02d}:{self.second:02d}"
        return text + (f".{self.microsecond:06d}" if self.microsecond else "")
    def __str__(self):
        return self.isoformat(" ")
    def __repr__(self):
        parts = [self.year, self.month, self.day, self.hour, self.minute]
        if self.second or self.microsecond:
            parts.append(self.second)
        if self.microsecond:
            parts.append(self.microsecond)
        return f"datetime.datetime({', '.join(map(str, parts))})"
    def strftime(self, format):
        return super().strftime(format.replace("%f", f"{self.microsecond:06d}"))
    def replace(self, **kw):
        names = ("year", "month", "day", "hour", "minute", "second", "microsecond")
        return type(self)(*[kw.get(name, getattr(self, name)) for name in names])
    def __add__(self, delta):
        us = self._seconds() * 10**6 + self.microsecond + delta._us()
        made = type(self).fromtimestamp(us // 10**6)
        made.microsecond = us % 10**6
        return made
    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        return timedelta(seconds=self._seconds() - other._seconds(), microseconds=self.microsecond - other.microsecond)
    def _key(self):
        return (self.year, self.month, self.day, self.hour, self.minute, self.second, self.microsecond)
