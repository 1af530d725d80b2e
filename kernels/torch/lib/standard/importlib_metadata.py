# importlib.metadata: the versions of what is here.
class PackageNotFoundError(ModuleNotFoundError):
    def __str__(self):
        return f"No package metadata was found for {self.name}"
    @property
    def name(self):
        return self.args[0]

def version(distribution_name):
    import importlib
    name = distribution_name.lower().replace("-", "_")
    if name in ("torch", "numpy", "torchvision", "einops", "matplotlib", "tqdm"):
        found = getattr(importlib.import_module(name), "__version__", None)
        if found is not None:
            return str(found)
    raise PackageNotFoundError(distribution_name)

def distributions(**kwargs):
    return iter(())

def entry_points(**params):
    return []

def requires(distribution_name):
    version(distribution_name)
    return None

def metadata(distribution_name):
    return {"Name": distribution_name, "Version": version(distribution_name)}
