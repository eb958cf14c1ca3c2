import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { local } from '../../test/app.ts'
import { ingest } from '../../test/ingest.ts'
import { type IntelWorld, intelWorld, osvRecord } from '../../test/intel-world.ts'

let world: IntelWorld
beforeAll(async () => {
  world = await intelWorld()
})
afterAll(() => world.close())

const get = async (path: string) => (await world.app.inject({ url: `/api/v1${path}`, headers: local })).json()
const found = async (asset: string) =>
  (await world.findings(`asset=${asset}`)).map(({ title, state, tools, ...row }) => ({
    title,
    state,
    tools,
    version: row.componentVersion ?? undefined,
  }))
const eventsOf = async (id: unknown): Promise<string[]> =>
  (await get(`/findings/${id}`)).history.map(({ type }: { type: string }) => type)

const PARSER = osvRecord('GHSA-aaaa-aaaa-aaaa', 'parser', [{ introduced: '0' }, { fixed: '1.2.3' }], {
  aliases: ['CVE-2026-1001'],
  database_specific: { severity: 'HIGH', cwe_ids: ['CWE-400'] },
})
const OTHER = osvRecord('GHSA-bbbb-bbbb-bbbb', 'other', [{ introduced: '2.0.0' }, { last_affected: '2.5.0' }])
const PASSED_ON = osvRecord('PYSEC-2026-1', 'parser', [{ introduced: '0' }, { fixed: '1.2.3' }], {
  aliases: ['CVE-2026-1001'],
})

describe('what is in use, against what is known', () => {
  it('opens findings on what is affected and on nothing else, whichever comes first', async () => {
    await world.uses('shop', { parser: '1.0.0', other: '1.9.9' })
    await world.publish({ osv: { npm: [PARSER, OTHER, PASSED_ON] } })
    await world.sync()
    await world.uses('later', { parser: '1.2.3', other: '2.5.0' })
    const [one, ...more] = await world.findings('asset=shop')
    expect(more).toEqual([])
    expect(one).toMatchObject({
      kind: 'dependency',
      title: 'parser is weak',
      severity: 'high',
      location: 'parser@1.0.0',
      tools: ['Stance'],
      state: 'open',
    })
    expect((await world.findings('asset=later')).map(({ location }) => location)).toEqual(['other@2.5.0'])
  }, 60_000)

  it('says once what several records tell of one vulnerability, with how to fix it and what decided it', async () => {
    const [one] = await world.findings('asset=shop')
    const finding = await get(`/findings/${one?.id}`)
    expect(finding.advisories.toSorted()).toEqual(['CVE-2026-1001', 'GHSA-aaaa-aaaa-aaaa', 'PYSEC-2026-1'])
    expect(finding.observations).toHaveLength(1)
    const [observation] = finding.observations
    expect(observation).toMatchObject({
      reportId: null,
      data: { remediation: 'Raise parser to 1.2.3 or later.' },
    })
    const { text } = await get(`/findings/${one?.id}/observations/${observation.id}/raw`)
    expect(finding.history[0]).toMatchObject({ type: 'opened', reportId: null })
    expect(JSON.parse(text)).toMatchObject({
      vulnerability: 'CVE-2026-1001',
      package: { ecosystem: 'npm', version: '1.0.0' },
    })
  })

  it('is one finding with what a scanner says under another id', async () => {
    const { rows } = await world.pool.query<{ id: string }>("select id from asset where name = 'shop'")
    await ingest(world.pool, {
      asset: rows[0]?.id as string,
      tool: 'npm audit',
      items: [
        {
          type: 'observation',
          kind: 'dependency',
          rule: 'GHSA-aaaa-aaaa-aaaa',
          title: 'Parser',
          severity: 'medium',
          advisories: ['GHSA-aaaa-aaaa-aaaa'],
          component: { name: 'parser', version: '1.0.0' },
          raw: '{}',
        },
      ],
    })
    expect(await found('shop')).toMatchObject([{ state: 'open', tools: ['Stance', 'npm audit'] }])
  })

  it('writes nothing when nothing changed', async () => {
    const before = await world.pool.query('select id, xmin::text from finding order by id')
    await world.sync()
    await world.uses('later', { parser: '1.2.3', other: '2.5.0' })
    const after = await world.pool.query('select id, xmin::text from finding order by id')
    expect(after.rows).toEqual(before.rows)
  })

  it('matches only the users of a package whose advisory changed', async () => {
    const runs = () =>
      world.pool.query('select a.name, r.at from match_run r join asset a on a.id = r.asset_id order by 1')
    await world.uses('elsewhere', { unrelated: '1.0.0' })
    const before = new Map((await runs()).rows.map(({ name, at }) => [name, at.getTime()]))
    const wider = {
      ...OTHER,
      modified: '2026-03-02T00:00:00Z',
      affected: osvRecord('x', 'other', [{ introduced: '1.0.0' }]).affected,
    }
    await world.publish({ osv: { npm: [PARSER, wider, PASSED_ON] } })
    await world.sync()
    const again = (await runs()).rows
      .filter(({ name, at }) => at.getTime() !== before.get(name))
      .map(({ name }) => name)
    // What a scanner says too takes the whole way; the rest is opened in all of them at once.
    expect(again).toEqual(['shop'])
    expect(await world.findings('asset=later')).toMatchObject([{ location: 'other@2.5.0', state: 'open' }])
    expect(await world.findings('asset=elsewhere')).toEqual([])
    expect((await world.findings('asset=shop')).map(({ location }) => location).sort()).toEqual([
      'other@1.9.9',
      'parser@1.0.0',
    ])
  })

  it('closes what a withdrawn record opened', async () => {
    const back = { ...OTHER, modified: '2026-03-03T00:00:00Z', withdrawn: '2026-03-03T00:00:00Z' }
    await world.publish({ osv: { npm: [PARSER, back, PASSED_ON] } })
    await world.sync()
    const [other] = await world.findings('asset=later&state=fixed')
    expect(other).toMatchObject({ location: 'other@2.5.0', state: 'fixed' })
    const { history } = await get(`/findings/${other?.id}`)
    expect(history.map(({ type }: { type: string }) => type)).toEqual(['opened', 'fixed', 'withdrawn'])
  })

  it('closes what an upgrade took away', async () => {
    await world.uses('gone', { parser: '1.0.0' })
    expect(await found('gone')).toMatchObject([{ state: 'open' }])
    await world.uses('gone', { parser: '1.2.3' })
    expect(await found('gone')).toMatchObject([{ state: 'fixed' }])
  })

  it('tells of malicious packages as malware', async () => {
    const bad = osvRecord('MAL-2026-1', 'evil', [{ introduced: '0' }])
    await world.publish({ osv: { npm: [PARSER, OTHER, PASSED_ON, bad] } })
    await world.sync()
    await world.uses('victim', { evil: '0.0.1' })
    expect(await world.findings('asset=victim')).toMatchObject([{ kind: 'malware', severity: 'critical' }])
  })
})

it('keeps the finding, with its history, when a vulnerability gets its CVE id later', async () => {
  const named = osvRecord('GHSA-dddd-dddd-dddd', 'late', [{ introduced: '0' }])
  await world.publish({ osv: { npm: [PARSER, OTHER, PASSED_ON, named] } })
  await world.sync()
  await world.uses('early', { late: '1.0.0' })
  const [before] = await world.findings('asset=early')
  expect(before).toMatchObject({ rule: 'GHSA-dddd-dddd-dddd', state: 'open' })
  // Another record tells that both are one; the first says nothing new.
  const link = osvRecord('PYSEC-2026-9', 'elsewhere', [{ introduced: '0' }], {
    aliases: ['GHSA-dddd-dddd-dddd', 'CVE-2026-1003'],
  })
  await world.publish({ osv: { npm: [PARSER, OTHER, PASSED_ON, named, link] } })
  await world.sync()
  const after = await world.findings('asset=early')
  expect(after).toMatchObject([{ id: before?.id, rule: 'CVE-2026-1003', state: 'open' }])
})

it('says what is past its end of life, and what is still kept up', async () => {
  await world.publish({ cycles: { name: 'runtime', ends: { '3': '2100-01-01', '2': '2020-01-01' } } })
  await world.sync()
  await world.uses('old', { runtime: '2.4.0' })
  await world.uses('new', { runtime: '3.0.0' })
  expect(await world.findings('asset=old')).toMatchObject([
    {
      rule: 'end-of-life',
      title: 'runtime 2 is past its end of life',
      severity: 'medium',
      component: { fixVersion: '3.9.9' },
    },
  ])
  expect(await world.findings('asset=new')).toEqual([])
})

describe('signals', () => {
  it('rank what they are about, and say when exploitation began', async () => {
    const [before] = await world.findings('asset=shop&q=CVE-2026-1001')
    await world.publish({ epss: { 'CVE-2026-1001': 0.02, 'CVE-2026-1002': 0.5 }, kev: ['CVE-2026-1009'] })
    await world.sync()
    const [quiet] = await world.findings('asset=shop&q=CVE-2026-1001')
    expect(quiet?.score).toBeGreaterThan(before?.score as number)
    await world.publish({
      epss: { 'CVE-2026-1001': 0.9, 'CVE-2026-1002': 0.5 },
      kev: ['CVE-2026-1009', 'CVE-2026-1001'],
      day: '2026-03-05',
    })
    await world.sync()
    const [loud] = await world.findings('asset=shop&q=CVE-2026-1001')
    expect(loud?.score).toBeGreaterThan((quiet?.score as number) + 15)
    expect(await eventsOf(loud?.id)).toContain('exploited')
    const advisory = await get('/advisories/PYSEC-2026-1')
    expect(advisory).toMatchObject({
      id: 'CVE-2026-1001',
      aliases: ['GHSA-aaaa-aaaa-aaaa', 'PYSEC-2026-1'],
      severity: 'high',
      epss: {
        score: 0.9,
        timeline: [
          { since: '2026-03-02', score: 0.02 },
          { since: '2026-03-05', score: 0.9 },
        ],
      },
      knownExploited: { added: '2026-03-01' },
      findings: { open: 1, fixed: 1, assets: 1 },
    })
    expect(advisory.records[0].packages).toEqual([
      { ecosystem: 'npm', name: 'parser', affected: ['< 1.2.3'], fixed: ['1.2.3'] },
    ])
  })

  it('reach findings that come later, whichever tool brings them', async () => {
    await world.uses('fresh', { parser: '0.1.0' })
    const { rows } = await world.pool.query(
      "select epss, known_exploited from finding f join asset a on a.id = f.asset_id where a.name = 'fresh'",
    )
    expect(rows).toEqual([{ epss: 0.9, known_exploited: true }])
  })
})

it('is counted when it changes, and not each time somebody looks', async () => {
  const before = (await get('/intel')).counts
  expect(before).toMatchObject({ knownExploited: 2, exploits: 0 })
  expect(before.advisories).toBeGreaterThan(0)
  await world.pool.query("insert into exploit values ('exploitdb', 'CVE-2026-7', '1', 'poc')")
  expect((await get('/intel')).counts).toEqual(before)
  await world.publish({ kev: ['CVE-2026-1001', 'CVE-2026-1009', 'CVE-2026-1010'] })
  await world.sync()
  expect((await get('/intel')).counts).toMatchObject({ knownExploited: 3, exploits: 1 })
})

describe('a feed that is broken', () => {
  const file = async (path: string) =>
    (await get('/intel')).feeds
      .flatMap((feed: { files: { path: string }[] }) => feed.files)
      .find((f: { path: string }) => f.path === path)

  it('leaves what was known, and says so', async () => {
    const open = await world.findings('state=open')
    await world.publishFile('osv/npm/all.zip', Buffer.from('PK\x03\x04 cut off'))
    await world.publishFile('epss_scores-current.csv.gz', Buffer.from([0x1f, 0x8b, 8, 0, 1]))
    await world.sync()
    expect((await file('osv/npm/all.zip')).error).toMatch(/\S/)
    expect((await file('epss_scores-current.csv.gz')).error).toMatch(/\S/)
    expect(await file('osv/npm/all.zip')).toMatchObject({ items: 5 })
    expect(await world.findings('state=open')).toEqual(open)
  })

  it('is not believed when it lost most of what it held', async () => {
    await world.publish({ osv: { npm: [PARSER] } })
    await world.sync()
    expect((await file('osv/npm/all.zip')).error).toMatch(/holds 1 entries, and held 5 before/)
    await world.publish({
      osv: { npm: [PARSER, OTHER, PASSED_ON, osvRecord('GHSA-cccc-cccc-cccc', 'c', [{ introduced: '0' }])] },
    })
    await world.sync()
    expect(await file('osv/npm/all.zip')).toMatchObject({ error: null, items: 4 })
  })

  it('is named when there is none of that name', async () => {
    const answer = await world.app.inject({
      method: 'POST',
      url: '/api/v1/intel/sync',
      headers: local,
      payload: { feeds: ['nope'] },
    })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().detail).toMatch(/no feed "nope".*osv/)
  })
})
