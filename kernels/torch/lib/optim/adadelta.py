# torch.optim.adadelta


class Adadelta(Optimizer):
    def __init__(
        self, params, lr=1.0, rho=0.9, eps=1e-6, weight_decay=0, foreach=None, *, capturable=False, maximize=False,
        differentiable=False,
    ):
        _check_lr(lr)
        _check("rho value", rho, 0.0 <= rho <= 1.0)
        _check("epsilon value", eps, eps >= 0.0)
        _check("weight_decay value", weight_decay, weight_decay >= 0.0)
        super().__init__(
            params,
            dict(
                lr=lr, rho=rho, eps=eps, weight_decay=weight_decay, maximize=maximize, capturable=capturable,
                foreach=foreach, differentiable=differentiable,
            ),
        )

    step = _each_parameter

    def _update(self, param, grad, state, group):
        if not state:
            state["step"] = torch.zeros(())
            state["square_avg"] = torch.zeros_like(param)
            state["acc_delta"] = torch.zeros_like(param)
        state["step"] += 1
        grad = _decayed(grad, param, group)
        square, moved = state["square_avg"], state["acc_delta"]
        _average_square(square, grad, group["rho"])
        delta = moved.add(group["eps"]).sqrt_().div_(square.add(group["eps"]).sqrt_()).mul_(grad)
        _average_square(moved, delta, group["rho"])
        param.add_(delta, alpha=-_scalar(group["lr"]))
