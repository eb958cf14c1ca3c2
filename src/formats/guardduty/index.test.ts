import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { guardduty } from './index.ts'

const items = async (name: string) => itemsOfFile(guardduty, new URL(`fixtures/${name}`, import.meta.url))

test('an empty report has a header and nothing else', async () => {
  expect(await items('empty.json')).toEqual([{ type: 'header', tool: 'GuardDuty' }])
})

test('one finding in all its fields', async () => {
  const found = await items('one.json')
  const resource = { type: 'Instance', provider: 'aws', region: 'eu-west-1', account: '123456789012' }
  expect(found.slice(0, 2)).toEqual([
    { type: 'header', tool: 'GuardDuty', target: 'aws:123456789012:eu-west-1' },
    {
      type: 'asset',
      kind: 'cloud-resource',
      name: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0aa',
      attributes: resource,
    },
  ])
  expect(found).toHaveLength(3)
  const { raw: _, ...fields } = observationsIn(found)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'runtime',
    rule: 'UnauthorizedAccess:EC2/SSHBruteForce',
    title: 'SSH brute force attacks by i-0aa.',
    description:
      'EC2 instance i-0aa is performing brute force attacks.\n\nAction: NETWORK_CONNECTION TCP INBOUND port 22 from or to 198.51.100.7',
    severity: 'high',
    toolSeverity: '8',
    resource: { address: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0aa', ...resource },
    fingerprints: { guardduty: 'f1' },
    seenAt: '2025-08-30T11:00:00.000Z',
    tags: ['target', 'seen 3 times'],
  })
})

test('events and exports, of several accounts', async () => {
  const found = await items('many.jsonl')
  expect(observationsIn(found)).toMatchObject([
    {
      severity: 'low',
      resource: { address: 'arn:aws:s3:::ledger', type: 'S3Bucket' },
      verdict: { state: 'accepted', reason: 'archived' },
      description: expect.stringContaining('PutBucketPolicy of s3.amazonaws.com from or to 198.51.100.8'),
    },
    {
      severity: 'medium',
      title: 'Policy:IAMUser/RootCredentialUsage',
      resource: { address: 'arn:aws:iam::210987654321:root' },
      verdict: { state: 'false_positive' },
    },
    {
      kind: 'malware',
      severity: 'critical',
      resource: { address: 'arn:aws:eks:us-east-1:210987654321:cluster/shop/deployments/shop/api' },
    },
  ])
  expect(headersIn(found).map(({ target }) => target)).toEqual([
    'aws:123456789012:eu-west-1',
    'aws:210987654321:us-east-1',
  ])
  expect(assetsIn(found)).toHaveLength(3)
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['line 4'])
})

test.each(['{}', '{"Findings":{}}'])('refuses %s', async (text) => {
  await expect(itemsOf(guardduty, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its service', () => {
  const detect = (outline: unknown) => guardduty.detect({ syntax: 'json', head: '', outline })
  expect(detect({ Findings: [{ Type: 'a', Service: { ServiceName: 'guardduty' } }] })).toBe(1)
  expect(
    detect({ 'detail-type': 'GuardDuty Finding', detail: { type: 'a', arn: 'arn:aws:guardduty:x' } }),
  ).toBe(1)
  expect(detect({ Findings: [{ ProductArn: 'a', SchemaVersion: '2018-10-08' }] })).toBe(0)
  expect(detect({ Findings: [] })).toBe(0)
})
