/** The interpreter with everything that a PyTorch program imports: what cells and programs share. */
import { installTorch } from '../../src/bridge/install.js'
import type { Host } from '../../src/python/host.js'
import '../../src/python/stdlib/index.js'
import { Interpreter } from '../../src/python/run/interpreter.js'

/** An interpreter over this host, with torch and its companions importable. */
export function startInterpreter(host: Host): Interpreter {
  installTorch()
  return new Interpreter(host)
}
