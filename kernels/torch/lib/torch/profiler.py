# torch.profiler and torch.autograd.profiler: regions are taken, measurements are not made.
import contextlib
import enum
import time


class ProfilerActivity(enum.Enum):
    CPU = 0
    XPU = 1
    MTIA = 2
    CUDA = 3


class ProfilerAction(enum.Enum):
    NONE = 0
    WARMUP = 1
    RECORD = 2
    RECORD_AND_SAVE = 3


class record_function(contextlib.ContextDecorator):
    def __init__(self, name, args=None):
        self.name, self.args = name, args

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return False


class emit_nvtx(record_function):
    def __init__(self, enabled=True, record_shapes=False):
        super().__init__("nvtx")


emit_itt = emit_nvtx


class profile(record_function):
    """Runs its block; asking it for what was measured raises by name."""

    def __init__(self, *args, **kwargs):
        super().__init__("profile")
        self.step_num = 0

    def start(self):
        pass

    def stop(self):
        pass

    def step(self):
        self.step_num += 1

    def add_metadata(self, key, value):
        pass

    def _unmeasured(name):
        def raises(self, *args, **kwargs):
            raise NotImplementedError(f"ishape: profile.{name} is not available here: no operator's time is measured")

        return raises

    key_averages = _unmeasured("key_averages")
    events = _unmeasured("events")
    table = _unmeasured("table")
    export_chrome_trace = _unmeasured("export_chrome_trace")
    export_stacks = _unmeasured("export_stacks")
    total_average = _unmeasured("total_average")


def schedule(*, wait, warmup, active, repeat=0, skip_first=0, skip_first_wait=0):
    def action(step):
        if step < skip_first:
            return ProfilerAction.NONE
        at = (step - skip_first) % (wait + warmup + active)
        if repeat > 0 and (step - skip_first) // (wait + warmup + active) >= repeat:
            return ProfilerAction.NONE
        if at < wait:
            return ProfilerAction.NONE
        if at < wait + warmup:
            return ProfilerAction.WARMUP
        return ProfilerAction.RECORD if at < wait + warmup + active - 1 else ProfilerAction.RECORD_AND_SAVE

    return action


def tensorboard_trace_handler(dir_name, worker_name=None, use_gzip=False):
    return lambda profiler: None


def supported_activities():
    return {ProfilerActivity.CPU}
