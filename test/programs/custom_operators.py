# Operators that a program declares: torch.library and torch.ops.
import torch
from torch import Tensor


def refused(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__ + ":", error)


@torch.library.custom_op("tests::stretch", mutates_args=())
def stretch(x: Tensor, by: float, times: int = 2) -> Tensor:
    return x * by * times


print(stretch, torch.ops.tests, torch.ops.tests.stretch, repr(torch.ops.tests.stretch.default))
print(torch.ops.tests.stretch.default._schema, torch.ops.tests.stretch.overloads())
x = torch.arange(3.0, requires_grad=True)
y = stretch(x, 0.5)
print(y)
refused(lambda: y.sum().backward())


def remember(ctx, inputs, output):
    print("given", inputs[1:], "made", tuple(output.shape))
    ctx.by = inputs[1] * inputs[2]


stretch.register_autograd(lambda ctx, grad: (grad * ctx.by, None, None), setup_context=remember)
stretch(x, 3.0).sum().backward()
print(x.grad, torch.ops.tests.stretch(x, times=5, by=1))
with torch.no_grad():
    print(stretch(x, 2.0))

refused(lambda: stretch(x))
refused(lambda: stretch(x, "a"))
refused(lambda: stretch([1], 1.0))
refused(lambda: torch.ops.tests.shrink)
refused(lambda: torch.ops.nowhere.at_all(x))
refused(lambda: torch.ops.tests.stretch.twice)


# Lists of tensors, several results, arguments by keyword only.
@torch.library.custom_op("tests::mix", mutates_args=())
def mix(xs: list[Tensor], *, weight: float = 0.25) -> tuple[Tensor, Tensor]:
    return xs[0] * weight + xs[1] * (1 - weight), xs[0] - xs[1]


@mix.register_fake
def _(xs, *, weight=0.25):
    return torch.empty_like(xs[0]), torch.empty_like(xs[0])


def mix_setup(ctx, inputs, keyword_only_inputs, output):
    ctx.weight = keyword_only_inputs["weight"]


def mix_backward(ctx, grad, grad_difference):
    return [grad * ctx.weight + grad_difference, grad * (1 - ctx.weight) - grad_difference]


mix.register_autograd(mix_backward, setup_context=mix_setup)
a, b = torch.ones(2, requires_grad=True), torch.full((2,), 5.0, requires_grad=True)
mixed, difference = mix([a, b], weight=0.75)
print(mixed, difference)
(mixed.sum() + 2 * difference.sum()).backward()
print(a.grad, b.grad)
print([tuple(each.shape) for each in mix([torch.empty(4, device="meta"), torch.empty(4, device="meta")])])


# In place.
@torch.library.custom_op("tests::fill_with_", mutates_args={"x"})
def fill_with_(x: Tensor, value: float) -> None:
    x.fill_(value)


z = torch.zeros(3)
print(fill_with_(z, 1.5), z, fill_with_._opoverload._schema)

# Libraries, written by schema.
library = torch.library.Library("others", "DEF")
print(library, library.define("shift(Tensor x, int n=1, *, float? scale=None) -> Tensor"))
library.define("shift.pair(Tensor x, Tensor y) -> Tensor")
library.impl("shift", lambda x, n=1, *, scale=None: (x + n) * (scale or 1), "CompositeImplicitAutograd")
library.impl("shift.pair", lambda x, y: x + y, "CompositeImplicitAutograd")
print(torch.ops.others.shift(x), torch.ops.others.shift(x, 2, scale=0.5), torch.ops.others.shift(x, x))
print(torch.ops.others.shift.overloads(), torch.ops.others.shift.pair, torch.ops.others.shift.pair._schema)
torch.ops.others.shift.pair(x, a.new_ones(3)).sum().backward()
print(x.grad)


@torch.library.impl(library, "shift", "CPU")
def shift_on_cpu(x, n=1, *, scale=None):
    return x - n


print(torch.ops.others.shift(torch.ones(2)))
refused(lambda: torch.library.Library("others", "NONE"))

torch.library.define("others::twice", "(Tensor x) -> Tensor")


@torch.library.impl("others::twice", "cpu")
def twice(x):
    return x * 2


torch.library.register_autograd("others::twice", lambda ctx, grad: grad * 20)
x.grad = None
print(torch.ops.others.twice(x))
torch.ops.others.twice(x).sum().backward()
print(x.grad)


def annotated(x: Tensor, y: int, z: list[int], w: float | None = None, *, flag: bool = True) -> tuple[Tensor, Tensor]: ...


print(torch.library.infer_schema(annotated, mutates_args={"x"}))
refused(lambda: torch.library.infer_schema(lambda x: x, mutates_args=()))
refused(lambda: torch.library.custom_op("nospace", annotated, mutates_args=()))
print(torch.ops.aten.relu, torch.ops.aten.add.Tensor, torch.ops.aten.add.Tensor(x, x), torch.ops.aten.relu.default(-x))
