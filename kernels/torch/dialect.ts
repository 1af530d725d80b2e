/** The interpreter with everything that a PyTorch program imports: what cells and programs share. */
import { installTorch } from '../../src/bridge/install.js'
import type { Host } from '../../src/python/host.js'
import '../../src/python/stdlib/index.js'
import { defineFunction } from '../../src/python/object/define.js'
import { registerModule } from '../../src/python/object/module.js'
import type { Value } from '../../src/python/object/object.js'
import { checkInterrupt, runtime } from '../../src/python/object/runtime.js'
import { Interpreter } from '../../src/python/run/interpreter.js'
import { onPoll } from '../../src/tensor/storage.js'
import { helpText } from './help.js'
import { ishapeModule } from './ishape-module.js'
import { registerLibrary } from './library.js'
import { registerStandard } from './standard.js'

/** An interpreter over this host, with torch and its companions importable. */
export function startInterpreter(host: Host): Interpreter {
  installTorch()
  onPoll(() => {
    if (runtime.interruptFlag[0] !== 0) checkInterrupt()
  })
  registerLibrary()
  registerStandard()
  registerModule('ishape', ishapeModule)
  const interpreter = new Interpreter(host)
  interpreter.builtins.dict.setStr(
    'help',
    defineFunction('help(request=<absent>)', (value: Value | undefined) => {
      const text =
        value === undefined
          ? 'help(object) explains an object; so does object? at the prompt.'
          : helpText(value)
      host.write('stdout', `${text}\n`)
    }),
  )
  return interpreter
}
