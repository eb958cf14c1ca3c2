import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { awsInspector } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const itemsIn = (name: string) => itemsOfFile(awsInspector, fixture(name))

test('an empty report has a header and nothing else', async () => {
  expect(await itemsIn('empty.json')).toEqual([{ type: 'header', tool: 'Amazon Inspector' }])
})

test('one vulnerability in all its fields', async () => {
  const [header, claim, observation, ...others] = await itemsIn('one.json')
  expect(others).toEqual([])
  expect(header).toEqual({ type: 'header', tool: 'Amazon Inspector', target: 'aws:111122223333' })
  expect(claim).toMatchObject({
    kind: 'cloud-resource',
    name: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0a1b2c3d',
    attributes: { name: 'shop-1', os: 'UBUNTU_22_04', type: 'AwsEc2Instance' },
  })
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'container',
    rule: 'CVE-2099-10070',
    title: 'CVE-2099-10070 - zlib',
    description: 'Overflows.',
    severity: 'high',
    toolSeverity: 'HIGH',
    cvss: [
      {
        vector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H',
        score: 8.1,
        version: '3.1',
        source: 'nvd',
      },
      {
        vector: 'CVSS:3.1/AV:L/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H',
        score: 7.9,
        version: '3.1',
        source: 'aws-inspector',
      },
    ],
    advisories: ['CVE-2099-10070', 'USN-7000-1'],
    component: {
      name: 'zlib1g',
      version: '1:1.2.11-2ubuntu9',
      purl: 'pkg:deb/ubuntu/zlib1g@1.2.11-2ubuntu9?arch=amd64&epoch=1',
      fixVersions: ['1:1.2.11-2ubuntu9.2'],
    },
    resource: {
      address: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0a1b2c3d',
      type: 'AwsEc2Instance',
      provider: 'aws',
      region: 'eu-west-1',
      account: '111122223333',
    },
    references: [
      'https://docs.example/zlib',
      'https://ubuntu.example/CVE-2099-10070',
      'https://zlib.example/1',
    ],
    remediation: 'Update zlib.\n\napt-get update && apt-get upgrade',
    fingerprints: { 'aws-inspector': 'arn:aws:inspector2:eu-west-1:111122223333:finding/0a1b' },
    epss: 0.12,
    seenAt: '2025-09-01T06:30:00.000Z',
    tags: ['exploit-available', 'exploited'],
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('packages of an image, code, reachable ports and malware', async () => {
  const items = await itemsIn('many.json')
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'container',
      severity: 'unknown',
      toolSeverity: 'UNTRIAGED',
      component: { name: 'tea-pot', purl: 'pkg:npm/tea-pot@1.4.1', path: 'app/package-lock.json' },
      verdict: { state: 'accepted', reason: 'suppressed', source: 'aws-inspector-status' },
    },
    { kind: 'container', component: { name: 'tea-lid', purl: 'pkg:apk/alpine/tea-lid@2.0-r1' } },
    {
      kind: 'code',
      rule: 'python-sql-injection',
      cwes: [89],
      location: { path: 'src/app.py', line: 4, endLine: 6 },
      verdict: { state: 'fixed' },
      tags: ['injection', 'SQL injection'],
    },
    {
      kind: 'cloud',
      rule: 'NETWORK_REACHABILITY:TCP:22',
      description: 'On the instance i-0a, port 22 is reachable.\n\nNetwork path: igw-1 → i-0a1b2c3d',
    },
    { kind: 'malware', rule: 'MAL-2025-10', resource: { account: '444455556666' } },
  ])
  expect(assetsIn(items).map(({ kind, name }) => [kind, name])).toEqual([
    ['container-image', '111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/api'],
    ['cloud-resource', 'arn:aws:lambda:eu-west-1:111122223333:function:stock:$LATEST'],
    ['cloud-resource', 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0a1b2c3d'],
    ['repository', 'arn:aws:inspector2:eu-west-1:444455556666:codesecurity-integration/project-1'],
  ])
  expect(headersIn(items).map(({ target }) => target)).toEqual(['aws:111122223333', 'aws:444455556666'])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/findings/4', '/nextToken'])
})

test('a finding of an unknown sort is one by its type', async () => {
  const text = '[{"title":"t","type":"NEW_SORT","severity":"LOW"}]'
  expect(observationsIn(await itemsOf(awsInspector, text))).toMatchObject([
    { kind: 'cloud', rule: 'NEW_SORT', severity: 'low' },
  ])
})

test.each(['{}', '{"Findings":[]}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(awsInspector, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its ARNs', () => {
  const detect = (outline: unknown) => awsInspector.detect({ syntax: 'json', head: '', outline })
  const finding = { findingArn: 'arn:aws:inspector2:eu-west-1:1:finding/1', resources: [] }
  expect(detect({ findings: [finding] })).toBe(1)
  expect(detect([finding])).toBe(1)
  expect(detect({ findings: [{ Id: 'a' }] })).toBe(0)
  expect(detect({ findings: [] })).toBe(0)
})
