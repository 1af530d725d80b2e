/**
 * The trail of a cell: records what it calls, and shows the calls that changed a shape when it is done.
 *
 * `enterModule` and `leaveModule` are what `nn.Module` tells about its calls, with the module, its arguments and its result.
 */
import type { PyTensor } from '../../src/bridge/values.js'
import type { Recording } from '../../src/explain/recording.js'
import { shownRows, type TrailMode, trailRows, trailText } from '../../src/explain/trail.js'
import { toldRows, trailHtml, trailPayload } from '../../src/explain/trail-views.js'
import { type Dim, given, keep, restate, sizeRule } from '../../src/ops/derive.js'
import { trace } from '../../src/ops/trace.js'
import { DERIVATION_MIME, type MimeBundle } from '../../src/protocol/mime.js'
import { defineFunctions } from '../../src/python/object/define.js'
import type { PyDict } from '../../src/python/object/dict.js'
import { registerModule } from '../../src/python/object/module.js'
import type { PyObject, Value } from '../../src/python/object/object.js'
import { toArray } from '../../src/python/object/protocol.js'
import { asFloat } from '../../src/python/object/values.js'
import { RunRecorder } from './recorder.js'

/** Tells the recorder, if there is one, that a module's forward begins. */
export const enterModule = (module: PyObject): void => trace.recorder?.enterModule(module)

/** Tells it that the forward ended; `output` is null when it raised. */
export const leaveModule = (module: PyObject, inputs: readonly unknown[], output: unknown): void =>
  trace.recorder?.leaveModule(module, inputs, output)

const rescaled = sizeRule('L * scale')
const rescaledDown = sizeRule('floor(L * scale)')

/** Says of a resized tensor how its spatial sizes came about: by a factor for each, or as given (None). */
function stateResize(result: PyTensor, input: PyTensor, scales: Value): void {
  const from = input.tensor
  const { shape } = result.tensor
  const factors = toArray(scales).map(asFloat)
  const before = result.tensor.derivation
  restate(result.tensor, 'interpolate', [from], () =>
    shape.map((size, axis): Dim => {
      const scale = factors[axis - 2]
      if (axis < 2) return keep(from, axis)
      if (scale === undefined) return given(size, 'size')
      const exact = from.shape[axis] * scale === size
      return (exact ? rescaled : rescaledDown)({ L: [from, axis], scale })
    }),
  )
  if (trace.recorder instanceof RunRecorder) trace.recorder.restated(before, result.tensor)
}

/** What `torch.nn` written in the dialect calls. */
export const registerTrail = (): void =>
  registerModule('torch._trail', () => ({
    attributes: defineFunctions({
      'enter(module, /)': (module: PyObject) => {
        enterModule(module)
        return null
      },
      'leave(module, inputs, output, /)': (module: PyObject, inputs: Value, output: Value) => {
        leaveModule(module, [inputs], output)
        return null
      },
      'resized(result, input, scales, /)': (result: PyTensor, input: PyTensor, scales: Value) => {
        stateResize(result, input, scales)
        return result
      },
    }),
  }))

export class Trail {
  mode: TrailMode = 'short'
  readonly recorder: RunRecorder
  /** What the last cell did that ran anything, and the last that failed. */
  last: Recording | null = null
  failed: Recording | null = null

  constructor(namespace: () => PyDict) {
    this.recorder = new RunRecorder(namespace)
  }

  /** As if nothing had run yet. */
  forget(): void {
    this.last = this.failed = null
  }

  start(file: string): void {
    this.recorder.start(file)
  }

  stop(raised: boolean): void {
    this.recorder.stop(raised)
    const { recording } = this.recorder
    if (recording.events.length > 0) this.last = recording
    if (raised && recording.failure !== null) this.failed = recording
  }

  /** The rows of the cell that just ran, or of another recording; null if it changed no shape. */
  bundle(recording = this.recorder.recording): MimeBundle | null {
    const rows = trailRows(recording)
    const shown = shownRows(rows, this.mode)
    const text = trailText(recording, this.mode, rows, shown)
    if (text === null) return null
    const told = toldRows(rows, shown)
    return {
      'text/plain': text,
      'text/html': trailHtml(recording, told, this.mode),
      [DERIVATION_MIME]: trailPayload(recording, told, shown),
    }
  }
}
