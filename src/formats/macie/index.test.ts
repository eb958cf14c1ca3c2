import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { macie } from './index.ts'

const items = async (name: string) => itemsOfFile(macie, new URL(`fixtures/${name}`, import.meta.url))

test('an empty report has a header and nothing else', async () => {
  expect(await items('empty.json')).toEqual([{ type: 'header', tool: 'Macie' }])
})

test('one finding in all its fields', async () => {
  const found = await items('one.json')
  const place = { provider: 'aws', region: 'eu-west-1', account: '123456789012' }
  expect(found.slice(0, 2)).toEqual([
    { type: 'header', tool: 'Macie', target: 'aws:123456789012:eu-west-1' },
    {
      type: 'asset',
      kind: 'cloud-resource',
      name: 'arn:aws:s3:::ledger',
      attributes: { type: 'S3Bucket', ...place },
    },
  ])
  expect(found).toHaveLength(3)
  const { raw: _, ...fields } = observationsIn(found)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'data',
    rule: 'SensitiveData:S3Object/Financial',
    title: 'The S3 object contains financial information',
    description:
      'The object contains financial information.\n\nFINANCIAL_INFORMATION: CREDIT_CARD_NUMBER (12)\ncustomer number (1)',
    severity: 'high',
    toolSeverity: 'High',
    resource: { address: 'arn:aws:s3:::ledger/2025/cards.csv', type: 'S3Object', ...place },
    fingerprints: { macie: 'm1' },
    seenAt: '2025-08-30T11:00:00.000Z',
    tags: ['CLASSIFICATION', 'FINANCIAL_INFORMATION', 'text/csv', 'PUBLIC', 'public object', 'sample'],
  })
})

test('policy findings as events', async () => {
  const found = await items('many.jsonl')
  expect(observationsIn(found)).toMatchObject([
    {
      rule: 'Policy:IAMUser/S3BucketPublic',
      description: 'Open to all.\n\nChanged by PutBucketAcl',
      resource: { address: 'arn:aws:s3:::stock', type: 'S3Bucket' },
      verdict: { state: 'accepted' },
    },
    { severity: 'low', title: 'SensitiveData:S3Object/Multiple', resource: { address: 'arn:aws:s3:::shop' } },
  ])
  expect(assetsIn(found)).toHaveLength(2)
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['line 3'])
})

test.each(['{}', '{"findings":{}}'])('refuses %s', async (text) => {
  await expect(itemsOf(macie, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its resources', () => {
  const detect = (outline: unknown) => macie.detect({ syntax: 'json', head: '', outline })
  expect(detect({ findings: [{ category: 'POLICY', resourcesAffected: {} }] })).toBe(1)
  expect(detect({ findings: [{ category: 'POLICY' }] })).toBe(0)
  expect(detect({ findings: [] })).toBe(0)
})
