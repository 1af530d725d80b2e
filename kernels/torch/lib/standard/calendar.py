# calendar: weeks, months and years, and their pages as text.
import datetime
from itertools import repeat

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
January = 1
February = 2
mdays = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
day_name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
day_abbr = [name[:3] for name in day_name]
month_name = ["", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
month_abbr = [name[:3] for name in month_name]

class IllegalMonthError(ValueError):
    def __init__(self, month):
        self.month = month
    def __str__(self):
        return f"bad month number {self.month!r}; must be 1-12"

class IllegalWeekdayError(ValueError):
    def __init__(self, weekday):
        self.weekday = weekday
    def __str__(self):
        return f"bad weekday number {self.weekday!r}; must be 0 (Monday) to 6 (Sunday)"

def isleap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

def leapdays(y1, y2):
    before = lambda year: (year - 1) // 4 - (year - 1) // 100 + (year - 1) // 400
    return before(y2) - before(y1)

def weekday(year, month, day):
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        year = 2000 + year % 400
    return datetime.date(year, month, day).weekday()

def monthrange(year, month):
    if not 1 <= month <= 12:
        raise IllegalMonthError(month)
    return weekday(year, month, 1), mdays[month] + (month == February and isleap(year))

def timegm(tuple):
    year, month, day, hour, minute, second = tuple[:6]
    days = datetime.date(year, month, 1).toordinal() - datetime.date(1970, 1, 1).toordinal() + day - 1
    return ((days * 24 + hour) * 60 + minute) * 60 + second

class Calendar:
    def __init__(self, firstweekday=0):
        self.firstweekday = firstweekday
    @property
    def firstweekday(self):
        return self._firstweekday % 7
    @firstweekday.setter
    def firstweekday(self, firstweekday):
        self._firstweekday = firstweekday
    getfirstweekday = lambda self: self.firstweekday
    def setfirstweekday(self, firstweekday):
        self.firstweekday = firstweekday
    def iterweekdays(self):
        for i in range(self.firstweekday, self.firstweekday + 7):
            yield i % 7
    def itermonthdays(self, year, month):
        first, count = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        yield from repeat(0, before)
        yield from range(1, count + 1)
        yield from repeat(0, (self.firstweekday - first - count) % 7)
    def itermonthdays2(self, year, month):
        for i, day in enumerate(self.itermonthdays(year, month), self.firstweekday):
            yield day, i % 7
    def itermonthdays3(self, year, month):
        first, count = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        after = (self.firstweekday - first - count) % 7
        last = (year - (month == 1), month - 1 or 12)
        for day in range(monthrange(*last)[1] - before + 1, monthrange(*last)[1] + 1):
            yield (*last, day)
        for day in range(1, count + 1):
            yield year, month, day
        for day in range(1, after + 1):
            yield year + (month == 12), month % 12 + 1, day
    def itermonthdays4(self, year, month):
        for i, date in enumerate(self.itermonthdays3(year, month)):
            yield (*date, (self.firstweekday + i) % 7)
    def itermonthdates(self, year, month):
        for date in self.itermonthdays3(year, month):
            yield datetime.date(*date)
    def _weeks(self, days):
        days = list(days)
        return [days[i:i + 7] for i in range(0, len(days), 7)]
    def monthdayscalendar(self, year, month):
        return self._weeks(self.itermonthdays(year, month))
    def monthdays2calendar(self, year, month):
        return self._weeks(self.itermonthdays2(year, month))
    def monthdatescalendar(self, year, month):
        return self._weeks(self.itermonthdates(year, month))
    def _rows(self, months, width):
        return [months[i:i + width] for i in range(0, len(months), width)]
    def yeardayscalendar(self, year, width=3):
        return self._rows([self.monthdayscalendar(year, month) for month in range(1, 13)], width)
    def yeardays2calendar(self, year, width=3):
        return self._rows([self.monthdays2calendar(year, month) for month in range(1, 13)], width)
    def yeardatescalendar(self, year, width=3):
        return self._rows([self.monthdatescalendar(year, month) for month in range(1, 13)], width)

class TextCalendar(Calendar):
    def prweek(self, theweek, width):
        print(self.formatweek(theweek, width), end="")
    def formatday(self, day, weekday, width):
        return ("" if day == 0 else "%2i" % day).center(width)
    def formatweek(self, theweek, width):
        return " ".join(self.formatday(day, weekday, width) for day, weekday in theweek)
    def formatweekday(self, day, width):
        return (day_name if width >= 9 else day_abbr)[day][:width].center(width)
    def formatweekheader(self, width):
        return " ".join(self.formatweekday(day, width) for day in self.iterweekdays())
    def formatmonthname(self, theyear, themonth, width, withyear=True):
        name = f"{month_name[themonth]} {theyear!r}" if withyear else month_name[themonth]
        return name.center(width)
    def prmonth(self, theyear, themonth, w=0, l=0):
        print(self.formatmonth(theyear, themonth, w, l), end="")
    def formatmonth(self, theyear, themonth, w=0, l=0):
        w, l = max(2, w), max(1, l)
        lines = [self.formatmonthname(theyear, themonth, 7 * (w + 1) - 1).rstrip(), self.formatweekheader(w).rstrip()]
        lines += [self.formatweek(week, w).rstrip() for week in self.monthdays2calendar(theyear, themonth)]
        return ("\n" * l).join(lines) + "\n" * l
    def formatyear(self, theyear, w=2, l=1, c=6, m=3):
        w, l, c = max(2, w), max(1, l), max(2, c)
        width = (w + 1) * 7 - 1
        gap = " " * c
        out = [repr(theyear).center(width * m + c * (m - 1)).rstrip(), "\n" * l]
        for i, row in enumerate(self.yeardays2calendar(theyear, m)):
            months = range(m * i + 1, min(m * (i + 1) + 1, 13))
            out.append("\n" * l)
            out += [gap.join(self.formatmonthname(theyear, month, width, False).center(width) for month in months).rstrip(), "\n" * l]
            out += [gap.join(self.formatweekheader(w).center(width) for _ in months).rstrip(), "\n" * l]
            for j in range(max(len(weeks) for weeks in row)):
                weeks = [self.formatweek(month[j], w) if j < len(month) else "" for month in row]
                out += [gap.join(week.center(width) for week in weeks).rstrip(), "\n" * l]
        return "".join(out)
    def pryear(self, theyear, w=0, l=0, c=6, m=3):
        print(self.formatyear(theyear, w, l, c, m), end="")

c = TextCalendar()
firstweekday = c.getfirstweekday
monthcalendar = c.monthdayscalendar
prweek = c.prweek
week = c.formatweek
weekheader = c.formatweekheader
prmonth = c.prmonth
month = c.formatmonth
calendar = c.formatyear
prcal = c.pryear

def setfirstweekday(firstweekday):
    if not MONDAY <= firstweekday <= SUNDAY:
        raise IllegalWeekdayError(firstweekday)
    c.firstweekday = firstweekday
