import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { scoutSuite } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const itemsIn = (name: string) => itemsOfFile(scoutSuite, fixture(name))
const header = {
  type: 'header',
  tool: 'ScoutSuite',
  toolVersion: '5.14.0',
  target: 'aws:111122223333',
  producedAt: '2025-09-01T06:30:00.000Z',
}

test('an empty report has a header and nothing else', async () => {
  expect(await itemsIn('empty.js')).toEqual([header])
})

test('one flagged item in all its fields', async () => {
  const [first, claim, observation, ...others] = await itemsIn('one.js')
  expect(others).toEqual([])
  expect(first).toEqual(header)
  expect(claim).toMatchObject({
    kind: 'cloud-resource',
    name: 'arn:aws:s3:::shop-logs',
    attributes: { name: 'shop-logs', type: 's3.buckets' },
  })
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'cloud',
    rule: 's3-bucket-no-logging',
    title: 'Bucket without Logging',
    description: 'Without a log nobody sees a leak.',
    severity: 'medium',
    toolSeverity: 'warning',
    resource: {
      address: 'arn:aws:s3:::shop-logs',
      type: 's3.buckets',
      provider: 'aws',
      account: '111122223333',
      region: 'eu-west-1',
    },
    controls: ['CIS-AWS-1.2:2.6'],
    references: ['https://docs.example/s3/logging'],
    remediation: 'Turn logging on.',
    tags: ['S3'],
  })
  expect(JSON.parse(raw)).toMatchObject({ items: ['s3.buckets.0a1b.logging'], id_suffix: 'logging' })
})

test('each flagged item is an observation of its resource', async () => {
  const items = await itemsIn('many.json')
  expect(
    observationsIn(items).map(({ rule, severity, resource }) => [rule, severity, resource?.address]),
  ).toEqual([
    ['cloudtrail-not-configured', 'high', 'cloudtrail.regions.eu-west-1'],
    ['cloudtrail-not-configured', 'high', 'cloudtrail.regions.eu-west-2'],
    ['ec2-open-port', 'high', 'arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1'],
    ['iam-root-used', 'unknown', '111122223333'],
  ])
  expect(observationsIn(items).map(({ resource }) => resource?.region)).toEqual([
    'eu-west-1',
    'eu-west-2',
    'eu-west-1',
    undefined,
  ])
  expect(assetsIn(items).map(({ name }) => name)).toContain(
    'arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1',
  )
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/services/iam/findings/iam-broken'])
})

test.each(['{}', '[]', 'scoutsuite_results =', 'scoutsuite_results = {"services":[]}', ''])(
  'refuses %j',
  async (text) => {
    await expect(itemsOf(scoutSuite, text)).rejects.toThrow(UnreadableReport)
  },
)

test('is known by its script or its members', () => {
  const detect = (head: string, outline?: unknown) => scoutSuite.detect({ syntax: 'text', head, outline })
  expect(detect('scoutsuite_results =\n{')).toBe(1)
  expect(detect('{', { provider_code: 'aws', services: {}, last_run: {} })).toBe(1)
  expect(detect('{', { services: {} })).toBe(0)
  expect(detect('results = {')).toBe(0)
})
