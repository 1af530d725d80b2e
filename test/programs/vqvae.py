import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.autograd import Function
from typing import Any, List, TypeVar
from abc import abstractmethod

Tensor = TypeVar("torch.tensor")


class BaseVAE(nn.Module):
    def __init__(self) -> None:
        super(BaseVAE, self).__init__()

    def encode(self, input: Tensor) -> List[Tensor]:
        raise NotImplementedError

    def sample(self, batch_size: int, current_device: int, **kwargs) -> Tensor:
        raise RuntimeWarning()

    @abstractmethod
    def forward(self, *inputs: Tensor) -> Tensor:
        pass


class VectorQuantization(Function):
    @staticmethod
    def forward(ctx, inputs, codebook):
        with torch.no_grad():
            embedding_size = codebook.size(1)
            inputs_size = inputs.size()
            inputs_flatten = inputs.view(-1, embedding_size)
            codebook_sqr = torch.sum(codebook**2, dim=1)
            inputs_sqr = torch.sum(inputs_flatten**2, dim=1, keepdim=True)
            distances = torch.addmm(codebook_sqr + inputs_sqr, inputs_flatten, codebook.t(), alpha=-2.0, beta=1.0)
            _, indices_flatten = torch.min(distances, dim=1)
            indices = indices_flatten.view(*inputs_size[:-1])
            ctx.mark_non_differentiable(indices)
            return indices

    @staticmethod
    def backward(ctx, grad_output):
        raise RuntimeError("the indices have no gradient")


class VectorQuantizationStraightThrough(Function):
    @staticmethod
    def forward(ctx, inputs, codebook):
        indices = vq(inputs, codebook)
        indices_flatten = indices.view(-1)
        ctx.save_for_backward(indices_flatten, codebook)
        ctx.mark_non_differentiable(indices_flatten)
        codes_flatten = torch.index_select(codebook, dim=0, index=indices_flatten)
        return (codes_flatten.view_as(inputs), indices_flatten)

    @staticmethod
    def backward(ctx, grad_output, grad_indices):
        grad_inputs, grad_codebook = None, None
        if ctx.needs_input_grad[0]:
            grad_inputs = grad_output.clone()
        if ctx.needs_input_grad[1]:
            indices, codebook = ctx.saved_tensors
            grad_output_flatten = grad_output.contiguous().view(-1, codebook.size(1))
            grad_codebook = torch.zeros_like(codebook)
            grad_codebook.index_add_(0, indices, grad_output_flatten)
        return (grad_inputs, grad_codebook)


vq = VectorQuantization.apply
vq_st = VectorQuantizationStraightThrough.apply


class VectorQuantizerEMA(nn.Module):
    def __init__(self, num_embeddings, embedding_dim, commitment_cost=0.25, decay=0.9, epsilon=1e-5):
        super().__init__()
        self._embedding = nn.Embedding(num_embeddings, embedding_dim)
        self._embedding.weight.data.normal_()
        self._embedding.weight.requires_grad_(False)
        self.register_buffer("_ema_cluster_size", torch.zeros(num_embeddings))
        self._ema_w = nn.Parameter(torch.Tensor(num_embeddings, embedding_dim))
        self._ema_w.data.normal_()
        self._commitment_cost, self._decay, self._epsilon, self._num = commitment_cost, decay, epsilon, num_embeddings

    def forward(self, inputs):
        inputs = inputs.permute(0, 2, 3, 1).contiguous()
        flat = inputs.view(-1, self._embedding.embedding_dim)
        indices = torch.cdist(flat, self._embedding.weight).argmin(dim=1).unsqueeze(1)
        encodings = torch.zeros(indices.shape[0], self._num, device=inputs.device)
        encodings.scatter_(1, indices, 1)
        quantized = torch.matmul(encodings, self._embedding.weight).view(inputs.shape)
        if self.training:
            self._ema_cluster_size = self._ema_cluster_size * self._decay + (1 - self._decay) * torch.sum(encodings, 0)
            n = torch.sum(self._ema_cluster_size.data)
            self._ema_cluster_size = (self._ema_cluster_size + self._epsilon) / (n + self._num * self._epsilon) * n
            dw = torch.matmul(encodings.t(), flat)
            self._ema_w = nn.Parameter(self._ema_w * self._decay + (1 - self._decay) * dw)
            self._embedding.weight = nn.Parameter(self._ema_w / self._ema_cluster_size.unsqueeze(1), requires_grad=False)
        loss = self._commitment_cost * F.mse_loss(quantized.detach(), inputs)
        quantized = inputs + (quantized - inputs).detach()
        avg_probs = torch.mean(encodings, dim=0)
        perplexity = torch.exp(-torch.sum(avg_probs * torch.log(avg_probs + 1e-10)))
        return loss, quantized.permute(0, 3, 1, 2).contiguous(), perplexity, encodings


class ResBlock(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.block = nn.Sequential(nn.ReLU(True), nn.Conv2d(dim, dim, 3, 1, 1), nn.BatchNorm2d(dim), nn.ReLU(True), nn.Conv2d(dim, dim, 1), nn.BatchNorm2d(dim))

    def forward(self, x):
        return x + self.block(x)


class VQVAE(BaseVAE):
    def __init__(self, input_dim, dim, K, ema=False):
        super().__init__()
        self.encoder = nn.Sequential(nn.Conv2d(input_dim, dim, 4, 2, 1), nn.BatchNorm2d(dim), nn.ReLU(True), nn.Conv2d(dim, dim, 4, 2, 1), ResBlock(dim))
        self.codebook = VectorQuantizerEMA(K, dim) if ema else nn.Embedding(K, dim)
        if not ema:
            self.codebook.weight.data.uniform_(-1.0 / K, 1.0 / K)
        self.decoder = nn.Sequential(ResBlock(dim), nn.ReLU(True), nn.ConvTranspose2d(dim, dim, 4, 2, 1), nn.BatchNorm2d(dim), nn.ReLU(True), nn.ConvTranspose2d(dim, input_dim, 4, 2, 1), nn.Tanh())
        self.ema = ema

    def encode(self, x):
        return self.encoder(x)

    def forward(self, x):
        z_e = self.encode(x)
        if self.ema:
            loss, z_q, perplexity, _ = self.codebook(z_e)
            return self.decoder(z_q), loss, perplexity
        z = z_e.permute(0, 2, 3, 1).contiguous()
        z_q_st, indices = vq_st(z, self.codebook.weight.detach())
        z_q = torch.index_select(self.codebook.weight, dim=0, index=indices).view_as(z)
        loss = F.mse_loss(z_q, z.detach()) + 0.25 * F.mse_loss(z, z_q.detach())
        return self.decoder(z_q_st.permute(0, 3, 1, 2).contiguous()), loss, len(indices.unique())


class GatedMaskedConv2d(nn.Module):
    def __init__(self, mask_type, dim, kernel):
        super().__init__()
        self.mask_type = mask_type
        self.conv = nn.Conv2d(dim, dim * 2, kernel, 1, kernel // 2)
        mask = torch.ones_like(self.conv.weight)
        mask[:, :, kernel // 2, kernel // 2 + (mask_type == "B") :] = 0
        mask[:, :, kernel // 2 + 1 :] = 0
        self.register_buffer("mask", mask)

    def forward(self, x):
        self.conv.weight.data.mul_(self.mask)
        a, b = self.conv(x).chunk(2, dim=1)
        return torch.tanh(a) * torch.sigmoid(b)


torch.manual_seed(6)
x = torch.rand(4, 1, 16, 16) * 2 - 1
for ema in (False, True):
    model = VQVAE(1, 8, 6, ema=ema)
    opt = torch.optim.Adam([p for p in model.parameters() if p.requires_grad], lr=5e-3, amsgrad=True)
    if ema:
        print(model)
    for i in range(4):
        x_tilde, loss_vq, used = model(x)
        loss = F.mse_loss(x_tilde, x) + loss_vq
        opt.zero_grad()
        loss.backward()
        opt.step()
        print(f"ema={ema} {i} recon {F.mse_loss(x_tilde, x).item():.4f} vq {loss_vq.item():.5f} used {float(used):.3f}")
pixel = nn.Sequential(nn.Conv2d(1, 4, 1), GatedMaskedConv2d("A", 4, 5), GatedMaskedConv2d("B", 4, 3))
a = pixel(x)
y = x.clone()
y[:, :, 8:, :] = 0
print((pixel(y)[:, :, :8] == a[:, :, :8]).all(), pixel[2].mask[0, 0])
try:
    BaseVAE().encode(x)
except NotImplementedError as e:
    print(type(e).__name__, e.args)
try:
    BaseVAE().sample(1, 0)
except Warning as e:
    print(repr(e))
