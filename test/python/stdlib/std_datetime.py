from datetime import *
import datetime as dt, time as tm
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
d = date(2024, 2, 29); x = datetime(2024, 2, 29, 13, 5, 7, 123456); z = timezone(timedelta(hours=9), 'JST')
print(d, repr(d), x, repr(x), d.weekday(), d.isoweekday(), d.isocalendar(), d.toordinal(), date.fromordinal(738000), d.timetuple(), d.ctime(), x.ctime(), d.replace(day=1), x.date(), x.time(), x.timetz(), d.isoformat(), x.isoformat(), x.isoformat(' ', 'minutes'), x.isoformat(timespec='milliseconds'))
print(x.strftime('%Y-%m-%d %H:%M:%S.%f %j %a %A %b %B %p %I %y %U %W %w %% %d/%m'), f'{x:%Y%m%d}', d.strftime('%d %b'), f'{d}', x + timedelta(days=1, hours=11), x - timedelta(weeks=1), x - datetime(2024, 1, 1), d - date(2023, 1, 1), d + timedelta(1), datetime.combine(d, time(1, 2)))
print(timedelta(days=1.5, hours=-3), repr(timedelta(seconds=-1)), timedelta(1) / 2, timedelta(1) / timedelta(hours=1), timedelta(1) // timedelta(hours=5), timedelta(1) % timedelta(hours=5), divmod(timedelta(1), timedelta(hours=5)), timedelta(1) * 1.5, -timedelta(1), abs(timedelta(-1)), timedelta(microseconds=1.5), timedelta(1).total_seconds(), timedelta(0, 1) < timedelta(1), sum([timedelta(1), timedelta(2)], timedelta()), timedelta.max, timedelta(days=-1, seconds=5), str(timedelta(hours=25, microseconds=3)), bool(timedelta()), hash(timedelta(1)) == hash(timedelta(hours=24)))
print(time(1, 2, 3), repr(time(1, 2)), time(1, 2, 3, 4).isoformat(), time.fromisoformat('04:23:01'), time(1) < time(2), time(5, tzinfo=z), time(3).strftime('%H-%M'), time(1, 2).replace(hour=5))
print(datetime.fromisoformat('2024-01-02T03:04:05.678'), datetime.fromisoformat('2024-01-02'), datetime.fromisoformat('2024-01-02 03:04:05+09:00'), repr(datetime.fromisoformat('20240102T030405Z')), date.fromisoformat('2024-12-31'), date.fromisocalendar(2024, 9, 4))
print(datetime.strptime('2024-02-29 13:05:07', '%Y-%m-%d %H:%M:%S'), datetime.strptime('Mar 5, 2021 03:04 PM', '%b %d, %Y %I:%M %p'), datetime.strptime('21/12/05 1.5', '%y/%m/%d %S.%f'), repr(datetime.strptime('2024 +0530', '%Y %z')), datetime.strptime('060', '%j'))
a = datetime(2024, 1, 1, tzinfo=timezone.utc); print(a, repr(a), a.astimezone(z), repr(a.astimezone(z)), a.timestamp(), a.utcoffset(), a.tzname(), a == a.astimezone(z), datetime.fromtimestamp(0, timezone.utc), datetime.fromtimestamp(1e9, z), a.astimezone(z).strftime('%z %Z'), timezone.utc, repr(timezone.utc), z, repr(z), timezone(-timedelta(hours=3, minutes=30)), a - a.astimezone(z), a.replace(tzinfo=None))
for f in (lambda: date(2024, 2, 30), lambda: date(2024, 13, 1), lambda: date(0, 1, 1), lambda: datetime(2024, 1, 1, 25), lambda: time(1, 60), lambda: date(2024, 1), lambda: d < x, lambda: x < a, lambda: x - a, lambda: d + 1, lambda: timedelta('a'), lambda: date.fromisoformat('2024-1-1'), lambda: datetime.fromisoformat('x'), lambda: datetime.strptime('x', '%Y'), lambda: datetime.strptime('2024x', '%Y'), lambda: datetime.strptime('1', '%Q'), lambda: date(1.5, 1, 1), lambda: timezone(5), lambda: date.max + timedelta(1), lambda: d == x, lambda: x == d, lambda: d != 5, lambda: d.foo): t(f)
print(date.min, date.max, datetime.min, datetime.max, time.min, time.max, MINYEAR, date.resolution, {d: 1}[date(2024, 2, 29)], sorted([date(2024, 3, 1), d]), x.replace(microsecond=0), x.timestamp() == datetime(2024, 2, 29, 13, 5, 7, 123456, timezone.utc).timestamp())
class D(date):
    def hi(s): return s.year
print(D(2024, 1, 1).hi(), D(2024, 1, 1) + timedelta(1), repr(D(2024, 1, 1)), type(D.today()).__name__, isinstance(x, date), dt.UTC)
print(type(datetime.now() - datetime.now()).__name__, tm.strftime('%Y', tm.gmtime(0)), tm.gmtime(86400).tm_mday, tm.strptime('2024-03-01', '%Y-%m-%d')[:3] if hasattr(tm, 'strptime') else '')
import copy, pickle; print(copy.deepcopy(x) == x, copy.copy(d), copy.deepcopy(timedelta(3)))
