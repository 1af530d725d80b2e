import torch, torch.nn as nn
conv1 = nn.Conv2d(1, 6, 3)
net = nn.Sequential(conv1, nn.ReLU())
x = torch.zeros(2, 3)
# %%
%draw
# %%
%draw nope
# %%
%draw (x
# %%
%draw 5
# %%
%draw x.shape
# %%
%draw net
# %%
%draw nn.ReLU()
# %%
%draw torch.zeros(1, 2, 3, 4, 5)
# %%
%draw torch.zeros(0, 3)
# %%
%draw x * 1j
# %%
%draw x.view(4)
# %%
%draw x --as foo
# %%
%draw x --limit 0
# %%
%draw x --save x.svg
# %%
import ishape
ishape.draw(x)
# %%
ishape.draw(nn.ReLU(), (2, 3))
# %%
ishape.draw(x, (2, 3))
# %%
ishape.draw(x, as_='foo')
# %%
y = net(torch.zeros(1, 1, 5, 5))
# %%
%draw net
