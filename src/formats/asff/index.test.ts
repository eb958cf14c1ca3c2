import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { asff } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const itemsIn = (name: string) => itemsOfFile(asff, fixture(name))
const byRule = async (rule: string) =>
  observationsIn(await itemsIn('many.json')).filter((item) => item.rule === rule)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsIn('empty.json')).toEqual([{ type: 'header' }])
})

test('one failed control in all its fields', async () => {
  const [header, claim, observation, ...others] = await itemsIn('one.json')
  expect(others).toEqual([])
  expect(header).toEqual({ type: 'header', tool: 'Security Hub', target: 'aws:111122223333' })
  expect(claim).toEqual({
    type: 'asset',
    kind: 'cloud-resource',
    name: 'arn:aws:s3:::shop-logs',
    attributes: {
      name: 'logs',
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
    rule: 'S3.9',
    title: 'Buckets should log who reads them',
    description: 'Looks for access logging of buckets.\n\nThe bucket has no logging.\n\nNo target bucket.',
    severity: 'medium',
    toolSeverity: 'MEDIUM',
    confidence: 'high',
    resource: {
      address: 'arn:aws:s3:::shop-logs',
      type: 'AwsS3Bucket',
      provider: 'aws',
      region: 'eu-west-1',
      account: '111122223333',
    },
    controls: ['AWS-FSBP:S3.9', 'NIST-800-53-r5:AC-2(4)', 'CIS-AWS-1.4:2.1.9'],
    references: ['https://docs.example/S3.9'],
    remediation: 'Turn logging on.',
    fingerprints: { asff: 'arn:aws:securityhub:eu-west-1:111122223333:security-control/S3.9/finding/0a1b' },
    seenAt: '2025-09-01T06:30:00.000Z',
    tags: ['Software and Configuration Checks/Industry and Regulatory Standards'],
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('passed controls are no findings, checks that could not be made are told', async () => {
  const items = await itemsIn('many.json')
  expect(observationsIn(items).some(({ title }) => title === 'Passed')).toBe(false)
  expect(assetsIn(items)[0]?.name).toBe('arn:aws:s3:::quiet')
  expect(problemsIn(items).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/findings/1', undefined],
    ['/findings/11', true],
  ])
})

test('the controls of before, one observation for each resource', async () => {
  const found = await byRule('cis-aws-foundations-benchmark/v/1.2.0/rule/2.9')
  expect(found.map(({ resource }) => resource?.address.at(-1))).toEqual(['a', 'b'])
  expect(found[0]).toMatchObject({
    severity: 'high',
    toolSeverity: '70',
    controls: ['CIS-AWS-1.2:2.9'],
    verdict: { state: 'accepted', reason: 'accepted by the team', source: 'asff-workflow' },
  })
})

test('a vulnerability is an observation for each package', async () => {
  const [system, library, ...others] = await byRule('CVE-2099-10070')
  expect(others).toEqual([])
  expect(system).toMatchObject({
    kind: 'container',
    title: 'CVE-2099-10070 - zlib, node-zlib',
    tool: 'Inspector',
    cvss: [{ score: 8.1, version: '3.1', source: 'nvd' }],
    advisories: ['CVE-2099-10070', 'GHSA-2c2c-3f3f-4g4g'],
    component: {
      name: 'zlib',
      version: '1:1.2.11-3.amzn2',
      purl: 'pkg:rpm/amzn/zlib@1.2.11-3.amzn2?arch=x86_64&epoch=1',
      fixVersions: ['1.2.12-1.amzn2'],
    },
    remediation: 'yum update zlib',
    references: ['https://nvd.example/CVE-2099-10070', 'https://zlib.example/1'],
    epss: 0.12,
    tags: ['Software and Configuration Checks/Vulnerabilities/CVE', 'exploit-available'],
  })
  expect(system?.cvss).toHaveLength(1)
  expect(library).toMatchObject({
    kind: 'dependency',
    component: {
      name: 'node-zlib',
      purl: 'pkg:npm/node-zlib@1.0.0',
      path: 'srv/app/package-lock.json',
    },
  })
  expect(library?.component).not.toHaveProperty('fixVersions')
})

test('a vulnerability without details, in an image that is gone', async () => {
  expect(await byRule('CVE-2099-10071')).toMatchObject([
    {
      kind: 'container',
      component: { name: 'kernel' },
      verdict: { state: 'fixed', source: 'asff-record-state' },
    },
  ])
  expect(assetsIn(await itemsIn('many.json')).find(({ kind }) => kind === 'container-image')).toEqual({
    type: 'asset',
    kind: 'container-image',
    name: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/api',
    attributes: {
      tag: '1.4',
      digest: 'sha256:6042500cf4b44023ea1894effe7890666b0c5c7871ed83a97c36c76ae560bb9b',
      architecture: 'amd64',
    },
  })
})

test('other products have their own kinds and rules', async () => {
  const found = observationsIn(await itemsIn('many.json')).slice(-6)
  expect(found.map(({ kind, rule, tool }) => [kind, rule, tool])).toEqual([
    ['code', 'python/injection', 'Inspector'],
    ['runtime', 'Recon:EC2-Portscan', 'GuardDuty'],
    ['data', 'SensitiveData:S3Object-Personal', 'Macie'],
    ['identity', 'External Access Granted', 'IAM Access Analyzer'],
    ['malware', 'house-scanner', 'scanner'],
    ['cloud', 'check11', 'prowler'],
  ])
  expect(found[0]).toMatchObject({ cwes: [89], location: { path: 'src/app.py', line: 4, endLine: 6 } })
  expect(found[1]).toMatchObject({
    verdict: { state: 'accepted' },
    references: ['https://console.example/gd'],
    tags: ['TTPs/Discovery/Recon:EC2-Portscan', 'sample'],
  })
  expect(found[4]?.location).toEqual({ path: 'srv/tea.bin', message: 'EvilTea' })
  expect(found[5]?.controls).toEqual(
    ['CIS-1.4:1.20', 'CIS-1.4:1.21'].map((id) => id.replace('CIS', 'CIS-AWS')),
  )
})

test('what Trivy writes: packages, secrets and misconfigurations', async () => {
  const items = await itemsIn('array-of-trivy.json')
  expect(headersIn(items)).toEqual([{ type: 'header', tool: 'Trivy', target: 'aws:111122223333' }])
  expect(assetsIn(items)).toEqual([
    {
      type: 'asset',
      kind: 'container-image',
      name: 'shop/api',
      attributes: { tag: '1.4', os: 'alpine 3.20' },
    },
  ])
  const [vulnerability, secret, misconfiguration] = observationsIn(items)
  expect(vulnerability).toMatchObject({
    kind: 'container',
    rule: 'CVE-2099-10072',
    title: 'CVE-2099-10072 in musl',
    cvss: [
      { score: 9.8, version: '3.1' },
      { score: 6.4, version: '2.0' },
    ],
    component: { name: 'musl', version: '1.2-r1', fixVersions: ['1.2-r2', '1.3-r0'] },
  })
  expect(secret).toMatchObject({ kind: 'secret', rule: 'House token', location: { path: 'deploy.sh' } })
  expect(misconfiguration).toMatchObject({
    kind: 'config',
    rule: 'DS002',
    title: 'Runs as root',
    description: 'Name a user',
    location: { path: 'Dockerfile', line: 1, endLine: 3 },
  })
})

test('a page of several says so, and every finding is something', async () => {
  const items = await itemsOf(asff, '{"Findings":[{"Title":"t"},{},5],"NextToken":"more"}')
  expect(observationsIn(items)).toMatchObject([{ rule: 't', severity: 'unknown' }])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/Findings/1', '/Findings/2', '/NextToken'])
})

test.each(['{}', '{"results":[]}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(asff, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its schema and product', () => {
  const detect = (outline: unknown) => asff.detect({ syntax: 'json', head: '', outline })
  const finding = { SchemaVersion: '2018-10-08', ProductArn: 'arn:aws:securityhub:::product/a/b' }
  expect(detect({ Findings: [finding] })).toBe(1)
  expect(detect({ detail: { findings: [finding] } })).toBe(1)
  expect(detect([finding])).toBe(1)
  expect(detect({ findings: [{ ProductArn: 'a', GeneratorId: 'b', Title: 'c' }] })).toBe(0.95)
  expect(detect({ findings: [{ findingArn: 'arn' }] })).toBe(0)
  expect(detect({ Findings: [] })).toBe(0)
})
