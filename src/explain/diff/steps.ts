/**
 * A recorded program as the list of its steps: the layers and operators that it called, each place once.
 *
 * A call that comes again from the same place with the same sizes (an epoch, a step of a loop) is counted, not repeated. What only
 * makes or changes parameters is no step of the model.
 */
import type { CallSite } from '../../tensor/derivation.js'
import { ownerOf, shortName } from '../owners.js'
import type { Event, Recording } from '../recording.js'

export interface Step {
  readonly event: Event
  /** By its place in the model (`conv1`, `layer1[0].conv1`), or as written (`F.relu`). */
  readonly name: string
  /** A layer's class; '' for operators. */
  readonly kind: string
  /** Equal for what is the same operation, whether layer or function: `MaxPool2d` and `F.max_pool2d`. */
  readonly operation: string
  /** What it was told beside its tensors: `kernel_size` → `(5, 5)`. */
  readonly settings: ReadonlyMap<string, string>
  /** How often in one call of the model around it. */
  readonly times: number
  /** Where a layer was constructed. */
  readonly made: CallSite | null
}

/** What is known of a call beside the recording. */
export interface Told {
  /** What it was told beside its tensors. */
  readonly settings: ReadonlyMap<string, string>
  /** Where a layer was constructed, if that is known. */
  readonly made: CallSite | null
}

const shapesKey = ({ inputs, outputs }: Event): string =>
  [inputs, outputs].map((each) => each.map(({ shape }) => shape.join()).join(';')).join('>')

/**
 * The calls that show nothing of their inside, in order. Of a model that is called several times with other sizes, as by `generate`, the
 * first call stands for it; so of an operator outside of modules.
 */
export function stepsIn({ events }: Recording, toldOf: (event: Event) => Told): Step[] {
  const wanted = wantedIn(events)
  const counts = new Map<string, number>()
  const count = (key: string): number => {
    const before = counts.get(key) ?? 0
    counts.set(key, before + 1)
    return before
  }
  /** The sizes of the first call of each model. */
  const models = new Map<string, string>()
  const found: { event: Event; key: string; model: string | null }[] = []
  let model: string | null = null
  let skipped = 0
  for (const [at, event] of events.entries()) {
    if (at < skipped) continue
    const { call } = event
    const sizes = shapesKey(event)
    if (call.parent === null) {
      model = call.kind === 'module' ? `${call.type} ${call.name}` : null
      const first = model === null ? sizes : (models.get(model) ?? sizes)
      if (first !== sizes) {
        skipped = event.end
        continue
      }
      if (model !== null) {
        models.set(model, sizes)
        count(model)
      }
    }
    const site = call.site === null ? '' : `${call.site.file}:${call.site.line}:${call.site.col}`
    const inside = model === null ? '' : sizes
    const key = [call.parent?.path, call.name, call.type, call.path, site, inside].join('|')
    if (count(key) > 0 || event.end > at + 1 || !wanted.has(event)) continue
    found.push({ event, key, model })
  }
  return found.map(({ event, key, model: around }) => ({
    event,
    name: event.call.kind === 'module' ? shortName(event.call) || event.call.name : event.call.name,
    kind: event.call.kind === 'module' ? event.call.type : '',
    operation: event.call.type.toLowerCase().replace(/_/g, ''),
    ...toldOf(event),
    times: around === null ? 1 : counts.get(key)! / counts.get(around)!,
  }))
}

/**
 * What belongs to the model's run: all inside a module, and outside what computes from tensors; what only makes tensors, or runs before the
 * first module, where it leads to such a step. So a constructor's draws are none.
 */
function wantedIn(events: readonly Event[]): ReadonlySet<Event> {
  const firstModule = events.findIndex(({ call }) => call.kind === 'module')
  const needed = new Set<unknown>()
  const wanted = new Set<Event>()
  for (const [i, event] of [...events.entries()].reverse()) {
    const { call, inputs, outputs, failed } = event
    const leads = outputs.some(({ derivation }) => needed.has(derivation) && ownerOf(derivation) === null)
    const computes = inputs.length > 0 && outputs.some(({ derivation }) => ownerOf(derivation) === null)
    const inside = call.kind === 'module' || call.parent !== null
    if (!failed && !leads && !(inside && outputs.length > 0) && !(computes && i > firstModule)) continue
    wanted.add(event)
    for (const { derivation } of inputs) if (derivation !== null) needed.add(derivation)
  }
  return wanted
}
