# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     name: ishape
#     display_name: ishape (PyTorch)
#     language: python
# ---

# %% [markdown]
# # Broadcasting, from the right

# %%
import torch
torch.manual_seed(0);

# %%
(torch.zeros(4, 1) + torch.zeros(3)).shape
#= torch.Size([4, 3])

# %%
a = torch.arange(3).view(3, 1)
b = torch.arange(4)
a * 10 + b
#= tensor([[ 0,  1,  2,  3],
#=         [10, 11, 12, 13],
#=         [20, 21, 22, 23]])

# %% The error names the dim tags=["raises-exception"]
torch.zeros(4, 3) + torch.zeros(4)
#! RuntimeError: The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 1

# %% A loss that compares everything with everything
(torch.zeros(5, 1) - torch.zeros(5)).shape
#= torch.Size([5, 5])
