# Functions of numpy about data: quantiles, covariances, histograms.
_METHODS = ("linear", "lower", "higher", "midpoint", "nearest")


def _quantile_along(a, q, axis, keepdims, method):
    """Quantiles of the numbers along one axis; those of a slice with nan are nan."""
    source = a._t.sort(dim=axis).values
    count = source.shape[axis]
    at = q * (count - 1)
    low = at.floor().to(torch.int64).clamp(0, count - 1)
    high = (low + 1).clamp(max=count - 1)
    part = at - low
    left, right = source.index_select(axis, low), source.index_select(axis, high)
    sizes = [1] * source.ndim
    sizes[axis] = -1
    part = part.reshape(sizes).to(source.dtype)
    if method == "lower":
        made = left
    elif method == "higher":
        made = torch.where(part == 0, left, right)
    elif method == "nearest":
        made = torch.where((part < 0.5) | ((part == 0.5) & (low.reshape(sizes) % 2 == 0)), left, right)
    elif method == "midpoint":
        made = torch.where(part == 0, left, (left + right) / 2)
    else:
        # From the nearer side, as NumPy does it.
        width = right - left
        made = torch.where(part >= 0.5, right - width * (1 - part), left + width * part)
    bad = torch.isnan(source).any(dim=axis, keepdim=True)
    return torch.where(bad, torch.tensor(nan, dtype=source.dtype), made)


def quantile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, *, weights=None):
    if method not in _METHODS or weights is not None:
        raise NotImplementedError(f"ishape: numpy.quantile with {'weights' if weights is not None else f'method {method!r}'} is not available here")
    given = asarray(q, float)
    if bool(asarray((given < 0) | (given > 1)).any()):
        raise ValueError("Quantiles must be in the range [0, 1]")
    a = asarray(a)
    source = _of(_floats(a._t))
    axes = _axes(axis, source.ndim)
    kept = [each for each in range(source.ndim) if each not in axes]
    # The reduced axes become the first.
    flat = _of(source._t.permute(tuple(axes) + tuple(kept)).reshape([-1] + [source.shape[each] for each in kept]))
    if flat.shape[0] == 0:
        made = torch.full([given.size, *flat.shape[1:]], nan, dtype=flat._t.dtype)
    else:
        made = _quantile_along(flat, given._t.reshape(-1), 0, keepdims, method)
    sizes = [1 if each in axes else size for each, size in enumerate(source.shape)] if keepdims else list(flat.shape[1:])
    return _into(out, _out(made.reshape(list(given.shape) + sizes)))


def percentile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, *, weights=None):
    given = asarray(q, float)
    if bool(asarray((given < 0) | (given > 100)).any()):
        raise ValueError("Percentiles must be in the range [0, 100]")
    return quantile(a, given / 100, axis, out, overwrite_input, method, keepdims, weights=weights)


def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    a = asarray(a)
    if a.size == 0:
        return mean(a, axis, out=out, keepdims=keepdims)
    source = _of(_floats(a._t))
    axes = _axes(axis, source.ndim)
    kept = [each for each in range(source.ndim) if each not in axes]
    flat = source._t.permute(tuple(axes) + tuple(kept)).reshape([-1] + [source.shape[each] for each in kept])
    ordered = flat.sort(dim=0).values
    count = ordered.shape[0]
    middle = ordered[(count - 1) // 2 : count // 2 + 1]
    made = middle.sum(dim=0) / len(middle)
    made = torch.where(torch.isnan(ordered).any(dim=0), torch.tensor(nan, dtype=made.dtype), made)
    if keepdims:
        made = made.reshape([1 if each in axes else size for each, size in enumerate(source.shape)])
    return _into(out, _out(made))


def _along_good(a, axis, function, keepdims):
    """Applies a function to what is no nan along the axes."""
    a = asarray(a)
    axes = _axes(axis, a.ndim)
    kept = [each for each in range(a.ndim) if each not in axes]
    flat = a.transpose(tuple(axes) + tuple(kept)).reshape([-1] + [a.shape[each] for each in kept])
    rows = moveaxis(flat, 0, -1).reshape(-1, flat.shape[0])
    found = []
    for row in rows:
        good = row[logical_not(isnan(row))]
        if good.size == 0:
            _warn("All-NaN slice encountered")
        found.append(function(good))
    made = stack([asarray(each) for each in found], -1)
    lead = made.shape[:-1]
    sizes = [1 if each in axes else size for each, size in enumerate(a.shape)] if keepdims else [a.shape[each] for each in kept]
    made = made.reshape(list(lead) + sizes)
    return made if made.ndim else made[()]


def nanmedian(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    return _into(out, _along_good(a, axis, lambda good: median(good) if good.size else nan, keepdims))


def nanquantile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, *, weights=None):
    return _into(out, _along_good(a, axis, lambda good: quantile(good, q, method=method, weights=weights), keepdims))


def nanpercentile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, *, weights=None):
    return _into(out, _along_good(a, axis, lambda good: percentile(good, q, method=method, weights=weights), keepdims))


def average(a, axis=None, weights=None, returned=False, *, keepdims=False):
    a = asarray(a)
    if weights is None:
        made = a.mean(axis, keepdims=keepdims)
        count = a.size / asarray(made).size
        return (made, full_like(made, count)) if returned else made
    weights = asarray(weights)
    if weights.shape != a.shape:
        if axis is None:
            raise TypeError("Axis must be specified when shapes of a and weights differ.")
        axes = _axes(axis, a.ndim)
        if weights.shape != tuple(a.shape[each] for each in axes):
            raise ValueError("Shape of weights must be consistent with shape of a along specified axis.")
        weights = weights.reshape([a.shape[each] if each in axes else 1 for each in range(a.ndim)])
    typed = result_type(a, weights, float64) if a.dtype.kind in "biu" else result_type(a, weights)
    total = sum(broadcast_to(weights, a.shape) if weights.shape != a.shape else weights, axis, typed, keepdims=keepdims)
    if bool(asarray(total == 0).any()):
        raise ZeroDivisionError("Weights sum to zero, can't be normalized")
    made = sum(multiply(a, weights).astype(typed), axis, keepdims=keepdims) / total
    return (made, total if asarray(total).shape == asarray(made).shape else broadcast_to(total, asarray(made).shape).copy()) if returned else made


def cov(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, *, dtype=None):
    if fweights is not None or aweights is not None:
        raise NotImplementedError("ishape: numpy.cov with weights is not available here")
    x = atleast_2d(asarray(m))
    x = x.T if not rowvar and asarray(m).ndim != 1 else x
    if y is not None:
        other = atleast_2d(asarray(y))
        x = concatenate([x, other.T if not rowvar and other.shape[0] != 1 else other], 0)
    x = _of(_floats(x._t)) if dtype is None else x.astype(dtype)
    away = x - x.mean(1, keepdims=True)
    count = x.shape[1] - ((0 if bias else 1) if ddof is None else ddof)
    if count <= 0:
        _warn("Degrees of freedom <= 0 for slice")
        count = 0.0
    made = matmul(away, conj(away.T)) * divide(1, float(count))
    return squeeze(made)


def corrcoef(x, y=None, rowvar=True, *, dtype=None):
    c = cov(x, y, rowvar, dtype=dtype)
    if asarray(c).ndim == 0:
        return c / c
    spread = sqrt(diagonal(c).real)
    c = c / spread[:, None]
    c = c / spread[None, :]
    return clip(c, -1, 1)


# --- histograms ---


def histogram_bin_edges(a, bins=10, range=None, weights=None):
    values = asarray(a).ravel()
    if isinstance(bins, str):
        raise NotImplementedError(f"ishape: numpy.histogram with bins={bins!r} is not available here")
    if isinstance(bins, (int, integer)):
        if bins < 1:
            raise ValueError("`bins` must be positive, when an integer")
        if range is not None:
            low, high = range
            if low > high:
                raise ValueError("max must be larger than min in range parameter.")
        elif values.size == 0:
            low, high = 0, 1
        else:
            low, high = values.min(), values.max()
        if not (isfinite(low) and isfinite(high)):
            raise ValueError(f"{'supplied' if range is not None else 'autodetected'} range of [{low}, {high}] is not finite")
        if low == high:
            low, high = low - 0.5, high + 0.5
        return linspace(low, high, int(bins) + 1)
    edges = asarray(bins)
    if edges.ndim != 1:
        raise ValueError("`bins` must be 1d, when an array")
    if bool(asarray(edges[:-1] > edges[1:]).any()):
        raise ValueError("`bins` must increase monotonically, when an array")
    return edges


def _bins_of(values, edges):
    """The bin of each value, and which values lie in any."""
    at = edges._t.to(torch.float64)
    given = values._t.reshape(-1).to(torch.float64)
    inside = (given >= at[0]) & (given <= at[-1])
    return (torch.searchsorted(at, given.contiguous(), right=True) - 1).clamp(0, len(at) - 2), inside


def histogram(a, bins=10, range=None, density=None, weights=None):
    edges = histogram_bin_edges(a, bins, range)
    place, inside = _bins_of(asarray(a), edges)
    given = None if weights is None else asarray(weights).ravel()._t[inside]
    counts = _of(torch.bincount(place[inside], given, minlength=len(edges) - 1))
    if weights is not None and asarray(weights).dtype.kind in "biu":
        counts = counts.astype(asarray(weights).dtype)
    if density:
        counts = counts / diff(edges).astype(float) / counts.sum()
    return counts, edges


def histogramdd(sample, bins=10, range=None, density=None, weights=None):
    columns = [asarray(each) for each in sample] if isinstance(sample, (list, tuple)) else list(asarray(sample).T)
    each_bins = [bins] * len(columns) if isinstance(bins, (int, integer)) else list(bins)
    if len(each_bins) != len(columns):
        raise ValueError("The dimension of bins must be equal to the dimension of the sample x.")
    edges = [
        histogram_bin_edges(column, count, None if range is None else range[i]) for i, (column, count) in enumerate(zip(columns, each_bins))
    ]
    flat, inside = 0, torch.ones(columns[0].size, dtype=torch.bool)
    for column, edge in zip(columns, edges):
        place, within = _bins_of(column, edge)
        flat, inside = flat * (len(edge) - 1) + place, inside & within
    sizes = [len(edge) - 1 for edge in edges]
    given = None if weights is None else asarray(weights).ravel()._t[inside]
    counts = _of(torch.bincount(flat[inside], given, minlength=math.prod(sizes)).reshape(sizes).to(torch.float64))
    if density:
        total = counts.sum()
        for i, edge in enumerate(edges):
            counts = counts / diff(edge).reshape([-1 if each == i else 1 for each in builtins.range(len(sizes))])
        counts = counts / total
    return counts, tuple(edges)


def histogram2d(x, y, bins=10, range=None, density=None, weights=None):
    both = bins
    if not isinstance(bins, (int, integer)) and len(bins) != 2:
        both = [bins, bins]
    counts, edges = histogramdd([x, y], both, range, density, weights)
    return counts, edges[0], edges[1]


def bincount(x, /, weights=None, minlength=0):
    x = asarray(x)
    if x.ndim != 1:
        raise ValueError("object too deep for desired array" if x.ndim > 1 else "object of too small depth for desired array")
    if x.dtype.kind == "f" and x.size:
        raise TypeError("Cannot cast array data from dtype('float64') to dtype('int64') according to the rule 'safe'")
    if x.size and x.min() < 0:
        raise ValueError("'list' argument must have no negative elements")
    return _of(torch.bincount(x._t.to(torch.int64), None if weights is None else asarray(weights, float)._t, minlength))


def digitize(x, bins, right=False):
    bins, given = asarray(bins), asarray(x)
    if bins.size > 1 and bins[0] > bins[-1]:
        return len(bins) - searchsorted(bins[::-1], given, "right" if right else "left")
    return searchsorted(bins, given, "left" if right else "right")
