/**
 * What abstract base classes answered when they were asked for a subclass. An answer of no holds until some class is registered with one of
 * them; isinstance and issubclass take answers from here without asking the class, where its metaclass is `abc.ABCMeta` itself.
 */
import type { PyType } from './object.js'

class Answers {
  readonly yes = new WeakSet<PyType>()
  no = new WeakSet<PyType>()
  round = 0
  constructor(readonly plain: boolean) {}
}

const answers = new WeakMap<PyType, Answers>()
const metaclasses = new WeakSet<PyType>()
let round = 0

/** Tells which metaclass is `abc.ABCMeta`; each interpreter has its own. */
export function provideMetaclass(metaclass: PyType): void {
  metaclasses.add(metaclass)
}

/** Whether `cls` took `sub` for a subclass when it was last asked; undefined when it must be asked. */
export function answered(cls: PyType, sub: PyType, plainOnly: boolean): boolean | undefined {
  const known = answers.get(cls)
  if (known === undefined || (plainOnly && !known.plain)) return undefined
  if (known.yes.has(sub)) return true
  return known.round === round && known.no.has(sub) ? false : undefined
}

export function rememberAnswer(cls: PyType, sub: PyType, answer: boolean): void {
  let known = answers.get(cls)
  if (known === undefined) answers.set(cls, (known = new Answers(metaclasses.has(cls.cls))))
  if (answer) known.yes.add(sub)
  else {
    if (known.round !== round) {
      known.no = new WeakSet()
      known.round = round
    }
    known.no.add(sub)
  }
}

/** A class was registered: answers of no are asked for again. */
export function forgetRefusals(): void {
  round++
}
