import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { awsAccessAnalyzer } from './index.ts'

const items = async (name: string) =>
  itemsOfFile(awsAccessAnalyzer, new URL(`fixtures/${name}`, import.meta.url))

test('an empty report has a header and nothing else', async () => {
  expect(await items('empty.json')).toEqual([{ type: 'header', tool: 'IAM Access Analyzer' }])
})

test('one finding in all its fields', async () => {
  const found = await items('one.json')
  const place = { type: 'AWS::S3::Bucket', provider: 'aws', account: '123456789012' }
  expect(assetsIn(found)).toEqual([
    { type: 'asset', kind: 'cloud-resource', name: 'arn:aws:s3:::ledger', attributes: place },
  ])
  expect(found).toHaveLength(3)
  const { raw: _, ...fields } = observationsIn(found)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'identity',
    rule: 'ExternalAccess',
    title: 'A principal outside of the zone of trust has access to AWS::S3::Bucket',
    description:
      'Principal: 210987654321\nActions: s3:GetObject, s3:ListBucket\nConditions: aws:SourceVpc = vpc-1',
    severity: 'unknown',
    resource: { address: 'arn:aws:s3:::ledger', ...place },
    fingerprints: { accessAnalyzer: 'a1' },
    verdict: { state: 'accepted', reason: 'archived', source: 'access-analyzer' },
    seenAt: '2025-08-30T10:00:00.000Z',
    tags: ['POLICY'],
  })
})

test('events, unused access, single findings', async () => {
  const found = await items('many.jsonl')
  expect(observationsIn(found)).toMatchObject([
    {
      title: 'Anyone has access to AWS::SQS::Queue',
      description: 'Principal: *\nActions: sqs:SendMessage',
      resource: { region: 'eu-west-1', account: '123456789012' },
      tags: ['public'],
    },
    {
      rule: 'UnusedPermission',
      description: 'Unused services: s3\nUnused actions: s3:PutObject\nLast accessed: 2025-01-01T00:00:00Z',
      verdict: { state: 'fixed' },
    },
    { rule: 'UnusedIAMRole', description: 'Error: could not look' },
  ])
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['line 4'])
})

test.each(['{}', '{"findings":{}}'])('refuses %s', async (text) => {
  await expect(itemsOf(awsAccessAnalyzer, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its findings', () => {
  const detect = (outline: unknown) => awsAccessAnalyzer.detect({ syntax: 'json', head: '', outline })
  const finding = { analyzedAt: 'a', resourceType: 'b', status: 'ACTIVE' }
  expect(detect({ findings: [finding] })).toBe(1)
  expect(detect({ finding })).toBe(1)
  expect(detect({ findings: [{ status: 'ACTIVE' }] })).toBe(0)
})
