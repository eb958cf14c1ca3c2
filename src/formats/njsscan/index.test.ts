import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { njsscan } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(njsscan, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'njsscan', toolVersion: '0.4.3' },
  ])
})

test('one match in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(njsscan, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'node_sha1',
    title: 'SHA1 is a weak hash',
    description: 'SHA1 is a weak hash. Use a strong one.',
    severity: 'medium',
    toolSeverity: 'WARNING',
    cwes: [327],
    location: {
      path: 'src/shop/receipt.js',
      line: 12,
      endLine: 13,
      snippet: "  const sum = crypto.createHash('sha1')\n    .update(receipt)",
    },
    tags: ['A9: Using Components with Known Vulnerabilities'],
  })
  expect(JSON.parse(raw)).toMatchObject({ node_sha1: { files: [{ match_position: [10, 40] }] } })
})

test('every match of every rule is an observation or a problem', async () => {
  const items = await itemsOfFile(njsscan, fixture('many.json'))
  expect(observationsIn(items).map(({ rule, location }) => [rule, location?.path])).toEqual([
    ['node_password', 'shop/db.js'],
    ['express_cors', 'shop/app.js'],
    ['express_cors', 'shop/api.js'],
    ['helmet_header_missing', undefined],
    ['ejs_ect_template', 'views/order.ejs'],
  ])
  expect(problemsIn(items).map(({ where, message }) => [where, message])).toEqual([
    ['/errors/0', 'the scan reports an error "Timeout" in shop/bundle.js'],
    ['/nodejs/node_password/files/1', expect.stringContaining('file_path')],
    ['/nodejs/broken', expect.stringContaining('the element itself')],
  ])
})

test('a hard-coded password is a secret, also where another rule prints it', async () => {
  const [password, cors] = observationsIn(await itemsOfFile(njsscan, fixture('many.json')))
  expect(password).toMatchObject({ kind: 'secret', secret: 'sesame-47114711', cwes: [798], tags: ['a3'] })
  expect(cors?.kind).toBe('code')
  expect(JSON.stringify(cors)).not.toContain('sesame')
})

test.each(['{}', '[]', '{"nodejs":[]}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(njsscan, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its version, or by its two groups of rules', () => {
  const detect = (outline: unknown) => njsscan.detect({ syntax: 'json', head: '', outline })
  expect(detect({ njsscan_version: '0.4.3', nodejs: {} })).toBe(1)
  expect(detect({ nodejs: { a: { metadata: {} } }, templates: {} })).toBe(0.9)
  expect(detect({ results: {}, mobsfscan_version: '1' })).toBe(0)
  expect(detect([])).toBe(0)
})
