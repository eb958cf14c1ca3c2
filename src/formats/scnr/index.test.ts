import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { scnr } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(scnr, fixture('empty.xml'))).toEqual([
    { type: 'header', tool: 'SCNR', toolVersion: '1.0' },
  ])
})

test('one issue in all its fields', async () => {
  const items = await itemsOfFile(scnr, fixture('one.xml'))
  expect(headersIn(items)).toEqual([
    {
      type: 'header',
      tool: 'SCNR',
      toolVersion: '1.0',
      target: 'https://shop.example/',
      producedAt: '2025-03-01T08:30:00.000Z',
    },
  ])
  expect(assetsIn(items).map((item) => item.name)).toEqual(['https://shop.example'])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'os_cmd_injection',
    title: 'Operating system command injection',
    description: 'Commands can be run.\n\nAttack: ; id',
    severity: 'high',
    toolSeverity: 'high',
    confidence: 'high',
    cwes: [78],
    endpoint: {
      url: 'https://shop.example/run',
      method: 'POST',
      parameter: 'name',
      request: 'POST /run HTTP/1.1',
      response: 'HTTP/1.1 200 OK\n\nuid=0',
      evidence: 'uid=0',
    },
    references: ['https://weak.example/command'],
    remediation: 'Do not run commands.',
    fingerprints: { digest: '105' },
    tags: ['form'],
  })
  expect(raw).toContain('<digest>105</digest>')
})

test('every issue is an observation or a problem', async () => {
  const items = await itemsOfFile(scnr, fixture('many.xml'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'Cookie', severity: 'unknown', endpoint: { url: 'http://stock.example/a' } },
  ])
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/report/issues[1]/issue[2]'])
})

test.each(['<scan/>', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(scnr, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its schema', () => {
  const detect = (attributes: Record<string, string>) =>
    scnr.detect({ syntax: 'xml', head: '', root: { name: 'report', namespace: '', attributes } })
  expect(detect({ 'xsi:noNamespaceSchemaLocation': 'https://x.example/scnr/schema.xsd' })).toBe(1)
  expect(detect({})).toBe(0)
})
