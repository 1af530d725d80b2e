/**
 * Where the program read the sizes of a tensor (`x.shape`, `x.size(0)`, `len(x)`): a Python int does not remember where it came from, the
 * place that read it does. Kept only while somebody records; holds no tensor.
 */

import { latestSerial } from '../ops/derive.js'
import { trace } from '../ops/trace.js'
import { runtime } from '../python/object/runtime.js'
import type { Position } from '../python/parse/ast.js'
import type { Derivation } from '../tensor/derivation.js'
import type { Shape } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'

export interface SizeRead {
  /** Which recording it was in. */
  readonly run: object
  /** The newest derivation of that time. */
  readonly serial: number
  readonly shape: Shape
  readonly derivation: Derivation | null
}

/** Of earlier recordings a place keeps its last reads; the running one keeps what it read alive anyway. */
const MOST = 8
const MOST_RUNNING = 256

const reads = new WeakMap<Position, SizeRead[]>()

/** The running node reads the sizes of `tensor`. */
export function sizeRead({ shape, derivation }: Tensor): void {
  const { frame } = runtime
  const { run } = trace
  if (trace.recorder === null || frame === null) return
  const read = { run, serial: latestSerial(), shape, derivation }
  const known = reads.get(frame.node)
  if (known === undefined) reads.set(frame.node, [read])
  else {
    if (known.length >= (known[0].run === run ? MOST_RUNNING : MOST)) known.shift()
    known.push(read)
  }
}

/** What a place read last before a derivation was made. */
export const readAt = (place: Position, before: number): SizeRead | null =>
  reads.get(place)?.findLast(({ serial }) => serial < before) ?? null
