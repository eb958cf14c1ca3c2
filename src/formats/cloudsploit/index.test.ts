import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { cloudsploit } from './index.ts'

const items = async (name: string) => itemsOfFile(cloudsploit, new URL(`fixtures/${name}`, import.meta.url))

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOf(cloudsploit, '[]')).toEqual([{ type: 'header', tool: 'CloudSploit' }])
})

test('one result in all its fields', async () => {
  const found = await items('one.json')
  const place = { provider: 'aws', region: 'eu-west-1', account: '123456789012' }
  expect(assetsIn(found)).toEqual([
    {
      type: 'asset',
      kind: 'cloud-resource',
      name: 'arn:aws:sns:eu-west-1:123456789012:ledger',
      attributes: place,
    },
  ])
  expect(found).toHaveLength(3)
  const { raw: _, ...fields } = observationsIn(found)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'cloud',
    rule: 'bucketPublic',
    title: 'S3 Bucket All Users Policy',
    description: 'Bucket is open to all\n\nEnsures buckets are not open',
    severity: 'high',
    toolSeverity: 'FAIL',
    resource: { address: 'arn:aws:sns:eu-west-1:123456789012:ledger', ...place },
    controls: ['PCI', 'HIPAA'],
    tags: ['S3'],
  })
})

test('what passed is no finding, what could not be checked is told', async () => {
  const found = await items('many.json')
  expect(observationsIn(found).map(({ rule, severity, resource }) => [rule, severity, resource])).toEqual([
    ['a', 'medium', { address: 'sg-1', region: 'us-east-1' }],
    ['d', 'high', { address: 'IAM/Global' }],
  ])
  expect(problemsIn(found).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/2', undefined],
    ['/4', true],
  ])
})

test('as CSV', async () => {
  expect(observationsIn(await items('many.csv'))).toMatchObject([
    { rule: 'Blob public', resource: { provider: 'azure', address: '/subscriptions/s1/blob' } },
  ])
})

test.each(['{}', '"a"', 'a,b\n1,2\n'])('refuses %j', async (text) => {
  await expect(itemsOf(cloudsploit, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its results or its columns', () => {
  const detect = (outline: unknown) => cloudsploit.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ plugin: 'a', category: 'b', title: 'c', status: 'OK' }])).toBe(1)
  expect(detect([{ plugin: 'a', category: 'b', title: 'c', status: 'passed' }])).toBe(0)
  const columns = ['category', 'title', 'description', 'resource', 'region', 'statusWord', 'message']
  expect(cloudsploit.detect({ syntax: 'csv', head: '', columns })).toBe(1)
})
