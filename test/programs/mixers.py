"""MLP-Mixer, Performer, Linformer and attention by buckets of hashes."""
import math
from contextlib import contextmanager
from functools import partial, wraps

import torch
import torch.nn.functional as F
from einops import rearrange, reduce, repeat
from einops.layers.torch import Rearrange, Reduce
from torch import einsum, nn


def exists(val):
    return val is not None


def default(val, d):
    return val if exists(val) else d


pair = lambda x: x if isinstance(x, tuple) else (x, x)


def cast_tuple(t, length=1):
    return t if isinstance(t, tuple) else ((t,) * length)


def eval_decorator(fn):
    @wraps(fn)
    def inner(model, *args, **kwargs):
        was_training = model.training
        model.eval()
        out = fn(model, *args, **kwargs)
        model.train(was_training)
        return out

    return inner


class PreNormResidual(nn.Module):
    def __init__(self, dim, fn):
        super().__init__()
        self.fn = fn
        self.norm = nn.LayerNorm(dim)

    def forward(self, x):
        return self.fn(self.norm(x)) + x


def FeedForward(dim, expansion_factor=4, dropout=0.0, dense=nn.Linear):
    inner_dim = int(dim * expansion_factor)
    return nn.Sequential(dense(dim, inner_dim), nn.GELU(), nn.Dropout(dropout), dense(inner_dim, dim), nn.Dropout(dropout))


def MLPMixer(*, image_size, channels, patch_size, dim, depth, num_classes, expansion_factor=4, expansion_factor_token=0.5, dropout=0.0):
    image_h, image_w = pair(image_size)
    assert (image_h % patch_size) == 0 and (image_w % patch_size) == 0, "image must be divisible by patch size"
    num_patches = (image_h // patch_size) * (image_w // patch_size)
    chan_first, chan_last = partial(nn.Conv1d, kernel_size=1), nn.Linear
    return nn.Sequential(
        Rearrange("b c (h p1) (w p2) -> b (h w) (p1 p2 c)", p1=patch_size, p2=patch_size),
        nn.Linear((patch_size**2) * channels, dim),
        *[
            nn.Sequential(
                PreNormResidual(dim, FeedForward(num_patches, expansion_factor, dropout, chan_first)),
                PreNormResidual(dim, FeedForward(dim, expansion_factor_token, dropout, chan_last)),
            )
            for _ in range(depth)
        ],
        nn.LayerNorm(dim),
        Reduce("b n c -> b c", "mean"),
        nn.Linear(dim, num_classes),
    )


def orthogonal_matrix_chunk(cols):
    unstructured_block = torch.randn((cols, cols))
    q, r = torch.linalg.qr(unstructured_block, mode="reduced")
    return q.t()


def gaussian_orthogonal_random_matrix(nb_rows, nb_columns, scaling=0):
    nb_full_blocks = int(nb_rows / nb_columns)
    block_list = [orthogonal_matrix_chunk(nb_columns) for _ in range(nb_full_blocks)]
    remaining_rows = nb_rows - nb_full_blocks * nb_columns
    if remaining_rows > 0:
        block_list.append(orthogonal_matrix_chunk(nb_columns)[:remaining_rows])
    final_matrix = torch.cat(block_list)
    multiplier = torch.randn((nb_rows, nb_columns)).norm(dim=1) if scaling == 0 else math.sqrt(float(nb_columns)) * torch.ones((nb_rows,))
    return torch.diag(multiplier) @ final_matrix


def softmax_kernel(data, *, projection_matrix, is_query, eps=1e-4):
    b, h, *_ = data.shape
    data_normalizer = data.shape[-1] ** -0.25
    ratio = projection_matrix.shape[0] ** -0.5
    projection = repeat(projection_matrix, "j d -> b h j d", b=b, h=h).type_as(data)
    data_dash = torch.einsum("...id,...jd->...ij", (data_normalizer * data), projection)
    diag_data = (torch.sum(data**2, dim=-1) / 2.0 * data_normalizer**2).unsqueeze(dim=-1)
    if is_query:
        data_dash = ratio * (torch.exp(data_dash - diag_data - torch.amax(data_dash, dim=-1, keepdim=True).detach()) + eps)
    else:
        data_dash = ratio * (torch.exp(data_dash - diag_data - torch.amax(data_dash, dim=(-1, -2), keepdim=True).detach()) + eps)
    return data_dash.type_as(data)


def linear_attention(q, k, v):
    k_cumsum = k.sum(dim=-2)
    D_inv = 1.0 / torch.einsum("...nd,...d->...n", q, k_cumsum.type_as(q))
    context = torch.einsum("...nd,...ne->...de", k, v)
    return torch.einsum("...de,...nd,...n->...ne", context, q, D_inv)


def causal_linear_attention_noncuda(q, k, v, chunk_size=4, eps=1e-6):
    last_k_cumsum, last_context_cumsum, outs = 0, 0, []
    for q, k, v in zip(*map(lambda t: t.chunk(math.ceil(t.shape[-2] / chunk_size), dim=-2), (q, k, v))):
        k_cumsum = last_k_cumsum + k.cumsum(dim=-2)
        D_inv = 1.0 / torch.einsum("...nd,...nd->...n", q, k_cumsum.type_as(q) + eps)
        context = torch.einsum("...nd,...ne->...nde", k, v)
        context_cumsum = last_context_cumsum + context.cumsum(dim=-3)
        outs.append(torch.einsum("...nde,...nd,...n->...ne", context_cumsum, q, D_inv))
        last_k_cumsum, last_context_cumsum = k_cumsum[:, :, -1:], context_cumsum[:, :, -1:]
    return torch.cat(outs, dim=-2)


class FastAttention(nn.Module):
    def __init__(self, dim_heads, nb_features=None, causal=False):
        super().__init__()
        nb_features = default(nb_features, int(dim_heads * math.log(dim_heads)))
        self.create_projection = partial(gaussian_orthogonal_random_matrix, nb_rows=nb_features, nb_columns=dim_heads)
        self.register_buffer("projection_matrix", self.create_projection())
        self.attn = causal_linear_attention_noncuda if causal else linear_attention

    @torch.no_grad()
    def redraw_projection_matrix(self):
        self.projection_matrix.copy_(self.create_projection())

    def forward(self, q, k, v):
        create_kernel = partial(softmax_kernel, projection_matrix=self.projection_matrix)
        return self.attn(create_kernel(q, is_query=True), create_kernel(k, is_query=False), v)


class LinformerSelfAttention(nn.Module):
    def __init__(self, dim, seq_len, k=4, heads=2, one_kv_head=False, share_kv=False):
        super().__init__()
        assert (dim % heads) == 0, "dimension must be divisible by the number of heads"
        self.seq_len, self.k, self.heads = seq_len, k, heads
        dim_head = dim // heads
        self.dim_head = dim_head
        self.to_q = nn.Linear(dim, dim_head * heads, bias=False)
        kv_dim = dim_head if one_kv_head else (dim_head * heads)
        self.to_k = nn.Linear(dim, kv_dim, bias=False)
        self.proj_k = nn.Parameter(self.init_(torch.zeros(seq_len, k)))
        self.share_kv = share_kv
        if not share_kv:
            self.to_v = nn.Linear(dim, kv_dim, bias=False)
            self.proj_v = nn.Parameter(self.init_(torch.zeros(seq_len, k)))

    @staticmethod
    def init_(tensor):
        std = 1 / math.sqrt(tensor.shape[-1])
        return tensor.uniform_(-std, std)

    def forward(self, x):
        b, n, d, d_h, h, k = *x.shape, self.dim_head, self.heads, self.k
        queries = self.to_q(x)
        proj_seq_len = lambda args: torch.einsum("bnd,nk->bkd", *args)
        kv_projs = (self.proj_k, self.proj_v if not self.share_kv else self.proj_k)
        keys, values = self.to_k(x), self.to_v(x) if not self.share_kv else self.to_k(x)
        keys, values = map(proj_seq_len, zip((keys, values), kv_projs))
        queries = queries.reshape(b, n, h, -1).transpose(1, 2)
        merge_key_values = lambda t: t.reshape(b, k, -1, d_h).transpose(1, 2).expand(-1, h, -1, -1)
        keys, values = map(merge_key_values, (keys, values))
        dots = torch.einsum("bhnd,bhkd->bhnk", queries, keys) * (d_h**-0.5)
        out = torch.einsum("bhnk,bhkd->bhnd", dots.softmax(dim=-1), values)
        return out.transpose(1, 2).reshape(b, n, -1)


def hash_buckets(vecs, n_buckets, n_hashes):
    rotations = torch.randn(vecs.shape[-1], n_hashes, n_buckets // 2)
    rotated = torch.einsum("btf,fhi->bhti", vecs, rotations)
    rotated = torch.cat([rotated, -rotated], dim=-1)
    buckets = torch.argmax(rotated, dim=-1)
    offsets = torch.arange(n_hashes).mul(n_buckets).reshape(1, -1, 1)
    return (buckets + offsets).reshape(vecs.shape[0], -1)


@contextmanager
def seeded(n):
    state = torch.get_rng_state()
    torch.manual_seed(n)
    yield
    torch.set_rng_state(state)


class Wrapper(nn.Module):
    def __init__(self, net):
        super().__init__()
        self.net = net

    @eval_decorator
    def predict(self, x):
        """Predicts the class."""
        return self.net(x).argmax(-1), self.training


with seeded(9):
    mixer = MLPMixer(image_size=(16, 24), channels=3, patch_size=8, dim=12, depth=2, num_classes=4, dropout=0.5)
    print(mixer)
    w = Wrapper(mixer)
    print(w.predict(torch.randn(3, 3, 16, 24)), w.training, w.predict.__doc__, w.predict.__name__)
    q, k, v = rearrange(torch.randn(3, 2, 2, 10, 8), "qkv ... -> qkv ...")
    fast = FastAttention(8, 64)
    exact = F.scaled_dot_product_attention(q, k, v)
    print(fast(q, k, v).shape, (fast(q, k, v) - exact).abs().mean() < 0.2)
    causal = FastAttention(8, causal=True)
    out = causal(q, k, v)
    print(out[0, 0, 0, :4], v[0, 0, 0, :4])
    causal.redraw_projection_matrix()
    p = causal.projection_matrix
    print(p.shape, torch.allclose((p[0] * p[1]).sum(), torch.zeros(()), atol=1e-4))
    lin = LinformerSelfAttention(16, 10, one_kv_head=True, share_kv=True)
    print(lin(torch.randn(2, 10, 16)).shape, [n for n, _ in lin.named_parameters()])
    b = hash_buckets(torch.randn(1, 6, 8), 4, 2)
    print(b, b.argsort(dim=-1, stable=True))
    ff = reduce(torch.arange(24.0).reshape(2, 3, 4), "b (n two) c -> b two c", "max", n=3, two=1)
    print(ff)
print(torch.initial_seed() != 9)
