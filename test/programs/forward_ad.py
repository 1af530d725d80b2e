"""Forward-mode differentiation: tensors that carry a tangent through operators and layers."""
import torch, torch.nn as nn, torch.nn.functional as F, torch.autograd.forward_ad as fwAD
torch.manual_seed(0)
x=torch.rand(3); v=torch.rand(3)
f=lambda x: (x**2).sum()*x.sin()
with fwAD.dual_level():
    d=fwAD.make_dual(x,v); y=f(d); print(fwAD.unpack_dual(y)); print(fwAD.unpack_dual(x))
    p,t=fwAD.unpack_dual(F.softmax(d,dim=0)); print(p,t)
    print(fwAD.unpack_dual(2*d+torch.ones(3)).tangent, fwAD.unpack_dual(d.view(1,3)@torch.ones(3,2)).tangent, fwAD.unpack_dual(torch.cat([d,d])).tangent)
    m=nn.Linear(3,2); print(fwAD.unpack_dual(m(d)).tangent.detach())
    print(fwAD.unpack_dual(d.exp().log()).tangent, y.shape, (d>0.3))
    net=nn.Sequential(nn.Linear(3,4),nn.Tanh(),nn.Linear(4,1)); print([each.detach() for each in fwAD.unpack_dual(net(d))])
    most=torch.max(d.view(1,3),1); print(fwAD.unpack_dual(most.values).tangent, most.indices, type(most).__name__)
    print([fwAD.unpack_dual(each).tangent for each in torch.chunk(d*2,3)], fwAD.unpack_dual(nn.GRU(3,2)(d.view(1,3))[0]).tangent.detach())
try: fwAD.make_dual(x,v)
except RuntimeError as e: print(str(e)[:100])
with fwAD.dual_level():
    try: fwAD.enter_dual_level()
    except RuntimeError as e: print(e)
    try: fwAD.make_dual(x, torch.rand(2))
    except RuntimeError as e: print(type(e).__name__)
    try: fwAD.make_dual(torch.tensor([1]), torch.tensor([1]))
    except ValueError as e: print(e)
