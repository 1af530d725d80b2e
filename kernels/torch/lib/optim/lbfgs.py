# torch.optim.lbfgs


class LBFGS(Optimizer):
    def __init__(
        self, params, lr=1, max_iter=20, max_eval=None, tolerance_grad=1e-7, tolerance_change=1e-9, history_size=100,
        line_search_fn=None,
    ):
        _check_lr(lr)
        if max_eval is None:
            max_eval = max_iter * 5 // 4
        super().__init__(
            params,
            dict(
                lr=lr, max_iter=max_iter, max_eval=max_eval, tolerance_grad=tolerance_grad,
                tolerance_change=tolerance_change, history_size=history_size, line_search_fn=line_search_fn,
            ),
        )
        if len(self.param_groups) != 1:
            raise ValueError("LBFGS doesn't support per-parameter options (parameter groups)")
        self._params = self.param_groups[0]["params"]

    def _gather_flat_grad(self):
        return torch.cat(
            [
                param.new_zeros(param.numel()) if param.grad is None else param.grad.reshape(-1)
                for param in self._params
            ]
        )

    def _add_grad(self, step_size, direction):
        at = 0
        for param in self._params:
            count = param.numel()
            param.add_(direction[at : at + count].view_as(param), alpha=float(step_size))
            at += count

    def _directional_evaluate(self, closure, x, t, d):
        """Loss and gradient at x + t d; the parameters come back to x."""
        self._add_grad(t, d)
        with torch.enable_grad():
            loss = float(closure())
        flat = self._gather_flat_grad()
        for param, value in zip(self._params, x):
            param.copy_(value)
        return loss, flat

    def step(self, closure):
        with torch.no_grad():
            return self._step(closure)

    def _step(self, closure):
        group = self.param_groups[0]
        lr, history = _scalar(group["lr"]), group["history_size"]
        state = self.state[self._params[0]]
        state.setdefault("func_evals", 0)
        state.setdefault("n_iter", 0)
        with torch.enable_grad():
            original = closure()
        loss = float(original)
        evaluations = 1
        state["func_evals"] += 1
        flat = self._gather_flat_grad()
        if flat.abs().max() <= group["tolerance_grad"]:
            return original
        d, t = state.get("d"), state.get("t")
        directions, steps, ro = state.get("old_dirs"), state.get("old_stps"), state.get("ro")
        scale, before = state.get("H_diag"), state.get("prev_flat_grad")
        last = state.get("prev_loss")
        iteration = 0
        while iteration < group["max_iter"]:
            iteration += 1
            state["n_iter"] += 1
            if state["n_iter"] == 1:
                d = flat.neg()
                directions, steps, ro, scale = [], [], [], 1
            else:
                y = flat.sub(before)
                s = d.mul(t)
                ys = y.dot(s)
                if ys > 1e-10:
                    if len(directions) == history:
                        for each in (directions, steps, ro):
                            each.pop(0)
                    directions.append(y)
                    steps.append(s)
                    ro.append(1.0 / ys)
                    scale = ys / y.dot(y)
                al = state.setdefault("al", [None] * history)
                q = flat.neg()
                for i in range(len(directions) - 1, -1, -1):
                    al[i] = steps[i].dot(q) * ro[i]
                    q.add_(directions[i] * -al[i])
                d = torch.mul(q, scale)
                for i in range(len(directions)):
                    d.add_(steps[i] * (al[i] - directions[i].dot(d) * ro[i]))
            before = flat.clone()
            last = loss
            t = min(1.0, 1.0 / flat.abs().sum()) * lr if state["n_iter"] == 1 else lr
            slope = flat.dot(d)
            if slope > -group["tolerance_change"]:
                break
            tried = 0
            done = False
            if group["line_search_fn"] is not None:
                if group["line_search_fn"] != "strong_wolfe":
                    raise RuntimeError("only 'strong_wolfe' is supported")
                start = [param.clone() for param in self._params]
                loss, flat, t, tried = _strong_wolfe(
                    lambda x, t, d: self._directional_evaluate(closure, x, t, d), start, t, d, loss, flat, slope,
                    max_ls=group["max_eval"] - evaluations,
                )
                self._add_grad(t, d)
                done = flat.abs().max() <= group["tolerance_grad"]
            else:
                self._add_grad(t, d)
                if iteration != group["max_iter"]:
                    with torch.enable_grad():
                        loss = float(closure())
                    flat = self._gather_flat_grad()
                    done = flat.abs().max() <= group["tolerance_grad"]
                    tried = 1
            evaluations += tried
            state["func_evals"] += tried
            if (
                iteration == group["max_iter"]
                or evaluations >= group["max_eval"]
                or done
                or d.mul(t).abs().max() <= group["tolerance_change"]
                or abs(loss - last) < group["tolerance_change"]
            ):
                break
        state.update(
            d=d, t=t, old_dirs=directions, old_stps=steps, ro=ro, H_diag=scale, prev_flat_grad=before, prev_loss=last
        )
        return original


def _cubic_interpolate(x1, f1, g1, x2, f2, g2, bounds=None):
    """The minimum of the cubic through two points with their slopes, within bounds (Nocedal and Wright, 3.59)."""
    low, high = bounds if bounds is not None else (min(x1, x2), max(x1, x2))
    d1 = g1 + g2 - 3 * (f1 - f2) / (x1 - x2)
    square = d1**2 - g1 * g2
    if square < 0:
        return (low + high) / 2.0
    d2 = square.sqrt()
    if x1 <= x2:
        place = x2 - (x2 - x1) * ((g2 + d2 - d1) / (g2 - g1 + 2 * d2))
    else:
        place = x1 - (x1 - x2) * ((g1 + d2 - d1) / (g1 - g2 + 2 * d2))
    return min(max(place, low), high)


def _strong_wolfe(evaluate, x, t, d, f, g, slope, c1=1e-4, c2=0.9, tolerance_change=1e-9, max_ls=25):
    """A step that satisfies the strong Wolfe conditions: first an interval that holds one, then ever smaller ones."""
    length = d.abs().max()
    g = g.clone()

    def at(t):
        value, grad = evaluate(x, t, d)
        return t, value, grad.clone(), grad.dot(d)

    point = at(t)
    evaluations = 1
    previous = (0, f, g, slope)
    bracket = None
    done = False
    tries = 0
    while tries < max_ls:
        t, value, grad, new_slope = point
        if value > f + c1 * t * slope or (tries > 1 and value >= previous[1]):
            bracket = [previous, point]
            break
        if abs(new_slope) <= -c2 * slope:
            bracket = [point]
            done = True
            break
        if new_slope >= 0:
            bracket = [previous, point]
            break
        least, most = t + 0.01 * (t - previous[0]), t * 10
        following = _cubic_interpolate(
            previous[0], previous[1], previous[3], t, value, new_slope, bounds=(least, most)
        )
        previous = point
        point = at(following)
        evaluations += 1
        tries += 1
    if tries == max_ls:
        bracket = [(0, f, g, slope), point]
    stuck = False
    low, high = (0, 1) if bracket[0][1] <= bracket[-1][1] else (1, 0)
    while not done and tries < max_ls:
        ends = [end[0] for end in bracket]
        if abs(ends[1] - ends[0]) * length < tolerance_change:
            break
        t = _cubic_interpolate(
            bracket[0][0], bracket[0][1], bracket[0][3], bracket[1][0], bracket[1][1], bracket[1][3]
        )
        # A place near an end twice in a row is moved inwards.
        margin = 0.1 * (max(ends) - min(ends))
        if min(max(ends) - t, t - min(ends)) < margin:
            if stuck or t >= max(ends) or t <= min(ends):
                t = max(ends) - margin if abs(t - max(ends)) < abs(t - min(ends)) else min(ends) + margin
                stuck = False
            else:
                stuck = True
        else:
            stuck = False
        point = at(t)
        evaluations += 1
        tries += 1
        if point[1] > f + c1 * t * slope or point[1] >= bracket[low][1]:
            bracket[high] = point
            low, high = (0, 1) if bracket[0][1] <= bracket[1][1] else (1, 0)
        else:
            if abs(point[3]) <= -c2 * slope:
                done = True
            elif point[3] * (bracket[high][0] - bracket[low][0]) >= 0:
                bracket[high] = bracket[low]
            bracket[low] = point
    t, value, grad, _ = bracket[low if len(bracket) > 1 else 0]
    return value, grad, t, evaluations
