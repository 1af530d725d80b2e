import torch
import torch.nn as nn
import torch.optim as optim
torch.manual_seed(0)
net = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))
for m in net.modules():
    if isinstance(m, nn.Linear):
        nn.init.xavier_uniform_(m.weight)
        nn.init.constant_(m.bias, 0.1)
x = torch.randn(16, 4); y = x.sum(1, keepdim=True)
for opt in (optim.SGD(net.parameters(), lr=0.05, momentum=0.9), optim.Adam(net.parameters(), lr=0.01)):
    for i in range(20):
        opt.zero_grad()
        loss = nn.functional.mse_loss(net(x), y)
        loss.backward()
        opt.step()
        if i % 5 == 0:
            print(f'{i} {loss.item():.4f}')
    print(opt)
print(net[0].bias)
with torch.no_grad():
    print((net(x) - y).abs().max() < 10)
