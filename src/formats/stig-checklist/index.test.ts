import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { stigChecklist } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const host = {
  type: 'asset',
  kind: 'host',
  name: 'shop.example',
  attributes: { name: 'shop', ip: '192.0.2.7', role: 'Member Server' },
}

test('a checklist without rules has a header, its host and nothing else', async () => {
  expect(await itemsOfFile(stigChecklist, fixture('empty.ckl'))).toEqual([
    { type: 'header', tool: 'STIG Checklist', target: 'ACME_9_STIG on shop.example' },
    host,
  ])
})

const shared = {
  type: 'observation',
  kind: 'config',
  rule: 'V-257777',
  title: 'Acme OS must be supported.',
  description:
    'Old ones get no patches.\n\nVersion 8.\n\nComments: Planned.\n\nSeverity: No network.\n\nCheck: Run the command.',
  controls: ['CCI-000366'],
  remediation: 'Upgrade.',
}

test('one open rule in all its fields', async () => {
  const [, , observation, ...others] = await itemsOfFile(stigChecklist, fixture('one.ckl'))
  expect(others).toEqual([])
  expect(observation).toStrictEqual({
    ...shared,
    severity: 'medium',
    toolSeverity: 'medium',
    resource: { address: 'shop.example', type: 'host' },
    tags: ['SV-257777r1_rule', 'ACME-09-1', 'SRG-OS-1', 'Acme STIG'],
    raw: expect.stringContaining('V-257777'),
  })
})

test('several guides; each rule is an observation, passed or a problem', async () => {
  const items = await itemsOfFile(stigChecklist, fixture('many.ckl'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'V-2', severity: 'info', toolSeverity: 'high', tags: ['manual-check'] },
    { rule: 'SV-4_rule', severity: 'medium', resource: { address: 'shop.example site1' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/CHECKLIST/STIGS[1]/iSTIG[1]/VULN[4]'])
  expect(headersIn(items).map(({ target }) => target)).toEqual([
    'ACME_9_STIG on shop.example site1',
    'WEB_STIG on shop.example site1',
  ])
})

test('a checklist of STIG Viewer 3', async () => {
  const items = await itemsOfFile(stigChecklist, fixture('viewer-3.cklb'))
  expect(observationsIn(items)).toStrictEqual([
    {
      ...shared,
      severity: 'low',
      toolSeverity: 'low',
      resource: { address: 'shop', type: 'host' },
      tags: ['SV-257777r1_rule', 'ACME-09-1', 'SRG-OS-1', 'V-7'],
      raw: expect.stringContaining('"V-257777"'),
    },
    expect.objectContaining({ rule: 'V-2', severity: 'info' }),
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/stigs/0/rules/3'])
  expect(headersIn(items)).toHaveLength(2)
})

test('a checklist without a host keeps its rules apart', async () => {
  const text =
    '<CHECKLIST><ASSET><HOST_NAME/></ASSET><STIGS><iSTIG><VULN><STIG_DATA><VULN_ATTRIBUTE>Vuln_Num</VULN_ATTRIBUTE><ATTRIBUTE_DATA>V-1</ATTRIBUTE_DATA></STIG_DATA><STATUS>Open</STATUS></VULN></iSTIG></STIGS></CHECKLIST>'
  const [header, observation] = await itemsOf(stigChecklist, text)
  expect(header).toEqual({ type: 'header', tool: 'STIG Checklist' })
  expect(observation).toMatchObject({ rule: 'V-1', fingerprints: { rule: 'V-1' } })
  expect(observation).not.toHaveProperty('resource')
})

test.each(['<a/>', '{}', '[]', ''])('refuses %j', async (text) => {
  await expect(itemsOf(stigChecklist, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root or its frame', () => {
  const root = { name: 'CHECKLIST', namespace: '', attributes: {} }
  expect(stigChecklist.detect({ syntax: 'xml', head: '<CHECKLIST><ASSET>', root })).toBe(1)
  expect(stigChecklist.detect({ syntax: 'xml', head: '<CHECKLIST><x>', root })).toBe(0)
  const json = (outline: unknown) => stigChecklist.detect({ syntax: 'json', head: '', outline })
  expect(json({ target_data: {}, stigs: [{ rules: [] }] })).toBe(1)
  expect(json({ stigs: [] })).toBe(0)
})
