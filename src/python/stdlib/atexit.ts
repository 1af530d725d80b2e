/** atexit: functions that a program wants called when it ends, the last registered first. */
import { defineFunctions } from '../object/define.js'
import { PyError } from '../object/errors.js'
import type { NativeModule } from '../object/module.js'
import { newTypeError } from '../object/names.js'
import type { Kwargs, Value } from '../object/object.js'
import { call, equals, isCallable } from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { formatException } from '../run/traceback.js'

interface Registered {
  readonly func: Value
  readonly args: Value[]
  readonly kwargs: Kwargs
}

const KEY = 'atexit'

function registered(): Registered[] {
  let list = runtime.state.get(KEY) as Registered[] | undefined
  if (list === undefined) runtime.state.set(KEY, (list = []))
  return list
}

/** Calls what the running interpreter's program has registered; an error is reported and the rest goes on. */
export function runExitFunctions(): void {
  const list = runtime.state.get(KEY) as Registered[] | undefined
  for (let each = list?.pop(); each !== undefined; each = list!.pop()) {
    try {
      call(each.func, each.args, each.kwargs.size === 0 ? null : each.kwargs)
    } catch (error) {
      if (!(error instanceof PyError)) throw error
      runtime.host.write('stderr', `Error in atexit._run_exitfuncs:\n${formatException(error)}`)
    }
  }
}

export const atexit = (): NativeModule => ({
  attributes: defineFunctions(
    {
      'register(func, /, *args, **kwargs)': (func: Value, args: Value[], kwargs: Kwargs) => {
        if (!isCallable(func)) throw newTypeError('the first argument must be callable')
        registered().push({ func, args, kwargs })
        return func
      },
      'unregister(func, /)': (func: Value) => {
        const list = registered()
        for (let i = list.length - 1; i >= 0; i--) if (equals(list[i].func, func)) list.splice(i, 1)
      },
      '_run_exitfuncs()': () => runExitFunctions(),
      '_clear()': () => void registered().splice(0),
      '_ncallbacks()': () => registered().length,
    },
    { module: 'atexit' },
  ),
})
