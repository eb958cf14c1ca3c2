import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { trustwaveFusion } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(trustwaveFusion, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Trustwave Fusion' },
  ])
})

test('one finding in all its fields', async () => {
  expect(await itemsOfFile(trustwaveFusion, fixture('one.json'))).toStrictEqual([
    { type: 'header', tool: 'Trustwave Fusion', target: 'shop.example' },
    { type: 'asset', kind: 'host', name: 'shop.example', attributes: { ip: '192.0.2.7' } },
    {
      type: 'observation',
      kind: 'runtime',
      rule: 'SLID-2099-0001',
      title: 'AcmeWeb File Disclosure',
      severity: 'high',
      toolSeverity: 'HIGH',
      cvss: [
        { score: 7.5, version: '3.0' },
        { score: 5, version: '2.0' },
      ],
      advisories: ['CVE-2099-10021'],
      endpoint: { url: 'https://shop.example/' },
      resource: { address: 'shop.example:443/tcp', type: 'service' },
      component: { name: 'acme:acmeweb', version: '1.9' },
      seenAt: '2025-09-01T08:30:00.000Z',
      tags: ['Vulnerability/Missing Patch'],
      raw: expect.stringContaining('SLID-2099-0001'),
    },
  ])
})

test('what is None is absent; each item is an observation or a problem; other pages are told', async () => {
  const items = await itemsOfFile(trustwaveFusion, fixture('many.json'))
  const [website, nowhere] = observationsIn(items)
  expect(website).toMatchObject({ severity: 'info', endpoint: { url: 'tcp://192.0.2.8:80' } })
  expect(website).not.toHaveProperty('cvss')
  expect(website).not.toHaveProperty('advisories')
  expect(nowhere).toMatchObject({ rule: 'Nowhere' })
  expect(nowhere).not.toHaveProperty('resource')
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/items/2', '/lastPageNumber'])
})

test.each(['{}', '[]', ''])('refuses %j', async (text) => {
  await expect(itemsOf(trustwaveFusion, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its first finding', () => {
  const detect = (outline: unknown) => trustwaveFusion.detect({ syntax: 'json', head: '', outline })
  expect(detect({ items: [{ classification: 'a', customerId: 1, kb: { id: 'b' }, location: {} }] })).toBe(1)
  expect(detect({ items: [{ name: 'a' }] })).toBe(0)
  expect(detect({ items: [] })).toBe(0)
})
