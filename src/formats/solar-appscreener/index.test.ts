import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { solarAppscreener } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('a table without rows has a header and nothing else', async () => {
  expect(await itemsOfFile(solarAppscreener, fixture('empty.csv'))).toEqual([
    { type: 'header', tool: 'Solar appScreener' },
  ])
})

test('one row in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(solarAppscreener, fixture('one.csv')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'Hardcoded password',
    title: 'Hardcoded password',
    description: 'A password stands in the code.\n\nseen',
    severity: 'critical',
    toolSeverity: 'Critical',
    cwes: [259],
    location: { path: 'misc/shared.php', line: 151, endLine: 152 },
    flow: [
      { path: 'index.php', line: 5 },
      { path: 'misc/shared.php', line: 151 },
    ],
    references: ['https://weak.example/password', 'https://cwe.mitre.org/data/definitions/259.html'],
    remediation: 'Keep it elsewhere.',
    tags: ['PHP', 'SHOP-1'],
  })
  expect(raw).toContain('Hardcoded password')
})

test('every row is an observation or a problem', async () => {
  const items = await itemsOfFile(solarAppscreener, fixture('many.csv'))
  const [rejected, odd] = observationsIn(items)
  expect(rejected).toMatchObject({
    location: { path: 'index.php', line: 5, endLine: 5 },
    verdict: { state: 'false_positive', reason: 'Rejected', source: 'appscreener-status' },
  })
  expect(odd).toMatchObject({ rule: 'Odd', severity: 'unknown', toolSeverity: 'Odd' })
  expect(odd).not.toHaveProperty('location')
  expect(problemsIn(items).map((item) => item.where)).toEqual(['line 4'])
})

test.each(['a,b\n', 'Vulnerability,File\n', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(solarAppscreener, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its columns', () => {
  const detect = (columns: string[]) => solarAppscreener.detect({ syntax: 'csv', head: '', columns })
  const own = ['Vulnerability', 'File', 'Line', 'Severity Level', 'Status', 'Recommendations', 'Trace']
  expect(detect(own)).toBe(1)
  expect(detect(own.slice(1))).toBe(0)
})
