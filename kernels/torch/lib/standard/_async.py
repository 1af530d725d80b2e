# What builtins need of coroutines.
async def next_or(step, default):
    """The default form of anext()."""
    try:
        return await step
    except StopAsyncIteration:
        return default
