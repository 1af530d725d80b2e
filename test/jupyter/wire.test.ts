/** Signing, and everything that is no message. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConnectionError, readConnection } from '../../src/jupyter/connection.js'
import { Wire } from '../../src/jupyter/wire.js'

const scheme = { key: 'secret', signature_scheme: 'hmac-sha256' }
const message = {
  header: { msg_id: '1', msg_type: 'execute_request' },
  parent_header: {},
  metadata: {},
  content: { code: 'x = "입력"' },
}
const framesOf = (wire: Wire, identities: string[] = ['me']) =>
  wire.encode(identities, message).map((frame) => Buffer.from(frame))

describe('a message', () => {
  test('arrives as it was sent, with its way back', () => {
    const decoded = new Wire(scheme).decode(framesOf(new Wire(scheme), ['a', 'b']))
    expect(decoded).toEqual({ ...message, identities: [Buffer.from('a'), Buffer.from('b')] })
  })
  test('without a key is not signed', () => {
    const open = new Wire({ key: '', signature_scheme: 'hmac-sha256' })
    expect(framesOf(open)[2].length).toBe(0)
    expect(open.decode(framesOf(open))).toMatchObject(message)
  })
  test('is signed as jupyter_client signs', () => {
    expect(framesOf(new Wire(scheme))[2].toString()).toBe(
      '739650565666d94944f065f6b80cc97f54454efcd7f47aed0b0a334691d2586a',
    )
  })
})

describe('no message', () => {
  const change = (index: number, text: string) => {
    const frames = framesOf(new Wire(scheme))
    frames[index] = Buffer.from(text)
    return frames
  }
  const cases: [string, Buffer[]][] = [
    ['nothing', []],
    ['no delimiter', change(1, 'x')],
    ['too few frames', framesOf(new Wire(scheme)).slice(0, 5)],
    ['another key', framesOf(new Wire({ ...scheme, key: 'other' }))],
    ['no signature', change(2, '')],
    ['a changed content', change(6, '{"code": "rm"}')],
    ['a signature of other letters', change(2, 'é'.repeat(32))],
  ]
  for (const [name, frames] of cases)
    test(name, () => expect(new Wire(scheme).decode(frames)).toBeUndefined())

  test('the same a second time', () => {
    const wire = new Wire(scheme)
    const frames = framesOf(new Wire(scheme))
    expect(wire.decode(frames)).toBeDefined()
    expect(wire.decode(frames)).toBeUndefined()
  })

  const open = new Wire({ key: '', signature_scheme: '' })
  const raw = (...parts: string[]) => ['<IDS|MSG>', '', ...parts].map((part) => Buffer.from(part))
  test('JSON that is none, or no object, or no header', () => {
    expect(open.decode(raw('{', '{}', '{}', '{}'))).toBeUndefined()
    expect(open.decode(raw('{"msg_id": "1"}', '{}', '{}', '{}'))).toBeUndefined()
    expect(open.decode(raw('{"msg_id": "1", "msg_type": "x"}', '{}', '{}', '[]'))).toBeUndefined()
    expect(open.decode(raw('{"msg_id": "1", "msg_type": "x"}', '{}', '{}', '{}'))).toBeDefined()
  })
})

describe('a connection file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ishape-test-'))
  const path = join(folder, 'connection.json')
  const good = {
    shell_port: 1,
    iopub_port: 2,
    stdin_port: 3,
    control_port: 4,
    hb_port: 5,
    key: 'k',
    ip: '127.0.0.1',
    transport: 'tcp',
    signature_scheme: 'hmac-sha256',
    kernel_name: 'x',
  }
  const read = (value: unknown) => {
    writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value))
    return readConnection(path)
  }
  test('is read', () => expect(read(good)).toEqual(good))

  const cases: [string, unknown, string][] = [
    ['no JSON', '{', 'it is not JSON'],
    ['no object', '3', 'it is not a JSON object'],
    ['no port', { ...good, hb_port: undefined }, 'hb_port is missing'],
    ['an odd port', { ...good, hb_port: 70000 }, 'hb_port is 70000'],
    ['another transport', { ...good, transport: 'udp' }, 'transport "udp" is not tcp or ipc'],
    ['another scheme', { ...good, signature_scheme: 'hmac-foo' }, 'signature scheme "hmac-foo" is unknown'],
  ]
  for (const [name, value, why] of cases) {
    test(name, () => expect(() => read(value)).toThrow(`${path} is not a connection file: ${why}.`))
  }
  test('that is not there', () => {
    rmSync(folder, { recursive: true })
    expect(() => readConnection(path)).toThrow(
      new ConnectionError(`can't open connection file '${path}' (ENOENT).`),
    )
  })
})
