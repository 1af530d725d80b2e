/**
 * The kernel's thread: serves requests that arrive as messages, batches what is published, and waits while too much of it is on its way.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { Kernel } from '../kernel/kernel.js'
import { Interrupted, type StartLanguage } from '../kernel/language.js'
import type { InputRequest, Publication } from '../protocol/messages.js'
import { BackgroundThread } from './background.js'
import {
  ACKED,
  ANSWER,
  END_OF_INPUT,
  type FromKernel,
  IN_FLIGHT,
  INTERRUPT,
  LINE,
  NO_ANSWER,
  RAISED,
  SENT,
  type ToKernel,
  type WorkerData,
} from './channel.js'
import { nodeWorld } from './world.js'

/** A batch leaves after this time or size, or before anything that is not a stream. */
const BATCH_MILLISECONDS = 16
const BATCH_CHARACTERS = 64 << 10

const { settings, shared, columns } = workerData as WorkerData
const { words } = shared
const port = parentPort!
const post = (message: FromKernel): void => port.postMessage(message)

let current = 0
let batch: Publication[] = []
let characters = 0
let since = 0

const flush = (): void => {
  if (batch.length === 0) return
  post({ kind: 'publish', id: current, publications: batch, characters })
  Atomics.add(words, SENT, characters)
  batch = []
  characters = 0
  // Wake at an acknowledgement or an interrupt; [INTERRUPT] stays raised for the program to take.
  for (;;) {
    const acked = Atomics.load(words, ACKED)
    if (
      ((Atomics.load(words, SENT) - acked) | 0) <= IN_FLIGHT ||
      (Atomics.load(words, INTERRUPT) & RAISED) !== 0
    )
      return
    Atomics.wait(words, ACKED, acked, 100)
  }
}

const publish = (publication: Publication): void => {
  const last = batch.at(-1)
  if (publication.type === 'stream') {
    const { name, text } = publication.content
    if (batch.length === 0) since = performance.now()
    if (last?.type === 'stream' && last.content.name === name) last.content.text += text
    else batch.push({ type: 'stream', content: { name, text } })
    characters += text.length
    if (characters >= BATCH_CHARACTERS || performance.now() - since >= BATCH_MILLISECONDS) flush()
  } else {
    batch.push(publication)
    flush()
  }
}

/** Asks the client and sleeps until it answers; an interrupt ends the wait too. */
const ask = (request: InputRequest): string | null => {
  flush()
  Atomics.store(words, ANSWER, NO_ANSWER)
  post({ kind: 'input', id: current, request })
  for (;;) {
    Atomics.wait(words, ANSWER, NO_ANSWER)
    const answer = Atomics.load(words, ANSWER)
    if (answer === NO_ANSWER) continue
    if ((Atomics.and(words, INTERRUPT, ~RAISED) & RAISED) !== 0) throw new Interrupted()
    if (answer === END_OF_INPUT) return null
    return new TextDecoder().decode(shared.answer.slice(0, answer - LINE))
  }
}

const languages: Record<typeof settings.language, () => Promise<{ startLanguage: StartLanguage }>> = {
  torch: () => import('../../kernels/torch/index.js'),
  typescript: () => Promise.reject(new Error('the TypeScript kernel is not part of this version.')),
}
const world = nodeWorld(settings, words, {
  isatty: (stream) => stream !== 'stdin',
  columns: () => columns,
  flush,
})
const background = settings.fixes === undefined ? undefined : new BackgroundThread(settings)
const started = languages[settings.language]().then(
  ({ startLanguage }) => new Kernel(startLanguage, settings, { world, ask, background }),
)

port.on('message', async ({ id, action, content }: ToKernel) => {
  const kernel = await started
  current = id
  let replied = false
  const reply = await kernel.handle(action, content, (publication) => {
    if (replied) post({ kind: 'publish', id, publications: [publication], characters: 0 })
    else publish(publication)
  })
  replied = true
  flush()
  post({ kind: 'reply', id, reply })
})
