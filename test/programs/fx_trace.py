"""torch.fx: graphs of modules and functions, their code, and graphs made by hand."""
import torch, torch.nn as nn, torch.nn.functional as F
import torch.fx as fx
from torch.fx import symbolic_trace, Tracer, Graph, GraphModule, Node, Proxy
import operator
class M(nn.Module):
    def __init__(self):
        super().__init__()
        self.param = nn.Parameter(torch.rand(3, 4))
        self.linear = nn.Linear(4, 5)
        self.features = nn.Sequential(nn.Linear(5,5), nn.ReLU())
    def forward(self, x):
        y = self.linear(x + self.param).clamp(min=0.0, max=1.0)
        y = self.features(y) * 2 - y
        z = torch.relu(y).view(-1, 5)
        z = F.dropout(z, 0.5, self.training)
        z = torch.cat([z, y], dim=1)[:, 1:]
        z = -z / z.shape[0] + z.size(0)
        return z.mean(), {'a': z}
m = M().eval()
g = symbolic_trace(m)
print(g.graph)
print(g.code)
print(g)
torch.manual_seed(0); x = torch.rand(3,4); print(torch.equal(g(x)[0], m(x)[0]), g(x)[1]['a'].shape)
for n in g.graph.nodes: print(n.op, n.name, n.target if isinstance(n.target,str) else n.target.__name__, n.args, n.kwargs, list(n.users))
def f(x, input, k=3): return torch.sum(x) + input ** k, 2 * x
t = symbolic_trace(f); print(t.graph); print(t.code); print(t(torch.ones(2), torch.tensor(2.)))
for n in g.graph.nodes:
    if n.target == torch.relu:
        n.target = torch.sigmoid
g.recompile(); print(g.code.split('\n')[11])
class R(nn.Module):
    def forward(self, x):
        if x.sum() > 0: return x
        return -x
try: symbolic_trace(R())
except Exception as e: print(type(e).__name__, e)
class L(nn.Module):
    def forward(self, x): return [a for a in x]
try: symbolic_trace(L())
except Exception as e: print(type(e).__name__, e)
gr = Graph(); a = gr.placeholder('a'); b = gr.call_function(torch.add, (a, 1)); c = gr.call_method('view', (b, -1)); gr.output(c); gr.lint(); print(gr)
gm = GraphModule(nn.Module(), gr); print(gm.code, gm(torch.ones(2,2)))
with gr.inserting_after(b):
    new = gr.call_function(torch.neg, (b,)); b.replace_all_uses_with(new); new.args = (b,)
gm.recompile(); print(gm.code, gm(torch.ones(2,2)))
gr.erase_node(c) if not c.users else print('used', list(c.users))
print(type(g).__name__, isinstance(g, nn.Module), [n for n,_ in g.named_parameters()], list(g.state_dict())[:2])
print(fx.Interpreter(g).run(x)[0].shape)
# A traced value is unpacked into as many parts as there are names; starred names and loops are refused.
class Patches(nn.Module):
    def forward(self, x):
        b, c, h, w = x.shape
        left, right = x.view(b, c, h * w).chunk(2, dim=2)
        (first, second), rest = [left, right], right
        return first.transpose(1, 2) + second.mT, rest
patches = symbolic_trace(Patches())
print(patches.code, patches(torch.arange(16.).view(1, 2, 2, 4))[0])
class Starred(nn.Module):
    def forward(self, x):
        b, *sizes = x.shape
        return x.view(b, -1)
class Looped(nn.Module):
    def forward(self, x):
        a, b = (y for y in x)
        return a
for refused in (Starred, Looped):
    try: symbolic_trace(refused())
    except Exception as e: print(type(e).__name__, e)
