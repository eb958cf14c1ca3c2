import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { prowler } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const itemsIn = (name: string) => itemsOfFile(prowler, fixture(name))

test('an empty report has a header and nothing else', async () => {
  expect(await itemsIn('empty.csv')).toEqual([{ type: 'header', tool: 'Prowler' }])
  expect(await itemsOf(prowler, '[]')).toEqual([{ type: 'header', tool: 'Prowler' }])
})

test('one failed check in all its fields', async () => {
  const [header, claim, observation, ...others] = await itemsIn('one.json')
  expect(others).toEqual([])
  expect(header).toEqual({ type: 'header', tool: 'Prowler', target: 'aws:111122223333' })
  expect(claim).toEqual({
    type: 'asset',
    kind: 'cloud-resource',
    name: 'arn:aws:s3:::shop-logs',
    attributes: {
      name: 'shop-logs',
      service: 's3',
      type: 'AwsS3Bucket',
      provider: 'aws',
      account: '111122223333',
      region: 'eu-west-1',
    },
  })
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'cloud',
    rule: 's3_bucket_server_access_logging_enabled',
    title: 'Check if S3 buckets have server access logging',
    description:
      'Buckets should log who reads them.\n\nBucket shop-logs has no access logging.\n\nWithout a log nobody sees a leak.',
    severity: 'medium',
    toolSeverity: 'medium',
    resource: {
      address: 'arn:aws:s3:::shop-logs',
      type: 'AwsS3Bucket',
      provider: 'aws',
      region: 'eu-west-1',
      account: '111122223333',
    },
    controls: ['CIS-AWS-1.4:2.1.1', 'NIST-800-53-r5:AC-2(4)'],
    references: [
      'https://docs.example/s3/logging',
      'https://docs.example/s3/put-logging',
      'https://docs.example/tf',
    ],
    remediation: 'Turn logging on.\n\naws s3api put-bucket-logging --bucket shop-logs',
    fingerprints: { prowler: 'prowler-aws-s3_logging-1-eu-west-1-shop-logs' },
    seenAt: '2025-09-01T06:30:00.123Z',
    tags: ['Logging', 'forensics-ready', 's3'],
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('CSV: passed, manual, muted, and other providers', async () => {
  const items = await itemsIn('many.csv')
  expect(headersIn(items).map(({ target, toolVersion }) => `${target} ${toolVersion}`)).toEqual([
    'aws:111122223333 5.4.0',
    'kubernetes:shop-cluster 5.4.0',
    'm365:t 5.4.0',
  ])
  const [manual, muted, pod, user, ...others] = observationsIn(items)
  expect(others).toEqual([])
  expect(manual).toMatchObject({ severity: 'info', toolSeverity: 'medium', tags: ['manual-check'] })
  expect(muted).toMatchObject({
    verdict: { state: 'accepted', reason: 'muted', source: 'prowler-mute' },
    controls: ['CIS-AWS-1.4:2.1.1', 'CIS-AWS-1.4:2.1.2', 'ENS-RD2022:op.exp.8'],
    references: ['https://docs.example/1', 'https://docs.example/2'],
    remediation: 'Turn it on.\n\naws s3api x',
    tags: ['logging', 'encryption'],
  })
  expect(pod).toMatchObject({
    kind: 'config',
    resource: { address: 'kube-system/etcd-node1', type: 'Pod', provider: 'kubernetes' },
    controls: ['CIS-Kubernetes-1.8:2.1'],
  })
  expect(user).toMatchObject({ kind: 'identity', severity: 'critical', resource: { region: 'global' } })
  expect(assetsIn(items).map(({ kind, name }) => [kind, name])).toEqual([
    ['cloud-resource', 'arn:aws:iam::111122223333:role/ok'],
    ['cloud-resource', 'arn:aws:iam::111122223333:root'],
    ['cloud-resource', 'arn:aws:s3:::shop-logs'],
    ['workload', 'kube-system/etcd-node1'],
    ['saas-app', 'u-1'],
  ])
  expect(problemsIn(items)).toMatchObject([{ where: 'line 7', incomplete: true }])
})

test('version 2, CSV: a finding without a resource is about the account', async () => {
  const items = await itemsIn('version-2.csv')
  expect(problemsIn(items)).toEqual([])
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'check12',
      title: 'Ask for a second factor',
      description: 'User mo has none\n\nA password leaks.',
      severity: 'high',
      resource: { address: '111122223333', type: 'account', region: 'eu-west-1' },
      controls: ['CIS-AWS:1.2', 'ENS:op.acc.5.aws.iam.1'],
      references: ['https://docs.example/mfa'],
    },
    { rule: 'extra71', verdict: { state: 'accepted' } },
  ])
})

test('version 2, JSON', async () => {
  expect(observationsIn(await itemsIn('version-2.json'))).toMatchObject([
    {
      rule: 'check102',
      severity: 'critical',
      resource: { address: 'mo', account: '111122223333' },
      controls: ['CIS-AWS:1.2'],
      seenAt: '2021-08-23T06:38:46.000Z',
    },
  ])
})

test('every element is an observation or a problem', async () => {
  const items = await itemsOf(prowler, '[{"CheckID":"a","Status":"FAIL"},{"CheckID":"b"},5]')
  expect(observationsIn(items)).toMatchObject([{ rule: 'a', title: 'a', severity: 'unknown' }])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/1', '/2'])
})

test('refuses an empty file', async () => {
  await expect(itemsOf(prowler, '')).rejects.toThrow(UnreadableReport)
})

test('is known by its columns or its members', () => {
  const detect = (outline: unknown) => prowler.detect({ syntax: 'json', head: '', outline })
  const table = (columns: string[]) => prowler.detect({ syntax: 'csv', head: '', columns })
  expect(detect([{ CheckID: 'a', Status: 'FAIL', StatusExtended: 's' }])).toBe(1)
  expect(detect({ Control: 'c', 'Control ID': '1', Status: 'FAIL', Message: 'm' })).toBe(1)
  expect(detect([{ class_uid: 2004 }])).toBe(0)
  expect(table(['CHECK_ID', 'STATUS', 'STATUS_EXTENDED', 'PROVIDER'])).toBe(1)
  expect(table(['PROFILE', 'TITLE_ID', 'RESULT', 'TITLE_TEXT', 'NOTES'])).toBe(1)
  expect(table(['CHECK_ID', 'STATUS'])).toBe(0)
})
