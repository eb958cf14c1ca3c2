import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Item } from '../contract.ts'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { checkov } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const many = async () => observationsIn(await itemsOfFile(checkov, fixture('many.json')))

const nameOf = (item: Item) =>
  item.type === 'header'
    ? item.target
    : item.type === 'observation'
      ? item.rule
      : 'where' in item && item.where

test('a run that found nothing to check has a header and nothing else', async () => {
  expect(await itemsOfFile(checkov, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Checkov', toolVersion: '3.2.500' },
  ])
})

test('one failed check in all its fields; passed ones are nothing', async () => {
  const items = await itemsOfFile(checkov, fixture('one.json'))
  expect(headersIn(items)).toEqual([
    { type: 'header', tool: 'Checkov', toolVersion: '3.2.500', target: 'terraform' },
  ])
  expect(items).toHaveLength(2)
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'CKV_AWS_18',
    title: 'Ensure the S3 bucket has access logging enabled',
    severity: 'medium',
    toolSeverity: 'MEDIUM',
    location: {
      path: 'infra/storage/main.tf',
      line: 3,
      endLine: 5,
      snippet: 'resource "aws_s3_bucket" "logs" {\n  bucket = "shop-logs"\n}',
    },
    related: [{ path: 'main.tf', line: 10, endLine: 14, message: 'module call' }],
    resource: { address: 'module.storage.aws_s3_bucket.logs', type: 'aws_s3_bucket', provider: 'aws' },
    controls: ['CIS AWS V1.5:2.1.3', 'CIS AWS V1.5:2.1.4'],
    references: ['https://docs.example/policies/s3-logging'],
    tags: ['terraform', 'BC_AWS_S3_13'],
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('every framework has its header, those without findings too, before its findings', async () => {
  const items = await itemsOfFile(checkov, fixture('many.json'))
  expect(items.map(nameOf)).toEqual([
    'kubernetes',
    'dockerfile',
    'CKV_DOCKER_8',
    '/1/results/failed_checks/1',
    'CKV_DOCKER_2',
    '/1/results/parsing_errors/0',
    'secrets',
    'CKV_SECRET_6',
    'sca_package',
    'CKV_CVE_2099_10007',
    'BC_LIC_1',
    '/4',
  ])
})

test('what the tool does not rate is unknown, what it skipped is accepted', async () => {
  const [user, health] = await many()
  expect(user).toMatchObject({
    kind: 'config',
    severity: 'unknown',
    location: { path: 'Dockerfile', line: 2, endLine: 2 },
    resource: { address: 'Dockerfile.USER' },
  })
  expect(user).not.toHaveProperty('toolSeverity')
  expect(user).not.toHaveProperty('verdict')
  expect(health).toMatchObject({
    verdict: { state: 'accepted', reason: 'probed by the platform', source: 'checkov-skip' },
  })
})

test('objects of Kubernetes and resources of CloudFormation have the addresses that other tools give them', async () => {
  const run = (check_type: string, check_id: string, resource: string) => ({
    check_type,
    results: { failed_checks: [{ check_id, file_path: '/a.yaml', resource }] },
  })
  const runs = [
    run('kubernetes', 'CKV_K8S_1', 'Deployment.shop.api.v2'),
    run('cloudformation', 'CKV_AWS_18', 'AWS::S3::Bucket.Logs'),
  ]
  const found = observationsIn(await itemsOf(checkov, JSON.stringify(runs)))
  expect(found.map(({ resource }) => resource)).toEqual([
    { address: 'Deployment/shop/api.v2', type: 'Deployment', provider: 'kubernetes' },
    { address: 'AWS::S3::Bucket.Logs', type: 'AWS::S3::Bucket', provider: 'aws' },
  ])
})

test('a secret is shown masked and has no resource', async () => {
  const secret = (await many())[2]
  expect(secret).toMatchObject({
    kind: 'secret',
    secretMasked: 'exmp…',
    location: { path: 'compute.tf', line: 18 },
    fingerprints: { checkov: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' },
    tags: ['secrets', 'validation:valid'],
  })
  expect(secret).not.toHaveProperty('resource')
  expect(secret).not.toHaveProperty('secret')
})

test('a vulnerable package and a license are about the package', async () => {
  const [, , , vulnerable, license] = await many()
  expect(vulnerable).toMatchObject({
    kind: 'dependency',
    title: 'CVE-2099-10007 - flaskish: 0.6',
    severity: 'high',
    advisories: ['CVE-2099-10007'],
    cvss: [{ score: 7.5, version: '3.0' }],
    component: {
      name: 'flaskish',
      version: '0.6',
      purl: 'pkg:pypi/flaskish@0.6',
      path: 'requirements.txt',
      fixVersions: ['1.0', '2.0'],
      direct: false,
      chain: ['webkit-py@2.0', 'flaskish@0.6'],
    },
    references: ['https://nvd.example/CVE-2099-10007'],
  })
  expect(vulnerable?.location).not.toHaveProperty('line')
  expect(license).toMatchObject({
    kind: 'license',
    title: 'License AGPL-3.0 - copyme: 1.0',
    severity: 'unknown',
    component: { name: 'copyme', version: '1.0' },
  })
})

test('what could not be parsed is a problem', async () => {
  expect(problemsIn(await itemsOfFile(checkov, fixture('many.json')))[1]).toEqual({
    type: 'problem',
    where: '/1/results/parsing_errors/0',
    message: 'Checkov could not parse /legacy/Dockerfile: it may hold more',
  })
})

test.each(['{}', '[]', '{"check_type":"terraform"}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(checkov, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its runs', () => {
  const detect = (outline: unknown) => checkov.detect({ syntax: 'json', head: '', outline })
  expect(detect({ check_type: 'terraform', results: { passed_checks: [] } })).toBe(1)
  expect(detect([{ check_type: 'secrets', results: { failed_checks: [] } }])).toBe(1)
  expect(detect({ passed: 0, failed: 0, checkov_version: '3' })).toBe(1)
  expect(detect({ check_type: 'terraform', results: [] })).toBe(0)
  expect(detect([])).toBe(0)
})

test('its JUnit says what its JSON says, frameworks as suites', async () => {
  const items = await itemsOfFile(checkov, fixture('junit.xml'))
  expect(headersIn(items).map(({ target }) => target)).toEqual(['terraform', 'kubernetes', 'secrets'])
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'config',
      rule: 'CKV2_AWS_11',
      title: 'Ensure VPC flow logging is enabled in all VPCs',
      severity: 'unknown',
      location: {
        path: 'main.tf',
        line: 1,
        endLine: 3,
        snippet: 'resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}',
      },
      resource: { address: 'aws_vpc.main', type: 'aws_vpc', provider: 'aws' },
    },
    {
      rule: 'CKV_K8S_14',
      location: { path: 'app/deploy.yaml', line: 1, endLine: 9 },
      resource: { address: 'Pod/shop/till' },
    },
    {
      rule: 'CKV_K8S_9',
      verdict: { state: 'accepted', reason: 'it serves no traffic', source: 'checkov-skip' },
    },
    {
      kind: 'secret',
      rule: 'CKV_SECRET_6',
      secretMasked: 'hgde…',
      fingerprints: { checkov: 'f102a19d163a580e7a66b22016dce00b41560753' },
    },
  ])
})

test('its tables: checks, without the resources that passed, and packages', async () => {
  const checks = await itemsOfFile(checkov, fixture('checks.csv'))
  expect(problemsIn(checks)).toEqual([])
  expect(observationsIn(checks)).toMatchObject([
    {
      kind: 'config',
      rule: 'CKV2_AWS_11',
      resource: { address: 'aws_vpc.main' },
      location: { path: 'main.tf' },
    },
    { rule: 'CKV_K8S_14', resource: { address: 'Pod/shop/till' }, tags: ['kubernetes'] },
    { kind: 'secret', rule: 'CKV_SECRET_6' },
  ])
  expect(observationsIn(await itemsOfFile(checkov, fixture('packages.csv')))).toMatchObject([
    {
      kind: 'dependency',
      severity: 'high',
      advisories: ['CVE-2099-10001'],
      component: { name: 'tillbase', version: '1.2.3', path: 'app/requirements.txt', fixVersions: ['1.2.9'] },
      location: { path: 'app/requirements.txt', line: 4, endLine: 4 },
    },
  ])
})
