import { expect, test } from 'vitest'
import { cyclonedxFlaws, spdx2Flaws, spdx3Flaws } from '../../../test/validators.ts'
import { complete } from '../../discovery/complete.ts'
import type { DiscoveredComponents } from '../../discovery/discover-components.ts'
import { discoverTexts } from '../../discovery/test-discover.ts'
import { cyclonedx } from '../../formats/cyclonedx/index.ts'
import { itemsOf, problemsIn } from '../../formats/test-items.ts'
import { SBOM_FORMATS, type SbomFormatId, writeSbom } from './export-sbom.ts'
import { sbomOfTree } from './sbom-of-tree.ts'

const AT = new Date('2026-03-01T00:00:00Z')
const FILES = {
  'api/package.json': JSON.stringify({
    name: 'api',
    version: '1.0.0',
    scripts: { start: 'node .' },
    dependencies: { web: '^1', qs: '^6' },
    devDependencies: { runner: '^3' },
  }),
  'api/package-lock.json': JSON.stringify({
    lockfileVersion: 3,
    packages: {
      '': { dependencies: { web: '^1' }, devDependencies: { runner: '^3' } },
      'node_modules/web': {
        version: '1.2.0',
        license: 'MIT',
        integrity: `sha512-${Buffer.alloc(64, 1).toString('base64')}`,
        dependencies: { qs: '^6' },
      },
      'node_modules/qs': { version: '6.1.0', license: '(MIT OR Apache-2.0)' },
      'node_modules/runner': { version: '3.0.0', dev: true },
    },
  }),
  'jobs/pyproject.toml':
    '[project]\nname = "jobs"\ndependencies = ["flask"]\n[project.scripts]\njobs = "jobs:main"\n',
  'jobs/poetry.lock': '[[package]]\nname = "flask"\nversion = "2.0.1"\n',
}

const found = (texts: Record<string, string>): DiscoveredComponents => ({
  where: { name: 'shop', branch: 'main' },
  ...complete(discoverTexts(texts), new Map()),
})
const text = async (format: SbomFormatId, deployable?: string): Promise<string> => {
  const pieces: string[] = []
  for await (const piece of writeSbom(format, sbomOfTree(found(FILES), { at: AT, deployable })))
    pieces.push(piece)
  return pieces.join('')
}

const FLAWS: Record<SbomFormatId, (document: string) => Promise<unknown[]>> = {
  'cyclonedx-1.7': (document) => cyclonedxFlaws('1.7', document),
  'cyclonedx-1.6': (document) => cyclonedxFlaws('1.6', document),
  'spdx-2.3': async (document) => spdx2Flaws(document),
  'spdx-3.0': async (document) => spdx3Flaws(document),
}

test.each(SBOM_FORMATS)(
  '%s of a tree keeps to its schema, and is the same for the same tree',
  async (format) => {
    const whole = await text(format)
    expect(await FLAWS[format](whole)).toEqual([])
    expect(await text(format)).toBe(whole)
  },
)

test('our own reader finds the graph, the scopes and the lockfiles in it', async () => {
  const items = await itemsOf(cyclonedx, await text('cyclonedx-1.6', 'api'))
  expect(problemsIn(items)).toEqual([])
  const components = items.flatMap((item) => (item.type === 'component' ? [item] : []))
  expect(
    components.map(({ name, version, scope, direct, path, root }) => [
      name,
      version,
      scope,
      direct,
      path,
      root,
    ]),
  ).toEqual([
    ['api', '1.0.0', undefined, undefined, 'api/package-lock.json', true],
    ['qs', '6.1.0', 'runtime', false, 'api/package-lock.json', undefined],
    ['runner', '3.0.0', 'development', true, 'api/package-lock.json', undefined],
    ['web', '1.2.0', 'runtime', true, 'api/package-lock.json', undefined],
  ])
  expect(components.find(({ name }) => name === 'web')).toMatchObject({
    licenses: ['MIT'],
    hashes: { 'SHA-512': '01'.repeat(64) },
  })
})

test('our own reader tells what a whole tree builds from what that uses', async () => {
  const items = await itemsOf(cyclonedx, await text('cyclonedx-1.6'))
  const components = items.flatMap((item) => (item.type === 'component' ? [item] : []))
  expect(components.map(({ name, direct, root }) => [name, direct, root])).toEqual([
    ['shop', undefined, true],
    ['jobs', true, true],
    ['api', true, true],
    ['qs', false, undefined],
    ['runner', true, undefined],
    ['web', true, undefined],
    ['flask', true, undefined],
  ])
})

test('a whole tree has its deployables below it; one alone is the root', async () => {
  const whole = JSON.parse(await text('cyclonedx-1.7'))
  expect(whole.metadata.component.name).toBe('shop')
  const top = whole.dependencies.find(
    ({ ref }: { ref: string }) => ref === whole.metadata.component['bom-ref'],
  )
  expect(top.dependsOn).toHaveLength(2)
  const jobs = JSON.parse(await text('cyclonedx-1.7', './jobs/'))
  expect([jobs.metadata.component.name, jobs.components.map(({ name }: { name: string }) => name)]).toEqual([
    'jobs',
    ['flask'],
  ])
  await expect(text('cyclonedx-1.7', 'nowhere')).rejects.toThrow(/deployable/)
})

test('of several roots the one of the tree’s own folder and name is the whole, not a second one of that name', () => {
  const { root, components } = sbomOfTree(
    found({ ...FILES, 'requirements.txt': 'flask==3.0.0\n', 'pyproject.toml': '[project]\nname = "shop"\n' }),
    { at: AT },
  )
  const roots = found({
    ...FILES,
    'requirements.txt': 'flask==3.0.0\n',
    'pyproject.toml': '[project]\nname = "shop"\n',
  })
  expect(roots.components.filter((one) => one.root).map((one) => one.name)).toContain('shop')
  expect(root.name).toBe('shop')
  return Array.fromAsync(components).then((all) =>
    expect(all.filter(({ name }) => name === 'shop')).toEqual([]),
  )
})
