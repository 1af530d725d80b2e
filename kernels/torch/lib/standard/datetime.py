# datetime: dates, times of day, moments, differences and fixed zones. The local zone is UTC.
import operator as _operator
import time as _time
import _datetime
from _datetime import from_ordinal as _from_ordinal, ordinal as _ordinal

MINYEAR, MAXYEAR = 1, 9999
_months = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_weekdays = ("", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAY = 86400 * 10**6


def _check_time(hour, minute, second, microsecond, fold):
    hour, minute, second, microsecond = map(_operator.index, (hour, minute, second, microsecond))
    for value, limit, name in ((hour, 23, "hour"), (minute, 59, "minute"), (second, 59, "second"), (microsecond, 999999, "microsecond")):
        if not 0 <= value <= limit:
            raise ValueError(f"{name} must be in 0..{limit}")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    return hour, minute, second, microsecond

def _check_tz(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tz).__name__}'")

def _offset_text(offset, colon=":"):
    if offset is None:
        return ""
    us = offset._us()
    sign, us = ("-", -us) if us < 0 else ("+", us)
    hours, rest = divmod(us, 3600 * 10**6)
    minutes, rest = divmod(rest, 60 * 10**6)
    seconds, micros = divmod(rest, 10**6)
    text = f"{sign}{hours:02d}{colon}{minutes:02d}"
    if seconds or micros:
        text += f"{colon}{seconds:02d}"
    return text + (f".{micros:06d}" if micros else "")

def _strftime(self, format, moment):
    if "%f" not in format and "%z" not in format and "%Z" not in format:
        return _time.strftime(format, moment)
    out, at = [], 0
    while at < len(format):
        c = format[at]
        at += 1
        if c != "%" or at == len(format):
            out.append(c)
            continue
        c = format[at]
        at += 1
        if c == "f":
            out.append(f"{getattr(self, 'microsecond', 0):06d}")
        elif c == "z":
            out.append(_offset_text(self.utcoffset(), "") if hasattr(self, "utcoffset") else "")
        elif c == "Z":
            out.append((self.tzname() or "").replace("%", "%%") if hasattr(self, "tzname") else "")
        else:
            out.append("%" + c)
    return _time.strftime("".join(out), moment)

def _time_text(hour, minute, second, microsecond, timespec):
    if timespec == "auto":
        timespec = "microseconds" if microsecond else "seconds"
    whole = f"{hour:02d}:{minute:02d}:{second:02d}"
    texts = {"hours": whole[:2], "minutes": whole[:5], "seconds": whole, "milliseconds": f"{whole}.{microsecond // 1000:03d}", "microseconds": f"{whole}.{microsecond:06d}"}
    if timespec not in texts:
        raise ValueError("Unknown timespec value")
    return texts[timespec]

class timedelta(_datetime.timedelta):
    __slots__ = ()
    @staticmethod
    def _micros(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        # All in microseconds, rounded once: a half to even.
        whole = 0
        rest = 0.0
        for value, unit, name in ((days, _DAY, "days"), (seconds, 10**6, "seconds"), (microseconds, 1, "microseconds"), (milliseconds, 1000, "milliseconds"), (minutes, 6 * 10**7, "minutes"), (hours, 36 * 10**8, "hours"), (weeks, 7 * _DAY, "weeks")):
            if isinstance(value, int):
                whole += value * unit
            elif isinstance(value, float):
                integer = int(value // 1)
                whole += integer * unit
                part = (value - integer) * unit
                fixed = int(part // 1)
                whole += fixed
                rest += part - fixed
            else:
                raise TypeError(f"unsupported type for timedelta {name} component: {type(value).__name__}")
        fixed = int(rest // 1)
        return _divide(2 * (whole + fixed) + 1, 2) if rest - fixed == 0.5 else whole + round(rest)
    def total_seconds(self):
        return self._us() / 10**6
    def __str__(self):
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f"{hours}:{minutes:02d}:{seconds:02d}"
        if self.days:
            text = f"{self.days} day{'s' if abs(self.days) != 1 else ''}, " + text
        return text + (f".{self.microseconds:06d}" if self.microseconds else "")
    def __repr__(self):
        parts = [f"{name}={getattr(self, name)}" for name in ("days", "seconds", "microseconds") if getattr(self, name)]
        return f"{_name(self)}({', '.join(parts) or '0'})"
    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._us() * other)
        if isinstance(other, float):
            top, bottom = other.as_integer_ratio()
            return timedelta._of(_divide(self._us() * top, bottom))
        return NotImplemented
    __rmul__ = __mul__
    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us() / other._us()
        if isinstance(other, int):
            return timedelta._of(_divide(self._us(), other))
        if isinstance(other, float):
            top, bottom = other.as_integer_ratio()
            return timedelta._of(_divide(self._us() * bottom, top))
        return NotImplemented
    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us() // other._us()
        return timedelta._of(self._us() // other) if isinstance(other, int) else NotImplemented
    def __mod__(self, other):
        return timedelta._of(self._us() % other._us()) if isinstance(other, timedelta) else NotImplemented
    def __divmod__(self, other):
        return (self // other, self % other) if isinstance(other, timedelta) else NotImplemented
    def __reduce__(self):
        return type(self), (self.days, self.seconds, self.microseconds)

def _name(self):
    cls = type(self)
    return f"datetime.{cls.__qualname__}" if cls.__module__ == "datetime" else cls.__qualname__

def _divide(a, b):
    # Rounded to the nearest, a half to even.
    quotient, rest = divmod(a, b)
    twice = rest * 2
    greater = twice > b if b > 0 else twice < b
    return quotient + 1 if greater or twice == b and quotient % 2 == 1 else quotient

_datetime.use("delta", timedelta)
timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)

class tzinfo:
    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")
    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")
    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")
    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError("fromutc() requires a non-None utcoffset() result")
        dst = dt.dst()
        if dst is None:
            raise ValueError("fromutc() requires a non-None dst() result")
        delta = offset - dst
        if delta:
            dt += delta
            dst = dt.dst()
            if dst is None:
                raise ValueError("fromutc(): dt.dst gave inconsistent results; cannot convert")
        return dt + dst

class timezone(tzinfo):
    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if name is not None and not isinstance(name, str):
            raise TypeError(f"timezone() argument 2 must be str, not {type(name).__name__}")
        if not timedelta(-1) < offset < timedelta(1):
            raise ValueError(f"offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {offset!r}.")
        if name is None and not offset and "utc" in cls.__dict__:
            return cls.utc
        self = super().__new__(cls)
        self._offset, self._name = offset, name
        return self
    def __getinitargs__(self):
        return (self._offset,) if self._name is None else (self._offset, self._name)
    def __reduce__(self):
        return type(self), self.__getinitargs__()
    def _check_moment(self, what, dt):
        if dt is not None and not isinstance(dt, datetime):
            raise TypeError(f"{what}(dt) argument must be a datetime instance or None, not {type(dt).__name__}")
    def utcoffset(self, dt):
        self._check_moment("utcoffset", dt)
        return self._offset
    def tzname(self, dt):
        self._check_moment("tzname", dt)
        if self._name is not None:
            return self._name
        return "UTC" + _offset_text(self._offset) if self._offset else "UTC"
    def dst(self, dt):
        self._check_moment("dst", dt)
        return None
    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc() argument must be a datetime instance or None")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._offset
    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented
    def __hash__(self):
        return hash(self._offset)
    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        return f"datetime.timezone({self._offset!r})" if self._name is None else f"datetime.timezone({self._offset!r}, {self._name!r})"
    def __str__(self):
        return self.tzname(None)

timezone.utc = UTC = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))

def _year_of(t):
    # Of a moment outside of the years there are, by whole turns of 400 years.
    turns, rest = divmod(int(t // 86400) + 719162, 146097)
    return 400 * turns + _from_ordinal(rest + 1)[0]

def _stamp(t):
    # Seconds since 1970 that lie in a year there is.
    if not -2.0**63 <= t < 2.0**63:
        raise (ValueError("cannot convert float NaN to integer") if t != t else OverflowError("timestamp out of range for platform time_t"))
    if not -62135596800 <= t < 253402300800:
        raise ValueError(f"year {_year_of(t)} is out of range")
    return t

class date(_datetime.date):
    __slots__ = ()
    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())
    @classmethod
    def fromtimestamp(cls, t):
        return cls(*_from_ordinal(int(_stamp(t) // 86400) + 719163))
    @classmethod
    def fromordinal(cls, n):
        if not 1 <= n <= 3652059:
            raise ValueError("ordinal must be >= 1" if n < 1 else f"year is out of range")
        return cls(*_from_ordinal(n))
    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            return cls(*_parse_date(text))
        except ValueError as error:
            if str(error) == "format":
                raise ValueError(f"Invalid isoformat string: {text!r}") from None
            raise
    @classmethod
    def fromisocalendar(cls, year, week, day):
        year, week, day = map(_operator.index, (year, week, day))
        if not MINYEAR <= year <= MAXYEAR:
            raise ValueError(f"Year is out of range: {year}")
        first = _ordinal(year, 1, 4)
        monday = first - (first + 6) % 7
        if not 1 <= week <= 53 or week == 53 and _ordinal(year + 1, 1, 4) - (_ordinal(year + 1, 1, 4) + 6) % 7 <= monday + 364:
            raise ValueError(f"Invalid week: {week}")
        if not 1 <= day <= 7:
            raise ValueError(f"Invalid day: {day} (range is [1, 7])")
        return cls(*_from_ordinal(monday + (week - 1) * 7 + day - 1))
    def isocalendar(self):
        year = self.year
        for candidate in (year + 1, year, year - 1):
            first = _ordinal(candidate, 1, 4)
            monday = first - (first + 6) % 7
            if self.toordinal() >= monday:
                return IsoCalendarDate(candidate, (self.toordinal() - monday) // 7 + 1, self.isoweekday())
    def timetuple(self):
        return _time.struct_time((self.year, self.month, self.day, 0, 0, 0, self.weekday(), self.toordinal() - _ordinal(self.year, 1, 1) + 1, -1))
    def replace(self, year=None, month=None, day=None):
        return type(self)(self.year if year is None else year, self.month if month is None else month, self.day if day is None else day)
    def isoformat(self):
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"
    __str__ = isoformat
    def __repr__(self):
        return f"{_name(self)}({self.year}, {self.month}, {self.day})"
    def ctime(self):
        return f"{_weekdays[self.isoweekday()]} {_months[self.month]} {self.day:2d} 00:00:00 {self.year:04d}"
    def strftime(self, format):
        return _strftime(self, format, self.timetuple())
    def __format__(self, spec):
        if not isinstance(spec, str):
            raise TypeError(f"must be str, not {type(spec).__name__}")
        return self.strftime(spec) if spec else str(self)
    def __reduce__(self):
        return type(self), (self.year, self.month, self.day)

_datetime.use("date", date)

class IsoCalendarDate(tuple):
    def __reduce__(self):
        return tuple, (tuple(self),)
    def __new__(cls, year, week, weekday):
        return tuple.__new__(cls, (year, week, weekday))
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])
    def __repr__(self):
        return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})"

class time:
    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        self = object.__new__(cls)
        self._hour, self._minute, self._second, self._microsecond = _check_time(hour, minute, second, microsecond, fold)
        _check_tz(tzinfo)
        self._tzinfo, self._fold = tzinfo, fold
        return self
    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)
    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            return cls(*_parse_time(text.removeprefix("T")))
        except ValueError as error:
            if str(error) == "format":
                raise ValueError(f"Invalid isoformat string: {text!r}") from None
            raise
    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(None)
    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)
    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(None)
    def isoformat(self, timespec="auto"):
        return _time_text(self._hour, self._minute, self._second, self._microsecond, timespec) + _offset_text(self.utcoffset())
    def __str__(self):
        return self.isoformat()
    def __repr__(self):
        parts = [self._hour, self._minute, self._second, self._microsecond]
        while len(parts) > 2 and not parts[-1]:
            parts.pop()
        texts = [str(each) for each in parts]
        if self._tzinfo is not None:
            texts.append(f"tzinfo={self._tzinfo!r}")
        if self._fold:
            texts.append("fold=1")
        return f"{_name(self)}({', '.join(texts)})"
    def __reduce__(self):
        return type(self), (self._hour, self._minute, self._second, self._microsecond, self._tzinfo)
    def strftime(self, format):
        return _strftime(self, format, (1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1))
    __format__ = date.__format__
    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        pick = lambda given, own: own if given is None else given
        return type(self)(pick(hour, self._hour), pick(minute, self._minute), pick(second, self._second), pick(microsecond, self._microsecond), self._tzinfo if tzinfo is True else tzinfo, fold=pick(fold, self._fold))
    def _key(self):
        us = ((self._hour * 60 + self._minute) * 60 + self._second) * 10**6 + self._microsecond
        offset = self.utcoffset()
        return us if offset is None else us - offset._us()
    def _ordered(self, other):
        if not isinstance(other, time):
            return False
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware times")
        return True
    def __eq__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        return (self.utcoffset() is None) == (other.utcoffset() is None) and self._key() == other._key()
    def __hash__(self):
        return hash(self._key())

def _ordering(compare):
    def method(self, other):
        return compare(self._key(), other._key()) if self._ordered(other) else NotImplemented
    return method

time.__lt__, time.__le__, time.__gt__, time.__ge__ = map(_ordering, (_operator.lt, _operator.le, _operator.gt, _operator.ge))

_date, _time_of_day = date, time

class datetime(date, _datetime.datetime):
    __slots__ = ()
    _check_zone = staticmethod(_check_tz)
    @classmethod
    def _of(cls, us, tz=None):
        # From microseconds since the first day of year 1 (ordinal 0).
        days, us = divmod(us, _DAY)
        if not 0 < days <= 3652059:
            raise OverflowError("date value out of range")
        seconds, us = divmod(us, 10**6)
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return cls(*_from_ordinal(days), hours, minutes, seconds, us, tz)
    def _us(self):
        return self.toordinal() * _DAY + ((self.hour * 60 + self.minute) * 60 + self.second) * 10**6 + self.microsecond
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)
    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())
    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(_time.time())
    @classmethod
    def fromtimestamp(cls, t, tz=None):
        _check_tz(tz)
        whole = int(_stamp(t) // 1)
        us = round((t - whole) * 10**6)
        made = cls._of((whole + 719163 * 86400) * 10**6 + us, tz)
        return made if tz is None else tz.fromutc(made)
    @classmethod
    def utcfromtimestamp(cls, t):
        return cls.fromtimestamp(t)
    @classmethod
    def combine(cls, date, time, tzinfo=True):
        for place, value, kind in ((1, date, _date), (2, time, _time_of_day)):
            if not isinstance(value, kind):
                raise TypeError(f"combine() argument {place} must be datetime.{kind.__name__}, not {type(value).__name__}")
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, time.tzinfo if tzinfo is True else tzinfo, fold=time.fold)
    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            if len(text) < 7:
                raise ValueError("format")
            cut = 10 if text[4:5] == "-" and text[5:6] != "W" else 8
            if "W" in text[:6]:
                cut = len(text) if len(text) <= 10 else 10 if text[4] == "-" else 8
            parts = _parse_date(text[:cut])
            return cls(*parts, *(_parse_time(text[cut + 1:]) if len(text) > cut else ()))
        except ValueError as error:
            if str(error) == "format":
                raise ValueError(f"Invalid isoformat string: {text!r}") from None
            raise
    @classmethod
    def strptime(cls, text, format):
        fields = _parse(text, format)
        offset = fields[7]
        tz = None if offset is None else timezone(offset) if offset else timezone.utc
        return cls(*fields[:7], tz)
    def timestamp(self):
        us = self._us() - 719163 * _DAY
        offset = self.utcoffset()
        return (us if offset is None else us - offset._us()) / 10**6
    def date(self):
        return date(self.year, self.month, self.day)
    def time(self):
        return time(self.hour, self.minute, self.second, self.microsecond, fold=self.fold)
    def timetz(self):
        return time(self.hour, self.minute, self.second, self.microsecond, self.tzinfo, fold=self.fold)
    def timetuple(self):
        dst = self.dst()
        return _time.struct_time((self.year, self.month, self.day, self.hour, self.minute, self.second, self.weekday(), self.toordinal() - _ordinal(self.year, 1, 1) + 1, -1 if dst is None else int(bool(dst))))
    def utctimetuple(self):
        offset = self.utcoffset()
        moment = self if not offset else self - offset
        return _time.struct_time((*moment.timetuple()[:8], 0))
    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(self)
    def tzname(self):
        return None if self.tzinfo is None else self.tzinfo.tzname(self)
    def dst(self):
        return None if self.tzinfo is None else self.tzinfo.dst(self)
    def astimezone(self, tz=None):
        if tz is None:
            tz = timezone.utc
        offset = self.utcoffset()
        utc = self if offset is None else self - offset
        return tz.fromutc(utc.replace(tzinfo=tz))
    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        pick = lambda given, own: own if given is None else given
        return type(self)(pick(year, self.year), pick(month, self.month), pick(day, self.day), pick(hour, self.hour), pick(minute, self.minute), pick(second, self.second), pick(microsecond, self.microsecond),
                          self.tzinfo if tzinfo is True else tzinfo, fold=pick(fold, self.fold))
    def isoformat(self, sep="T", timespec="auto"):
        clock = self._clock() if timespec == "auto" else _time_text(self.hour, self.minute, self.second, self.microsecond, timespec)
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}{sep}{clock}{_offset_text(self.utcoffset())}"
    def __str__(self):
        return self.isoformat(" ")
    def __repr__(self):
        parts = [self.year, self.month, self.day, self.hour, self.minute, self.second, self.microsecond]
        while len(parts) > 5 and not parts[-1]:
            parts.pop()
        texts = [str(each) for each in parts]
        if self.tzinfo is not None:
            texts.append(f"tzinfo={self.tzinfo!r}")
        if self.fold:
            texts.append("fold=1")
        return f"{_name(self)}({', '.join(texts)})"
    def ctime(self):
        return f"{_weekdays[self.isoweekday()]} {_months[self.month]} {self.day:2d} {self.hour:02d}:{self.minute:02d}:{self.second:02d} {self.year:04d}"
    def __reduce__(self):
        return type(self), (self.year, self.month, self.day, self.hour, self.minute, self.second, self.microsecond, self.tzinfo)

_datetime.use("moment", datetime)
date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(days=1)
time.min, time.max, time.resolution = time(), time(23, 59, 59, 999999), timedelta(microseconds=1)
datetime.min, datetime.max, datetime.resolution = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999), timedelta(microseconds=1)

# --- reading -------------------------------------------------------------------------------------------------------

def _digits(text):
    if not (text.isascii() and text.isdigit()):
        raise ValueError("format")
    return int(text)

def _parse_date(text):
    plain = text.replace("-", "")
    if text[5:6] == "W" or text[4:5] == "W":
        body = plain[5:]
        if len(body) not in (2, 3):
            raise ValueError("format")
        found = date.fromisocalendar(_digits(plain[:4]), _digits(body[:2]), _digits(body[2:] or "1"))
        return found.year, found.month, found.day
    dashes = text.count("-")
    if len(plain) != 8 or not (dashes == 0 or dashes == 2 and text[4] == "-" and text[7] == "-"):
        raise ValueError("format")
    return _digits(plain[:4]), _digits(plain[4:6]), _digits(plain[6:])

def _parse_time(text):
    tz = None
    cut = max(text.find("+"), text.find("-"), text.find("Z"))
    if cut >= 0:
        zone, text = text[cut:], text[:cut]
        if zone == "Z":
            tz = timezone.utc
        else:
            hours, minutes, seconds, micros = _clock(zone[1:])
            offset = timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=micros)
            tz = timezone(-offset if zone[0] == "-" else offset) if offset else timezone.utc
    return (*_clock(text), tz)

def _clock(text):
    text = text.replace(",", ".")
    whole, point, fraction = text.partition(".")
    if point and not (fraction.isascii() and fraction.isdigit()):
        raise ValueError("format")
    parts = whole.split(":") if ":" in whole else [whole[i:i + 2] for i in range(0, len(whole), 2)]
    if not 1 <= len(parts) <= 3 or any(len(each) != 2 for each in parts):
        raise ValueError("format")
    numbers = [_digits(each) for each in parts] + [0, 0]
    return numbers[0], numbers[1], numbers[2], int((fraction + "000000")[:6]) if point else 0

_full_months = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_full_days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_directives = {
    "d": r"(?P<d>3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9])", "f": r"(?P<f>[0-9]{1,6})", "H": r"(?P<H>2[0-3]|[0-1]\d|\d)", "I": r"(?P<I>1[0-2]|0[1-9]|[1-9])", "j": r"(?P<j>36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])",
    "m": r"(?P<m>1[0-2]|0[1-9]|[1-9])", "M": r"(?P<M>[0-5]\d|\d)", "S": r"(?P<S>6[0-1]|[0-5]\d|\d)", "y": r"(?P<y>\d\d)", "Y": r"(?P<Y>\d\d\d\d)", "p": r"(?P<p>am|pm)", "w": r"(?P<w>[0-6])",
    "z": r"(?P<z>[+-]\d\d:?[0-5]\d(?::?[0-5]\d(?:\.\d{1,6})?)?|Z)", "Z": r"(?P<Z>utc|gmt)", "%": "%", "b": f"(?P<b>{'|'.join(_months[1:])})", "B": f"(?P<B>{'|'.join(_full_months)})", "a": f"(?P<a>{'|'.join(_weekdays[1:])})", "A": f"(?P<A>{'|'.join(_full_days)})",
    "u": r"(?P<u>[1-7])", "G": r"(?P<G>\d\d\d\d)", "V": r"(?P<V>5[0-3]|0[1-9]|[1-4]\d|\d)",
    "U": r"(?P<U>5[0-3]|[0-4]\d|\d)", "W": r"(?P<W>5[0-3]|[0-4]\d|\d)",
}

def _weekday_in(got):
    # The weekday that a text names, Monday is 0.
    if got.get("u") is not None:
        return int(got["u"]) - 1
    if got.get("w") is not None:
        return (int(got["w"]) + 6) % 7
    if got.get("A") is not None:
        return [each.lower() for each in _full_days].index(got["A"].lower())
    return [each.lower() for each in _weekdays].index(got["a"].lower()) - 1 if got.get("a") is not None else None

def _day_of_week(year, weekday, got):
    # Days since the first of January; weeks begin with Sunday (%U) or Monday (%W), those before the first are week 0.
    first = date(year, 1, 1).weekday()
    if got.get("U") is not None:
        week, first, weekday = int(got["U"]), (first + 1) % 7, (weekday + 1) % 7
    else:
        week = int(got["W"])
    return weekday - first if week == 0 else (7 - first) % 7 + 7 * (week - 1) + weekday

def _parse(text, format):
    # year, month, day, hour, minute, second, microsecond, offset
    import re
    if not isinstance(text, str):
        raise TypeError(f"strptime() argument 1 must be str, not {type(text).__name__}")
    whole = format.replace("%c", "%a %b %d %H:%M:%S %Y").replace("%x", "%m/%d/%y").replace("%X", "%H:%M:%S").replace("%T", "%H:%M:%S").replace("%D", "%m/%d/%y").replace("%R", "%H:%M")
    pattern, at = "", 0
    while at < len(whole):
        c = whole[at]
        at += 1
        if c == "%":
            c = whole[at:at + 1]
            at += 1
            if c == "":
                raise ValueError(f"stray %% in format '{format}'")
            if c not in _directives:
                raise ValueError(f"'{c}' is a bad directive in format '{format}'")
            pattern += _directives[c]
        elif c.isspace():
            if not pattern.endswith(r"\s+"):
                pattern += r"\s+"
        else:
            pattern += re.escape(c)
    found = re.match(pattern, text, re.IGNORECASE)
    if found is None:
        raise ValueError(f"time data {text!r} does not match format {format!r}")
    if found.end() != len(text):
        raise ValueError(f"unconverted data remains: {text[found.end():]}")
    got = found.groupdict()
    year, month, day, hour = 1900, 1, 1, 0
    if got.get("y") is not None:
        year = int(got["y"])
        year += 2000 if year <= 68 else 1900
    if got.get("Y") is not None:
        year = int(got["Y"])
    lower = lambda names: [each.lower() for each in names]
    if got.get("m") is not None:
        month = int(got["m"])
    elif got.get("B") is not None:
        month = lower(_full_months).index(got["B"].lower()) + 1
    elif got.get("b") is not None:
        month = lower(_months).index(got["b"].lower())
    if got.get("d") is not None:
        day = int(got["d"])
    weekday = _weekday_in(got)
    if got.get("G") is not None:
        if got.get("V") is None or weekday is None:
            raise ValueError("ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive ('%A', '%a', '%w', or '%u').")
        found = date.fromisocalendar(int(got["G"]), int(got["V"]), weekday + 1)
        year, month, day = found.year, found.month, found.day
    elif got.get("V") is not None:
        raise ValueError("ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive ('%A', '%a', '%w', or '%u').")
    elif weekday is not None and (got.get("U") or got.get("W")) is not None and got.get("j") is None:
        year, month, day = _from_ordinal(_ordinal(year, 1, 1) + _day_of_week(year, weekday, got))
    if got.get("j") is not None:
        _, month, day = _from_ordinal(_ordinal(year, 1, 1) + int(got["j"]) - 1)
    if got.get("H") is not None:
        hour = int(got["H"])
    elif got.get("I") is not None:
        hour = int(got["I"]) % 12 + (12 if (got.get("p") or "").lower() == "pm" else 0)
    offset = None
    if got.get("z") is not None:
        zone = got["z"].replace(":", "")
        if zone == "Z":
            offset = timedelta(0)
        else:
            offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:5]), seconds=float(zone[5:] or 0))
            offset = -offset if zone[0] == "-" else offset
    return year, month, day, hour, int(got.get("M") or 0), int(got.get("S") or 0), int((got.get("f") or "0").ljust(6, "0")), offset
