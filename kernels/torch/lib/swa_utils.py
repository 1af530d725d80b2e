# torch.optim.swa_utils: averages of a model's parameters over training.
import math

import torch
from torch.nn import Module
from torch.optim.lr_scheduler import LRScheduler, _format_param


def _check_decay(decay):
    if decay < 0.0 or decay > 1.0:
        raise ValueError(f"Invalid decay value {decay} provided. Please provide a value in [0,1] range.")


def get_ema_avg_fn(decay=0.999):
    _check_decay(decay)

    def ema_update(ema_param, current_param, num_averaged):
        with torch.no_grad():
            return decay * ema_param + (1 - decay) * current_param

    return ema_update


def get_swa_avg_fn():
    def swa_update(averaged_param, current_param, num_averaged):
        with torch.no_grad():
            return averaged_param + (current_param - averaged_param) / (num_averaged + 1)

    return swa_update


def _for_each(average):
    def update(averaged, current, num_averaged):
        with torch.no_grad():
            for mine, other in zip(averaged, current):
                mine.copy_(average(mine, other, num_averaged))

    return update


def get_ema_multi_avg_fn(decay=0.999):
    return _for_each(get_ema_avg_fn(decay))


def get_swa_multi_avg_fn():
    return _for_each(get_swa_avg_fn())


class AveragedModel(Module):
    def __init__(self, model, device=None, avg_fn=None, multi_avg_fn=None, use_buffers=False):
        from copy import deepcopy

        super().__init__()
        if avg_fn is not None and multi_avg_fn is not None:
            raise AssertionError("Only one of avg_fn and multi_avg_fn should be provided")
        self.module = deepcopy(model)
        if device is not None:
            self.module = self.module.to(device)
        self.register_buffer("n_averaged", torch.tensor(0, dtype=torch.long, device=device))
        self.avg_fn = avg_fn
        self.multi_avg_fn = multi_avg_fn
        self.use_buffers = use_buffers

    def forward(self, *args, **kwargs):
        return self.module(*args, **kwargs)

    def update_parameters(self, model):
        def tensors(module):
            return list(module.parameters()) + (list(module.buffers()) if self.use_buffers else [])

        mine = [each.detach() for each in tensors(self.module)]
        others = [each.detach() for each in tensors(model)]
        count = self.n_averaged
        if count == 0:
            for average, other in zip(mine, others):
                average.copy_(other)
        elif self.multi_avg_fn is not None:
            self.multi_avg_fn(mine, others, count)
        else:
            _for_each(self.avg_fn or get_swa_avg_fn())(mine, others, count)
        if not self.use_buffers:
            for average, other in zip(self.module.buffers(), model.buffers()):
                average.detach().copy_(other.detach())
        self.n_averaged += 1


def update_bn(loader, model, device=None):
    """Reckons the statistics of batch norms anew from the data."""
    with torch.no_grad():
        norms = [
            module for module in model.modules() if isinstance(module, torch.nn.modules.batchnorm._BatchNorm)
        ]
        if not norms:
            return
        momenta = [module.momentum for module in norms]
        training = model.training
        model.train()
        for module in norms:
            module.reset_running_stats()
            module.momentum = None
        for input in loader:
            if isinstance(input, (list, tuple)):
                input = input[0]
            model(input if device is None else input.to(device))
        for module, momentum in zip(norms, momenta):
            module.momentum = momentum
        model.train(training)


class SWALR(LRScheduler):
    def __init__(self, optimizer, swa_lr, anneal_epochs=10, anneal_strategy="cos", last_epoch=-1):
        for lr, group in zip(_format_param("swa_lr", optimizer, swa_lr), optimizer.param_groups):
            group["swa_lr"] = lr
        if anneal_strategy not in ("cos", "linear"):
            raise ValueError(f"anneal_strategy must be one of 'cos' or 'linear', instead got {anneal_strategy}")
        self._anneal_strategy = anneal_strategy
        if not isinstance(anneal_epochs, int) or anneal_epochs < 0:
            raise ValueError(f"anneal_epochs must be equal or greater than 0, got {anneal_epochs}")
        self.anneal_epochs = anneal_epochs
        super().__init__(optimizer, last_epoch)

    def anneal_func(self, t):
        return t if self._anneal_strategy == "linear" else (1 - math.cos(math.pi * t)) / 2

    def get_lr(self):
        self._check_called()
        step = self._step_count - 1
        if self.anneal_epochs == 0:
            step = max(1, step)
        before, now = (
            self.anneal_func(max(0, min(1, each / max(1, self.anneal_epochs)))) for each in (step - 1, step)
        )
        lrs = []
        for group in self.optimizer.param_groups:
            target = group["swa_lr"]
            initial = target if before == 1 else (group["lr"] - before * target) / (1 - before)
            lrs.append(target * now + initial * (1 - now))
        return lrs
