/** `--trail`: what a program called, told when it has ended. Few programs ask for it: the build makes this a script of its own. */
import { failureStory, failureText } from '../../src/explain/failure.js'
import { trailText } from '../../src/explain/trail.js'
import type { Host } from '../../src/python/host.js'
import { PyDict } from '../../src/python/object/dict.js'
import type { PyError } from '../../src/python/object/errors.js'
import { PyModule } from '../../src/python/object/module.js'
import type { Interpreter } from '../../src/python/run/interpreter.js'
import { errorLine } from './explainer.js'
import { RunRecorder } from './recorder.js'

/** Records the program; the result ends the recording and writes the trail to stderr, in full, and the story of the call that failed. */
export function reportTrail(
  interpreter: Interpreter,
  host: Pick<Host, 'write'>,
): (error: PyError | null) => void {
  const recorder = new RunRecorder(() => {
    const main = interpreter.modules.getStr('__main__')
    return main instanceof PyModule ? main.dict : new PyDict()
  })
  recorder.start('')
  return (error) => {
    recorder.stop(error)
    const { recording } = recorder
    const trail = trailText(recording, 'full')
    if (trail !== null) host.write('stderr', `${trail}\n`)
    const story =
      error === null
        ? null
        : failureStory(
            recording,
            interpreter.enter(() => errorLine(error)),
          )
    if (story !== null) host.write('stderr', `${failureText(story, false)}\n`)
  }
}
