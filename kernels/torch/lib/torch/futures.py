# torch.futures: futures whose results are there already.
import torch
from torch import Future


def collect_all(futures):
    made = Future()
    for each in futures:
        each.wait()
    made.set_result(futures)
    return made


def wait_all(futures):
    return [each.wait() for each in futures]
