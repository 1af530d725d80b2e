# What max, sort and topk give is a tuple with names: errors call it by them. Weights of classes, by the rank of the scores.
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)


def attempt(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, str(error).split("\n")[0])


best = torch.max(torch.rand(2, 3), 1)
attempt(lambda: F.relu(best))
attempt(lambda: nn.Linear(2, 2)(best))
attempt(lambda: torch.bmm(best, best))
attempt(lambda: F.conv2d(best, torch.rand(1, 1, 1, 1)))
attempt(lambda: torch.rand(2) + torch.rand(2).sort())
attempt(lambda: 1 - torch.rand(4).topk(2))
attempt(lambda: best @ torch.rand(2))
attempt(lambda: torch.cat(best.values))
attempt(lambda: torch.stack(best))
scores = [((4, 5), (4,)), ((4, 5, 3), (4, 3)), ((4, 5, 3, 2), (4, 3, 2)), ((4, 5, 2, 1, 2), (4, 2, 1, 2)), ((5,), ())]
for shape, target in scores:
    for weight in (torch.ones(3), torch.ones(5, 1), torch.ones(5)):
        for loss in (F.nll_loss, F.cross_entropy):
            attempt(lambda: loss(torch.full(shape, 0.5), torch.zeros(target, dtype=torch.long), weight=weight))
