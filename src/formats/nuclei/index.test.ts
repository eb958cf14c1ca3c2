import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { nuclei } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const many = async () => itemsOfFile(nuclei, fixture('many.jsonl'))
const byRule = async (rule: string) => observationsIn(await many()).filter((item) => item.rule === rule)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOf(nuclei, '[]')).toEqual([{ type: 'header', tool: 'Nuclei' }])
})

test('one match in all its fields', async () => {
  const items = await itemsOfFile(nuclei, fixture('one.jsonl'))
  expect(items.slice(0, 2)).toEqual([
    { type: 'header', tool: 'Nuclei' },
    { type: 'asset', kind: 'service', name: 'https://shop.example', attributes: { ip: '192.0.2.7' } },
  ])
  expect(items).toHaveLength(3)
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'CVE-2099-10021',
    title: 'Example Server - Path Traversal',
    description: 'Example Server serves any file.\n\nImpact: Files are read.',
    severity: 'high',
    toolSeverity: 'high',
    cvss: [{ vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', score: 7.5, version: '3.1' }],
    cwes: [22],
    advisories: ['CVE-2099-10021'],
    endpoint: {
      url: 'https://shop.example/static/..%2f..%2fetc/passwd',
      method: 'GET',
      request: 'GET /static/..%2f..%2fetc/passwd HTTP/1.1\r\nHost: shop.example\r\n\r\n',
      response: 'HTTP/1.1 200 OK\r\n\r\nroot:x:0:0',
    },
    references: ['https://advisories.example/10021', 'https://templates.example/CVE-2099-10021'],
    remediation: 'Update to 2.0.',
    epss: 0.41,
    seenAt: '2025-09-01T06:30:00.123Z',
    knownExploited: true,
    tags: ['cve', 'kev', 'lfi'],
  })
  expect((await readFile(fixture('one.jsonl'), 'utf8')).trim()).toBe(raw)
})

test('each matcher is a check of its own; what did not match is nothing', async () => {
  const [missing, ...others] = await byRule('http-missing-security-headers:content-security-policy')
  expect(others).toEqual([])
  expect(missing).toMatchObject({
    title: 'HTTP Missing Security Headers: content-security-policy',
    severity: 'info',
    endpoint: {
      url: 'https://shop.example',
      method: 'HEAD',
      request: "curl -X 'HEAD' 'https://shop.example'",
    },
  })
  expect(await byRule('http-missing-security-headers:x-frame-options')).toEqual([])
})

test('the names of version 2, and a protocol other than HTTP', async () => {
  const [ssh] = await byRule('open-ssh:v7')
  expect(ssh).toMatchObject({
    kind: 'web',
    severity: 'low',
    endpoint: { url: '192.0.2.7:22', evidence: 'SSH-2.0' },
    references: ['https://one.example', 'https://two.example'],
    tags: ['network', 'ssh'],
    seenAt: '2021-05-20T08:12:02.301Z',
  })
  expect(ssh).not.toHaveProperty('cwes')
  expect(ssh).not.toHaveProperty('cvss')
  expect((await byRule('caa'))[0]).toMatchObject({
    kind: 'web',
    endpoint: { url: 'shop.example' },
    tags: ['dns'],
  })
  expect((await byRule('weak-cipher'))[0]).toMatchObject({
    endpoint: { url: 'shop.example:443' },
    tags: ['ssl'],
  })
})

test('the values of a payload, and what the tool’s own server saw', async () => {
  const event = {
    'template-id': 'x-oast',
    info: {},
    host: '192.0.2.9',
    ip: '192.0.2.9',
    'matched-at': 'http://192.0.2.9/a',
    fuzzing_method: 'POST',
    meta: { word: 'shop', list: [] },
    interaction: { protocol: 'dns', 'full-id': 'ab.oast.example', 'remote-address': '192.0.2.1' },
  }
  const items = await itemsOf(nuclei, JSON.stringify([event]))
  expect(assetsIn(items)).toEqual([{ type: 'asset', kind: 'host', name: '192.0.2.9' }])
  expect(observationsIn(items)[0]?.endpoint).toEqual({
    url: 'http://192.0.2.9/a',
    method: 'POST',
    evidence: 'word: shop\nInteraction: dns ab.oast.example 192.0.2.1',
  })
})

test('each token is a secret of its own, and no observation holds another’s', async () => {
  const [one, two, ...others] = await byRule('example-token')
  expect(others).toEqual([])
  expect(one).toMatchObject({ kind: 'secret', secret: 'exmpl_aaaa1111bbbb2222' })
  expect(two).toMatchObject({ kind: 'secret', secret: 'exmpl_cccc3333dddd4444' })
  expect(JSON.stringify(one)).not.toContain('exmpl_cccc3333dddd4444')
  expect(JSON.stringify(two)).not.toContain('exmpl_aaaa1111bbbb2222')
})

test('a token stays out of what else matched on the page', async () => {
  const [missing] = await byRule('http-missing-security-headers:content-security-policy')
  expect(missing?.endpoint?.response).toBe("b='exmp…44'")
  expect(JSON.stringify(missing)).not.toContain('exmpl_cccc')
})

test('templates on files and cloud accounts', async () => {
  const [key] = await byRule('example-key')
  expect(key).toMatchObject({
    kind: 'secret',
    secret: 'exmplkey_5555eeee6666ffff',
    location: { path: 'src/config.js' },
  })
  expect(key).not.toHaveProperty('endpoint')
  expect((await byRule('s3-public'))[0]).toMatchObject({
    kind: 'cloud',
    endpoint: { url: 'arn:aws:s3:::shop' },
  })
})

test('every record is an observation or a problem, every host an asset', async () => {
  const items = await many()
  expect(observationsIn(items)).toHaveLength(8)
  expect(problemsIn(items).map((item) => [item.where, item.incomplete])).toEqual([
    ['line 4', true],
    ['line 8', true],
  ])
  expect(assetsIn(items).map((item) => `${item.kind} ${item.name}`)).toEqual([
    'service https://shop.example',
    'host 192.0.2.7',
    'host shop.example',
    'host aws',
  ])
})

test('an array of results reads like lines of them', async () => {
  const record: unknown = JSON.parse(await readFile(fixture('one.jsonl'), 'utf8'))
  const items = await itemsOf(nuclei, JSON.stringify([record, record, 5], null, 2))
  expect(observationsIn(items)).toHaveLength(2)
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/2'])
})

test('refuses an empty file', async () => {
  await expect(itemsOf(nuclei, '')).rejects.toThrow(UnreadableReport)
})

test('is known by its first record', () => {
  const detect = (outline: unknown) => nuclei.detect({ syntax: 'ndjson', head: '', outline })
  expect(detect({ 'template-id': 'a', info: {} })).toBe(1)
  expect(detect([{ templateID: 'a', info: {} }])).toBe(1)
  expect(detect({ id: 'a', info: {} })).toBe(0)
  expect(detect([])).toBe(0)
})
