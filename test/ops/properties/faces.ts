/** Calls written once as a function of torch's and once as a method, where both exist. */
import { PyTensor } from '../../../src/bridge/values.js'
import { faceOf } from '../../../src/ops/registry.js'
import { PyError } from '../../../src/python/object/errors.js'
import type { Value } from '../../../src/python/object/object.js'
import { str } from '../../../src/python/object/protocol.js'
import { PyList, PyTuple } from '../../../src/python/object/values.js'
import { startProgram } from '../../program.js'

/** `torch.name(first, rest…)`: the code up to the comma that ends the first argument, and what follows. */
function parts(code: string): { name: string; first: string; rest: string } | null {
  const [, name, inside] = /^(?:_ = )?torch\.(\w+)\((.*)\)$/s.exec(code) ?? []
  if (name === undefined) return null
  let depth = 0
  for (let i = 0; i < inside.length; i++) {
    const letter = inside[i]
    if ('([{'.includes(letter)) depth++
    else if (')]}'.includes(letter)) depth--
    if (depth < 0 || letter === '"' || letter === "'") return null
    if (depth === 0 && letter === ',')
      return { name, first: inside.slice(0, i), rest: inside.slice(i + 1).trim() }
  }
  return depth === 0 && inside !== '' ? { name, first: inside, rest: '' } : null
}

/** Names whose method takes other arguments than the function, or is an attribute. */
const OTHERWISE: ReadonlySet<string> = new Set(['where', 'repeat_interleave', 'real', 'imag'])

/** How many were tried, and those that differ. */
export function asFunctions(codes: readonly string[]): { tried: number; differing: string[] } {
  const { interpreter, namespace } = startProgram()
  const run = (code: string): string => {
    const preamble = 'import torch; torch.manual_seed(3)'
    try {
      interpreter.runCell(preamble, '<call>', namespace)
      return interpreter.enter(() => outline(interpreter.runCell(code, '<call>', namespace) as Value))
    } catch (error) {
      if (!(error instanceof PyError)) throw error
      return `raises ${interpreter.enter(() => str(error.exception))}`
    }
  }
  let tried = 0
  const differing = [...new Set(codes)].flatMap((code) => {
    const call = parts(code)
    if (call === null || call.first.includes('=')) return []
    const { name, first, rest } = call
    if (OTHERWISE.has(name) || faceOf('Tensor', name) === undefined) return []
    const called = run(`torch.${name}(${first}${rest && `, ${rest}`})`)
    // A function takes what a method has not: several tensors, numbers, out=.
    if (called.startsWith('raises') || !run(first).startsWith('tensor') || rest.includes('out=')) return []
    tried++
    const method = run(`(${first}).${name}(${rest})`)
    return called === method ? [] : [`${code}: ${called.slice(0, 200)}, as a method ${method.slice(0, 200)}`]
  })
  return { tried, differing }
}

function outline(value: Value | undefined): string {
  if (value instanceof PyTensor) return str(value)
  if (value instanceof PyTuple || value instanceof PyList) return `(${value.items.map(outline).join(', ')})`
  return str(value as Value)
}
