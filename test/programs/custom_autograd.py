import torch


class Cube(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x**3

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return grad * 3 * x**2


x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = Cube.apply(x)
print(y, y.grad_fn.name())
y.sum().backward()
print(x.grad)
print(torch.autograd.gradcheck(Cube.apply, (torch.randn(3, dtype=torch.float64, requires_grad=True),)))
w = torch.randn(2, 3, requires_grad=True, generator=torch.Generator().manual_seed(5))
(g,) = torch.autograd.grad((w**3).sum(), w, create_graph=True)
(h,) = torch.autograd.grad(g.sum(), w)
print(torch.allclose(h, 6 * w), h)
print(torch.autograd.functional.jacobian(lambda t: t**2, torch.tensor([1.0, 2.0])))
seen = []
z = torch.ones(2, requires_grad=True)
z.register_hook(lambda g: seen.append(g.clone()))
(z * 3).sum().backward()
print(seen)
with torch.no_grad():
    print((z * 2).requires_grad)
try:
    y.sum().backward()
except RuntimeError as error:
    print(str(error).split(".")[0])
