/** `module(x)`: forward, with the hooks around it; the recorder hears of it. */
import { trace } from '../../ops/trace.js'
import { PyDict } from '../../python/object/dict.js'
import { isError, PyError, raise } from '../../python/object/errors.js'
import { PyFunction } from '../../python/object/function.js'
import { invokeFunction } from '../../python/object/invoke.js'
import { getOwn, type Kwargs, type PyObject, type Value } from '../../python/object/object.js'
import { call, callMethod, getAttr, repr, str, typeOf } from '../../python/object/protocol.js'
import { PyTuple } from '../../python/object/values.js'
import { importModule } from '../../python/run/importer.js'
import { PyTensor } from '../values.js'
import { tableOf } from './state.js'

/** Hooks on all modules: `torch.nn.modules.module.register_module_forward_hook` and its kin. */
export const globalHooks = {
  forward: new PyDict(),
  forwardPre: new PyDict(),
}

function forward(self: PyObject, args: Value[], kwargs: Kwargs | null): Value {
  const method = self.cls.lookup('forward')
  // A forward put on the object itself comes first, as any attribute.
  if (method instanceof PyFunction && getOwn(self, 'forward') === undefined)
    return invokeFunction(method, [self, ...args], kwargs)
  return call(getAttr(self, 'forward'), args, kwargs)
}

function listened(self: PyObject, args: Value[], kwargs: Kwargs | null): Value {
  const { recorder } = trace
  if (recorder === null) return forward(self, args, kwargs)
  recorder.enterModule(self)
  let output: Value | undefined
  try {
    output = forward(self, args, kwargs)
  } finally {
    recorder.leaveModule(self, kwargs === null ? args : [...args, ...kwargs.values()], output)
  }
  return output
}

/** Source: Module.__call__. */
export function callModule(self: PyObject, args: Value[], kwargs: Kwargs | null): Value {
  const hooked =
    tableOf(self, '_backward_hooks').size > 0 ||
    tableOf(self, '_backward_pre_hooks').size > 0 ||
    tableOf(self, '_forward_hooks').size > 0 ||
    tableOf(self, '_forward_pre_hooks').size > 0 ||
    globalHooks.forward.size > 0 ||
    globalHooks.forwardPre.size > 0
  return hooked ? new HookedCall(self, args, kwargs).run() : listened(self, args, kwargs)
}

/** One call of a module that has hooks. */
class HookedCall {
  private result: Value = null
  private readonly called = new Set<Value>()
  constructor(
    private readonly self: PyObject,
    private args: Value[],
    private kwargs: Kwargs | null,
  ) {}

  run(): Value {
    try {
      return this.inner()
    } catch (error) {
      if (isError(error, 'Exception')) this.alwaysCalled()
      throw error
    }
  }

  private inner(): Value {
    const { self } = this
    this.before()
    const backward =
      tableOf(self, '_backward_hooks').size > 0 || tableOf(self, '_backward_pre_hooks').size > 0
        ? call(getAttr(importModule('torch.utils.hooks'), '_module_backward'), [self])
        : null
    if (backward !== null)
      this.args = [...(callMethod(backward, 'setup_input_hook', [new PyTuple(this.args)]) as PyTuple).items]
    this.result = listened(self, this.args, this.kwargs)
    const always = tableOf(self, '_forward_hooks_always_called')
    for (const [id, hook] of [
      ...globalHooks.forward.entries(),
      ...tableOf(self, '_forward_hooks').entries(),
    ]) {
      if (always.has(id)) this.called.add(id)
      const changed = this.callForward(id, hook)
      if (changed !== null) this.result = changed
    }
    if (backward === null) return this.result
    if (!(this.result instanceof PyTensor) && !(this.result instanceof PyTuple)) {
      warn(
        `For backward hooks to be called, module output should be a Tensor or a tuple of Tensors but received ${repr(typeOf(this.result))}`,
      )
    }
    return callMethod(backward, 'setup_output_hook', [this.result])
  }

  /** Pre-hooks may replace the arguments. */
  private before(): void {
    const { self } = this
    const named = tableOf(self, '_forward_pre_hooks_with_kwargs')
    for (const [id, hook] of [
      ...globalHooks.forwardPre.entries(),
      ...tableOf(self, '_forward_pre_hooks').entries(),
    ]) {
      if (named.has(id)) {
        const changed = call(hook, [self, new PyTuple(this.args), this.keywords()])
        if (changed === null) continue
        if (!(changed instanceof PyTuple) || changed.items.length !== 2) {
          throw raise(
            'RuntimeError',
            `forward pre-hook must return None or a tuple of (new_args, new_kwargs), but got ${str(changed)}.`,
          )
        }
        const [args, kwargs] = changed.items
        this.args = [...(args as PyTuple).items]
        this.kwargs = new Map((kwargs as PyDict).entries() as Iterable<[string, Value]>)
      } else {
        const changed = call(hook, [self, new PyTuple(this.args)])
        if (changed !== null) this.args = changed instanceof PyTuple ? [...changed.items] : [changed]
      }
    }
  }

  private keywords(): PyDict {
    return PyDict.of(this.kwargs ?? [])
  }

  private callForward(id: Value, hook: Value): Value {
    const args = new PyTuple(this.args)
    return tableOf(this.self, '_forward_hooks_with_kwargs').has(id)
      ? call(hook, [this.self, args, this.keywords(), this.result])
      : call(hook, [this.self, args, this.result])
  }

  /** After an error, the hooks that asked for it. */
  private alwaysCalled(): void {
    const always = tableOf(this.self, '_forward_hooks_always_called')
    for (const [id, hook] of tableOf(this.self, '_forward_hooks').entries()) {
      if (!always.has(id) || this.called.has(id)) continue
      try {
        const changed = this.callForward(id, hook)
        if (changed !== null) this.result = changed
      } catch (error) {
        if (!(error instanceof PyError)) throw error
        warn(
          `module forward hook with \`\`always_call=True\`\` raised an exception that was silenced as another error was raised in forward: ${str(error.exception)}`,
        )
      }
    }
  }
}

function warn(message: string): void {
  callMethod(importModule('warnings'), 'warn', [message], new Map<string, Value>([['stacklevel', 2]]))
}
