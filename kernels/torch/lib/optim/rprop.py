# torch.optim.rprop


class Rprop(Optimizer):
    def __init__(
        self, params, lr=1e-2, etas=(0.5, 1.2), step_sizes=(1e-6, 50), *, capturable=False, foreach=None, maximize=False,
        differentiable=False,
    ):
        _check_lr(lr)
        if not 0.0 < etas[0] < 1.0 < etas[1]:
            raise ValueError(f"Invalid eta values: {etas[0]}, {etas[1]}")
        super().__init__(
            params,
            dict(
                lr=lr, etas=etas, step_sizes=step_sizes, foreach=foreach, maximize=maximize,
                differentiable=differentiable, capturable=capturable,
            ),
        )

    step = _each_parameter

    def _update(self, param, grad, state, group):
        shrink, grow = group["etas"]
        if not state:
            state["step"] = torch.zeros(())
            state["prev"] = torch.zeros_like(param)
            state["step_size"] = torch.full_like(grad, _scalar(group["lr"]))
        state["step"] += 1
        sign = grad.mul(state["prev"]).sign()
        ones = torch.ones_like(sign)
        factor = torch.where(sign > 0, ones * grow, torch.where(sign < 0, ones * shrink, ones))
        size = state["step_size"].mul_(factor).clamp_(*group["step_sizes"])
        # Where the gradient turned, no step is taken.
        grad = torch.where(sign < 0, torch.zeros_like(grad), grad)
        param.addcmul_(grad.sign(), size, value=-1)
        state["prev"].copy_(grad)
