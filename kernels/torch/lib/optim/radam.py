# torch.optim.radam


class RAdam(Optimizer):
    def __init__(
        self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, decoupled_weight_decay=False, *,
        foreach=None, maximize=False, capturable=False, differentiable=False,
    ):
        _check_lr(lr)
        _check("epsilon value", eps, eps >= 0.0)
        _check_betas(betas)
        _check("weight_decay value", weight_decay, weight_decay >= 0.0)
        super().__init__(
            params,
            dict(
                lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, maximize=maximize, foreach=foreach,
                capturable=capturable, decoupled_weight_decay=decoupled_weight_decay, differentiable=differentiable,
            ),
        )

    step = _each_parameter

    def _update(self, param, grad, state, group):
        beta1, beta2 = group["betas"]
        lr = _scalar(group["lr"])
        if not state:
            state["step"] = torch.tensor(0.0)
            state["exp_avg"] = torch.zeros_like(param)
            state["exp_avg_sq"] = torch.zeros_like(param)
        state["step"] += 1
        step = state["step"].item()
        if group["decoupled_weight_decay"] and group["weight_decay"] != 0:
            param.mul_(1 - lr * group["weight_decay"])
        else:
            grad = _decayed(grad, param, group)
        average, square = state["exp_avg"], state["exp_avg_sq"]
        _average(average, grad, beta1)
        _average_square(square, grad, beta2)
        correction = 1 - beta2**step
        mean = average / (1 - beta1**step)
        # The length of the simple moving average: the variance is tractable above 5.
        longest = 2 / (1 - beta2) - 1
        length = longest - 2 * step * beta2**step / correction
        update = mean * lr
        if length > 5.0:
            rectified = math.sqrt(
                (length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length)
            )
            update = update * (math.sqrt(correction) / square.sqrt().add_(group["eps"])) * rectified
        param.add_(update, alpha=-1.0)
