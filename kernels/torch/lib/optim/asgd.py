# torch.optim.asgd


class ASGD(Optimizer):
    def __init__(
        self, params, lr=1e-2, lambd=1e-4, alpha=0.75, t0=1e6, weight_decay=0, foreach=None, maximize=False,
        differentiable=False, capturable=False,
    ):
        _check_lr(lr)
        _check("weight_decay value", weight_decay, weight_decay >= 0.0)
        super().__init__(
            params,
            dict(
                lr=lr, lambd=lambd, alpha=alpha, t0=t0, weight_decay=weight_decay, foreach=foreach, maximize=maximize,
                differentiable=differentiable, capturable=capturable,
            ),
        )

    step = _each_parameter

    def _update(self, param, grad, state, group):
        lr, lambd = _scalar(group["lr"]), group["lambd"]
        if not state:
            state["step"] = torch.zeros(())
            state["eta"] = torch.tensor(float(lr))
            state["mu"] = torch.ones(())
            state["ax"] = torch.zeros_like(param)
        state["step"] += 1
        step, eta, mu = (state[key].item() for key in ("step", "eta", "mu"))
        grad = _decayed(grad, param, group)
        param.mul_(1 - lambd * eta)
        param.add_(grad, alpha=-eta)
        average = state["ax"]
        if mu != 1:
            average.add_(param.sub(average).mul_(mu))
        else:
            average.copy_(param)
        state["eta"].copy_(torch.tensor(lr / (1 + lambd * lr * step) ** group["alpha"]))
        state["mu"].copy_(torch.tensor(1 / max(1, step - group["t0"])))
