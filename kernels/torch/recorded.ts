/** A program run for what it calls: output discarded, and its calls recorded as the trail has them, up to an error. For `ishape diff`. */

import { seedTorch } from '../../src/bridge/install.js'
import { PyTensor } from '../../src/bridge/values.js'
import type { Told } from '../../src/explain/diff/steps.js'
import type { Event, Recording } from '../../src/explain/recording.js'
import type { Host } from '../../src/python/host.js'
import type { PyError } from '../../src/python/object/errors.js'
import type { PyObject } from '../../src/python/object/object.js'
import { repr } from '../../src/python/object/protocol.js'
import { numel } from '../../src/tensor/shape.js'
import { startInterpreter } from './dialect.js'
import { type Ending, endingOf } from './ended.js'
import type { CellSource } from './fixes/cell-text.js'
import { madeAt, parametersOf } from './naming.js'
import { RunRecorder } from './recorder.js'
import { layerSettings, writtenSettings } from './settings.js'

export interface RecordedRun {
  readonly recording: Recording
  readonly toldOf: (event: Event) => Told
  /** The numbers in the parameters of all modules that were called. */
  readonly parameters: number
  readonly ended: boolean
  /** What ended the program early. */
  readonly error: Ending | null
}

/** Runs the cells one after the other, and records them as one. */
export function recordCells(host: Host, cells: readonly CellSource[]): RecordedRun {
  const interpreter = startInterpreter(host)
  seedTorch(0n)
  const main = interpreter.newModule('__main__', cells[0]?.name ?? null)
  const recorder = new RunRecorder(() => main.dict)
  recorder.objects = new Map()
  const files = new Set(cells.map(({ name }) => name))
  let error: RecordedRun['error'] = null
  let ended: PyError | null = null
  recorder.start(cells[0]?.name ?? '')
  try {
    for (const { name, text } of cells) interpreter.runCell(text, name, main.dict)
  } catch (thrown) {
    error = endingOf(interpreter, thrown as PyError, files)
    if (error !== null) ended = thrown as PyError
  } finally {
    recorder.stop(ended)
  }
  const layers = new Map<PyObject, Told>()
  const parameters = new Map<number, number>()
  for (const [event, object] of recorder.objects) {
    for (const [, value] of parametersOf(object)?.entries() ?? [])
      if (value instanceof PyTensor) parameters.set(value.tensor.storage.id, numel(value.tensor.shape))
    if (event.opaque && !layers.has(object)) {
      const settings = layerSettings(
        event.call.type,
        interpreter.enter(() => repr(object)),
      )
      layers.set(object, { settings, made: madeAt(object) })
    }
  }
  const { recording, objects } = recorder
  return {
    recording,
    toldOf: (event) => layers.get(objects.get(event)!) ?? { settings: writtenSettings(event), made: null },
    ended: error !== null,
    parameters: [...parameters.values()].reduce((sum, each) => sum + each, 0),
    error,
  }
}
