"""Writes into tensors: what ends a gradient, what may not share memory, what the graph shows."""
import torch

# %%
def attempt(work):
    try:
        return work()
    except RuntimeError as error:
        return f'{type(error).__name__}: {error}'

def after(write):
    """The gradient of what an exp, whose result backward needs, was overwritten by."""
    x = torch.ones(3, requires_grad=True)
    y = x.exp()
    write(y)
    y.sum().backward()
    return x.grad

def each(y): y[:] = 0
for write in [lambda y: y.zero_(), lambda y: y.fill_(2.0), each, lambda y: y.copy_(torch.zeros(3)), lambda y: y.normal_(), lambda y: y.view(3, 1).zero_()]:
    print(attempt(lambda: after(write)))

# %%
def zeros_after(write):
    x = torch.ones(2, 3, requires_grad=True)
    y = x * 2
    write(y)
    y.sum().backward()
    return x.grad.tolist(), y.grad_fn.name(), [node and node.name() for node, _ in y.grad_fn.next_functions], y._version

half = torch.full((2, 3), 0.5)
row = torch.ones(3, requires_grad=True)
for write in [
    lambda y: y.zero_(), lambda y: y.fill_(2), lambda y: y.fill_(torch.tensor(2.0)), lambda y: y.copy_(half), lambda y: y.copy_(row),
    lambda y: y.normal_(), lambda y: y.uniform_(), lambda y: y.bernoulli_(), lambda y: y.bernoulli_(half), lambda y: y.exponential_(),
    lambda y: y.cauchy_(), lambda y: y.log_normal_(), lambda y: y.geometric_(0.5), lambda y: y.random_(), lambda y: y.random_(3),
    lambda y: y.random_(1, 3), lambda y: y[0].normal_(), lambda y: y[1].zero_(),
]:
    print(zeros_after(write))

# %%
y = torch.ones(2, 3, requires_grad=True) * 1
for turn in [lambda: y.t_(), lambda: y.unsqueeze_(0), lambda: y.squeeze_(0), lambda: y.transpose_(0, 1), lambda: y.as_strided_((3, 2), (2, 1))]:
    print(turn().grad_fn.name(), y._version, tuple(y.shape))

# %%
def onto(write):
    target = torch.zeros(1, 3).expand(2, 3)
    write(target)
    return target.tolist()

ones = torch.ones(2, 3)
for write in [
    lambda t: t.add_(1), lambda t: t.zero_(), lambda t: t.fill_(1), lambda t: t.copy_(ones), lambda t: t.normal_(), lambda t: torch.add(ones, 1, out=t),
    lambda t: torch.mm(torch.ones(2, 2), ones, out=t), lambda t: torch.nn.init.ones_(t),
]:
    print(attempt(lambda: onto(write)))

# %%
def along(write):
    line = torch.arange(5.0)
    write(line)
    return line.tolist()

def shifted(t): t[1:] = t[:-1]
for write in [
    lambda t: t[1:].add_(t[:-1]), lambda t: t[1:].copy_(t[:-1]), shifted, lambda t: torch.add(t[:-1], 1, out=t[1:]), lambda t: t.add_(t),
    lambda t: t[:2].add_(t[2:4]),
]:
    print(attempt(lambda: along(write)))

# %%
for size, stride in [((2, 2), (2, 1)), ((2, 3), (3, 1)), ((3,), (2,)), ((2, 2), (1, 2))]:
    whole = torch.arange(6.0, requires_grad=True)
    part = torch.ones(size, requires_grad=True)
    made = torch.as_strided_scatter(whole, part, size, stride)
    (made * torch.arange(1.0, 7.0)).sum().backward()
    print(whole.grad.tolist(), part.grad.tolist(), made.grad_fn.name())

# %%
for leaf in [torch.ones(3, requires_grad=True), torch.ones(3)]:
    for tensor in [leaf, leaf * 2]:
        print(attempt(lambda: tensor.resize_(2)), attempt(lambda: tensor.resize_as_(torch.ones(1, 2))))

# %%
# What was joined may be written to afterwards: joining keeps sizes alone.
weight = torch.tensor([1.0, -2.0, 0.5], requires_grad=True)

def gathered(join):
    weight.grad, memory, loss = None, torch.zeros(2, 3), 0
    for step in range(3):
        now = weight * (step + 1)
        loss = loss + (join([now.expand(2, 3), memory]) ** 2).sum()
        memory += now
    loss.backward()
    return weight.grad.tolist()

for join in [
    torch.cat, torch.stack, torch.hstack, torch.vstack, torch.dstack, lambda parts: torch.cat([part.unsqueeze(1) for part in parts], 1),
    lambda parts: torch.block_diag(*parts), lambda parts: torch.concat(parts, -1), lambda parts: parts[0] * parts[1], lambda parts: parts[0] @ parts[1].T,
]:
    print(attempt(lambda: gathered(join)))
