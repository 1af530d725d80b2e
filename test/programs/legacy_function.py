# Functions written before they were static are refused with the advice that PyTorch gives; the class alone is not called.
import warnings

import torch


class Scaled(torch.autograd.Function):
    def __init__(self, factor):
        super().__init__()
        self.factor = factor

    def forward(self, x):
        return x * self.factor

    def backward(self, grad):
        return grad * self.factor


class Doubled(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, grad):
        return grad * 2


x = torch.ones(2, requires_grad=True)
for attempt in (
    lambda: Scaled(3)(x),
    lambda: Scaled.apply(x),
    lambda: Doubled()(x),
    lambda: torch.autograd.Function()(x),
    lambda: Scaled(3).forward(x),
    lambda: Doubled().forward(None, x),
    lambda: Doubled.apply(x),
):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        try:
            print(attempt())
        except Exception as error:
            print(type(error).__name__, error)
    for each in caught:
        print(each.category.__name__, each.message)
