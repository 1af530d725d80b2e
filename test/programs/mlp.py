import torch as _torch
_torch.manual_seed(0)
import torch
import torch.nn as nn

hidden = 64


class MLP(nn.Module):
    def __init__(self, n_in=10, n_out=1):
        super().__init__()
        self.l1 = nn.Linear(n_in, hidden)
        self.l2 = nn.Linear(hidden, 32)
        self.out = nn.Linear(32, n_out)

    def forward(self, x):
        x = torch.relu(self.l1(x))
        x = torch.relu(self.l2(x))
        return self.out(x)


model = MLP()
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
x = torch.randn(16, 10)
y = torch.randn(16, 1)
for step in range(3):
    loss = nn.MSELoss()(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(loss.shape)
