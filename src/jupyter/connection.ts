/** The connection file: where a front end wants the kernel to listen, and the key that both sign with. */
import { getHashes } from 'node:crypto'
import { readFileSync } from 'node:fs'

export interface Connection {
  transport: 'tcp' | 'ipc'
  ip: string
  shell_port: number
  iopub_port: number
  stdin_port: number
  control_port: number
  hb_port: number
  /** Empty: messages are not signed. */
  key: string
  /** `hmac-sha256`, or another hash that node:crypto knows. */
  signature_scheme: string
}

/** A connection file that can't be used; one sentence. */
export class ConnectionError extends Error {
  override name = 'ConnectionError'
}

const PORTS = ['shell_port', 'iopub_port', 'stdin_port', 'control_port', 'hb_port'] as const

/** Reads and checks a connection file. */
export const readConnection = (path: string): Connection => {
  const fail = (why: string): never => {
    throw new ConnectionError(`${path} is not a connection file: ${why}.`)
  }
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new ConnectionError(
      `can't open connection file '${path}' (${(error as NodeJS.ErrnoException).code}).`,
    )
  }
  let given: Record<string, unknown>
  try {
    given = JSON.parse(text) as Record<string, unknown>
  } catch {
    return fail('it is not JSON')
  }
  if (typeof given !== 'object' || given === null) return fail('it is not a JSON object')
  const { transport = 'tcp', ip = '127.0.0.1', key = '', signature_scheme = 'hmac-sha256' } = given
  if (transport !== 'tcp' && transport !== 'ipc')
    return fail(`transport ${JSON.stringify(transport)} is not tcp or ipc`)
  for (const port of PORTS) {
    const value = given[port]
    if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > 65535) {
      return fail(`${port} is ${value === undefined ? 'missing' : JSON.stringify(value)}`)
    }
  }
  if (typeof key !== 'string' || typeof ip !== 'string') return fail('key and ip must be strings')
  const hash = /^hmac-(\w+)$/.exec(String(signature_scheme))
  if (key !== '' && !(hash && getHashes().includes(hash[1]))) {
    return fail(`signature scheme ${JSON.stringify(signature_scheme)} is unknown`)
  }
  return { ...given, transport, ip, key, signature_scheme } as Connection
}

/** Where the socket of this port listens. */
export const addressOf = ({ transport, ip }: Connection, port: number): string =>
  transport === 'tcp' ? `tcp://${ip}:${port}` : `ipc://${ip}-${port}`
