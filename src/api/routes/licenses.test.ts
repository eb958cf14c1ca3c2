import { afterAll, beforeAll, expect, test } from 'vitest'
import { local } from '../../../test/app.ts'
import { type IntelWorld, intelWorld } from '../../../test/intel-world.ts'
import { LICENSE_PRESETS, NO_POLICY } from '../../inventory/licenses/license-policy.ts'

let world: IntelWorld
beforeAll(async () => {
  world = await intelWorld()
})
afterAll(() => world.close())

interface Package {
  name: string
  license?: string
  digest?: string
  scope?: 'optional' | 'excluded'
}

/** Stores a CycloneDX list of npm packages, each of version 1.0.0, over the API, and works off what it queues. */
async function store(asset: string, packages: Package[]): Promise<void> {
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    components: packages.map(({ name, license, digest }) => ({
      type: 'library',
      'bom-ref': name,
      name,
      version: '1.0.0',
      purl: `pkg:npm/${name}@1.0.0`,
      ...(license && { licenses: [{ license: { name: license } }] }),
      ...(digest && { hashes: [{ alg: 'SHA-512', content: digest }] }),
    })),
  }
  const { statusCode } = await world.app.inject({
    method: 'POST',
    url: `/api/v1/reports?asset=${asset}&createAsset=true`,
    headers: { ...local, 'content-type': 'application/json' },
    payload: JSON.stringify(bom),
  })
  expect(statusCode).toBeLessThan(300)
  await world.workOff()
}

const request = async (method: 'GET' | 'PUT' | 'POST', path: string, payload?: object) => {
  const response = await world.app.inject({
    method,
    url: `/api/v1/license-policy${path}`,
    headers: local,
    ...(payload && { payload }),
  })
  return { status: response.statusCode, body: response.json() }
}
const found = async (asset: string, kind: string) =>
  (await world.findings(`asset=${asset}&kind=${kind}`))
    .map(({ title, severity, state }) => `${severity} ${state}: ${title}`)
    .sort()

test('what the policy does not allow is a finding, until the policy or the package changes', async () => {
  await store('till', [
    { name: 'web', license: 'The MIT License' },
    { name: 'store', license: 'GNU Affero General Public License v3' },
    { name: 'mystery' },
  ])
  expect(await found('till', 'license')).toEqual([])
  const before = await request('GET', '')
  expect(before.body.policy).toEqual(NO_POLICY)
  const service = LICENSE_PRESETS.find(({ id }) => id === 'service')?.policy as object
  expect(before.body.presets.map(({ id }: { id: string }) => id)).toContain('service')

  const preview = await request('POST', '/preview', service)
  expect(preview.body).toEqual([
    { license: 'AGPL-3.0-only', verdict: 'deny', packages: 1, assets: 1, example: 'store' },
    { license: '', verdict: 'review', packages: 1, assets: 1, example: 'mystery' },
    { license: 'MIT', verdict: 'allow', packages: 1, assets: 1, example: 'web' },
  ])
  expect(await found('till', 'license')).toEqual([])

  expect((await request('PUT', '', service)).status).toBe(200)
  await world.workOff()
  expect(await found('till', 'license')).toEqual([
    'high open: store is under AGPL-3.0-only',
    'low open: No report tells under which licence mystery is',
  ])

  await request('PUT', '', { ...service, missing: 'allow' })
  await world.workOff()
  expect(await found('till', 'license')).toEqual([
    'high open: store is under AGPL-3.0-only',
    'low fixed: No report tells under which licence mystery is',
  ])
  await store('till', [{ name: 'web', license: 'MIT' }])
  expect(await found('till', 'license')).toEqual([
    'high fixed: store is under AGPL-3.0-only',
    'low fixed: No report tells under which licence mystery is',
  ])
}, 60_000)

test('the report’s own words stay beside the normal ones', async () => {
  await store('words', [{ name: 'worded', license: 'The Apache Software License, Version 2.0' }])
  const { rows } = await world.pool.query(
    `select c.licenses, u.licenses_said from component c join component_use u on u.component_id = c.id where c.name = 'worded'`,
  )
  expect(rows).toEqual([
    { licenses: ['Apache-2.0'], licenses_said: ['The Apache Software License, Version 2.0'] },
  ])
})

test('a copy that differs from the others is a finding where it is the odd one out', async () => {
  const [usual, other] = ['a'.repeat(128), 'b'.repeat(128)]
  await store('first', [{ name: 'glue', digest: usual }])
  expect(await found('first', 'malware')).toEqual([])
  await store('second', [{ name: 'glue', digest: other }])
  // One against one: either may be the wrong one.
  const differs = 'high open: This copy of glue 1.0.0 differs from others'
  expect(await found('first', 'malware')).toEqual([differs])
  expect(await found('second', 'malware')).toEqual([differs])
  await store('third', [{ name: 'glue', digest: usual }])
  expect(await found('first', 'malware')).toEqual([differs.replace('open', 'fixed')])
  expect(await found('second', 'malware')).toEqual([differs])
  expect(await found('third', 'malware')).toEqual([])
}, 60_000)

test.each([
  [{ ...NO_POLICY, others: 'perhaps' }, 400],
  [{ ...NO_POLICY, deny: [''] }, 400],
  [{ ...NO_POLICY, extra: true }, 400],
])('a policy that cannot be read is refused', async (policy, status) => {
  expect((await request('PUT', '', policy)).status).toBe(status)
})
