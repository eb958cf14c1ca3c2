import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { brakeman } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(brakeman, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Brakeman', toolVersion: '6.2.1', producedAt: '2025-03-01T08:00:02.000Z' },
  ])
})

test('one warning in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(brakeman, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'BRAKE0002',
    title: 'Unescaped parameter value',
    description: 'Unescaped parameter value. It is shown as it comes.\n\nUser input: params[:note]',
    severity: 'unknown',
    confidence: 'low',
    cwes: [79],
    location: {
      path: 'app/views/orders/show.html.erb',
      line: 12,
      snippet: 'params[:note].html_safe',
      symbol: 'orders/show',
    },
    flow: [
      {
        path: 'app/controllers/orders_controller.rb',
        line: 31,
        symbol: 'OrdersController#show',
        message: 'renders orders/show',
      },
    ],
    references: ['https://brakemanscanner.org/docs/warning_types/cross_site_scripting'],
    fingerprints: { brakeman: '4d2ab1' },
    tags: ['Cross-Site Scripting', 'CrossSiteScripting'],
  })
  expect(JSON.parse(raw)).toMatchObject({ fingerprint: '4d2ab1' })
})

test('a warning about a gem, a password in the code, a warning that is ignored', async () => {
  const [gem, password, , ignored] = observationsIn(await itemsOfFile(brakeman, fixture('many.json')))
  expect(gem).toMatchObject({
    kind: 'dependency',
    advisories: ['CVE-2021-99901'],
    component: {
      name: 'rails',
      version: '4.0.1',
      purl: 'pkg:gem/rails@4.0.1',
      path: 'Gemfile.lock',
      fixVersions: ['4.0.2', '3.2.16'],
    },
    remediation: 'Upgrade to Rails 4.0.2 or 3.2.16',
  })
  expect(password).toMatchObject({ kind: 'secret', secret: 'sesame-4711', confidence: 'medium' })
  expect(ignored).toMatchObject({
    rule: 'BRAKE0018',
    tags: ['Redirect'],
    verdict: { state: 'accepted', reason: 'only our own hosts', source: 'brakeman-ignore' },
  })
})

test('every warning and error is an observation or a problem', async () => {
  const items = await itemsOfFile(brakeman, fixture('many.json'))
  expect(observationsIn(items)).toHaveLength(4)
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/warnings/3', '/errors/0'])
  expect(problemsIn(items)[1]?.message).toBe(
    'Brakeman met an error (could not parse, app/models/old.rb): it may have missed something',
  )
})

test.each(['{}', '[]', '{"scan_info":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(brakeman, text)).rejects.toThrow(UnreadableReport)
})

test('is known by the version in its scan info', () => {
  const detect = (outline: unknown) => brakeman.detect({ syntax: 'json', head: '', outline })
  expect(detect({ scan_info: { brakeman_version: '6.2.1' }, warnings: [] })).toBe(1)
  expect(detect({ scan_info: {}, warnings: [] })).toBe(0)
  expect(detect(undefined)).toBe(0)
})
