"""Sparse tensors in coordinate format, and a graph convolution over one."""
import torch
i=torch.tensor([[0,1,1],[2,0,2]]); v=torch.tensor([3.,4.,5.])
s=torch.sparse_coo_tensor(i,v,(2,3))
print(s); print(s.shape, s.size(), s.dtype, s.is_sparse, s.layout, s.dim(), s.device, s._nnz(), s.is_coalesced(), s.requires_grad)
print(s.to_dense()); print(s.coalesce()); print(s.coalesce().indices(), s.coalesce().values(), s._indices(), s._values())
try: s.indices()
except RuntimeError as e: print(e)
x=torch.arange(6.).view(3,2)
print(torch.sparse.mm(s,x), torch.mm(s,x), s@x, torch.spmm(s,x), s.mm(x), s.matmul(x))
d=torch.sparse_coo_tensor([[0,0,1],[1,1,0]],[1.,2.,3.],(2,2)); print(d.coalesce(), d.to_dense())
e=torch.eye(3).to_sparse(); print(e); print(e.to_dense(), torch.zeros(2,2).to_sparse())
print(s*2); print((s+s).to_dense()); print(s.t()); print(s.transpose(0,1).to_dense()); print(torch.sparse.sum(s), torch.sparse.sum(s,dim=0))
print(torch.ones(2,3)+s); print(s.float().dtype, s.double())
print(torch.sparse.FloatTensor(i,v,torch.Size([2,3])).to_dense())
w=torch.randn(3,2,requires_grad=True); torch.sparse.mm(s,w).sum().backward(); print(w.grad)
vs=torch.tensor([1.,2.],requires_grad=True); q=torch.sparse_coo_tensor([[0,1],[1,0]],vs,(2,2)); (q.to_dense()**2).sum().backward(); print(vs.grad)
print(torch.sparse_coo_tensor((2,3))); print(torch.sparse_coo_tensor([[0,1]],[[1.,2.],[3.,4.]]))
for c in ("torch.sparse_coo_tensor([[0,5]],[1.,2.],(3,))","torch.sparse_coo_tensor([[0,1]],[1.])","torch.sparse.mm(s,torch.ones(2,2))","torch.sparse_coo_tensor([[0,-1]],[1.,2.],(3,))","torch.sparse_coo_tensor([0],[1.])"):
    try: print(eval(c))
    except Exception as ex: print(type(ex).__name__, ex)
print(torch.sparse.softmax(e,1)); print(torch.sparse_coo_tensor(i,v.long(),(2,3)), torch.sparse_coo_tensor(i,v.double(),(2,3)))
class GCN(torch.nn.Module):
    def __init__(self):
        super().__init__(); self.w=torch.nn.Parameter(torch.ones(3,2))
    def forward(self,x,adj): return torch.spmm(adj, torch.mm(x,self.w))
g=GCN(); adj=torch.sparse_coo_tensor([[0,1,2],[1,2,0]],[1.,.5,2.],(3,3)); o=g(torch.eye(3),adj); print(o.detach()); o.sum().backward(); print(g.w.grad)
print(torch.is_tensor(adj), isinstance(adj,torch.Tensor), type(adj), adj.to('cpu').shape)
