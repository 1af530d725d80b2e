# calendar, and operator's functions under the names of special methods.
import calendar
import operator


def attempt(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as error:
        print(type(error).__name__, error)


print(calendar.isleap(2024), calendar.leapdays(1900, 2025), calendar.monthrange(2024, 2), calendar.weekday(2026, 11, 24))
print(calendar.month(2024, 2), calendar.month(2026, 11, 4, 2), sep="|")
print(calendar.calendar(2025))
print(calendar.monthcalendar(2023, 5), calendar.timegm((2024, 2, 29, 12, 0, 5)))
print(list(calendar.day_name), list(calendar.month_abbr), calendar.weekheader(3), calendar.weekheader(10))
sunday = calendar.TextCalendar(calendar.SUNDAY)
print(sunday.formatmonth(2023, 10), list(sunday.iterweekdays()), sunday.monthdatescalendar(2024, 1)[0])
print(list(sunday.itermonthdays2(2024, 6))[:8], list(calendar.Calendar().itermonthdays4(2021, 12))[-3:])
attempt(calendar.monthrange, 2024, 13)
attempt(calendar.setfirstweekday, 9)
calendar.setfirstweekday(6)
calendar.prmonth(2024, 9)
print(operator.__add__(1, 2), operator.__getitem__([5], 0), operator.__not__(0), operator.__or__(1, 2), operator.__lt__(1, 2), operator.__iadd__([1], [2]), hasattr(operator, "__truth__"))
