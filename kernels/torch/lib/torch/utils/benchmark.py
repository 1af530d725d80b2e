# torch.utils.benchmark: Timer and its measurements.
import statistics
import time
import timeit

default_timer = time.perf_counter
timer = time.perf_counter


def _shown(seconds):
    for scale, unit in ((1.0, "s"), (1e-3, "ms"), (1e-6, "us"), (1e-9, "ns")):
        if seconds >= scale:
            return f"{seconds / scale:.2f} {unit}"
    return f"{seconds / 1e-9:.2f} ns"


class Measurement:
    def __init__(self, number_per_run, raw_times, stmt, label=None, sub_label=None, description=None, num_threads=1):
        self.number_per_run, self.raw_times, self.stmt = number_per_run, raw_times, stmt
        self.label, self.sub_label, self.description, self.num_threads = label, sub_label, description, num_threads

    @property
    def times(self):
        return [each / self.number_per_run for each in self.raw_times]

    @property
    def median(self):
        return statistics.median(self.times)

    @property
    def mean(self):
        return statistics.mean(self.times)

    @property
    def iqr(self):
        ordered = sorted(self.times)
        return ordered[(3 * len(ordered)) // 4] - ordered[len(ordered) // 4] if len(ordered) > 3 else 0.0

    def __repr__(self):
        head = f"<torch.utils.benchmark.utils.common.Measurement object at {hex(id(self))}>\n{self.label or self.stmt}\n"
        count = len(self.raw_times)
        body = f"  {_shown(self.median)}\n  {count} measurement{'s' if count > 1 else ''}, {self.number_per_run} runs "
        return head + body + f"{'per measurement, ' if count > 1 else ', '}{self.num_threads} thread"


class Timer:
    def __init__(self, stmt="pass", setup="pass", global_setup="", timer=timer, globals=None, label=None, sub_label=None,
                 description=None, env=None, num_threads=1, language="python"):  # fmt: skip
        self._stmt, self._names = stmt, (label, sub_label, description, num_threads)
        self._timer = timeit.Timer(stmt=stmt, setup=setup, globals=globals)

    def timeit(self, number=1000000):
        return Measurement(number, [self._timer.timeit(number)], self._stmt, *self._names)

    def blocked_autorange(self, callback=None, min_run_time=0.2):
        number = 1
        taken = self._timer.timeit(number)
        while taken < min_run_time / 10 and number < 10**9:
            number *= 10
            taken = self._timer.timeit(number)
        times = [taken]
        while sum(times) < min_run_time:
            times.append(self._timer.timeit(number))
        return Measurement(number, times, self._stmt, *self._names)

    adaptive_autorange = blocked_autorange
