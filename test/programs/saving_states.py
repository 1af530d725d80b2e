import io

import torch
from torch import nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.ReLU(), nn.Linear(4, 2))
model(torch.randn(8, 3))
buffer = io.BytesIO()
torch.save({"model": model.state_dict(), "epoch": 3, "shape": (1, 2)}, buffer)
buffer.seek(0)
state = torch.load(buffer)
print(list(state), state["epoch"], state["shape"], list(state["model"]))
other = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.ReLU(), nn.Linear(4, 2))
print(other.load_state_dict(state["model"]))
model.eval(), other.eval()
x = torch.randn(2, 3)
print(torch.equal(model(x), other(x)), other(x))
try:
    nn.Linear(3, 5).load_state_dict({"weight": torch.zeros(4, 3)})
except RuntimeError as error:
    print(error)
