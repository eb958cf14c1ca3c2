import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { local } from '../../test/app.ts'
import { type IntelWorld, intelWorld, osvRecord } from '../../test/intel-world.ts'
import { complete } from '../discovery/complete.ts'
import { discoverTexts } from '../discovery/test-discover.ts'

let world: IntelWorld
beforeAll(async () => {
  world = await intelWorld()
  const found = complete(discoverTexts(TREE), new Map())
  await upload('till', JSON.stringify({ stanceDiscovery: 1, ...found }))
  await upload(
    'others',
    JSON.stringify({ stanceDiscovery: 1, ...complete(discoverTexts(OTHERS), new Map()) }),
  )
  const inEcosystem = (ecosystem: string, name: string) =>
    osvRecord(`X-${ecosystem}-1`, name, [], {
      affected: [
        {
          package: { ecosystem, name },
          ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '1.4.3' }] }],
        },
      ],
    })
  await world.publish({
    osv: {
      npm: ['parser', 'router'].map(fixedIn143),
      NuGet: [inEcosystem('NuGet', 'Parser')],
      Maven: [inEcosystem('Maven', 'acme:parser')],
      RubyGems: [inEcosystem('RubyGems', 'parser')],
    },
  })
  await world.sync()
}, 60_000)
afterAll(() => world.close())

const fixedIn143 = (name: string) =>
  osvRecord(`GHSA-${name}-aaaa-aaaa`, name, [{ introduced: '0' }, { fixed: '1.4.3' }])

const TREE = {
  'package.json':
    '{"name":"till","scripts":{"start":"node ."},"dependencies":{"parser":"^1.2.0","router":"~1.2.0"}}',
  'package-lock.json': JSON.stringify({
    lockfileVersion: 3,
    packages: {
      '': { name: 'till', dependencies: { parser: '^1.2.0', router: '~1.2.0' } },
      'node_modules/parser': { version: '1.2.0' },
      'node_modules/router': { version: '1.2.0', dependencies: { left: '1' } },
      'node_modules/left': { version: '1.0.0', deprecated: 'Use padStart.' },
    },
  }),
}

const OTHERS = {
  'net/app.csproj':
    '<Project><ItemGroup><PackageReference Include="Parser" Version="1.2.0"/></ItemGroup></Project>',
  'jvm/build.gradle': "dependencies { implementation 'acme:parser:1.2.+' }",
  'jvm/gradle.lockfile': 'acme:parser:1.2.7=runtimeClasspath\n',
  'ruby/Gemfile.lock': 'GEM\n  specs:\n    parser (1.2.0)\n\nDEPENDENCIES\n  parser (~> 1.2)\n',
}

async function upload(asset: string, payload: string): Promise<void> {
  const answer = await world.app.inject({
    method: 'POST',
    url: `/api/v1/reports?asset=${asset}&fileName=report.json`,
    headers: { ...local, 'content-type': 'application/octet-stream' },
    payload,
  })
  expect(answer.statusCode, answer.body).toBeLessThan(300)
  await world.workOff()
}

const get = async (url: string) => (await world.app.inject({ url: `/api/v1${url}`, headers: local })).json()
const idOf = async (name: string) =>
  (await world.pool.query('select id from asset where name = $1', [name])).rows[0].id
const abandoned = async (asset: string) =>
  (await world.findings(`asset=${asset}`)).filter(({ rule }) => rule === 'abandoned')

describe('what publishers say of a package', () => {
  it('is a finding where they have abandoned it', async () => {
    expect(await abandoned('till')).toMatchObject([
      { kind: 'dependency', severity: 'low', location: 'left@1.0.0', state: 'open', tools: ['Stance'] },
    ])
  })

  it('goes out with the SBOM and comes in again', async () => {
    const { body } = await world.app.inject({
      url: `/api/v1/assets/${await idOf('till')}/sbom?format=cyclonedx-1.6`,
      headers: local,
    })
    await upload('copy', body)
    expect(await abandoned('copy')).toMatchObject([{ location: 'left@1.0.0' }])
  })

  it('closes with the package', async () => {
    const lock = JSON.parse(TREE['package-lock.json'])
    delete lock.packages['node_modules/left']
    const found = complete(discoverTexts({ ...TREE, 'package-lock.json': JSON.stringify(lock) }), new Map())
    await upload('till', JSON.stringify({ stanceDiscovery: 1, ...found }))
    expect(await abandoned('till')).toMatchObject([{ state: 'fixed' }])
  })
})

describe('the range of a manifest', () => {
  it.each(['till', 'copy'])('tells what an upgrade of %s asks for', async (asset) => {
    const { items } = await get(`/assets/${await idOf(asset)}/upgrade-plan`)
    expect(items).toMatchObject([
      { component: { name: 'parser' }, smallest: { version: '1.4.3' }, wanted: ['^1.2.0'], allowed: '1.4.3' },
      { component: { name: 'router' }, smallest: { version: '1.4.3' }, wanted: ['~1.2.0'], allowed: null },
    ])
  })

  it('is read by the rules of its ecosystem', async () => {
    const { items } = await get(`/assets/${await idOf('others')}/upgrade-plan`)
    const said = items.map((one: { package: string; wanted: string[]; allowed: string | null }) =>
      [one.package, ...one.wanted, one.allowed].join(' '),
    )
    expect(said.sort()).toEqual([
      'Maven:acme:parser 1.2.+ ',
      'NuGet:parser 1.2.0 1.4.3',
      'RubyGems:parser ~> 1.2 1.4.3',
    ])
  })
})
