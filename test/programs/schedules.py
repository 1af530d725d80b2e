import torch
from torch.optim import SGD, Adam, AdamW, RMSprop
from torch.optim.lr_scheduler import CosineAnnealingLR, ExponentialLR, LinearLR, OneCycleLR, SequentialLR, StepLR

torch.manual_seed(0)
for make in (
    lambda p: SGD(p, 0.1, momentum=0.9, nesterov=True, weight_decay=1e-3),
    lambda p: Adam(p, 0.1),
    lambda p: AdamW(p, 0.1),
    lambda p: RMSprop(p, 0.01, centered=True),
):
    w = torch.nn.Parameter(torch.tensor([1.0, -2.0, 3.0]))
    optimizer = make([w])
    for _ in range(5):
        optimizer.zero_grad()
        (w**2).sum().backward()
        optimizer.step()
    print(type(optimizer).__name__, w.data)
w = torch.nn.Parameter(torch.zeros(1))
for name, make in {
    "step": lambda o: StepLR(o, 2, 0.5),
    "exponential": lambda o: ExponentialLR(o, 0.9),
    "cosine": lambda o: CosineAnnealingLR(o, 5),
    "one cycle": lambda o: OneCycleLR(o, 1.0, total_steps=8),
    "sequence": lambda o: SequentialLR(o, [LinearLR(o, 0.1, total_iters=2), ExponentialLR(o, 0.5)], [3]),
}.items():
    optimizer = SGD([w], 1.0)
    schedule = make(optimizer)
    rates = []
    for _ in range(6):
        optimizer.step()
        rates.append(round(schedule.get_last_lr()[0], 4))
        schedule.step()
    print(name, rates)
