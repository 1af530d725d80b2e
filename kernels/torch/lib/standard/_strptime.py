# time.strptime, by datetime's reading of formats.
import time
from datetime import _parse, date

def strptime(data_string, format="%a %b %d %H:%M:%S %Y", /):
    year, month, day, hour, minute, second, _, _ = _parse(data_string, format)
    which = date(year, month, day)
    return time.struct_time((year, month, day, hour, minute, second, which.weekday(), which.toordinal() - date(year, 1, 1).toordinal() + 1, -1))
