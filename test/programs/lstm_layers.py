"""LSTM layers: their nodes, gradients of all that goes in, once and twice, and the state."""
import torch
import torch.nn as nn

torch.manual_seed(3)


def nodes(tensor):
    following = [None if each is None else type(each).__name__ for each, _ in tensor.grad_fn.next_functions]
    return type(tensor.grad_fn).__name__, following


for settings in [{}, {"num_layers": 2}, {"bidirectional": True, "num_layers": 2}, {"batch_first": True}, {"bias": False}]:
    for steps in (1, 4):
        lstm, batch = nn.LSTM(5, 7, **settings), 3
        sizes = (batch, steps, 5) if lstm.batch_first else (steps, batch, 5)
        states = (2 if lstm.bidirectional else 1) * lstm.num_layers
        x, h0, c0 = (torch.randn(*each, requires_grad=True) for each in (sizes, (states, batch, 7), (states, batch, 7)))
        everything = [x, h0, c0, *lstm.parameters()]
        output, (h, c) = lstm(x, (h0, c0))
        print(settings, steps, nodes(output), nodes(h), nodes(c))
        weights = torch.linspace(-1, 1, output.numel()).view(output.shape)
        loss = (output * weights).sum() + (h**2).sum() + (c * h).sum()
        first = torch.autograd.grad(loss, everything, create_graph=True)
        print(*[f"{each.norm().item():.3f}" for each in first])
        second = torch.autograd.grad(sum((each**2).sum() for each in first), everything)
        print(*[f"{each.norm().item():.2f}" for each in second])
        _, (_, c) = lstm(x, (h0, c0))
        c.sum().backward()
        print(*[f"{each.grad.norm().item():.3f}" for each in everything])
        output, (h, _) = lstm(x)
        h[-1].sum().backward()
        print(*[f"{each.grad.norm().item():.3f}" for each in everything], output.detach().flatten()[:4])

# Other numbers and projections go step by step.
print(nodes(nn.LSTM(3, 4).double()(torch.randn(2, 1, 3).double())[0]))
print(nodes(nn.LSTM(3, 4, bidirectional=True)(torch.randn(2, 1, 3))[0]))
