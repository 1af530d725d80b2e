# einops: patterns, messages, layers.
import torch, einops
from einops import rearrange, reduce, repeat, pack, unpack, einsum, parse_shape, asnumpy, EinopsError
from einops.layers.torch import Rearrange, Reduce, EinMix
from torch import nn
def at(f):
    try:
        r=f(); print(tuple(r.shape) if isinstance(r,torch.Tensor) else r)
    except Exception as e: print(type(e).__name__,'|',e)
x=torch.arange(2*3*4*4).float().view(2,3,4,4)
for p,k in [('b c h w -> b h w c',{}),('b c (h h2) (w w2) -> b (c h2 w2) h w',dict(h2=2,w2=2)),('b c h w -> (b h) (w c)',{}),('b ... -> ... b',{}),('b c h w -> b (c h w)',{}),('b c ... -> b (c ...)',{}),
  ('b c h w -> b c 1 h w',{}),('(b1 b2) c h w -> b1 b2 c h w',dict(b1=2)),('b c h w -> b c (h w) 1',{}),('b c h w -> b h w',{}),('b c h w -> b c h w z',{}),('b c h -> b c h',{}),('b c h w -> b c h h w',{}),('b c (h p1) (w p2) -> b (h w) (p1 p2 c)',dict(p1=3,p2=2)),('b c h w > b',{}),('b c h w -> b (c h) w)',{}),('b c h w -> (b (c h)) w',{}),('b c h w -> b c_ h w',{}),('b c h w -> b c h 2w',{}),('b c h w-> b c h w',{'q':3}),('b, c h w -> b c h w',{}),('b c h 4 -> b c h 4',{}),('b c h .. -> b c h',{}),('b c h ... ... -> b c h',{}),('b c h w -> b c h ...',{}),('b (... c) -> b c',{}),('a b c d e ... -> a b c d e ...',{}),('b c h w->b c h w',{}),(' b  c h w  ->  b  c   h w',{}),('b c (h h2) w -> b c h h2 w',dict(h2=8))]:
    at(lambda: rearrange(x,p,**k))
y=rearrange(x.requires_grad_(),'b c (h p) w -> b (c p) h w',p=2); print(y[0,0,0])
for p,op,k in [('b c h w -> b c','mean',{}),('b c (h h2) (w w2) -> b c h w','max',dict(h2=2,w2=2)),('b c h w -> h w','sum',{}),('b c h w -> b 1 h w','min',{}),('b c h w -> ','prod',{}),('b c h w -> b c','foo',{}),('b c h w -> b c z','mean',{}),('b c h w -> b () h w','mean',{}),('... h w -> ...','mean',{}),('b c h w -> c b','sum',{})]:
    at(lambda: reduce(x,p,op,**k)); 
print(reduce(x,'b c h w -> b c','mean'), reduce(x,'b c (h 2) (w 2) -> b c h w','max')[0,0])
at(lambda: reduce(torch.ones(2,3,dtype=torch.long),'a b -> a','mean'))
at(lambda: reduce(x>3,'b c h w -> b','any'))
at(lambda: reduce(x,'b c h w -> b',lambda t,a: t.sum(a)))
for p,k in [('h w -> h w c',dict(c=3)),('h w -> (h h2) (w w2)',dict(h2=2,w2=3)),('h w -> c h w',{}),('h w -> h w 3',{}),('h w -> h',{}),('h w -> (2 h) w',{}),('h ... -> n h ...',dict(n=5)),('() w -> a w',dict(a=2))]:
    at(lambda: repeat(x[0,0],p,**k))
print(repeat(torch.arange(3),'a -> a b',b=2), repeat(torch.arange(3),'a -> (b a)',b=2))
at(lambda: rearrange([x[0],x[1]],'b c h w -> h w b c'))
at(lambda: rearrange([],'b c h w -> h w b c'))
at(lambda: rearrange('x','b c h w -> h w b c'))
p,ps=pack([torch.ones(2,3,5),torch.ones(2,7,7,5),torch.ones(2,5)],'b * d'); print(p.shape,ps)
print([t.shape for t in unpack(p,ps,'b * d')],[t.shape for t in unpack(p,[[3],[-1],[1]],'b * d')])
at(lambda: unpack(p,[[3],[4]],'b * d')); at(lambda: unpack(p,[[-1],[-1]],'b * d')); at(lambda: unpack(p,ps,'b * d e')); at(lambda: pack([torch.ones(2)],'a b * c')); at(lambda: pack([x],'a a *')); at(lambda: pack([x],'a b')); at(lambda: pack([x],'a_ *'))
print(einsum(torch.ones(2,3),torch.ones(3,4),'i j, j k -> i k'), einsum(torch.ones(2,3,4),torch.ones(2,5,4),'batch head dim, batch key dim -> batch head key').shape, einsum(x,x,'... h w, ... h w -> ... h').shape, einsum(torch.ones(3,3),'i i -> i'))
at(lambda: einsum(x,'b c h w')); at(lambda: einsum(x,'b c h w -> z')); at(lambda: einsum('b c h w -> z')); at(lambda: einsum(x,x)); at(lambda: einsum(x,'b (c h) w z -> b')); at(lambda: einsum(x,'b c h 1 -> b'))
print(parse_shape(x,'b c h w'),parse_shape(x,'b _ h _'),parse_shape(x,'b ... w'),parse_shape(x,'_ 3 _ w'))
at(lambda: parse_shape(x,'b c')); at(lambda: parse_shape(x,'b (c h) w')); at(lambda: parse_shape(x,'b 1 h w'));at(lambda: parse_shape(x,'b 5 h w'))
m=nn.Sequential(nn.Conv2d(3,4,1),Rearrange('b c h w -> b (c h w)'),nn.Linear(64,2)); print(m, m(x).shape)
print(Rearrange('b (h w) -> b h w',h=2), Reduce('b c (h 2) (w 2) -> b c h w','max'), Reduce('b c h w -> b c','mean')(x).shape)
at(lambda: Reduce('b c -> b','foo')); at(lambda: Rearrange('b c h -> b h c')(x) )
torch.manual_seed(0)
e=EinMix('b c h w -> b h w d',weight_shape='c d',bias_shape='d',c=3,d=2); print(e,e(x).shape,e.weight,e.bias,e.einsum_pattern)
e=EinMix('b (c g) ... -> b ... (d g)',weight_shape='g c d',c=1,d=2,g=3); print(e,e(x).shape)
at(lambda: EinMix('b c -> b d',weight_shape='c d',c=3)); at(lambda: EinMix('b c -> b d',weight_shape='c d',c=3,d=2,z=3)); at(lambda: EinMix('b c -> b d e',weight_shape='c d',c=3,d=2)); at(lambda: EinMix('b c -> b d',weight_shape='c d q',c=3,d=2,q=1)); at(lambda: EinMix('b c -> b d',weight_shape='(c d)',c=3,d=2)); at(lambda: EinMix('b c -> b d',weight_shape='c d',bias_shape='c',c=3,d=2))
print(einops.__version__)
