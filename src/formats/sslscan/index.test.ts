import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { sslscan } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('one flaw in all its fields; what is well is none', async () => {
  const items = await itemsOfFile(sslscan, fixture('one.xml'))
  expect(items.slice(0, 2)).toEqual([
    { type: 'header', tool: 'sslscan', toolVersion: '2.1.3', target: 'till.shop.example' },
    { type: 'asset', kind: 'host', name: 'till.shop.example' },
  ])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  expect(observation).toStrictEqual({
    type: 'observation',
    kind: 'runtime',
    rule: 'heartbleed:TLSv1.2',
    title: 'Heartbleed over TLSv1.2',
    severity: 'unknown',
    advisories: ['CVE-2014-0160'],
    endpoint: { url: 'tcp://till.shop.example:8443' },
    resource: { address: 'till.shop.example:8443/tcp', type: 'service' },
    raw: '<heartbleed sslversion="TLSv1.2" vulnerable="1"/>',
  })
})

test('old protocols, accepted weak ciphers, and what is wrong with the certificate', async () => {
  const items = await itemsOfFile(sslscan, fixture('many.xml'))
  expect(observationsIn(items).map(({ rule }) => rule)).toEqual([
    'protocol:tlsv1.0',
    'fallback',
    'renegotiation',
    'compression',
    'cipher:TLSv1.0:DES-CBC3-SHA',
    'certificate:expired',
    'certificate:self-signed',
    'certificate:signature',
  ])
  expect(observationsIn(items)[5]?.description).toContain('not-valid-after: Mar 13 11:59:45 2019 GMT')
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/document/error[1]', '/document/ssltest[2]'])
})

test.each(['', '<a/>', 'text'])('refuses %j', async (text) => {
  await expect(itemsOf(sslscan, text)).rejects.toThrow(UnreadableReport)
})
