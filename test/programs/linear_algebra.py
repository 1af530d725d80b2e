import torch

torch.manual_seed(0)
a = torch.randn(3, 3, dtype=torch.float64)
s = a @ a.T + torch.eye(3, dtype=torch.float64)
print(torch.linalg.det(s), torch.allclose(torch.linalg.inv(s) @ s, torch.eye(3, dtype=torch.float64)))
print(torch.linalg.eigvalsh(s), torch.linalg.matrix_norm(a), torch.linalg.matrix_rank(a))
print(torch.linalg.solve(s, torch.ones(3, dtype=torch.float64)))
print(torch.linalg.cholesky(s))
u, d, v = torch.linalg.svd(a)
print(d, torch.allclose(u @ torch.diag(d) @ v, a))
print(torch.kron(torch.eye(2), torch.ones(1, 2)), torch.cross(torch.tensor([1.0, 0, 0]), torch.tensor([0, 1.0, 0]), dim=0))
print(torch.cdist(torch.zeros(1, 2), torch.tensor([[3.0, 4.0]])), torch.trace(s))
