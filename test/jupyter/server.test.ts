/** The kernel over real sockets: every exchange that a front end relies on, told by a client of our own. Uses the built worker. */
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { JupyterServer } from '../../src/jupyter/server.js'
import { WorkerClient } from '../../src/worker/client.js'
import { FrontEnd, newConnection } from './client.js'

let server: JupyterServer
let front: FrontEnd
const settings = {
  language: 'torch' as const,
  seed: '0',
  trail: false,
  fixes: true,
  argv: [''],
  cwd: process.cwd(),
  path: [''],
  allowRead: [],
  allowWrite: [],
  sessions: false,
}

beforeAll(async () => {
  const connection = await newConnection()
  const worker = new URL('../../dist/worker.js', import.meta.url)
  server = await JupyterServer.start(new WorkerClient(settings, worker), connection)
  front = await FrontEnd.connect(connection)
})
afterAll(() => front.close())

const types = (published: [string, { execution_state?: string }][]) =>
  published.map(([type, content]) => content.execution_state ?? type)

describe('execute', () => {
  test('publishes between busy and idle, in order, before the reply', async () => {
    const { reply, published } = await front.execute('print("hi")\n1 + 2')
    expect(types(published)).toEqual(['busy', 'execute_input', 'stream', 'execute_result', 'idle'])
    expect(published[2][1]).toEqual({ name: 'stdout', text: 'hi\n' })
    expect(published[3][1]).toMatchObject({ execution_count: 1, data: { 'text/plain': '3' } })
    expect(reply).toMatchObject({ status: 'ok', execution_count: 1, payload: [] })
  })

  test('an error, and what waited behind it is aborted', async () => {
    const [failed, aborted, kept] = await Promise.all([
      front.execute('1/0'),
      front.execute('2'),
      front.request('is_complete', { code: 'x' }),
    ])
    expect(failed.reply).toMatchObject({
      status: 'error',
      ename: 'ZeroDivisionError',
      evalue: 'division by zero',
    })
    expect(types(failed.published)).toEqual(['busy', 'execute_input', 'error', 'idle'])
    expect(aborted.reply).toMatchObject({ status: 'aborted' })
    expect(types(aborted.published)).toEqual(['busy', 'idle'])
    expect(kept.reply.status).toBe('complete')
  })

  test('fixes of a failed cell update its display after idle', async () => {
    await front.execute('import torch\nfc = torch.nn.Linear(3, 4)')
    const late = front.until(({ header }) => header.msg_type === 'update_display_data')
    const { published } = await front.execute('fc(torch.ones(2, 5))')
    expect(types(published)).toEqual(['busy', 'execute_input', 'error', 'display_data', 'idle'])
    const { parent_header, content } = await late
    expect(parent_header.msg_type).toBe('execute_request')
    expect(content.transient).toEqual(published[3][1].transient)
    expect(content.data['text/plain']).toMatch(/^\[1\] fc takes 5 features/)
    expect(content.data['text/html']).toMatch(/^<div[^>]*><ol[^>]*><li>fc takes 5 features/)
  })

  test('input() is asked over stdin', async () => {
    front.onInput = ({ prompt, password }) => (prompt === 'name? ' && !password ? '이름' : undefined)
    const { published } = await front.execute('input("name? ")')
    expect(published.at(-2)?.[1].data['text/plain']).toBe("'이름'")
    const refused = await front.execute('input()', { allow_stdin: false })
    expect(refused.reply).toMatchObject({ status: 'error', ename: 'StdinNotImplementedError' })
  })

  test('an interrupt stops an endless loop, and the variables stay', async () => {
    await front.execute('kept = 7')
    const running = front.execute('while True: pass')
    await front.until(
      ({ header, content }) => header.msg_type === 'execute_input' && content.code === 'while True: pass',
    )
    const { reply, published } = await front.request('interrupt', {}, 'control')
    expect(reply).toEqual({ status: 'ok' })
    expect(types(published)).toEqual(['busy', 'idle'])
    expect((await running).reply).toMatchObject({ status: 'error', ename: 'KeyboardInterrupt' })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect((await front.execute('kept')).published[2][1].data['text/plain']).toBe('7')
  })

  test('kernel_info is answered on control while a cell runs', async () => {
    const running = front.execute('while True: pass')
    await front.until(({ header }) => header.msg_type === 'execute_input')
    const { reply } = await front.request('kernel_info', {}, 'control')
    expect(reply).toMatchObject({ protocol_version: '5.4', implementation: 'ishape' })
    await front.request('interrupt', {}, 'control')
    await running
    await new Promise((resolve) => setTimeout(resolve, 50))
  })
})

describe('other requests', () => {
  const rows: [string, object, object][] = [
    ['kernel_info', {}, { status: 'ok', protocol_version: '5.4', ishape: { seed: '0' } }],
    [
      'complete',
      { code: 'impor', cursor_pos: 5 },
      { status: 'ok', cursor_start: 0, cursor_end: 5, matches: ['import'] },
    ],
    ['inspect', { code: 'len', cursor_pos: 3, detail_level: 0 }, { status: 'ok', found: true }],
    ['is_complete', { code: 'def f():' }, { status: 'incomplete', indent: '    ' }],
    ['is_complete', { code: 'x = )' }, { status: 'invalid' }],
    ['comm_info', {}, { status: 'ok', comms: {} }],
    [
      'history',
      { hist_access_type: 'range', session: 0, start: 1, stop: 2, raw: true, output: false },
      { status: 'ok', history: [[1, 1, 'print("hi")\n1 + 2']] },
    ],
  ]
  for (const [type, content, expected] of rows) {
    test(`${type} ${JSON.stringify(content)}`, async () => {
      const { reply, published } = await front.request(type, content)
      expect(reply).toMatchObject(expected)
      expect(types(published)).toEqual(['busy', 'idle'])
    })
  }

  test('the heartbeat echoes', async () => expect(await front.beat('ping')).toBe('ping'))
})

test('what is unsigned, malformed or unknown is dropped, and the next request is served', async () => {
  const good = front.frames('execute_request', { code: 'bad = 1' })
  await front.send('shell', [good[0], 'f'.repeat(64), ...good.slice(2)])
  await front.send('shell', ['<IDS|MSG>'])
  await front.send('shell', [...good.slice(0, 5), '{"code":'])
  await front.send('shell', front.frames('execute_request', { code: 3 }))
  await front.send('shell', front.frames('sing_request', {}))
  const { reply } = await front.execute('bad')
  expect(reply).toMatchObject({ status: 'error', ename: 'NameError' })
})

test('shutdown answers, then ends the server', async () => {
  const { reply } = await front.request('shutdown', { restart: false }, 'control')
  expect(reply).toEqual({ status: 'ok', restart: false })
  await server.ended
})

test('a front end whose iopub comes late misses no idle', async () => {
  const connection = await newConnection()
  const worker = new URL('../../dist/worker.js', import.meta.url)
  const late = await JupyterServer.start(new WorkerClient(settings, worker), connection)
  const client = FrontEnd.withoutIopub(connection)
  const answered = client.request('kernel_info')
  await delay(300)
  await client.subscribe()
  const { reply, published } = await answered
  expect(reply.status).toBe('ok')
  expect(types(published)).toEqual(['busy', 'idle'])
  client.close()
  await late.close()
})
