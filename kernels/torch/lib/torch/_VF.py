# torch._VF: the operators under the name that layers call them by.
import torch


def __getattr__(name):
    return getattr(torch, name)
