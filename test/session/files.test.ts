/** Session files, folders and settings: whole or not at all, and one sentence when something is wrong. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { codeCell } from '../../src/session/cell.js'
import { readSession, sessionPath, writeSession } from '../../src/session/files.js'
import { folders, writableFolder } from '../../src/session/paths.js'
import { readSettings, writeSettings } from '../../src/session/settings.js'
import { temporaryFolder } from './home.js'

const root = temporaryFolder()
const at = (name: string) => join(root, name)
const unexpected = (sentence: string) => expect.unreachable(sentence)
const document = { cells: [codeCell('cell-1', 'x = 1')], metadata: {} }

test('the extension says the format', async () => {
  expect(['a', 'a.ipynb', 'a.py', 'v1.2'].map(sessionPath)).toEqual([
    'a.ipynb',
    'a.ipynb',
    'a.py',
    'v1.2.ipynb',
  ])
  for (const name of ['a.ipynb', 'a.py']) {
    await writeSession(at(name), document)
    expect((await readSession(at(name))).cells).toEqual(document.cells)
  }
})

test('what can’t be read', async () => {
  writeFileSync(at('latin.py'), Buffer.from([0x23, 0xe9, 0x0a]))
  writeFileSync(at('bad.ipynb'), '{"cells": [')
  mkdirSync(at('folder.py'))
  const cases: [string, string][] = [
    ['none.py', `can't open file '${at('none.py')}': [Errno 2] No such file or directory`],
    ['folder.py', `can't open file '${at('folder.py')}': [Errno 21] Is a directory`],
    ['latin.py', 'latin.py is not a text file in UTF-8.'],
    ['a.txt', "a.txt: a session file ends in .ipynb, .py, .ipy, not '.txt'."],
    ['bad.ipynb', 'bad.ipynb is not a notebook that ishape can read: its JSON ends too early.'],
  ]
  for (const [name, message] of cases) await expect(readSession(at(name))).rejects.toThrow(message)
  expect(readFileSync(at('bad.ipynb'), 'utf8')).toBe('{"cells": [')
})

test('what can’t be written leaves what was there', async () => {
  await expect(writeSession(at('folder.py'), document)).rejects.toThrow('Is a directory')
  await expect(writeSession(at('none/a.ipynb'), document)).rejects.toThrow("can't write file")
})

test('ISHAPE_HOME overrides both folders', () => {
  expect(folders({ ISHAPE_HOME: '/x' })).toEqual({ data: '/x', config: '/x' })
  expect(folders({}).data).not.toBe(folders({}).config)
})

test('a folder that can’t be made is one warning', () => {
  writeFileSync(at('file'), '')
  const warnings: string[] = []
  const warn = (sentence: string) => warnings.push(sentence)
  expect(writableFolder(at('file'), 'journal', warn)).toBeUndefined()
  expect(writableFolder(at('file'), 'lessons', warn)).toBeUndefined()
  expect(warnings).toEqual([
    `ishape: can't write to ${at('file')} (ENOTDIR); history, journal and progress are not kept.`,
  ])
  expect(writableFolder(root, 'journal', unexpected)).toBe(at('journal'))
})

test('settings: missing, damaged, partly wrong, changed', async () => {
  mkdirSync(at('config'))
  expect(readSettings(unexpected, at('config'))).toEqual({})
  await writeSettings({ language: 'ko' }, unexpected, at('config'))
  await writeSettings({ trail: 'full' }, unexpected, at('config'))
  await writeSettings({ fixes: 'off' }, unexpected, at('config'))
  expect(readSettings(unexpected, at('config'))).toEqual({ language: 'ko', trail: 'full', fixes: 'off' })
  const warnings: string[] = []
  writeFileSync(at('config/settings.json'), '{"language": "en", "trail": 3, "unknown": 1}')
  expect(readSettings((sentence) => warnings.push(sentence), at('config'))).toEqual({ language: 'en' })
  writeFileSync(at('config/settings.json'), '{')
  expect(readSettings((sentence) => warnings.push(sentence), at('config'))).toEqual({})
  expect(warnings.map((sentence) => sentence.replace(root, ''))).toEqual([
    "ishape: /config/settings.json: trail can't be 3; the default is used.",
    'ishape: /config/settings.json is not valid JSON; the defaults are used.',
  ])
})
