"""Flexible attention on the CPU, and singular values by random projections."""
import torch
from torch.nn.attention.flex_attention import flex_attention, create_block_mask, create_mask, and_masks, or_masks, noop_mask
torch.manual_seed(0)
q,k,v=(torch.randn(2,4,5,8) for _ in range(3))
print(flex_attention(q,k,v).sum(), torch.allclose(flex_attention(q,k,v), torch.nn.functional.scaled_dot_product_attention(q,k,v),atol=1e-5))
def rel(score,b,h,qi,ki): return score+(qi-ki)
def causal(b,h,qi,ki): return qi>=ki
def alibi(score,b,h,qi,ki): return score + (ki-qi)*torch.exp2(-((h+1)*8.0/4))
print(flex_attention(q,k,v,score_mod=rel)[0,0])
print(flex_attention(q,k,v,score_mod=alibi)[1,2])
m=create_block_mask(causal,None,None,5,5,device='cpu')
print(m.shape, m.sparsity(), m.to_dense(), m.kv_num_blocks, m.BLOCK_SIZE)
print(flex_attention(q,k,v,block_mask=m)[0,1])
print(create_mask(causal,None,None,3,4,device='cpu'))
w=lambda b,h,qi,ki: (qi-ki).abs()<=1
print(create_mask(and_masks(causal,w),1,1,4,4,device='cpu').int())
print(create_mask(or_masks(causal,w),1,1,4,4,device='cpu').int())
o,l=flex_attention(q,k[:,:2],v[:,:2],enable_gqa=True,return_lse=True); print(o.shape,l.shape, l[0,0])
try: flex_attention(q,k[:,:2],v[:,:2])
except ValueError as e: print(e)
never=create_block_mask(lambda b,h,qi,ki: qi>2, 1,1,5,5,device='cpu'); print(flex_attention(q,k,v,block_mask=never)[0,0,:2])
m2=create_block_mask(causal,1,1,256,256,device='cpu'); print(m2.sparsity(), m2.to_dense())
try:
    q.requires_grad_(); flex_attention(q,k,v)
except NotImplementedError as e: print(e)
for call in ("torch.svd_lowrank(torch.randn(7,5),3)","torch.svd_lowrank(torch.randn(3,9),2)","torch.pca_lowrank(torch.randn(10,4),3)","torch.pca_lowrank(torch.randn(10,4),30)"):
    torch.manual_seed(1)
    try: print([t.shape for t in eval(call)]); torch.manual_seed(1); print(eval(call)[1], eval(call.replace('torch.randn','torch.randn'))[0].abs().sum())
    except Exception as e: print(type(e).__name__, e)
