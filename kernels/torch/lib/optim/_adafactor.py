# torch.optim._adafactor


class Adafactor(Optimizer):
    def __init__(
        self, params, lr=1e-2, beta2_decay=-0.8, eps=(None, 1e-3), d=1.0, weight_decay=0.0, *, foreach=None,
        maximize=False,
    ):
        if isinstance(lr, torch.Tensor) and lr.numel() != 1:
            raise ValueError("Tensor lr must be 1-element")
        if not lr >= 0.0:
            raise ValueError(f"Learning rate should be >= 0 but is: {lr}")
        if not beta2_decay <= 0.0:
            raise ValueError(f"beta2_decay should be <= 0 but is: {beta2_decay}")
        if eps[0] is not None and not eps[0] >= 0.0:
            raise ValueError(f"epsilon1 should be >= 0 but is: {eps[0]}")
        if not eps[1] >= 0.0:
            raise ValueError(f"epsilon2 should be >= 0 but is: {eps[1]}")
        if not d >= 1.0:
            raise ValueError(f"Clipping threshold d should be >= 1 but is: {d}")
        if not weight_decay >= 0.0:
            raise ValueError(f"weight_decay should be >= 0 but is: {weight_decay}")
        super().__init__(
            params,
            dict(
                lr=lr, beta2_decay=beta2_decay, eps=eps, d=d, weight_decay=weight_decay, foreach=foreach,
                maximize=maximize,
            ),
        )

    step = _each_parameter

    def _update(self, param, grad, state, group):
        if param.is_complex():
            raise RuntimeError("Adafactor does not support complex parameters")
        if not state:
            state["step"] = torch.tensor(0.0)
            if grad.dim() > 1:
                rows, columns = list(grad.shape), list(grad.shape)
                rows[-1] = columns[-2] = 1
                state["row_var"] = grad.new_zeros(rows)
                state["col_var"] = grad.new_zeros(columns)
            else:
                state["variance"] = torch.zeros_like(grad)
        state["step"] += 1
        step = state["step"].item()
        lr = _scalar(group["lr"])
        low, high = group["eps"]
        if low is None:
            low = torch.finfo(param.dtype).eps
        fresh = step ** group["beta2_decay"]
        size = max(high, param.norm(2).item() / param.numel() ** 0.5)
        if group["weight_decay"] != 0:
            param.mul_(1 - lr * group["weight_decay"])
        if grad.dim() > 1:
            for name, dim in (("row_var", -1), ("col_var", -2)):
                mean = (grad * grad).mean(dim, keepdim=True)
                _average(state[name], mean, 1 - fresh)
            rows = state["row_var"]
            estimate = (rows @ state["col_var"]) / rows.mean(dim=-2, keepdim=True).clamp(min=low)
        else:
            _average(state["variance"], grad * grad, 1 - fresh)
            estimate = state["variance"]
        update = estimate.clamp(min=low * low).rsqrt() * grad
        length = max(1.0, update.norm(2).item() / (update.numel() ** 0.5 * group["d"]))
        param.add_(update, alpha=-size * min(lr, 1 / step**0.5) / length)
