import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiClientOf } from '../../../test/api-client-of.ts'
import { local, type TestApp, testApp } from '../../../test/app.ts'
import { codeObservation as code, ingest, testAsset } from '../../../test/ingest.ts'
import type { ApiClient } from '../../cli/api-client.ts'
import { runHere } from '../../cli/gate/test-command-line.ts'
import { knownFormats } from '../../formats/known-formats.ts'
import { scrubSecret } from '../../formats/secret-scrub.ts'
import type { Observation } from '../../model/observation.ts'

// A server that knows the main branch of an asset, and the gate's command line against it.

let t: TestApp
let asset: string
let folder: string
const secret = 'ghp_T0talLyMadeUpTokenThatOpensNothing01'
const leak = (value: string, path = 'src/config.ts'): Observation => ({
  type: 'observation',
  kind: 'secret',
  rule: 'github-pat',
  title: 'A token',
  severity: 'high',
  secret: value,
  location: { path, line: 3 },
  raw: '{}',
})
const vulnerable = (id: string): Observation => ({
  type: 'observation',
  kind: 'dependency',
  rule: id,
  title: id,
  severity: 'low',
  advisories: [id],
  component: { name: 'lodash', version: '4.17.20', path: 'package-lock.json' },
  raw: '{}',
})

beforeAll(async () => {
  await knownFormats()
  folder = await mkdtemp(join(tmpdir(), 'stance-gate-'))
  t = await testApp()
  asset = await testAsset(t.pool, 'shop')
  const known = scrubSecret(leak(secret), t.deps.keys.hashSecret)
  await ingest(t.pool, { asset, items: [code(), known], at: '2026-10-01T00:00:00Z' })
  await t.pool.query(
    "insert into known_exploited (cve, added, ransomware) values ('CVE-2026-1', '2026-01-01', false)",
  )
})
afterAll(async () => {
  await t.close()
  await rm(folder, { recursive: true, force: true })
})

const request = async (method: 'GET' | 'POST', url: string, payload?: object, headers: object = local) =>
  t.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: headers as Record<string, string>,
    ...(payload && { payload }),
  })

describe('the baseline', () => {
  test('is the default branch’s, by identities and without any secret', async () => {
    const answer = await request('GET', `/assets/${asset}/gate-baseline`)
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({
      branch: 'main',
      tools: ['semgrep'],
      context: { asset: 'shop', exposure: null },
    })
    expect(answer.json().entries).toHaveLength(2)
    expect(answer.json().entries[0]).toMatchObject({ onTarget: true, decision: null, path: 'src/a.ts' })
    expect(answer.body).not.toContain(secret)
  })

  test('of a branch that nobody scanned is none', async () => {
    const answer = await request('GET', `/assets/${asset}/gate-baseline?branch=nowhere`)
    expect(answer.statusCode).toBe(409)
    expect(answer.json()).toMatchObject({
      code: 'no_baseline',
      detail: expect.stringContaining('stance import'),
    })
  })

  test('is nobody’s who may not see the asset', async () => {
    const { headers } = await t.somebody('developer')
    expect((await request('GET', `/assets/${asset}/gate-baseline`, undefined, headers)).statusCode).toBe(404)
  })
})

test('signals are what the feeds say', async () => {
  const answer = await request('POST', '/gate/signals', { advisories: ['CVE-2026-1', 'CVE-2026-2'] })
  expect(answer.json()).toMatchObject([
    { advisory: 'CVE-2026-1', epss: null, knownExploited: true, maturity: 3 },
    { advisory: 'CVE-2026-2', epss: null, knownExploited: false },
  ])
})

describe('an override', () => {
  const body = { reason: 'the shop is down, ticket 4711', policy: 'default 1', count: 1, blocked: [] }

  test('is kept in the audit log', async () => {
    const answer = await request('POST', `/assets/${asset}/gate-overrides`, body)
    expect(answer.statusCode).toBe(201)
    const { items } = (await request('GET', '/audit')).json()
    expect(items[0]).toMatchObject({
      action: 'gate.override',
      object: `asset/${asset}`,
      detail: { reason: body.reason, count: 1 },
    })
  })

  test('is not for a pipeline’s own token', async () => {
    const { headers } = await t.somebody('ci')
    expect((await request('POST', `/assets/${asset}/gate-overrides`, body, headers)).statusCode).toBe(403)
  })

  test('needs a reason', async () => {
    expect(
      (await request('POST', `/assets/${asset}/gate-overrides`, { ...body, reason: 'asap' })).statusCode,
    ).toBe(400)
  })
})

describe('stance gate --asset', () => {
  const client = (token?: string): ApiClient => apiClientOf(t.app, token)

  /** Runs the gate on observations, written as Stance's own format. */
  async function gate(items: Observation[], args: string[] = [], api = client()) {
    const findings = items.map((o) => ({
      kind: o.kind,
      rule: o.rule,
      title: o.title,
      severity: o.severity,
      ...o.location,
      ...(o.cwes && { cwe: o.cwes }),
      ...(o.advisories && { cve: o.advisories }),
      ...(o.component && { component: o.component }),
      ...(o.secret && { secret: o.secret }),
    }))
    const file = join(folder, 'report.json')
    await writeFile(file, JSON.stringify({ stance: 1, tool: { name: 'semgrep' }, findings }))
    return runHere(['gate', file, '--asset', 'shop', '--json', ...args], api)
  }

  test('knows what the target branch has, secrets too, and since when', async () => {
    const { code: exit, stdout, stderr } = await gate([code({ line: 99 }), leak(secret)])
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'pass',
      counts: { new: 0, old: 2 },
      baseline: 'main',
      asset: 'shop',
    })
    expect(JSON.parse(stdout).findings[0].ageDays).toBeGreaterThan(30)
    expect(exit).toBe(0)
  })

  test('blocks another secret in the same place, and prints none', async () => {
    const other = 'ghp_An0therMadeUpTokenThatOpensNothing99'
    const { code: exit, stdout } = await gate([leak(other)])
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'blocked', counts: { new: 1, fixed: 2 } })
    expect(stdout).not.toContain(other)
    expect(exit).toBe(1)
  })

  test('blocks what the server knows to be exploited', async () => {
    const { stdout } = await gate([vulnerable('CVE-2026-1')])
    expect(JSON.parse(stdout).findings[0]).toMatchObject({
      effect: 'block',
      rule: 'new-known-exploited',
      knownExploited: true,
    })
  })

  test('goes by what people have decided, on whatever branch', async () => {
    const risky = code({
      rule: 'ssrf',
      title: 'SSRF',
      path: 'src/new.ts',
      snippet: 'fetch(request.query.url)',
    })
    await ingest(t.pool, { asset, branch: 'feature', items: [risky] })
    expect((await gate([risky])).code).toBe(1)
    const decided = {
      filter: { asset: [asset], branch: 'feature' },
      decision: 'accepted',
      reason: 'behind a proxy',
    }
    const answer = await t.app.inject({
      method: 'PATCH',
      url: '/api/v1/findings',
      headers: local,
      payload: decided,
    })
    expect(answer.json()).toMatchObject({ changed: 1, exception: { status: 'active' } })
    const { code: exit, stdout } = await gate([risky])
    expect(JSON.parse(stdout).findings[0]).toMatchObject({
      effect: 'ignore',
      reason: 'accepted: behind a proxy',
    })
    expect(exit).toBe(0)
  })

  test('goes by the policies in force for the asset', async () => {
    const fresh = code({
      rule: 'xss',
      title: 'XSS',
      severity: 'low',
      path: 'src/view.ts',
      snippet: 'html(name)',
    })
    expect((await gate([fresh])).code).toBe(0)
    const text =
      'policy: strict\nversion: 1\nrules: [{ id: low, when: finding.severity == "low", then: { block: not even low } }]\n'
    const kept = await request('POST', '/policies', { text, scope: { kind: 'asset', id: asset } })
    const { code: exit, stdout } = await gate([fresh])
    expect(JSON.parse(stdout)).toMatchObject({
      policy: { name: 'default + strict' },
      findings: [{ policy: 'strict', effect: 'block', reason: 'not even low' }],
    })
    expect(exit).toBe(1)
    expect((await gate([fresh], ['--policy', 'default'])).code).toBe(0)
    await t.app.inject({ method: 'DELETE', url: `/api/v1/policies/${kept.json().id}`, headers: local })
  })

  test('an override is recorded before anything passes', async () => {
    const items = [leak('ghp_An0therMadeUpTokenThatOpensNothing98')]
    const { code: exit, stdout } = await gate(items, ['--override', 'the shop is down, ticket 4712'])
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'pass',
      counts: { blocked: 1 },
      override: { recorded: 'server', by: expect.any(String) },
    })
    expect(exit).toBe(0)
    const { items: log } = (await request('GET', '/audit')).json()
    expect(log[0].detail).toMatchObject({
      reason: 'the shop is down, ticket 4712',
      blocked: [{ title: 'A token' }],
    })
    const { headers } = await t.somebody('ci')
    const refused = await gate(
      items,
      ['--override', 'the shop is down'],
      client(headers.authorization.slice(7)),
    )
    expect(refused.code).toBe(2)
    expect(refused.stderr).toMatch(/does not include findings:triage/)
  })

  test.each([
    ['an asset that is not there', ['--asset', 'nothing'], /no asset nothing/],
    ['a branch that nobody scanned', ['--branch', 'nowhere'], /Nothing is known of branch nowhere/],
  ])('%s decides nothing', async (_, args, message) => {
    const { code: exit, stdout, stderr } = await gate([code()], args)
    expect(exit).toBe(2)
    expect(stderr).toMatch(message)
    expect(JSON.parse(stdout).verdict).toBe('undecided')
  })
})
