import torch, torch.nn as nn
x = torch.randn(2, 10, 64)
q = x.view(2, 10, 4, 16).permute(0, 2, 1, 3)
f = q.reshape(8, 10, 16)
s = f @ f.transpose(1, 2)
back = s.view(2, 4, 10, 10)
o = (s @ f).view(2, 4, 10, 16).transpose(1, 2).reshape(2, 10, 64)
# %%
%why s
# %%
%why back
# %%
%why o
# %%
from einops import rearrange
r = rearrange(x, 'b l (h d) -> (b h) l d', h=4)
rr = rearrange(r, '(b h) l d -> b l (h d)', h=4)
# %%
%why r
# %%
%why rr
