# unittest.mock: what tests of real programs do with it.
import asyncio
from unittest.mock import ANY, AsyncMock, MagicMock, Mock, PropertyMock, call, create_autospec, mock_open, patch, seal, sentinel

m = Mock()
m.method(1, 2, key="v")
m.method.assert_called_once_with(1, 2, key="v")
print(m.mock_calls, m.method.call_args, m.method.call_args.args, m.method.call_args.kwargs, m.method.call_count)
m.a.b(3).c(4)
print(m.mock_calls, m.method_calls)
print(call.a.b(3).c(4), call(1, x=2), call.foo, [call(1)] == [call(1)], call(ANY) == call(3))

f = Mock(return_value=7, side_effect=[1, ValueError("no"), 2])
print(f())
try:
    f()
except ValueError as error:
    print("raised", error)
print(f())
try:
    f()
except StopIteration:
    print("over")
g = Mock(side_effect=lambda x: x * 2)
print(g(4), g.called, g.call_args_list)
for check in (lambda: g.assert_called_with(5), lambda: g.assert_not_called(), lambda: Mock().assert_called(), lambda: Mock(name="n").assert_called_once(),
              lambda: g.assert_any_call(9), lambda: g.assert_has_calls([call(1), call(2)]), lambda: Mock().assert_called_with(1), lambda: g.assert_called_once_with(3)):
    try:
        check()
    except AssertionError as error:
        print(error)

mm = MagicMock()
print(len(mm), list(mm), bool(mm), int(mm), mm == mm, 1 in mm, float(mm))
mm.__len__.return_value = 5
mm.__getitem__.side_effect = lambda key: key + "!"
mm.__iter__.return_value = [1, 2]
print(len(mm), mm["k"], list(mm), list(mm))
with mm as inside:
    inside.work()
print(mm.__enter__.called, inside.work.called)

class Real:
    limit = 3
    def run(self, a, b=1):
        return a + b
    @property
    def size(self):
        return 9

spec = Mock(spec=Real)
print(isinstance(spec, Real))
try:
    spec.other
except AttributeError as error:
    print(error)
auto = create_autospec(Real)
auto().run(1, b=2)
auto.return_value.run.assert_called_once_with(1, 2)
try:
    auto().run()
except TypeError as error:
    print(error)
def plain(a, *, b):
    return a, b
fake = create_autospec(plain, return_value="faked")
print(fake(1, b=2))
try:
    fake(1)
except TypeError as error:
    print(error)

with patch.object(Real, "run", return_value="patched") as run:
    print(Real().run(1), run.call_args)
print(Real().run(1))
with patch.object(Real, "limit", 99):
    print(Real.limit)
print(Real.limit)
with patch.object(Real, "size", new_callable=PropertyMock) as size:
    size.return_value = 1
    print(Real().size, size.mock_calls)
print(Real().size)
import os
import math
with patch("math.sqrt", return_value="root") as root:
    print(math.sqrt(4))
print(math.sqrt(4))
@patch("os.getcwd", lambda: "/nowhere")
@patch("math.floor")
def decorated(floor):
    floor.return_value = -1
    return os.getcwd(), math.floor(2.5)
print(decorated())
config = {"a": 1}
with patch.dict(config, {"b": 2}, clear=True):
    print(config)
print(config)
with patch.multiple(Real, limit=5, run=Mock(return_value="m")):
    print(Real.limit, Real().run())
try:
    with patch.object(Real, "none"):
        pass
except AttributeError as error:
    print(error)
patcher = patch.object(Real, "limit", 8)
patcher.start()
print(Real.limit)
patch.stopall()
print(Real.limit)

opened = mock_open(read_data="one\ntwo\n")
with patch("builtins.open", opened):
    with open("file") as file:
        print(file.read())
    with open("file") as file:
        print([line for line in file], opened.call_args_list)
print(sentinel.thing, sentinel.thing is sentinel.thing)
parent = Mock()
parent.attach_mock(Mock(), "child")
parent.child(1)
print(parent.mock_calls)
m.reset_mock()
print(m.mock_calls, m.method.called)
m.configure_mock(**{"x.y.return_value": 3, "z": 4})
print(m.x.y(), m.z)
seal(m)
try:
    m.fresh
except AttributeError as error:
    print(error)
del m.z
print(hasattr(m, "z"))
async def main():
    a = AsyncMock(return_value=3)
    print(await a(1), a.await_count)
    a.assert_awaited_once_with(1)
    async with MagicMock() as ctx:
        pass
asyncio.run(main())
try:
    m.assert_caled()
except AttributeError as error:
    print(error)
wrapped = Mock(wraps=Real())
print(wrapped.run(2, b=3), wrapped.run.call_args)
