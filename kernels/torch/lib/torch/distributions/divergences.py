# torch.distributions.kl: Kullback's and Leibler's divergences between distributions.


class _Divergences:
    found = {}


def register_kl(type_p, type_q):
    if not isinstance(type_p, type) and issubclass(type_p, Distribution):
        raise TypeError(f"Expected type_p to be a subclass of Distribution but got {type_p}")
    if not isinstance(type_q, type) and issubclass(type_q, Distribution):
        raise TypeError(f"Expected type_q to be a subclass of Distribution but got {type_q}")

    def decorator(fun):
        _Divergences.found[type_p, type_q] = fun
        return fun

    return decorator


def kl_divergence(p, q):
    table = _divergences()
    for first in type(p).__mro__:
        for second in type(q).__mro__:
            fun = _Divergences.found.get((first, second)) or table.get((first.__name__, second.__name__))
            if fun is not None:
                return fun(p, q)
            if second.__name__ in _UNBOUNDED.get(first.__name__, ()):
                return torch.full_like(getattr(p, _SHAPED_AS.get(first.__name__, "loc")), math.inf)
    raise NotImplementedError(
        f"No KL(p || q) is implemented for p type {p.__class__.__name__} and q type {q.__class__.__name__}"
    )


# Where p has mass that q has not: which q are infinitely far from a p, and which parameter has the result's shape.

_UNBOUNDED = {
    "Beta": ("Pareto",),
    "ContinuousBernoulli": ("Pareto",),
    "Exponential": ("Beta", "ContinuousBernoulli", "Pareto", "Uniform"),
    "Gamma": ("Beta", "ContinuousBernoulli", "Pareto", "Uniform"),
    "Gumbel": ("Beta", "ContinuousBernoulli", "Exponential", "Gamma", "Pareto", "Uniform"),
    "Laplace": ("Beta", "ContinuousBernoulli", "Exponential", "Gamma", "Pareto", "Uniform"),
    "Normal": ("Beta", "ContinuousBernoulli", "Exponential", "Gamma", "Pareto", "Uniform"),
    "Pareto": ("Beta", "ContinuousBernoulli", "Uniform"),
    "Poisson": ("Bernoulli", "Binomial"),
}
_SHAPED_AS = {
    "Beta": "concentration1", "ContinuousBernoulli": "probs", "Exponential": "rate", "Gamma": "concentration",
    "Pareto": "scale", "Poisson": "rate",
}


def _divergences():
    return {
        ("Bernoulli", "Bernoulli"): _kl_bernoulli,
        ("Bernoulli", "Poisson"): lambda p, q: -p.entropy() - (p.probs * q.rate.log() - q.rate),
        ("Beta", "Beta"): _kl_beta,
        ("Beta", "ContinuousBernoulli"): _kl_to_continuous_bernoulli,
        ("Beta", "Exponential"): lambda p, q: -p.entropy() - q.rate.log() + q.rate * p.mean,
        ("Beta", "Gamma"): _kl_beta_gamma,
        ("Beta", "Normal"): _kl_beta_normal,
        ("Beta", "Uniform"): lambda p, q: _inside(-p.entropy() + (q.high - q.low).log(), (q.low > 0) | (q.high < 1)),
        ("Binomial", "Binomial"): _kl_binomial,
        ("Categorical", "Categorical"): _kl_categorical,
        ("Cauchy", "Cauchy"): _kl_cauchy,
        ("ContinuousBernoulli", "ContinuousBernoulli"): _kl_continuous_bernoulli,
        ("ContinuousBernoulli", "Exponential"): lambda p, q: -p.entropy() - torch.log(q.rate) + q.rate * p.mean,
        ("ContinuousBernoulli", "Normal"): _kl_continuous_bernoulli_normal,
        ("ContinuousBernoulli", "Uniform"): lambda p, q: _inside(
            -p.entropy() + (q.high - q.low).log(), torch.max(torch.ge(q.low, 0.0), torch.le(q.high, 1.0))
        ),
        ("Dirichlet", "Dirichlet"): _kl_dirichlet,
        ("Exponential", "Exponential"): _kl_exponential,
        ("Exponential", "Gamma"): _kl_exponential_gamma,
        ("Exponential", "Gumbel"): _kl_exponential_gumbel,
        ("Exponential", "Normal"): _kl_exponential_normal,
        ("Gamma", "Exponential"): lambda p, q: -p.entropy() - q.rate.log() + q.rate * p.concentration / p.rate,
        ("Gamma", "Gamma"): _kl_gamma,
        ("Gamma", "Gumbel"): _kl_gamma_gumbel,
        ("Gamma", "Normal"): _kl_gamma_normal,
        ("Geometric", "Geometric"): lambda p, q: -p.entropy() - torch.log1p(-q.probs) / p.probs - q.logits,
        ("Gumbel", "Gumbel"): _kl_gumbel,
        ("Gumbel", "Normal"): _kl_gumbel_normal,
        ("HalfNormal", "HalfNormal"): lambda p, q: _kl_normal(p.base_dist, q.base_dist),
        ("Independent", "Independent"): _kl_independent,
        ("Laplace", "Laplace"): _kl_laplace,
        ("Laplace", "Normal"): _kl_laplace_normal,
        ("LowRankMultivariateNormal", "LowRankMultivariateNormal"): _kl_low_rank,
        ("LowRankMultivariateNormal", "MultivariateNormal"): _kl_low_rank_to_full,
        ("MultivariateNormal", "LowRankMultivariateNormal"): _kl_full_to_low_rank,
        ("MultivariateNormal", "MultivariateNormal"): _kl_multivariate,
        ("Normal", "Gumbel"): _kl_normal_gumbel,
        ("Normal", "Laplace"): _kl_normal_laplace,
        ("Normal", "Normal"): _kl_normal,
        ("OneHotCategorical", "OneHotCategorical"): lambda p, q: _kl_categorical(p._categorical, q._categorical),
        ("Pareto", "Exponential"): _kl_pareto_exponential,
        ("Pareto", "Gamma"): _kl_pareto_gamma,
        ("Pareto", "Normal"): _kl_pareto_normal,
        ("Pareto", "Pareto"): _kl_pareto,
        ("Poisson", "Poisson"): lambda p, q: p.rate * (p.rate.log() - q.rate.log()) - (p.rate - q.rate),
        ("TransformedDistribution", "TransformedDistribution"): _kl_transformed,
        ("Uniform", "Beta"): _kl_uniform_beta,
        ("Uniform", "ContinuousBernoulli"): lambda p, q: _inside(
            _kl_to_continuous_bernoulli(p, q), torch.max(torch.ge(p.high, 1.0), torch.le(p.low, 0.0))
        ),
        ("Uniform", "Exponential"): lambda p, q: _inside(
            q.rate * (p.high + p.low) / 2 - ((p.high - p.low) * q.rate).log(), p.low < 0
        ),
        ("Uniform", "Gamma"): _kl_uniform_gamma,
        ("Uniform", "Gumbel"): _kl_uniform_gumbel,
        ("Uniform", "Normal"): _kl_uniform_normal,
        ("Uniform", "Pareto"): _kl_uniform_pareto,
        ("Uniform", "Uniform"): _kl_uniform,
    }


def _inside(found, outside):
    return torch.where(outside, math.inf, found)


def _x_log_x(x):
    return torch.special.xlogy(x, x)


# Of one kind.


def _kl_normal(p, q):
    var_ratio = (p.scale / q.scale).pow(2)
    return 0.5 * (var_ratio + ((p.loc - q.loc) / q.scale).pow(2) - 1 - var_ratio.log())


def _kl_bernoulli(p, q):
    softplus = torch.nn.functional.softplus
    t1 = p.probs * (softplus(-q.logits) - softplus(-p.logits))
    t1 = torch.where(q.probs == 0, math.inf, t1)
    t1 = torch.where(p.probs == 0, 0.0, t1)
    t2 = (1 - p.probs) * (softplus(q.logits) - softplus(p.logits))
    t2 = torch.where(q.probs == 1, math.inf, t2)
    return t1 + torch.where(p.probs == 1, 0.0, t2)


def _kl_binomial(p, q):
    if (p.total_count < q.total_count).any():
        raise NotImplementedError("KL between Binomials where q.total_count > p.total_count is not implemented")
    found = p.total_count * (p.probs * (p.logits - q.logits) + (-p.probs).log1p() - (-q.probs).log1p())
    return _inside(found, p.total_count > q.total_count)


def _kl_categorical(p, q):
    t = p.probs * (p.logits - q.logits)
    t = torch.where((q.probs == 0).expand_as(t), math.inf, t)
    return torch.where((p.probs == 0).expand_as(t), 0.0, t).sum(-1)


def _kl_cauchy(p, q):
    apart = ((p.scale + q.scale).pow(2) + (p.loc - q.loc).pow(2)).log()
    return apart - (4 * p.scale * q.scale).log()


def _kl_continuous_bernoulli(p, q):
    t1 = p.mean * (p.logits - q.logits)
    t2 = p._cont_bern_log_norm() + torch.log1p(-p.probs)
    return t1 + t2 + (-q._cont_bern_log_norm() - torch.log1p(-q.probs))


def _kl_uniform(p, q):
    return _inside(((q.high - q.low) / (p.high - p.low)).log(), (q.low > p.low) | (q.high < p.high))


def _kl_exponential(p, q):
    ratio = q.rate / p.rate
    return -ratio.log() + ratio - 1


def _kl_laplace(p, q):
    ratio = p.scale / q.scale
    apart = (p.loc - q.loc).abs()
    return -ratio.log() + apart / q.scale + ratio * torch.exp(-apart / p.scale) - 1


def _kl_gamma(p, q):
    t1 = q.concentration * (p.rate / q.rate).log()
    t2 = torch.lgamma(q.concentration) - torch.lgamma(p.concentration)
    t3 = (p.concentration - q.concentration) * torch.digamma(p.concentration)
    t4 = (q.rate - p.rate) * (p.concentration / p.rate)
    return t1 + t2 + t3 + t4


def _kl_gumbel(p, q):
    ratio, far, near = p.scale / q.scale, q.loc / q.scale, p.loc / q.scale
    t1 = -ratio.log() - far + near
    t2 = ratio * euler_constant
    t3 = torch.exp(far + (1 + ratio).lgamma() - near)
    return t1 + t2 + t3 - (1 + euler_constant)


def _kl_beta(p, q):
    sum_p, sum_q = p.concentration1 + p.concentration0, q.concentration1 + q.concentration0
    t1 = q.concentration1.lgamma() + q.concentration0.lgamma() + sum_p.lgamma()
    t2 = p.concentration1.lgamma() + p.concentration0.lgamma() + sum_q.lgamma()
    t3 = (p.concentration1 - q.concentration1) * torch.digamma(p.concentration1)
    t4 = (p.concentration0 - q.concentration0) * torch.digamma(p.concentration0)
    return t1 - t2 + t3 + t4 + (sum_q - sum_p) * torch.digamma(sum_p)


def _kl_dirichlet(p, q):
    total_p, total_q = p.concentration.sum(-1), q.concentration.sum(-1)
    t1 = total_p.lgamma() - total_q.lgamma()
    t2 = (p.concentration.lgamma() - q.concentration.lgamma()).sum(-1)
    t3 = p.concentration - q.concentration
    t4 = p.concentration.digamma() - total_p.digamma().unsqueeze(-1)
    return t1 - t2 + (t3 * t4).sum(-1)


def _kl_pareto(p, q):
    ratio = q.alpha / p.alpha
    found = q.alpha * (p.scale / q.scale).log() - ratio.log() + ratio - 1
    return _inside(found, p.scale < q.scale)


def _kl_independent(p, q):
    if p.reinterpreted_batch_ndims != q.reinterpreted_batch_ndims:
        raise NotImplementedError
    return _sum_rightmost(kl_divergence(p.base_dist, q.base_dist), p.reinterpreted_batch_ndims)


def _kl_transformed(p, q):
    if p.transforms != q.transforms or p.event_shape != q.event_shape:
        raise NotImplementedError
    return kl_divergence(p.base_dist, q.base_dist)


# Of vectors.


def _same_event(p, q, words):
    if p.event_shape != q.event_shape:
        raise ValueError(
            f"KL-divergence between {words} with                          different event shapes cannot be computed"
        )
    return p.event_shape[0]


def _solved(tril, matrix):
    """The squares of L⁻¹ M, summed over both dims."""
    shape = torch.broadcast_shapes(tril.shape[:-2], matrix.shape[:-2])
    matrix = matrix.expand(shape + matrix.shape[-2:])
    return torch.linalg.solve_triangular(tril.expand(shape + tril.shape[-2:]), matrix, upper=False).pow(2).sum((-2, -1))


def _half_log_det(tril):
    return tril.diagonal(dim1=-2, dim2=-1).log().sum(-1)


def _kl_multivariate(p, q):
    n = _same_event(p, q, "two Multivariate Normals")
    tril_p, tril_q = p._unbroadcasted_scale_tril, q._unbroadcasted_scale_tril
    logs = _half_log_det(tril_q) - _half_log_det(tril_p)
    return logs + 0.5 * (_solved(tril_q, tril_p) + _solved(tril_q, (q.loc - p.loc).unsqueeze(-1)) - n)


def _under_low_rank(q, columns):
    """The trace of M Mᵀ under the inverse of q's covariance."""
    factor, diag = q._unbroadcasted_cov_factor, q._unbroadcasted_cov_diag
    direct = (columns.pow(2) / diag.unsqueeze(-1)).sum((-2, -1))
    return direct - _solved(q._capacitance_tril, (factor.mT / diag.unsqueeze(-2)).matmul(columns))


def _kl_low_rank(p, q):
    n = _same_event(p, q, "two Low Rank Multivariate Normals")
    spread = _under_low_rank(q, p._unbroadcasted_cov_factor)
    spread = spread + _under_low_rank(q, p._unbroadcasted_cov_diag.sqrt().diag_embed())
    return 0.5 * (q._log_det() - p._log_det() + q._distance(q.loc - p.loc) + spread - n)


def _kl_full_to_low_rank(p, q):
    n = _same_event(p, q, "two (Low Rank) Multivariate Normals")
    logs = q._log_det() - 2 * _half_log_det(p._unbroadcasted_scale_tril)
    spread = _under_low_rank(q, p._unbroadcasted_scale_tril)
    return 0.5 * (logs + q._distance(q.loc - p.loc) + spread - n)


def _kl_low_rank_to_full(p, q):
    n = _same_event(p, q, "two (Low Rank) Multivariate Normals")
    tril = q._unbroadcasted_scale_tril
    logs = 2 * _half_log_det(tril) - p._log_det()
    spread = _solved(tril, p._unbroadcasted_cov_factor)
    spread = spread + _solved(tril, torch.diag_embed(p._unbroadcasted_cov_diag.sqrt()))
    return 0.5 * (logs + _solved(tril, (q.loc - p.loc).unsqueeze(-1)) + spread - n)


# Of different kinds.


def _kl_to_continuous_bernoulli(p, q):
    return -p.entropy() - p.mean * q.logits - torch.log1p(-q.probs) - q._cont_bern_log_norm()


def _gamma_norm(q):
    return q.concentration.lgamma() - q.concentration * q.rate.log()


def _kl_beta_gamma(p, q):
    total = p.concentration1 + p.concentration0
    logs = (q.concentration - 1) * (p.concentration1.digamma() - total.digamma())
    return -p.entropy() + _gamma_norm(q) - logs + q.rate * p.concentration1 / total


def _kl_beta_normal(p, q):
    total = p.concentration1 + p.concentration0
    mean, var = p.concentration1 / total, q.scale.pow(2)
    square = (mean * (1 - mean) / (total + 1) + mean.pow(2)) * 0.5
    norm = 0.5 * (var * 2 * math.pi).log()
    return -p.entropy() + norm + (square - q.loc * mean + q.loc.pow(2) * 0.5) / var


def _kl_continuous_bernoulli_normal(p, q):
    norm = 0.5 * (math.log(2.0 * math.pi) + torch.square(q.loc / q.scale)) + torch.log(q.scale)
    moved = (p.variance + torch.square(p.mean) - 2.0 * q.loc * p.mean) / (2.0 * torch.square(q.scale))
    return -p.entropy() + norm + moved


def _kl_exponential_gamma(p, q):
    ratio = q.rate / p.rate
    logs = -q.concentration * torch.log(ratio)
    return logs + ratio + q.concentration.lgamma() + q.concentration * euler_constant - (1 + euler_constant)


def _kl_exponential_gumbel(p, q):
    product, far = p.rate * q.scale, q.loc / q.scale
    return product.log() - 1 - far + torch.exp(far) * product / (product + 1) + product.reciprocal()


def _kl_exponential_normal(p, q):
    var, square = q.scale.pow(2), p.rate.pow(2)
    norm = 0.5 * torch.log(square * var * 2 * math.pi)
    return norm - 1 + (square.reciprocal() - q.loc / p.rate + q.loc.pow(2) * 0.5) / var


def _kl_gamma_gumbel(p, q):
    product, far = p.rate * q.scale, q.loc / q.scale
    own = (p.concentration - 1) * p.concentration.digamma() - p.concentration.lgamma() - p.concentration
    moved = torch.exp(far) * (1 + product.reciprocal()).pow(-p.concentration) - far
    return own + (product.log() + p.concentration / product) + moved


def _kl_gamma_normal(p, q):
    var, square = q.scale.pow(2), p.rate.pow(2)
    norm = 0.5 * torch.log(square * var * 2 * math.pi) - p.concentration - p.concentration.lgamma()
    second = 0.5 * (p.concentration.pow(2) + p.concentration) / square
    moved = (second - q.loc * p.concentration / p.rate + 0.5 * q.loc.pow(2)) / var
    return norm + (p.concentration - 1) * p.concentration.digamma() + moved


def _kl_gumbel_normal(p, q):
    ratio = p.scale / q.scale
    norm = (ratio / math.sqrt(2 * math.pi)).log()
    spread = (math.pi * ratio * 0.5).pow(2) / 3
    moved = ((p.loc + p.scale * euler_constant - q.loc) / q.scale).pow(2) * 0.5
    return -norm + spread + moved - (euler_constant + 1)


def _kl_laplace_normal(p, q):
    var = q.scale.pow(2)
    ratio = p.scale.pow(2) / var
    moved = 0.5 * p.loc.pow(2) - p.loc * q.loc + 0.5 * q.loc.pow(2)
    return -0.5 * torch.log(2 * ratio / math.pi) + ratio + moved / var - 1


def _kl_normal_gumbel(p, q):
    near, ratio, far = p.loc / q.scale, (p.scale / q.scale).pow(2), q.loc / q.scale
    moved = torch.exp(-near + 0.5 * ratio + far)
    return -(ratio.log() * 0.5) + (near - far) + moved - (0.5 * (1 + math.log(2 * math.pi)))


def _kl_normal_laplace(p, q):
    apart = p.loc - q.loc
    scaled = apart / p.scale
    t2 = math.sqrt(2 / math.pi) * p.scale * torch.exp(-0.5 * scaled.pow(2))
    t3 = apart * torch.erf(math.sqrt(0.5) * scaled)
    return -torch.log(p.scale / q.scale) + (t2 + t3) / q.scale - (0.5 * (1 + math.log(0.5 * math.pi)))


def _kl_pareto_exponential(p, q):
    product = p.scale * q.rate
    found = (p.alpha / product).log() - p.alpha.reciprocal() + p.alpha * product / (p.alpha - 1) - 1
    return _inside(found, p.alpha <= 1)


def _kl_pareto_gamma(p, q):
    logs = p.scale.log() + p.alpha.reciprocal()
    mean = q.rate * p.alpha * p.scale / (p.alpha - 1)
    found = p.alpha.log() - logs + _gamma_norm(q) + (1 - q.concentration) * logs + mean - 1
    return _inside(found, p.alpha <= 1)


def _kl_pareto_normal(p, q):
    term = p.scale / (p.alpha - 1)
    norm = (math.sqrt(2 * math.pi) * q.scale * p.alpha / p.scale).log()
    moved = p.alpha * term.pow(2) / (p.alpha - 2) + (p.alpha * term - q.loc).pow(2)
    return _inside(norm - p.alpha.reciprocal() + moved / (2 * q.scale.pow(2)) - 1, p.alpha <= 2)


def _kl_uniform_beta(p, q):
    width = p.high - p.low
    up = (q.concentration1 - 1) * (_x_log_x(p.high) - _x_log_x(p.low) - width) / width
    down = (q.concentration0 - 1) * (_x_log_x(1 - p.high) - _x_log_x(1 - p.low) + width) / width
    norm = q.concentration1.lgamma() + q.concentration0.lgamma() - (q.concentration1 + q.concentration0).lgamma()
    return _inside(down + norm - torch.log(width) - up, (p.high > 1) | (p.low < 0))


def _kl_uniform_gamma(p, q):
    width = p.high - p.low
    logs = (1 - q.concentration) * (_x_log_x(p.high) - _x_log_x(p.low) - width) / width
    return _inside(-width.log() + _gamma_norm(q) + logs + q.rate * (p.high + p.low) / 2, p.low < 0)


def _kl_uniform_gumbel(p, q):
    ratio, high, low = q.scale / (p.high - p.low), (p.high - q.loc) / q.scale, (p.low - q.loc) / q.scale
    return ratio.log() + 0.5 * (high + low) - ratio * (torch.exp(-high) - torch.exp(-low))


def _kl_uniform_normal(p, q):
    width = p.high - p.low
    moved = width.pow(2) / 12 + ((p.high + p.low - 2 * q.loc) / 2).pow(2)
    return (math.sqrt(math.pi * 2) * q.scale / width).log() + 0.5 * moved / q.scale.pow(2)


def _kl_uniform_pareto(p, q):
    width = p.high - p.low
    logs = (_x_log_x(p.high) - _x_log_x(p.low) - width) / width
    return _inside(logs * (q.alpha + 1) - (q.alpha * q.scale.pow(q.alpha) * width).log(), p.low < q.scale)
