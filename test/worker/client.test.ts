/** The kernel in its thread: interrupts, floods, input, restarts. Runs the bundle, as users do. */
import { afterEach, expect, test } from 'vitest'
import type { KernelSettings, RequestHandlers } from '../../src/protocol/client.js'
import { DeadKernel } from '../../src/protocol/client.js'
import type { ExecuteReply, Publication } from '../../src/protocol/messages.js'
import { WorkerClient } from '../../src/worker/client.js'

const entry = new URL('../../dist/worker.js', import.meta.url)
const settings: KernelSettings = {
  language: 'torch',
  seed: '0',
  trail: false,
  argv: [''],
  cwd: process.cwd(),
  path: [''],
  allowRead: [],
  allowWrite: [],
  sessions: false,
}

let client: WorkerClient
const start = () => (client = new WorkerClient(settings, entry))
afterEach(() => client.shutdown())

const execute = async (code: string, handlers: RequestHandlers = {}) =>
  (await client.request(
    'execute',
    { code, allow_stdin: handlers.input !== undefined },
    handlers,
  )) as ExecuteReply & {
    ename?: string
  }

const collect = () => {
  const published: Publication[] = []
  const text = () => published.map((each) => (each.type === 'stream' ? each.content.text : '')).join('')
  return { published, publish: (each: Publication) => void published.push(each), text }
}

test('an interrupt ends a loop and keeps every variable', async () => {
  start()
  await execute('kept = 41')
  const looping = execute('print("started", flush=True)\nwhile True: pass', {
    publish: () => client.interrupt(),
  })
  expect((await looping).ename).toBe('KeyboardInterrupt')
  const output = collect()
  await execute('print(kept + 1)', output)
  expect(output.text()).toBe('42\n')
})

test('a flood waits for its reader, and an interrupt ends it', async () => {
  start()
  let length = 0
  const flooding = execute("while True: print('x' * 1000)", {
    publish: async (each) => {
      if (each.type !== 'stream') return
      length += each.content.text.length
      if (length > 3_000_000) client.interrupt()
      await new Promise((resolve) => setImmediate(resolve))
    },
  })
  expect((await flooding).ename).toBe('KeyboardInterrupt')
  // What was in flight at the interrupt is still delivered: a megabyte, and a batch.
  expect(length).toBeLessThan(3_000_000 + 2 * (1 << 20))
})

test('input is asked for and answered, and can be interrupted', async () => {
  start()
  const output = collect()
  const asked: string[] = []
  const input = async ({ prompt }: { prompt: string }) => {
    asked.push(prompt)
    return '世界'
  }
  await execute("print('hello', input('who? '))", { ...output, input })
  expect([asked, output.text()]).toEqual([['who? '], 'hello 世界\n'])
  const waiting = execute('input()', {
    input: () => {
      client.interrupt()
      return new Promise(() => {})
    },
  })
  expect((await waiting).ename).toBe('KeyboardInterrupt')
})

test('a restart forgets names, and what ran rejects', async () => {
  start()
  await execute('a = 1')
  const lost = expect(execute('while True: pass')).rejects.toBeInstanceOf(DeadKernel)
  await client.restart({ seed: '7' })
  await lost
  expect((await execute('a')).ename).toBe('NameError')
  expect(await client.request('kernel_info', {})).toMatchObject({ ishape: { seed: '7' } })
})

// ------------------------------------------------------------------ fixes, proved in a thread of their own

const BEGIN = 'import torch, time\nfrom torch import nn\nfc = nn.Linear(3, 4)\nx = torch.ones(2, 5)'

const proving = async (begin = BEGIN) => {
  client = new WorkerClient({ ...settings, fixes: true }, entry)
  await execute(begin)
}
const types = (published: Publication[]) => published.map(({ type }) => type)
const until = async (holds: () => boolean, patience = 20_000) => {
  for (const end = Date.now() + patience; !holds() && Date.now() < end; )
    await new Promise((go) => setTimeout(go, 10))
}

test('fixes come after the reply, while other requests are served', async () => {
  await proving()
  const output = collect()
  await execute('y = fc(x)', output)
  expect(types(output.published)).toEqual(['execute_input', 'error', 'display_data'])
  const answers: unknown[] = []
  const updated = () => output.published.length > 3
  while (!updated()) {
    const { matches } = (await client.request('complete', { code: 'fc.wei', cursor_pos: 6 })) as {
      matches: string[]
    }
    answers.push(matches[0])
    await new Promise((go) => setTimeout(go, 20))
  }
  expect(new Set(answers)).toEqual(new Set(['weight']))
  expect(output.published[3]).toMatchObject({
    type: 'update_display_data',
    content: { data: { 'text/plain': expect.stringMatching(/^\[1\] fc takes 5 features/) } },
  })
})

test('a new cell ends a proof that would take long, and waits for nothing', async () => {
  await proving(`${BEGIN}\ndef slow():\n    while True: pass`)
  const first = collect()
  await execute('y = fc(x)\nslow()', first)
  await new Promise((go) => setTimeout(go, 500))
  const started = performance.now()
  const second = collect()
  await execute('print(1)', second)
  expect(performance.now() - started).toBeLessThan(1000)
  await until(() => first.published.length > 3, 500)
  expect(types(first.published)).toEqual(['execute_input', 'error', 'display_data'])
  // The thread is a new one when it is needed again.
  const third = collect()
  await execute('y = fc(x)', third)
  await until(() => third.published.length > 3)
  expect(types(third.published)).toContain('update_display_data')
})
