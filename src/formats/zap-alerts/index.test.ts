import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { zapAlerts } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty list has a header and nothing else', async () => {
  expect(await itemsOfFile(zapAlerts, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'ZAP' }])
})

test('one alert in all its fields', async () => {
  const items = await itemsOfFile(zapAlerts, fixture('one.json'))
  expect(assetsIn(items)).toEqual([{ type: 'asset', kind: 'service', name: 'https://shop.example' }])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: '40012-1',
    title: 'Cross Site Scripting (Reflected)',
    description: 'The page echoes.\n\nSeen in text.\n\nAttack: <b>',
    severity: 'high',
    toolSeverity: 'High',
    confidence: 'medium',
    cwes: [79],
    endpoint: { url: 'https://shop.example/find', method: 'POST', parameter: 'q', evidence: '<b>' },
    references: ['https://weak.example/xss', 'https://weak.example/more'],
    remediation: 'Encode.',
    tags: ['OWASP_2021_A03', 'WASC-8'],
  })
  expect(JSON.parse(raw)).toMatchObject({ alertRef: '40012-1' })
})

test('every alert is an observation or a problem', async () => {
  const items = await itemsOfFile(zapAlerts, fixture('many.json'))
  const [header] = observationsIn(items)
  expect(header).toMatchObject({
    rule: '10',
    severity: 'info',
    verdict: { state: 'false_positive', source: 'zap' },
  })
  expect(header).not.toHaveProperty('cwes')
  expect(header).not.toHaveProperty('tags')
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/1'])
})

test.each(['{}', '{"alerts":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(zapAlerts, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its alerts', () => {
  const detect = (outline: unknown) => zapAlerts.detect({ syntax: 'json', head: '', outline })
  const alert = { pluginId: '1', alert: 'x', sourceid: '1', risk: 'Low' }
  expect([detect([alert]), detect({ alerts: [alert] }), detect({ vulnerabilities: [alert] })]).toEqual([
    1, 1, 1,
  ])
  expect(detect({ vulnerabilities: [alert], site: [] })).toBeLessThan(0.5)
  expect(detect({ alerts: [{ id: 1 }] })).toBe(0)
})
