import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { cobalt } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('one finding in all its fields', async () => {
  const items = await itemsOfFile(cobalt, fixture('one.json'))
  expect(assetsIn(items)).toMatchObject([{ kind: 'service', name: 'https://shop.example' }])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'sqli',
    title: 'SQL Injection',
    description: 'The search takes SQL.',
    severity: 'high',
    toolSeverity: 'high',
    endpoint: { url: 'https://shop.example/search', evidence: 'Type a quote.' },
    references: ['https://pentests.example/findings/37'],
    remediation: 'Bind it.',
    fingerprints: { id: 'vu_2wXY3bq' },
    seenAt: '2025-09-01T08:30:00.322Z',
    tags: ['#TEA_37', 'state:need_fix', 'impact:5', 'likelihood:4', 'tea'],
  })
  expect(JSON.parse(raw)).toHaveProperty('resource.id', 'vu_2wXY3bq')
})

test('what was decided; every element is an observation or a problem', async () => {
  const items = await itemsOfFile(cobalt, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { resource: { address: 'till-3' }, verdict: { state: 'fixed', reason: 'valid_fix' } },
    { severity: 'info', verdict: { state: 'accepted' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/data/2'])
})

test('the table, whose cells begin with a quote', async () => {
  const items = await itemsOfFile(cobalt, fixture('table.csv'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'Cross-Site Scripting (XSS)',
      title: 'Stored XSS in comments',
      description: 'Scripts run\n\nSteps to reproduce: 1. Write one\n2. Read it\n\nEveryone reads them',
      endpoint: { url: 'https://shop.example/comments', request: 'GET /comments HTTP/1.1' },
      fingerprints: { id: 'vu_6' },
    },
  ])
  expect(problemsIn(items)).toHaveLength(1)
})

test.each(['{}', '{"data":7}', 'a,b\n1,2\n'])('refuses %j', async (text) => {
  await expect(itemsOf(cobalt, text)).rejects.toThrow(UnreadableReport)
})
