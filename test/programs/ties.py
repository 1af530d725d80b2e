# Of equal elements, topk, kthvalue and mode name those that PyTorch's selection leaves in front.
import torch

torch.manual_seed(1)


def digest(indices):
    return sum((i + 1) * (at + 1) for at, i in enumerate(indices)) % 9973


for n in (1, 3, 4, 7, 16, 17, 33, 129, 1000):
    for values in (2, 5):
        whole = torch.randint(0, values, (2, n))
        floats = whole.float()
        floats[0, n // 2] = float('nan')
        floats[1, n // 4] = float('-inf')
        for x in (whole, floats, whole + 2**60, whole.to(torch.uint8)):
            line = [n, values]
            for k in {1, (n + 1) // 2, max(1, n // 70), n}:
                for largest in (True, False):
                    line += map(digest, x.topk(k, largest=largest)[1].tolist())
                line += map(digest, x.topk(k, sorted=False)[1].tolist())
                line += x.kthvalue(k)[1].tolist()
            print(*line, *x.mode()[1].tolist())

# A router whose experts tie: who is asked is in the numbers.
gates = torch.relu(torch.randn(6, 8)).softmax(-1)
weight, expert = gates.topk(3, dim=-1)
print(expert)
print(torch.zeros_like(gates).scatter_(-1, expert, weight).sum(0))
