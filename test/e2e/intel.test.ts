import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { zipOf } from '../../src/formats/unpack/test-zip.ts'
import { osvRecord } from '../intel-world.ts'
import { environment, removeFolder, stance, temporaryFolder } from '../stance.ts'

let folders: string[]
let [online, closed]: NodeJS.ProcessEnv[] = []
beforeAll(async () => {
  folders = await Promise.all([temporaryFolder(), temporaryFolder(), temporaryFolder()])
  const [mirror = '', one = '', other = ''] = folders
  await mkdir(join(mirror, 'osv/npm'), { recursive: true })
  const record = osvRecord('GHSA-aaaa-aaaa-aaaa', 'parser', [{ introduced: '0' }, { fixed: '1.2.3' }])
  await writeFile(
    join(mirror, 'osv/npm/all.zip'),
    zipOf([{ name: 'a.json', content: JSON.stringify(record) }]),
  )
  await writeFile(join(other, 'bom.json'), bom)
  online = environment(one, { STANCE_INTEL_MIRROR: pathToFileURL(mirror).href })
  closed = environment(other)
})
afterAll(() => Promise.all(folders.map(removeFolder)))

const bom = JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  components: [
    { type: 'library', 'bom-ref': 'a', name: 'parser', version: '1.0.0', purl: 'pkg:npm/parser@1.0.0' },
  ],
})

async function ok(env: NodeJS.ProcessEnv | undefined, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await stance(env ?? {}, ...args)
  expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: '' })
  return stdout
}

test('what is known moves into a closed network, and finds what is in use there', async () => {
  const [, , other = ''] = folders
  const file = join(other, 'known.tar.zst')
  expect(await ok(online, 'intel')).toContain('Nothing is known yet')
  expect(await ok(online, 'intel', 'sync')).toContain('1 advisories')
  await ok(online, 'intel', 'export', file)
  await ok(closed, 'import', '--asset', 'shop', join(other, 'bom.json'))
  expect(await ok(closed, 'upgrade-plan', '--asset', 'shop')).toContain('No package in use')
  await ok(closed, 'intel', 'import', file)
  expect(await ok(closed, 'upgrade-plan', '--asset', 'shop')).toMatch(/parser@1\.0\.0.*1\.2\.3 \(minor\)/)
  expect(await ok(closed, 'where', '--advisory', 'GHSA-aaaa-aaaa-aaaa')).toContain('parser@1.0.0')
})

test('an export that is cut changes nothing', async () => {
  const [, , other = ''] = folders
  const whole = await readFile(join(other, 'known.tar.zst'))
  const cut = join(other, 'cut.tar.zst')
  await writeFile(cut, whole.subarray(0, whole.length / 2))
  const { code, stderr } = await stance(closed ?? {}, 'intel', 'import', cut)
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('Nothing was changed') })
  expect(await ok(closed, 'where', '--advisory', 'GHSA-aaaa-aaaa-aaaa')).toContain('parser@1.0.0')
})

test('a feed that cannot be had is named, and the exit code says so', async () => {
  const nowhere = { ...closed, STANCE_INTEL_MIRROR: 'http://127.0.0.1:9/' }
  const { code, stdout } = await stance(nowhere, 'intel', 'sync', '--feed', 'kev')
  expect(code).toBe(1)
  expect(stdout).toMatch(/known_exploited_vulnerabilities\.json — .*could not be had/)
})
