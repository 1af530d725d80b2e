"""Passes over traced graphs: shapes by an interpreter, replaced functions, tracers of one's own."""
import torch, torch.nn as nn, torch.nn.functional as F, operator
import torch.fx
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 4, 3); self.bn = nn.BatchNorm2d(4); self.fc = nn.Linear(4*6*6, 3)
        self.register_buffer('scale', torch.tensor(2.))
        self.blocks = nn.ModuleList([nn.Linear(3,3) for _ in range(2)])
    def forward(self, x, mask=None):
        x = F.relu(self.bn(self.conv(x)), inplace=True)
        x = torch.flatten(x, 1)
        x = self.fc(x) * self.scale + torch.ones(3)
        for b in self.blocks: x = x + F.gelu(b(x))
        if mask is not None: x = x * mask
        x = F.softmax(x, dim=-1)
        x = F.layer_norm(x, (3,))
        a, b = x.chunk(2, dim=1)[0], x.unsqueeze(0).expand(2, -1, -1)
        return torch.stack([x, x]).sum(dim=0).t().contiguous(), a.shape[1], b
torch.manual_seed(0)
n = Net().eval(); t = torch.fx.symbolic_trace(n, concrete_args={'mask': None}); print(t.graph); print(t.code)
x = torch.randn(2,1,8,8); print([torch.equal(p,q) if isinstance(p, torch.Tensor) else p==q for p,q in zip(n(x), t(x))])
# a pass: fuse conv + bn names, count ops
from collections import Counter
print(Counter(node.op for node in t.graph.nodes))
class Shapes(torch.fx.Interpreter):
    def run_node(self, node):
        r = super().run_node(node)
        if isinstance(r, torch.Tensor): node.meta['shape'] = tuple(r.shape)
        return r
Shapes(t).run(x)
for node in t.graph.nodes: print(node.name, node.meta.get('shape'))
class Replace(torch.fx.Interpreter):
    def call_function(self, target, args, kwargs):
        if target == F.gelu: return F.relu(*args)
        return super().call_function(target, args, kwargs)
print(Replace(t).run(x)[0].shape)
for node in t.graph.nodes:
    if node.op == 'call_function' and node.target == F.gelu:
        with t.graph.inserting_after(node):
            new = t.graph.call_function(torch.sigmoid, args=(node.args[0],))
            node.replace_all_uses_with(new)
        t.graph.erase_node(node)
t.graph.lint(); t.recompile(); print([str(k) for k in t.graph.nodes if 'sigmoid' in str(k)])
class Custom(torch.fx.Tracer):
    def is_leaf_module(self, m, qualname): return isinstance(m, Net) or super().is_leaf_module(m, qualname)
class Outer(nn.Module):
    def __init__(self): super().__init__(); self.net = Net()
    def forward(self, x): return self.net(x)[0] + 1
o = Outer(); gr = Custom().trace(o); print(gr); print(torch.fx.GraphModule(o, gr).code)
try: torch.fx.symbolic_trace(lambda x: len(x))
except Exception as e: print(type(e).__name__, e)
s = torch.fx.symbolic_trace(lambda x: x.T.shape[0] + x.abs().max()); print(s.code, type(s).__name__)
import copy
c = copy.deepcopy(t); print(c.code == t.code, type(c).__name__)

def f(x, y):
    a = F.relu(x); a = F.max_pool2d(a, 2); a = F.softmax(a, 1); a = F.log_softmax(a, dim=1); a = F.leaky_relu(a, 0.1); a = F.elu(a); a=F.gelu(a); a = F.linear(a, y); a = F.conv2d(a, y); a = F.interpolate(a, scale_factor=2); a = F.pad(a, (1,1)); a = F.cross_entropy(a, y); a=F.sigmoid(a); a=F.silu(a); a=F.avg_pool2d(a,2); a=F.adaptive_avg_pool2d(a,1); a=F.mse_loss(a,y); a=F.scaled_dot_product_attention(a,a,a); a=F.hardtanh(a); a=F.batch_norm(a,y,y); a = F.embedding(a, y); a=F.normalize(a); a=F.one_hot(a); a=F.relu6(a); a=F.softplus(a); a=F.group_norm(a,2); a=F.glu(a); a=F.prelu(a,y); a=F.unfold(a,2)
    return a
print(torch.fx.symbolic_trace(f).graph)
