import { expect, test } from 'vitest'
import type { Item } from './contract.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { readReport } from './read.ts'
import { summarize } from './summarize.ts'
import { uploadOf } from './unpack/upload.ts'

async function* from(items: Item[]): AsyncGenerator<Item> {
  yield* items
}

test('a report in numbers', async () => {
  const report = {
    stance: 1,
    tool: 'Acme',
    findings: [
      { title: 'a', severity: 'low' },
      { title: 'b', severity: 'critical', url: 'https://x.example/' },
      { title: 'c', severity: 'low' },
      { severity: 'low' },
    ],
    components: [{ name: 'x', dependsOn: ['y'] }],
    assets: [{ kind: 'host', name: 'h' }],
  }
  let format = ''
  const items = readReport(uploadOf(JSON.stringify(report)), {
    limits: DEFAULT_LIMITS,
    hashSecret: () => '',
    onFormat: ({ id }) => {
      format = id
    },
  })
  expect(await summarize(items, () => format)).toEqual({
    format: 'stance-json',
    tool: 'Acme',
    counts: { observations: 3, components: 1, assets: 1, nodes: 0, links: 0, problems: 1 },
    byKind: { code: 2, web: 1 },
    bySeverity: { critical: 1, low: 2 },
    problems: [{ where: '/findings/3', message: expect.stringContaining('title') }],
  })
})

test('parts of the estate are counted by themselves', async () => {
  const node = { type: 'node', kind: 'workload', name: 'api' } as const
  const image = { kind: 'image', name: 'acme/api' } as const
  const link = { type: 'link', from: node, kind: 'runs', to: image, evidence: 'a', confidence: 1 } as const
  const { counts } = await summarize(from([node, link, link]), () => 'stance-discovery')
  expect(counts).toEqual({ observations: 0, components: 0, assets: 0, nodes: 1, links: 2, problems: 0 })
})

test('several tools are named, an unnamed one is null', async () => {
  const headers: Item[] = [
    { type: 'header', tool: 'A' },
    { type: 'header', tool: 'B' },
    { type: 'header', tool: 'A' },
  ]
  expect((await summarize(from(headers), () => 'sarif')).tool).toBe('A, B')
  expect((await summarize(from([{ type: 'header' }]), () => 'sarif')).tool).toBeNull()
})

test('of endless problems the first are listed and all are counted', async () => {
  const problems: Item[] = Array.from({ length: 2000 }, (_, index) => ({
    type: 'problem',
    where: `/${index}`,
    message: 'm',
  }))
  const summary = await summarize(from(problems), () => 'sarif')
  expect(summary.counts.problems).toBe(2000)
  expect(summary.problems).toHaveLength(1000)
})
