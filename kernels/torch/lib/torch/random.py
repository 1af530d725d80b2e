# torch.random: the default generator's state.
import contextlib

import torch
from torch import default_generator, get_rng_state, initial_seed, manual_seed, seed, set_rng_state


@contextlib.contextmanager
def fork_rng(devices=None, enabled=True, _caller="fork_rng", _devices_kw="devices", device_type="cuda"):
    kept = get_rng_state() if enabled else None
    try:
        yield
    finally:
        if kept is not None:
            set_rng_state(kept)
