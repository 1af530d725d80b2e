# %%
import torch
import torch.nn as nn
import torch.nn.functional as F
from einops import rearrange, reduce, repeat

DIM, N_EXPERTS, TOP_K = 32, 4, 2


# %%
class MixtureOfExperts(nn.Module):
    def __init__(self, dim, n_experts, top_k, hidden):
        super().__init__()
        self.top_k = top_k
        self.n_experts = n_experts
        self.gate = nn.Linear(dim, n_experts)
        self.w_in = nn.Parameter(torch.randn(n_experts, dim, hidden) * 0.02)
        self.w_out = nn.Parameter(torch.randn(n_experts, hidden, dim) * 0.02)

    def forward(self, x):
        tokens = rearrange(x, "b t d -> (b t) d")
        scores = self.gate(tokens)
        weights, chosen = scores.topk(self.top_k, dim=-1)
        weights = weights.softmax(dim=-1)
        hidden = F.gelu(torch.einsum("nd,edh->neh", tokens, self.w_in))
        outputs = torch.einsum("neh,ehd->ned", hidden, self.w_out)
        picked = outputs.gather(1, repeat(chosen, "n k -> n k d", d=tokens.size(-1)))
        mixed = torch.einsum("nk,nkd->nd", weights, picked)
        load = F.one_hot(chosen, self.n_experts).float().sum(dim=1).mean(dim=0)
        return rearrange(mixed, "(b t) d -> b t d", b=x.size(0)), load


class MixerBlock(nn.Module):
    def __init__(self, dim, n_tokens, token_hidden, moe):
        super().__init__()
        self.norm1 = nn.LayerNorm(dim)
        self.norm2 = nn.LayerNorm(dim)
        self.token_mix = nn.Sequential(
            nn.Linear(n_tokens, token_hidden), nn.GELU(), nn.Linear(token_hidden, n_tokens)
        )
        self.moe = moe

    def forward(self, x):
        y = rearrange(self.norm1(x), "b t d -> b d t")
        y = rearrange(self.token_mix(y), "b d t -> b t d")
        x = x + y
        out, load = self.moe(self.norm2(x))
        return x + out, load


# %%
class MixerMoE(nn.Module):
    def __init__(self, image_size=32, patch=8, dim=DIM, depth=2, n_classes=7):
        super().__init__()
        self.patch = patch
        n_tokens = (image_size // patch) ** 2
        self.embed = nn.Linear(patch * patch * 3, dim)
        self.blocks = nn.ModuleList(
            [MixerBlock(dim, n_tokens, 24, MixtureOfExperts(dim, N_EXPERTS, TOP_K, 2 * dim)) for _ in range(depth)]
        )
        self.norm = nn.LayerNorm(dim)
        self.head = nn.Linear(dim, n_classes)

    def forward(self, img):
        x = rearrange(img, "b c (h p1) (w p2) -> b (h w) (p1 p2 c)", p1=self.patch, p2=self.patch)
        x = self.embed(x)
        loads = []
        for block in self.blocks:
            x, load = block(x)
            loads.append(load)
        x = reduce(self.norm(x), "b t d -> b d", "mean")
        return self.head(x), torch.stack(loads)


# %%
net = MixerMoE()
pixels = torch.rand(3, 3, 32, 32)
logits, loads = net(pixels)
target = torch.tensor([2, 0, 6])
balance = ((loads / loads.sum(dim=1, keepdim=True) - 1 / N_EXPERTS) ** 2).sum()
loss = F.cross_entropy(logits, target) + 0.01 * balance
loss.backward()
print(logits.shape, loads.shape)
