import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { mendSast } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(mendSast, fixture('empty.xml'))).toEqual([{ type: 'header', tool: 'Mend SAST' }])
})

test('one vulnerability in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(mendSast, fixture('one.xml')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'SQL Injection',
    title: 'SQL Injection',
    severity: 'medium',
    toolSeverity: 'Medium',
    cwes: [89],
    location: { path: 'src/Orders.java', line: 42, snippet: 'execute(q)' },
    references: ['https://cwe.mitre.org/data/definitions/89.html'],
    fingerprints: { mend: '4711' },
    tags: ['Java'],
  })
  expect(raw).toContain('ID="4711"')
})

test('every vulnerability is an observation or a problem', async () => {
  const items = await itemsOfFile(mendSast, fixture('many.xml'))
  expect(observationsIn(items)).toMatchObject([{ rule: 'XSS', severity: 'low', tags: ['Go'] }])
  expect(problemsIn(items).map((item) => item.where)).toEqual([
    '/ReportModel/Results[1]/Results[3]/Vulnerabilities[1]/Vulnerability[1]',
  ])
})

test.each(['<report/>', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(mendSast, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root', () => {
  const detect = (name: string) =>
    mendSast.detect({ syntax: 'xml', head: '', root: { name, namespace: '', attributes: {} } })
  expect(detect('ReportModel')).toBeGreaterThan(0.9)
  expect(detect('report')).toBe(0)
})
