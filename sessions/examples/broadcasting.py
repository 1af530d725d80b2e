# %% [markdown]
# # Broadcasting, from the right

# %%
import torch
torch.manual_seed(0);

# %%
(torch.zeros(4, 1) + torch.zeros(3)).shape

# %%
a = torch.arange(3).view(3, 1)
b = torch.arange(4)
a * 10 + b

# %% The error names the dim tags=["raises-exception"]
torch.zeros(4, 3) + torch.zeros(4)

# %% A loss that compares everything with everything
(torch.zeros(5, 1) - torch.zeros(5)).shape
