/** `import ishape`: the explanations for programs, `ishape.explain(conv1, (1, 1, 32, 32))`. */
import { UsageError } from '../../src/kernel/magic.js'
import { trace } from '../../src/ops/trace.js'
import type { MimeBundle } from '../../src/protocol/mime.js'
import { defineFunctions } from '../../src/python/object/define.js'
import { PyDict } from '../../src/python/object/dict.js'
import { raise } from '../../src/python/object/errors.js'
import { type ModuleFactory, PyModule } from '../../src/python/object/module.js'
import type { Kwargs, Value } from '../../src/python/object/object.js'
import { runtime } from '../../src/python/object/runtime.js'
import { drawObject, KINDS, type Kind, pictureBundle } from './draw.js'
import { explainObject, nameOf, summaryObject, widthFor } from './explain.js'
import { Explainer } from './explainer.js'
import { Trail } from './trail.js'

/** Where a kernel leaves its explainer, which knows what was recorded, for the module to find. */
const KEY = 'ishape explainer'

/** Makes `import ishape` answer from a kernel's recordings. Call it with the interpreter entered. */
export const provideExplainer = (explainer: Explainer): void => {
  runtime.state.set(KEY, explainer)
}

/** A program that imports the module is recorded from there on, unless somebody records already. */
function ownExplainer(): Explainer {
  const main = runtime.modules.getStr('__main__')
  const names = main instanceof PyModule ? main.dict : new PyDict()
  const inside = {
    /** We are inside already; what runs has no caller in the user's code. */
    enter: <T>(work: () => T): T => {
      const { frame } = runtime
      runtime.frame = null
      try {
        return work()
      } finally {
        runtime.frame = frame
      }
    },
    evaluate: (): never => {
      throw new Error('nothing is evaluated from text here')
    },
  }
  const trail = new Trail(() => names)
  if (trace.recorder === null) trail.start('')
  const explainer = new Explainer(runtime.host, inside, names, trail)
  provideExplainer(explainer)
  return explainer
}

const known = (): Explainer | undefined => runtime.state.get(KEY) as Explainer | undefined

/** Shows an answer. TypeError where the question makes no sense. */
function show(answer: (explainer: Explainer) => MimeBundle): null {
  const explainer = known() ?? ownExplainer()
  try {
    runtime.host.display(answer(explainer))
  } catch (error) {
    if (error instanceof UsageError) throw raise('TypeError', error.message)
    throw error
  }
  return null
}

/** How a tensor is drawn. UsageError where there is no such way. */
function kindOf(value: Value): Kind {
  const kind = KINDS.find((each) => each === value)
  if (kind === undefined) throw new UsageError(`draw(): as_ must be ${KINDS.join(' or ')}`)
  return kind
}

/** What `import ishape` finds. */
export const ishapeModule: ModuleFactory = () => {
  if (known() === undefined) ownExplainer()
  return {
    attributes: {
      __doc__: 'Why shapes are what they are.',
      ...defineFunctions(
        {
          'explain(value, /, *inputs, **named)': (value: Value, inputs: Value[], named: Kwargs) =>
            show((explainer) => explainObject(value, { args: inputs, kwargs: [...named] }, explainer)),
          'summary(module, /, *inputs, depth=3, **named)': (
            module: Value,
            inputs: Value[],
            depth: Value,
            named: Kwargs,
          ) =>
            show((explainer) =>
              summaryObject(
                module,
                { args: inputs, kwargs: [...named] },
                Number(depth),
                widthFor(runtime.host),
                explainer,
              ),
            ),
          'draw(value, /, *inputs, as_=None, depth=None, limit=None, **named)': (
            value: Value,
            inputs: Value[],
            as: Value,
            depth: Value,
            limit: Value,
            named: Kwargs,
          ) =>
            show((explainer) =>
              pictureBundle(
                drawObject(
                  value,
                  nameOf(value, explainer),
                  { args: inputs, kwargs: [...named] },
                  {
                    columns: runtime.host.columns(),
                    ...(as !== null && { as: kindOf(as) }),
                    ...(depth !== null && { depth: Number(depth) }),
                    ...(limit !== null && { limit: Number(limit) }),
                  },
                  explainer,
                ),
              ),
            ),
        },
        { module: 'ishape', style: 'python' },
      ),
    },
  }
}
