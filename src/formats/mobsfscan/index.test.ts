import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { mobsfscan } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(mobsfscan, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'mobsfscan', toolVersion: '0.4.5' },
  ])
})

test('one match in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(mobsfscan, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'android_logging',
    title: 'The app logs information',
    description: 'The app logs information. Nothing sensitive should be logged.',
    severity: 'info',
    toolSeverity: 'INFO',
    cwes: [532],
    location: {
      path: 'app/src/main/java/example/Ledger.kt',
      line: 31,
      endLine: 31,
      snippet: 'Log.d(TAG, balance)',
    },
    controls: ['MASVS:MSTG-STORAGE-3'],
    references: ['https://guide.example/logs'],
    tags: ['M1: Improper Platform Usage'],
  })
  expect(raw).toContain('input_case')
})

test('what an app lacks has no place, what it holds is a secret a match', async () => {
  const [missing, ...keys] = observationsIn(await itemsOfFile(mobsfscan, fixture('many.json')))
  expect(missing).toMatchObject({ kind: 'code', rule: 'android_ssl_pinning', cwes: [295] })
  expect(missing).not.toHaveProperty('location')
  expect(keys.map(({ kind, secret }) => [kind, secret])).toEqual([
    ['secret', 'sesame-47114711'],
    ['secret', 'sesame-08150815'],
  ])
})

test.each(['{}', '[]', '{"results":[]}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(mobsfscan, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its version', () => {
  const detect = (outline: unknown) => mobsfscan.detect({ syntax: 'json', head: '', outline })
  expect(detect({ mobsfscan_version: '0.4.5', results: {} })).toBe(1)
  expect(detect({ results: {}, errors: [] })).toBe(0)
})
