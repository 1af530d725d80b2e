import math

class StatisticsError(ValueError):
    pass

def _data(data, name):
    data = list(data)
    if not data:
        raise StatisticsError(f"{name} requires at least one data point")
    return data

def mean(data):
    data = _data(data, "mean")
    total = sum(data) if all(isinstance(x, int) for x in data) else math.fsum(data)
    result = total / len(data)
    return int(result) if all(isinstance(x, int) for x in data) and total % len(data) == 0 else result

def fmean(data, weights=None):
    data = _data(data, "fmean")
    return math.fsum(data) / len(data)

def median(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    n = len(data)
    return data[n // 2] if n % 2 else (data[n // 2 - 1] + data[n // 2]) / 2

def mode(data):
    counts = {}
    for x in _data(data, "mode"):
        counts[x] = counts.get(x, 0) + 1
    return max(counts, key=counts.get)

def _ss(data):
    m = math.fsum(data) / len(data)
    return math.fsum((x - m) ** 2 for x in data)

def variance(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("variance requires at least two data points")
    return _ss(data) / (len(data) - 1)

def pvariance(data, mu=None):
    data = _data(data, "pvariance")
    return _ss(data) / len(data)

def stdev(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("stdev requires at least two data points")
    return math.sqrt(_ss(data) / (len(data) - 1))

def pstdev(data, mu=None):
    return math.sqrt(pvariance(data))
