# datetime: order, arithmetic at the edges, refusals, weeks in texts, zones.
import copy
import pickle
from datetime import MAXYEAR, date, datetime, time, timedelta, timezone

d, e = datetime(2020, 2, 29, 23, 59, 59, 999999), datetime(2021, 3, 1)
print(d + timedelta(microseconds=1), d - timedelta(days=366), e - d, d < e, d <= d, d == e, d != e, max(d, e), d >= e)
print(date(2020, 3, 1) - timedelta(1), date(2020, 1, 1) - date(2019, 1, 1), date(1, 1, 1) < date.max, timedelta(1) + date(2020, 1, 1))
print(timedelta(days=-1, seconds=3), -timedelta(seconds=5), abs(timedelta(-3)), timedelta(hours=25), timedelta(1.5), timedelta(seconds=0.1) * 3, timedelta(7) / 2, timedelta(7) // timedelta(2), timedelta(7) % timedelta(2))
print(timedelta(milliseconds=1500).total_seconds(), timedelta(weeks=2, minutes=-1), bool(timedelta(0)), hash(timedelta(1)) == hash(timedelta(hours=24)), timedelta.max, timedelta(microseconds=0.5), timedelta(microseconds=1.5))
plus = timezone(timedelta(hours=2), "P")
aware = datetime(2020, 1, 1, 12, tzinfo=plus)
print(aware, aware.astimezone(timezone.utc), aware == datetime(2020, 1, 1, 10, tzinfo=timezone.utc), aware - datetime(2020, 1, 1, 12, tzinfo=timezone.utc), hash(aware) == hash(aware.astimezone(timezone.utc)))
print(timezone(timedelta(0)) is timezone.utc, timezone.utc, repr(plus), plus.tzname(None), datetime(2020, 1, 1) == aware, date(2020, 1, 1) == datetime(2020, 1, 1))
for make in (
    lambda: d < aware, lambda: d - aware, lambda: d < date(2020, 1, 1), lambda: date(2020, 1, 1) < d, lambda: d < 3, lambda: d + 3, lambda: d + d,
    lambda: datetime.max + timedelta(microseconds=1), lambda: date.min - timedelta(1), lambda: timedelta(10**9), lambda: datetime(2020, 13, 1), lambda: date(2021, 2, 29),
    lambda: datetime(2020, 1, 1, 24), lambda: datetime(2020, 1), lambda: datetime(0, 1, 1), lambda: datetime("2020", 1, 1), lambda: date(2020, 1, 1.0), lambda: datetime(2020, 1, 1, fold=2),
    lambda: datetime(2020, 1, 1, tzinfo=3), lambda: timedelta("1"), lambda: timedelta(1) < 3, lambda: timezone(timedelta(1)), lambda: timezone.utc.utcoffset(3), lambda: plus.fromutc(datetime(2020, 1, 1)),
    lambda: date.fromisocalendar(2020, 54, 1), lambda: date.fromisocalendar(2020, 1, 8), lambda: date.fromtimestamp(1e200), lambda: datetime.fromtimestamp(253402300800), lambda: datetime.combine(3, time()),
    lambda: time.fromisoformat(None), lambda: datetime.fromisoformat("2020-1-1"), lambda: datetime.strptime("2020", "%Y-%m"), lambda: time(1) < time(2, tzinfo=plus), lambda: format(d, 3),
):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)
for text, form in (("6/4/03", "%w/%U/%y"), ("6/4/03", "%w/%W/%y"), ("2003 05 1", "%G %V %u"), ("Mon 10 2004", "%a %W %Y"), ("2020-060", "%Y-%j"), ("03:04 PM", "%I:%M %p"), ("+0130", "%z"), ("1 Feb 20", "%d %b %y")):
    print(text, datetime.strptime(text, form))
print(sorted([time(3), time(1, 2), time(1)]), time(1, fold=1), repr(time(1, fold=1)), time(1, 2, 3).replace(hour=5), time(10, tzinfo=plus).isoformat())
for value in (d, aware, date(2020, 1, 1), timedelta(1, 2, 3), time(1, 2), plus, timezone.utc, d.isocalendar()):
    print(copy.copy(value) == value, copy.deepcopy(value) == value, pickle.loads(pickle.dumps(value)) == value)

class Day(date):
    def __new__(cls, *args):
        return super().__new__(cls, *args)
    @property
    def weekend(self):
        return self.weekday() >= 5

class Moment(datetime):
    pass

day = Day(2020, 2, 1)
print(day, type(day + timedelta(1)).__name__, day.weekend, (day + timedelta(2)).weekend, day == date(2020, 2, 1), type(day - date(2020, 1, 1)))
moment = Moment(2020, 2, 1, 3)
moment.note = "kept"
print(repr(moment + timedelta(1)), moment.note, type(moment.replace(year=2021)).__name__, isinstance(moment, date))
print(d.isoformat(" ", "minutes"), d.isoformat(timespec="milliseconds"), f"{d:%d.%m.%y}", d.isocalendar(), d.timetuple()[:8], d.toordinal(), d.ctime(), MAXYEAR)
