# Tensors, parameters, modules and what surrounds them through pickle.
import torch, io, pickle
x = torch.ones(2, requires_grad=True)
b = io.BytesIO(); torch.save(x*2, b); b.seek(0); y = torch.load(b); print(y, y.requires_grad, y.is_leaf)
y = pickle.loads(pickle.dumps(x*2)); print(y.requires_grad, y.is_leaf)
t = torch.arange(6).view(2,3).t()
u = pickle.loads(pickle.dumps(t)); print(u, u.stride())
p = pickle.loads(pickle.dumps(torch.nn.Parameter(torch.ones(2), requires_grad=False))); print(type(p), p.requires_grad)
class M(torch.nn.Module):
    def __init__(self):
        super().__init__(); self.l = torch.nn.Linear(2,2); self.register_buffer('b', torch.ones(1))
m = pickle.loads(pickle.dumps(M())); print(m, m.b, m.l.weight.shape)
print(pickle.loads(pickle.dumps([torch.float32, torch.Size([2]), torch.device('cpu'), torch.ones(1, dtype=torch.bfloat16), torch.tensor([True])])))
print(pickle.loads(pickle.dumps({'s': torch.optim.SGD([torch.ones(1, requires_grad=True)], 0.1).state_dict(), 'n': None})))
