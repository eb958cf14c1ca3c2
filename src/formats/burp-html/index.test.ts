import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inputOf } from '../input.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { burpHtml } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('a report without issues has a header', async () => {
  expect(await itemsOfFile(burpHtml, fixture('empty.html'))).toEqual([
    { type: 'header', tool: 'Burp Suite DAST', target: 'Shop' },
  ])
})

test('one issue in all its fields, those of the table beside those of its details', async () => {
  const items = await itemsOfFile(burpHtml, fixture('one.html'))
  expect(assetsIn(items)).toMatchObject([{ kind: 'service', name: 'https://shop.example' }])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'SQL injection',
    title: 'SQL injection',
    description:
      'The id parameter seems to be vulnerable.\nA quote broke the query.\n\nText of a visitor becomes SQL.',
    severity: 'high',
    toolSeverity: 'High',
    confidence: 'medium',
    cwes: [89],
    endpoint: {
      url: 'https://shop.example/orders',
      method: 'GET',
      parameter: 'id',
      request: 'GET /orders?id=1%27 HTTP/2\nHost: shop.example\nX-Id: <1>',
      response: 'HTTP/2 500 Oops',
    },
    references: [
      'https://tea.example/sqli',
      'https://cwe.mitre.org/data/definitions/89.html',
      'https://capec.mitre.org/data/definitions/66.html',
    ],
    remediation: 'Bind parameters.',
    tags: ['CAPEC-66'],
  })
  expect(raw).toMatch(/^<div class="issue-container">[\s\S]*Request 2/)
})

test('newer reports, another site, and what breaks off in the middle of an issue', async () => {
  const items = await itemsOfFile(burpHtml, fixture('many.html'))
  expect(assetsIn(items).map(({ name }) => name)).toEqual([
    'https://shop.example',
    'http://admin.example:8080',
  ])
  expect(observationsIn(items)).toMatchObject([
    { title: 'SQL injection', verdict: { state: 'false_positive' } },
    {
      title: 'Cookie without HttpOnly',
      severity: 'info',
      confidence: 'high',
      endpoint: { url: 'http://admin.example:8080/login', method: 'POST', request: 'POST /login HTTP/2' },
    },
    {
      title: 'Robots.txt file',
      severity: 'unknown',
      description: 'It names',
      endpoint: { url: '/robots.txt' },
    },
  ])
  expect(problemsIn(items).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['issue 3', true],
    ['the end', true],
  ])
})

test('an issue over the limit is left out and counted, and does not hide the next', async () => {
  const big = `<div class="issue-container"><h2>Big</h2>${'x'.repeat(9000)}</div>\n`
  const page = readFileSync(fixture('one.html'), 'utf8').replace('<div class="issue-container">', `${big}$&`)
  const items = []
  const limits = { ...DEFAULT_LIMITS, maxElementBytes: 4096 }
  for await (const item of burpHtml.read(inputOf(page), { limits })) items.push(item)
  expect(observationsIn(items).map(({ title }) => title)).toEqual(['SQL injection'])
  expect(problemsIn(items)).toMatchObject([{ where: 'issue 1', incomplete: true }])
})

test.each(['{}', '<html></html>', ''])('refuses %j', async (text) => {
  await expect(itemsOf(burpHtml, text)).rejects.toThrow(UnreadableReport)
})
