import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { ocsf } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const many = () => itemsOfFile(ocsf, fixture('many.jsonl'))
const byRule = async (rule: string) => observationsIn(await many()).filter((item) => item.rule === rule)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOf(ocsf, '[]')).toEqual([{ type: 'header' }])
})

test('one failed check in all its fields', async () => {
  const items = await itemsOfFile(ocsf, fixture('one.json'))
  expect(items.slice(0, 2)).toEqual([
    { type: 'header', tool: 'Prowler', toolVersion: '5.4.0', target: 'aws:111122223333' },
    {
      type: 'asset',
      kind: 'cloud-resource',
      name: 'arn:aws:s3:::shop-logs',
      attributes: {
        name: 'shop-logs',
        type: 'AwsS3Bucket',
        service: 's3',
        provider: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
      },
    },
  ])
  expect(items).toHaveLength(3)
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'cloud',
    rule: 's3_bucket_server_access_logging_enabled',
    title: 'Check if S3 buckets have server access logging',
    description:
      'Buckets should log who reads them.\n\nBucket shop-logs has no access logging.\n\nWithout a log nobody sees a leak.',
    severity: 'medium',
    toolSeverity: 'Medium',
    resource: {
      address: 'arn:aws:s3:::shop-logs',
      type: 'AwsS3Bucket',
      provider: 'aws',
      region: 'eu-west-1',
      account: '111122223333',
    },
    controls: ['CIS-AWS-2.0:2.1.1', 'ENS-RD2022:op.exp.8', 'ENS-RD2022:op.exp.9'],
    references: ['https://docs.example/s3/logging', 'https://docs.example/s3/put-logging'],
    remediation: 'Turn logging on.\n\naws s3api put-bucket-logging --bucket shop-logs',
    fingerprints: { ocsf: 'prowler-aws-s3_logging-111122223333-eu-west-1-shop-logs' },
    seenAt: '2025-09-01T06:30:00.123Z',
    tags: ['Logging', 'forensics-ready', 's3'],
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('a passed check is no finding, but its resource is an asset', async () => {
  expect(await byRule('passed_check')).toEqual([])
  expect(assetsIn(await many())[0]).toMatchObject({ name: 'arn:aws:iam::1:role/ok', kind: 'cloud-resource' })
})

test('a check that a person has to make is told, as info', async () => {
  expect(await byRule('contact_details')).toMatchObject([
    { severity: 'info', toolSeverity: 'Medium', tags: ['manual-check'] },
  ])
})

test('muted findings are accepted; a contradiction is shown', async () => {
  expect(await byRule('muted_check')).toMatchObject([
    { verdict: { state: 'accepted', reason: 'suppressed', source: 'ocsf-status' } },
  ])
  const [contradiction] = await byRule('contradiction')
  expect(contradiction).toMatchObject({ severity: 'critical' })
  expect(contradiction).not.toHaveProperty('verdict')
})

test('Kubernetes objects are known by namespace and name', async () => {
  expect(await byRule('etcd_tls')).toMatchObject([
    { kind: 'config', resource: { address: 'kube-system/etcd-node1', type: 'Pod', provider: 'kubernetes' } },
  ])
  expect(assetsIn(await many()).find((item) => item.name === 'kube-system/etcd-node1')?.kind).toBe('workload')
})

test('a compliance finding about two resources is two observations', async () => {
  const found = await byRule('S3.8')
  expect(found.map((item) => item.resource?.address)).toEqual(['arn:aws:s3:::a', 'arn:aws:s3:::b'])
  expect(found[0]).toMatchObject({
    kind: 'cloud',
    severity: 'high',
    tool: 'Security Hub',
    controls: ['standards/example/v/1.0.0:S3.8', 'PCI-DSS:1.2.1'],
    verdict: { state: 'accepted', reason: 'accepted by the team', source: 'ocsf-status' },
    seenAt: '2025-09-01T06:30:00.000Z',
  })
})

test('a vulnerability finding is an observation for each affected package', async () => {
  const [system, library, ...others] = await byRule('CVE-2099-10070')
  expect(others).toEqual([])
  expect(system).toMatchObject({
    kind: 'container',
    title: 'zlib overflow',
    description: 'Overflows.',
    severity: 'high',
    cvss: [{ score: 8.1, version: '3.1', source: 'nvd' }],
    cwes: [190],
    advisories: ['CVE-2099-10070'],
    component: { name: 'zlib', version: '1.2.11', fixVersions: ['1.2.12'] },
    resource: { address: 'sha256:aa', account: '2' },
    remediation: 'Update zlib.',
    epss: 0.12,
    tags: ['exploit-available'],
  })
  expect(library).toMatchObject({
    component: { name: 'node-zlib', purl: 'pkg:npm/node-zlib@1.0.0', path: 'app/package-lock.json' },
  })
  expect(assetsIn(await many()).find((item) => item.name === 'sha256:aa')?.kind).toBe('container-image')
})

test('the first finding class, whose status is the outcome', async () => {
  const [old] = await byRule('old_check')
  expect(old).toMatchObject({
    title: 'Old shape',
    severity: 'high',
    remediation: 'Fix it.',
    references: ['https://kb.example/1'],
  })
  expect(old).not.toHaveProperty('verdict')
  const passed = { class_uid: 2001, status: 'Success', finding: { title: 't' }, metadata: {} }
  expect(observationsIn(await itemsOf(ocsf, JSON.stringify([passed])))).toEqual([])
})

test('vulnerable code, and a finding on an account', async () => {
  const events = [
    {
      class_uid: 2007,
      metadata: { product: { name: 'ASPM' } },
      vulnerabilities: [
        {
          title: 'Injection',
          cwe: { uid: '89' },
          affected_code: [{ file: { path: '/src/a.ts' }, start_line: 4, end_line: 6 }],
        },
      ],
    },
    {
      class_uid: 2004,
      metadata: { event_code: 'c', product: { name: 'ASPM' } },
      cloud: { provider: 'azure', account: { uid: 's' } },
    },
  ]
  const [code, account] = observationsIn(await itemsOf(ocsf, JSON.stringify(events)))
  expect(code).toMatchObject({
    kind: 'code',
    rule: 'Injection',
    cwes: [89],
    location: { path: 'src/a.ts', line: 4, endLine: 6 },
    severity: 'unknown',
  })
  expect(account).toMatchObject({
    kind: 'cloud',
    resource: { address: 's', type: 'account', provider: 'azure' },
  })
})

test('every class of findings, of version 1.0 to 1.5', async () => {
  const items = await itemsOfFile(ocsf, fixture('classes.jsonl'))
  const found = observationsIn(items)
  expect(found.map(({ kind, rule, resource }) => [kind, rule, resource?.address])).toEqual([
    ['cloud', 'security-control/S3.8', 'arn:aws:s3:::shop-logs'],
    ['container', 'CVE-2099-10073', 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0a'],
    ['dependency', 'CVE-2099-10073', 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0a'],
    ['cloud', '1.16', 'arn:aws:iam::111122223333:role/reader'],
    ['runtime', 'rule-7', 'till-3.shop.example'],
    ['malware', 'EvilTea found', 'till-3.shop.example'],
    ['runtime', 'rule-7', undefined],
    ['data', 'pan', 'arn:aws:s3:::shop-exports'],
    ['data', 'Names in a file', '/share/names.csv'],
    ['code', 'ts-sqli', 'app-1'],
    ['identity', 'Unused permissions', 'u-1'],
  ])
  expect(problemsIn(items)).toEqual([])
  expect(assetsIn(items).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'cloud-resource arn:aws:s3:::shop-logs',
    'cloud-resource arn:aws:ec2:eu-west-1:111122223333:instance/i-0a',
    'cloud-resource arn:aws:iam::111122223333:role/reader',
    'cloud-resource arn:aws:iam::111122223333:role/ok',
    'host till-3.shop.example',
    'cloud-resource arn:aws:s3:::shop-exports',
    'service app-1',
  ])
})

test('what only some classes say', async () => {
  const found = observationsIn(await itemsOfFile(ocsf, fixture('classes.jsonl')))
  const [old, system, library, control, detection, malware, incident, data, file, code, access] = found
  expect(old).toMatchObject({
    verdict: { state: 'accepted', reason: 'suppressed', source: 'ocsf-status' },
    controls: ['NIST-800-53-r5:AC-3'],
    tags: ['T1530'],
  })
  expect(system).toMatchObject({
    component: { name: 'zlib1g', version: '1:1.2.11-2', fixVersions: ['1:1.2.12-1'] },
    cvss: [{ score: 9.8, version: '3.1' }],
    cwes: [120],
    advisories: ['CVE-2099-10073', 'GHSA-2c2c-3f3f-4g4g'],
    references: ['https://kb.example/7', 'https://nvd.example/CVE-2099-10073'],
    remediation: 'apt upgrade',
    epss: 0.4,
    tags: ['exploited'],
  })
  expect(library?.component).toEqual({
    name: 'tea-pot',
    version: '1.4.1',
    purl: 'pkg:npm/tea-pot@1.4.1',
    chain: ['shop@1', 'tea-pot@1.4.1'],
  })
  expect(control).toMatchObject({
    description: 'Looks at policies.\n\nOne statement allows everything.',
    controls: ['CIS-AWS-3.0:1.16', 'AWS-FSBP:IAM.1'],
    references: ['https://kb.example/1'],
  })
  expect(detection).toMatchObject({
    confidence: 'high',
    endpoint: { url: 'tcp://192.0.2.7:4444' },
    tags: ['T1071.001'],
  })
  expect(malware).toMatchObject({
    confidence: 'low',
    advisories: ['CVE-2099-10074'],
    location: { path: 'srv/tea.bin' },
    endpoint: { url: 'https://evil.example/tea', method: 'GET' },
    verdict: { state: 'false_positive', source: 'ocsf-verdict' },
    tags: ['EvilTea'],
  })
  expect(incident).toMatchObject({
    title: 'Till compromised',
    description: 'Two detections on one till.\n\nTill compromised\n\nEvilTea found',
    verdict: { state: 'fixed', reason: 'closed' },
    fingerprints: { ocsf: 'incident-9' },
    references: ['https://desk.example/9'],
    tags: ['TA0011', 'suspected-breach'],
  })
  expect(data?.description).toBe(
    'No cards outside the vault.\n\nCategory: Financial, Confidentiality: Confidential, Pattern: Card number, Matches: 12',
  )
  expect(file?.verdict).toMatchObject({ state: 'fixed' })
  expect(code).toMatchObject({
    cwes: [89],
    location: { path: 'src/db.ts', line: 4, endLine: 6, column: 3 },
    remediation: 'Bind it.',
  })
  expect(access?.description).toBe('Access: External, Write\n\nreader: 7 privileges and 2 services unused')
})

test('a header for each product and account, and every event is something', async () => {
  const items = await many()
  expect(headersIn(items).map((item) => `${item.tool} ${item.target ?? ''}`)).toEqual([
    'Prowler aws:1',
    'Prowler kubernetes',
    'Security Hub aws:2',
    'Inspector aws:2',
    'CloudTrail ',
    'Prowler gcp:p',
  ])
  expect(observationsIn(items)).toHaveLength(9)
  expect(
    problemsIn(items)
      .filter((item) => item.where !== 'line 6')
      .map((item) => [item.where, item.incomplete]),
  ).toEqual([
    ['line 9', undefined],
    ['line 11', true],
  ])
  expect(problemsIn(items).some((item) => item.where === 'line 6')).toBe(true)
})

test('a damaged first record still leaves the header first', async () => {
  expect((await itemsOf(ocsf, '[5]')).map((item) => item.type)).toEqual(['header', 'problem'])
  const anonymous = { class_uid: 2004, finding_info: { title: 't' } }
  expect((await itemsOf(ocsf, JSON.stringify([anonymous]))).map((item) => item.type)).toEqual([
    'header',
    'observation',
  ])
  await expect(itemsOf(ocsf, '')).rejects.toThrow(UnreadableReport)
})

test('is known by its class', () => {
  const detect = (outline: unknown) => ocsf.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ class_uid: 2004, metadata: {} }])).toBe(1)
  expect(detect({ class_uid: 2002, metadata: {} })).toBe(1)
  expect(detect({ class_uid: 6003, metadata: {} })).toBe(0)
  expect(detect([])).toBe(0)
})
