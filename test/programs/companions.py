# torch.compile, amp, jit, checkpoint, pytree, DataParallel: what passes through.
import torch, torch.nn as nn, warnings
from torch.cuda.amp import autocast, GradScaler
from torch.utils.checkpoint import checkpoint
from torch.utils._pytree import tree_map, tree_flatten, tree_unflatten
warnings.simplefilter('ignore')
torch.manual_seed(0)
m=torch.compile(nn.Sequential(nn.Linear(2,3),nn.ReLU()))
print(m, list(m.state_dict()))
print(m(torch.ones(1,2)).detach())
with torch.autocast('cpu', dtype=torch.bfloat16):
    l=nn.Linear(2,3); y=l(torch.ones(1,2)); print(y.dtype, (y@y.T).dtype, (y+1).dtype, nn.functional.cross_entropy(y,torch.tensor([1])).dtype, torch.cat([y,torch.ones(1,3)]).dtype, torch.softmax(y,1).dtype, nn.functional.mse_loss(y,torch.ones(1,3)).dtype, torch.is_autocast_enabled('cpu'),y.sum().dtype, torch.einsum('ij,jk->ik',torch.ones(2,2),torch.ones(2,2)).dtype)
    y.sum().backward(); print(l.weight.grad.dtype)
print(torch.is_autocast_enabled('cpu'))
s=GradScaler(); print(s.is_enabled(), s.scale(torch.ones(1)), s.get_scale())
w=torch.nn.Parameter(torch.ones(2)); o=torch.optim.SGD([w],lr=.1); s=torch.amp.GradScaler('cpu',init_scale=4.)
s.scale((w**2).sum()).backward(); s.step(o); s.update(); print(w, s.get_scale(), s.state_dict())
@torch.jit.script
def f(x): return x+1
print(f(torch.ones(1)), torch.jit.is_scripting())
class M(nn.Module):
    __constants__=['a']
    def __init__(self): super().__init__(); self.l=nn.Linear(2,2)
    @torch.jit.ignore
    def g(self,x): return x*2
    @torch.jit.unused
    def h(self,x): return x
    @torch.jit.export
    def k(self,x): return x
    def forward(self,x): return checkpoint(self.l,x,use_reentrant=False)+self.g(x)
print(M()(torch.ones(1,2)).shape)
print(tree_map(lambda x:x+1,{'a':[1,2],'b':(3,)}), tree_flatten([1,{'a':2}]))
print(isinstance(torch.ones(2),torch.FloatTensor), torch.LongTensor([1,2]), torch.ones(2).type(torch.LongTensor).type())
torch.set_default_device('cpu'); print(torch.get_default_device())
with torch.random.fork_rng(): torch.rand(3)
print(torch.rand(1), torch.backends.cudnn.benchmark)
torch.backends.cudnn.benchmark=True
import torch.backends.cudnn as cudnn
print(cudnn.benchmark)
d=nn.DataParallel(nn.Linear(2,2)); print(d, list(d.state_dict()), d(torch.ones(1,2)).shape)
print(torch.typename(torch.ones(1)), torch.version.cuda)
@torch.autocast('cpu')
def q(): return torch.ones(2,2)@torch.ones(2,2)
print(q().dtype)
print(torch.autograd.gradcheck(lambda x: x**2+x.sin(), torch.randn(3,dtype=torch.double,requires_grad=True)))
