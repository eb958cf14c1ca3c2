import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { environment, removeFolder, stance, temporaryFolder } from '../stance.ts'

const BOM = join(import.meta.dirname, '../../src/formats/cyclonedx/fixtures/one.json')

let data: string
let folder: string
const run = (...args: string[]) => stance(environment(data), ...args)
beforeAll(async () => {
  data = await temporaryFolder()
  folder = await temporaryFolder()
  expect((await run('import', BOM, '--asset', 'shop')).code).toBe(0)
})
afterAll(async () => {
  await removeFolder(data)
  await removeFolder(folder)
})

test('an SBOM goes to a file, or to standard output, and is the same', async () => {
  const file = join(folder, 'shop.cdx.json')
  const { code, stdout } = await run('sbom', 'shop', '-o', file, '--json')
  const written = await readFile(file, 'utf8')
  expect([code, JSON.parse(stdout)]).toEqual([0, { file, bytes: Buffer.byteLength(written) }])
  expect(JSON.parse(written)).toMatchObject({ specVersion: '1.7', components: [{ name: 'tea-pot' }] })
  expect((await run('sbom', 'shop')).stdout).toBe(written)
})

test('an SBOM of a source tree needs neither server nor asset', async () => {
  await writeFile(join(folder, 'package.json'), '{"name":"till","dependencies":{"web":"1"}}')
  await writeFile(
    join(folder, 'package-lock.json'),
    '{"lockfileVersion":3,"packages":{"":{"dependencies":{"web":"1"}},"node_modules/web":{"version":"1.2.0"}}}',
  )
  const { code, stdout } = await run('sbom', folder, '--format', 'cyclonedx-1.6')
  expect([code, JSON.parse(stdout)]).toMatchObject([
    0,
    {
      specVersion: '1.6',
      metadata: { component: { name: 'till' } },
      components: [{ purl: 'pkg:npm/web@1.2.0' }],
    },
  ])
  expect((await run('sbom', '--asset', 'shop')).code).toBe(0)
  expect((await run('sbom', folder, '--branch', 'main')).code).toBe(2)
})

test('VEX and VDR say what is known of the vulnerable package', async () => {
  const vex = await run('vex', 'shop')
  expect(JSON.parse(vex.stdout).statements).toMatchObject([{ status: 'under_investigation' }])
  const vdr = await run('vex', 'shop', '--format', 'vdr')
  expect(JSON.parse(vdr.stdout).vulnerabilities).toMatchObject([{ cwes: expect.arrayContaining([1333]) }])
})

test('what cannot be had is said', async () => {
  const unknown = await run('sbom', 'nothing')
  expect([unknown.code, unknown.stderr]).toEqual([
    1,
    'stance: There is no asset nothing. Check the name or id.\n',
  ])
  expect((await run('vex', 'shop', '--format', 'word')).code).toBe(2)
})
