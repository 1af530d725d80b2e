/**
 * Every operator by its own samples and errors: samples run, give on 'meta' what they give with data, and survive twice the same
 * seed; errors raise. Names hold each overload once.
 */
import { describe, expect, test } from 'vitest'
import { startInterpreter } from '../../kernels/torch/dialect.js'
import { PyTensor } from '../../src/bridge/values.js'
import { faceOf, knownNamespaces, namesIn } from '../../src/ops/registry.js'
import { PyError } from '../../src/python/object/errors.js'
import type { Value } from '../../src/python/object/object.js'
import { str } from '../../src/python/object/protocol.js'
import { PyList, PyTuple } from '../../src/python/object/values.js'
import { mainNamespace } from '../program.js'
import { silentHost } from '../silent-host.js'
import { operators } from './properties/calls.js'

const interpreter = startInterpreter(silentHost)

function run(code: string, device: string | null): Value | undefined {
  const namespace = mainNamespace(interpreter)
  const cell = (text: string): Value | undefined => interpreter.runCell(text, '<sample>', namespace)
  cell('import torch\nimport torch.nn.functional as F\ntorch.manual_seed(3)')
  try {
    if (device !== null) cell(`torch.set_default_device('${device}')`)
    return cell(code)
  } finally {
    if (device !== null) cell('torch.set_default_device(None)')
  }
}

/** Shapes and dtypes of all tensors in a value. */
function outline(value: Value | undefined): string[] {
  if (value instanceof PyTensor) return [`${value.tensor.dtype.name} [${value.tensor.shape.join(', ')}]`]
  return value instanceof PyTuple || value instanceof PyList ? value.items.flatMap(outline) : []
}

/** What a run gives, or the message it raises. */
function outcome(code: string, device: string | null): string[] {
  try {
    return outline(run(code, device))
  } catch (error) {
    if (!(error instanceof PyError)) throw error
    return [`raises ${interpreter.enter(() => str(error.exception))}`]
  }
}

/** Meta tensors have no data, and operators whose result depends on it say so. */
const needsData = (result: readonly string[]): boolean =>
  /^raises .*(meta|data-dependent|no data)/i.test(result[0] ?? '')

const cases = operators().flatMap((op) => (op.spec.samples ?? []).map((code) => [op.name, code] as const))

describe('samples', () => {
  test('run', { timeout: 120_000 }, () => {
    const failing = cases.filter(([, code]) => outcome(code, null)[0]?.startsWith('raises'))
    expect(failing).toEqual([])
  })

  test("give the same shapes and dtypes on 'meta'", { timeout: 120_000 }, () => {
    const differing = cases.flatMap(([name, code]) => {
      const [real, meta] = [outcome(code, null), outcome(code, 'meta')]
      return needsData(meta) || real.join() === meta.join() ? [] : [{ name, code, real, meta }]
    })
    expect(differing).toEqual([])
  })
})

test('errors raise', () => {
  const quiet = operators().flatMap((op) =>
    (op.spec.errors ?? []).filter((code) => !outcome(code, null)[0]?.startsWith('raises')),
  )
  expect(quiet).toEqual([])
})

test('no name holds an overload twice', () => {
  const doubled = knownNamespaces().flatMap((namespace) =>
    namesIn(namespace)
      .filter((name) => {
        const texts = faceOf(namespace, name)!.ops.map(({ schema }) => schema.text.replace(/^[\w.]+/, ''))
        return new Set(texts).size < texts.length
      })
      .map((name) => `${namespace} ${name}`),
  )
  expect(doubled).toEqual([])
})
