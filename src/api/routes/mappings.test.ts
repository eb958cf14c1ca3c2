import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { local, type TestApp, testApp } from '../../../test/app.ts'
import { readMapping } from '../../formats/mapping/mapping-file.ts'
import type { Mapping } from '../../formats/mapping/schema.ts'
import { zipOf } from '../../formats/unpack/test-zip.ts'
import { ingestReport } from '../../jobs/ingest-report.ts'
import { newId } from '../../platform/ids.ts'

const EXAMPLES = join(import.meta.dirname, '../../../examples/mappings')
const example = (name: string) => readFileSync(join(EXAMPLES, name), 'utf8')
const casb = (more: Partial<Mapping> = {}): Mapping => ({ ...readMapping(example('casb.yaml')), ...more })

let stance: TestApp
beforeAll(async () => {
  stance = await testApp()
})
afterAll(() => stance.close())

type Method = 'GET' | 'POST' | 'DELETE'
const call = (method: Method, url: string, payload?: object, headers: Record<string, string> = local) =>
  stance.app.inject({ method, url: `/api/v1${url}`, headers, ...(payload && { payload }) })
const send = (query: Record<string, string>, payload: string | Buffer) =>
  stance.app.inject({
    method: 'POST',
    url: '/api/v1/reports',
    query,
    payload,
    headers: { ...local, 'content-type': 'application/octet-stream' },
  })

async function workOff(): Promise<void> {
  const { rows } = await stance.pool.query(`delete from graphile_worker._private_jobs returning payload`)
  for (const { payload } of rows) if (payload.report) await ingestReport(stance.deps, payload)
}
async function upload(query: Record<string, string>, payload: string | Buffer) {
  const answer = await send(query, payload)
  expect(answer.statusCode, answer.body).toBe(202)
  await workOff()
  return (await call('GET', `/reports/${answer.json().id}`)).json()
}
const findings = async (asset: string) =>
  (await call('GET', `/findings?asset=${asset}&limit=100`)).json().items as {
    title: string
    severity: string
  }[]

describe('kept and versioned', () => {
  it('is added, changed, read in any version, exported and deleted', async () => {
    const added = await call('POST', '/mappings', casb({ id: 'kept' }))
    expect(added.statusCode, added.body).toBe(201)
    expect(added.json()).toMatchObject({
      id: 'kept',
      version: 1,
      createdBy: 'this machine',
      mapping: { name: 'Skywarden CASB' },
    })

    const mapping = casb({ id: 'kept', name: 'Skywarden, ours' })
    const changed = await call('POST', '/mappings/kept/versions', { mapping, after: 1 })
    expect(changed.json()).toMatchObject({ version: 2, mapping: { name: 'Skywarden, ours' } })
    const same = await call('POST', '/mappings/kept/versions', { mapping })
    expect(same.json()).toMatchObject({ version: 2 })

    expect((await call('GET', '/mappings/kept')).json()).toMatchObject({ version: 2 })
    expect((await call('GET', '/mappings/kept/versions/1')).json().mapping).toEqual(casb({ id: 'kept' }))
    const versions = (await call('GET', '/mappings/kept/versions')).json()
    expect(versions.map(({ version }: { version: number }) => version)).toEqual([2, 1])
    expect((await call('GET', '/mappings')).json()).toMatchObject([{ id: 'kept', version: 2 }])

    const exported = await call('GET', '/mappings/kept/export.yaml?version=1')
    expect(exported.headers['content-disposition']).toBe('attachment; filename="kept-1.yaml"')
    expect(exported.body).toMatch(/^# Skywarden CASB, version 1 of \d{4}-\d\d-\d\d by this machine\n/)
    expect(readMapping(exported.body)).toEqual(casb({ id: 'kept' }))

    expect((await call('DELETE', '/mappings/kept')).statusCode).toBe(204)
    expect((await call('GET', '/mappings/kept')).statusCode).toBe(404)
    expect((await call('DELETE', '/mappings/kept')).statusCode).toBe(404)
    expect((await call('GET', '/mappings/kept/versions/2')).statusCode).toBe(200)
    expect((await call('POST', '/mappings', casb({ id: 'kept' }))).json()).toMatchObject({ version: 3 })
    await call('DELETE', '/mappings/kept')
  })

  it('is in the order in which it was written', async () => {
    const words = { Zeta: 'low', Alpha: 'high', 10: 'critical' } as const
    await call('POST', '/mappings', casb({ id: 'ordered', severity: { from: 'a', words } }))
    const { mapping } = (await call('GET', '/mappings/ordered')).json()
    expect(JSON.stringify(mapping.severity)).toBe(JSON.stringify({ from: 'a', words }))
    await call('DELETE', '/mappings/ordered')
  })

  it('refuses what does not go together, and says what to do', async () => {
    await call('POST', '/mappings', casb({ id: 'taken' }))
    const refused = async (method: Method, url: string, payload: object) => {
      const { statusCode, body } = await call(method, url, payload)
      return [statusCode, JSON.parse(body).code, JSON.parse(body).detail]
    }
    expect(await refused('POST', '/mappings', casb({ id: 'taken' }))).toEqual([
      409,
      'id_taken',
      expect.stringContaining('Change that one'),
    ])
    expect(await refused('POST', '/mappings', casb({ id: 'sarif' }))).toEqual([
      409,
      'id_taken',
      expect.stringContaining('reads by itself'),
    ])
    expect(await refused('POST', '/mappings', casb({ elements: 'alerts' }))).toEqual([
      422,
      'bad_mapping',
      expect.stringContaining('elements: "alerts" must begin at the document'),
    ])
    expect(await refused('POST', '/mappings', { ...casb(), syntax: 'yaml' })).toEqual([
      400,
      'invalid_request',
      expect.stringContaining('syntax'),
    ])
    const [, , detail] = await refused('POST', '/mappings', { ...casb(), fields: { title: { pat: 'x' } } })
    expect(detail).toContain('write a path, an object with path, constant or template')
    expect(await refused('POST', '/mappings/taken/versions', { mapping: casb({ id: 'other' }) })).toEqual([
      422,
      'other_id',
      expect.any(String),
    ])
    expect(await refused('POST', '/mappings/none/versions', { mapping: casb({ id: 'none' }) })).toEqual([
      404,
      'not_found',
      expect.any(String),
    ])
    await call('POST', '/mappings/taken/versions', { mapping: casb({ id: 'taken', name: 'Mine' }), after: 1 })
    expect(
      await refused('POST', '/mappings/taken/versions', {
        mapping: casb({ id: 'taken', name: 'Yours' }),
        after: 1,
      }),
    ).toEqual([
      409,
      'changed_meanwhile',
      expect.stringMatching(/^this machine saved revision 2 of taken since you began from revision 1\./),
    ])
    await call('DELETE', '/mappings/taken')
  })

  it('two who add or change at once make two versions, never a broken one', async () => {
    const added = await Promise.all([1, 2, 3].map(() => call('POST', '/mappings', casb({ id: 'raced' }))))
    expect(added.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409])
    const changed = await Promise.all(
      ['A', 'B', 'C'].map((name) =>
        call('POST', '/mappings/raced/versions', { mapping: casb({ id: 'raced', name }) }),
      ),
    )
    expect(changed.map((answer) => answer.json().version).sort()).toEqual([2, 3, 4])
    await call('DELETE', '/mappings/raced')
  })

  it('writes every change into the audit log', async () => {
    await call('POST', '/mappings', casb({ id: 'audited' }))
    await call('POST', '/mappings/audited/versions', { mapping: casb({ id: 'audited', name: 'B' }) })
    await call('DELETE', '/mappings/audited')
    const { items } = (await call('GET', '/audit?limit=3')).json()
    expect(items).toMatchObject([
      { action: 'mapping.delete', object: 'mapping/audited', detail: { name: 'B', version: 2 } },
      { action: 'mapping.change', detail: { version: { was: 1, is: 2 }, changed: ['name'] } },
      { action: 'mapping.create', detail: { name: 'Skywarden CASB', version: 1 } },
    ])
  })
})

describe('who may', () => {
  it.each([
    ['administrator', 201],
    ['security', 201],
    ['developer', 403],
    ['auditor', 403],
    ['ci', 403],
  ] as const)('%s reads; writing answers %i', async (role, status) => {
    const { headers } = await stance.somebody(role)
    const id = `by-${role}`
    expect((await call('GET', '/mappings', undefined, headers)).statusCode).toBe(200)
    expect((await call('POST', '/mappings/draft', { sample: 'a,b\n1,2\n' }, headers)).statusCode).toBe(200)
    const added = await call('POST', '/mappings', casb({ id }), headers)
    expect(added.statusCode).toBe(status)
    if (status !== 201) expect(added.json().detail).toContain('administrator or security')
    else await call('DELETE', `/mappings/${id}`, undefined, headers)
  })
})

describe('reports', () => {
  it('are known by it, say by which version they were read, and are listed under its name', async () => {
    await call('POST', '/mappings', casb())
    const asset = newId()
    const report = await upload({ asset }, example('casb.json'))
    expect(report).toMatchObject({
      status: 'done',
      format: 'skywarden-casb',
      mappingVersion: 1,
      tools: ['Skywarden'],
      observations: 4,
      assets: 3,
      problems: 0,
    })
    expect(await findings(asset)).toMatchObject([
      { title: 'Customer list shared with anyone who has the link', severity: 'critical' },
      {},
      {},
      {},
    ])
    const formats = (await call('GET', '/formats')).json() as {
      id: string
      own: boolean
      version: number | null
    }[]
    expect(formats.find(({ id }) => id === 'skywarden-casb')).toMatchObject({ own: true, version: 1 })
    expect(formats.find(({ id }) => id === 'sarif')).toMatchObject({ own: false, version: null })
    expect(await upload({ asset }, example('casb.json'))).toMatchObject({
      status: 'unchanged',
      mappingVersion: 1,
    })
  })

  it('are read again by a changed mapping, in place or by the same bytes', async () => {
    const asset = newId()
    const report = await upload({ asset }, example('casb.json'))
    const reread = (id: string) => call('POST', `/reports/${id}/reread`, { format: 'skywarden-casb' })
    expect((await reread(report.id)).json()).toMatchObject({ status: 409, code: 'not_failed' })

    const severity = {
      from: 'risk/level',
      words: { Severe: 'high', Elevated: 'high', Guarded: 'low', Minor: 'info' },
    } as const
    await call('POST', '/mappings/skywarden-casb/versions', { mapping: casb({ severity: { ...severity } }) })
    expect((await reread(report.id)).statusCode).toBe(202)
    await workOff()
    const again = (await call('GET', `/reports/${report.id}`)).json()
    expect(again).toMatchObject({
      status: 'done',
      mappingVersion: 2,
      outcome: { new: 0, changed: 3, unchanged: 1, fixed: 0 },
    })
    expect((await findings(asset)).map((finding) => finding.severity).sort()).toEqual([
      'high',
      'high',
      'info',
      'low',
    ])

    await call('POST', '/mappings/skywarden-casb/versions', { mapping: casb() })
    expect(await upload({ asset }, example('casb.json'))).toMatchObject({ status: 'done', mappingVersion: 3 })
    expect((await reread(report.id)).json()).toMatchObject({ status: 409, code: 'not_latest' })
  })

  it('that nothing knew are read by a mapping made for them', async () => {
    const asset = newId()
    const failed = await upload({ asset }, example('sspm.csv'))
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'unknown_format' } })
    await call('POST', '/mappings', readMapping(example('sspm.yaml')))
    const answer = await call('POST', `/reports/${failed.id}/reread`, { format: 'tenantlens-sspm' })
    expect(answer.statusCode, answer.body).toBe(202)
    await workOff()
    expect((await call('GET', `/reports/${failed.id}`)).json()).toMatchObject({
      status: 'done',
      format: 'tenantlens-sspm',
      mappingVersion: 1,
      observations: 5,
      outcome: { new: 5 },
    })
  })

  it('are read as the mapping that is named, whatever they look like', async () => {
    await call('POST', '/mappings', { ...casb({ id: 'by-name' }), recognise: undefined, tool: 'By name' })
    expect(await upload({ asset: newId(), format: 'by-name' }, example('casb.json'))).toMatchObject({
      status: 'done',
      format: 'by-name',
      tools: ['By name'],
    })
    await call('DELETE', '/mappings/by-name')
    expect(await upload({ asset: newId(), format: 'by-name' }, example('casb.json'))).toMatchObject({
      status: 'failed',
      error: { code: 'unknown_format' },
    })
  })

  it('that a built-in format is certain of stay its own', async () => {
    await call(
      'POST',
      '/mappings',
      casb({ id: 'greedy', recognise: { has: ['/runs'] }, elements: '/runs/*' }),
    )
    const sarif = JSON.stringify({
      version: '2.1.0',
      runs: [{ tool: { driver: { name: 'T' } }, results: [] }],
    })
    expect(await upload({ asset: newId() }, sarif)).toMatchObject({ format: 'sarif', mappingVersion: null })
    await call('DELETE', '/mappings/greedy')
  })

  it('give out no secret, also after their mapping was changed or deleted, and from an archive', async () => {
    const secret = 'exmpl_7h3qu1ckbr0wnf0x'
    const mapping: Mapping = {
      mapping: 1,
      id: 'leaks',
      name: 'Leaks',
      syntax: 'ndjson',
      recognise: { has: ['leaked/value'] },
      kind: 'secret',
      fields: { title: 'what', secret: 'leaked/value', path: 'file' },
    }
    await call('POST', '/mappings', mapping)
    const line = JSON.stringify({ what: 'A token', file: 'a.env', leaked: { value: secret } })
    const report = await upload({ asset: newId() }, line)
    expect(report).toMatchObject({ status: 'done', format: 'leaks' })
    const sarif = JSON.stringify({
      version: '2.1.0',
      runs: [{ tool: { driver: { name: 'T' } }, results: [] }],
    })
    const archive = await upload(
      { asset: newId() },
      zipOf([
        { name: 'a.ndjson', content: line },
        { name: 'b.sarif', content: sarif },
      ]),
    )
    const raw = async (id: string) => (await call('GET', `/reports/${id}/raw`)).body
    for (const step of ['kept', 'changed', 'deleted']) {
      if (step === 'changed')
        await call('POST', '/mappings/leaks/versions', { mapping: { ...mapping, fields: { title: 'what' } } })
      if (step === 'deleted') await call('DELETE', '/mappings/leaks')
      expect(await raw(report.id), step).not.toContain(secret)
      expect(await raw(report.id), step).toContain('A token')
    }
    expect(archive).toMatchObject({ status: 'done', format: 'sarif' })
    await call('POST', '/mappings', mapping)
    expect((await call('GET', `/reports/${archive.id}/raw`)).json()).toMatchObject({
      code: 'raw_holds_secrets',
    })
    await call('DELETE', '/mappings/leaks')
  })
})

describe('draft and preview', () => {
  it('a sample becomes a mapping, and the mapping findings, and nothing is stored', async () => {
    const sample = example('in-house.xml')
    const draft = (await call('POST', '/mappings/draft', { sample })).json()
    expect(draft).toMatchObject({
      syntax: 'xml',
      elements: 3,
      mapping: { elements: '/review/system', each: 'issues/issue' },
    })
    const answer = (await call('POST', '/mappings/preview', { sample, mapping: draft.mapping })).json()
    expect(answer).toMatchObject({
      flaws: [],
      mapping: draft.mapping,
      preview: {
        recognised: { id: 'harbour-review', own: true },
        counts: { elements: 3, observations: 3, problems: 0 },
        observations: [{ title: 'Settlement files are accepted without a signature', place: '031' }, {}, {}],
      },
    })
    expect(readMapping(answer.yaml)).toEqual(draft.mapping)
    const fromYaml = (
      await call('POST', '/mappings/preview', { sample, yaml: example('in-house.yaml') })
    ).json()
    expect(fromYaml.preview.observations[0]).toMatchObject({
      place: 'clearing-gateway/file-drop',
      severity: 'critical',
    })
    const { rows } = await stance.pool.query(`select from mapping where id = 'harbour-review'`)
    expect(rows).toEqual([])
  })

  it('another place is looked at', async () => {
    const draft = (
      await call('POST', '/mappings/draft', {
        sample: example('casb.json'),
        elements: '/alerts/*',
        each: 'links/*',
      })
    ).json()
    expect(draft.paths.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining(['rel', 'url', '../headline']),
    )
    expect((await call('POST', '/mappings/draft', { sample: '{}', elements: 'x' })).json()).toMatchObject({
      code: 'bad_mapping',
    })
    expect((await call('POST', '/mappings/draft', { sample: 'no report' })).json()).toMatchObject({
      status: 422,
      code: 'bad_sample',
    })
  })

  it('an unfinished mapping is answered with what is missing', async () => {
    const answer = await call('POST', '/mappings/preview', { sample: '[]', mapping: { id: 'x', name: 'X' } })
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ mapping: null, preview: null })
    expect(answer.json().flaws.map(({ where }: { where: string }) => where)).toEqual([
      'syntax',
      'kind',
      'fields',
    ])
    const yaml = (await call('POST', '/mappings/preview', { sample: '[]', yaml: 'id: [' })).json()
    expect(yaml.flaws).toMatchObject([{ where: 'line 1', message: expect.stringContaining('not YAML') }])
  })

  it('says which other format would know the sample better', async () => {
    const sample = JSON.stringify({
      version: '2.1.0',
      runs: [{ tool: { driver: { name: 'T' } }, results: [] }],
    })
    const mapping = casb({ id: 'greedy', recognise: { has: ['/runs'] }, elements: '/runs/*' })
    const { preview } = (await call('POST', '/mappings/preview', { sample, mapping })).json()
    expect(preview.recognised).toMatchObject({ id: 'sarif', own: false })
  })

  it('bounds what it takes', async () => {
    expect(
      (await call('POST', '/mappings/draft', { sample: 'x'.repeat(2 * 1024 * 1024 + 1) })).statusCode,
    ).toBe(400)
    expect((await call('POST', '/mappings/draft', { sample: 'x'.repeat(9 * 1024 * 1024) })).statusCode).toBe(
      413,
    )
    const many = Array.from(
      { length: 20_000 },
      (_, i) => `{"name":"Thing ${i}","s":"low","r":"x","app":${i}}`,
    ).join('\n')
    const mapping = {
      id: 'a',
      name: 'A',
      syntax: 'ndjson',
      kind: 'config',
      severity: { from: 's' },
      fields: { title: 'name', rule: 'r', resource: 'app' },
    }
    const begun = Date.now()
    const { preview } = (await call('POST', '/mappings/preview', { sample: many, mapping })).json()
    expect(Date.now() - begun).toBeLessThan(5_000)
    expect(preview.observations).toHaveLength(20)
    expect(preview.counts.observations).toBeGreaterThan(20)
  })
})
