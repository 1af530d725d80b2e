# sched: events at their times.
import heapq
import time
from collections import namedtuple
from itertools import count
from time import monotonic as _time

_fields = ["time", "priority", "sequence", "action", "argument", "kwargs"]
Event = namedtuple("Event", _fields)
for _name, _text in zip(_fields, [
    "Numeric type compatible with the return value of the\ntimefunc function passed to the constructor.",
    "Events scheduled for the same time will be executed\nin the order of their priority.",
    "A continually increasing sequence number that\n    separates events if time and priority are equal.",
    "Executing the event means executing\naction(*argument, **kwargs)",
    "argument is a sequence holding the positional\narguments for the action.",
    "kwargs is a dictionary holding the keyword\narguments for the action.",
]):
    getattr(Event, _name).__doc__ = _text

class scheduler:
    def __init__(self, timefunc=_time, delayfunc=time.sleep):
        self._queue = []
        self._sequence = count()
        self.timefunc = timefunc
        self.delayfunc = delayfunc
    def enterabs(self, time, priority, action, argument=(), kwargs=None):
        event = Event(time, priority, next(self._sequence), action, argument, {} if kwargs is None else kwargs)
        heapq.heappush(self._queue, event)
        return event
    def enter(self, delay, priority, action, argument=(), kwargs=None):
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)
    def cancel(self, event):
        self._queue.remove(event)
        heapq.heapify(self._queue)
    def empty(self):
        return not self._queue
    def run(self, blocking=True):
        while self._queue:
            event = self._queue[0]
            now = self.timefunc()
            if event.time > now:
                if not blocking:
                    return event.time - now
                self.delayfunc(event.time - now)
                continue
            heapq.heappop(self._queue)
            event.action(*event.argument, **event.kwargs)
            # Others may run in between.
            self.delayfunc(0)
    @property
    def queue(self):
        return heapq.nsmallest(len(self._queue), self._queue)
