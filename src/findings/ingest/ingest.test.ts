import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { codeObservation as code, eventsOf, findingsOf, ingest, testAsset } from '../../../test/ingest.ts'
import type { Observation } from '../../model/observation.ts'
import { transaction } from '../../platform/database.ts'
import { rankFindings } from '../../risk/rank.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

const NONE = { new: 0, unchanged: 0, moved: 0, changed: 0, reopened: 0, fixed: 0, merged: 0 }

const vulnerable = (advisories: string[], over: Partial<Observation> = {}): Observation => ({
  type: 'observation',
  kind: 'dependency',
  rule: advisories[0] as string,
  title: `${advisories[0]} in lodash`,
  severity: 'high',
  advisories,
  component: { name: 'lodash', version: '4.17.20', path: 'package-lock.json', fixVersions: ['4.17.21'] },
  raw: '{}',
  ...over,
})

/** Counters of writes to a table, from PostgreSQL's own statistics of this transaction-free moment. */
async function versions(asset: string): Promise<string> {
  const { rows } = await db.pool.query<{ v: string }>(
    `select string_agg(id::text || xmin::text, ',' order by id) as v from finding where asset_id = $1`,
    [asset],
  )
  return rows[0]?.v ?? ''
}

describe('life cycle', () => {
  it('opens, keeps, fixes and reopens', async () => {
    const asset = await testAsset(db.pool)
    const two = [code(), code({ path: 'src/b.ts', line: 4 })]
    expect(await ingest(db.pool, { asset, items: two })).toEqual({ ...NONE, new: 2 })
    const [first] = await findingsOf(db.pool, asset)
    expect(first).toMatchObject({ state: 'open', posture: true, place: 'src/a.ts:10', tools: ['semgrep'] })
    expect(first?.score).toBeGreaterThan(0)
    expect(await ingest(db.pool, { asset, items: two.slice(1) })).toEqual({ ...NONE, unchanged: 1, fixed: 1 })
    expect((await findingsOf(db.pool, asset)).map((f) => f.state)).toEqual(['fixed', 'open'])
    expect(await ingest(db.pool, { asset, items: two })).toMatchObject({ unchanged: 1, reopened: 1, new: 0 })
    expect(await eventsOf(db.pool, asset, first?.id as string)).toEqual(['opened', 'fixed', 'reopened'])
  })

  it('writes no finding row when nothing changed', async () => {
    const asset = await testAsset(db.pool)
    const items = Array.from({ length: 50 }, (_, i) => code({ line: i + 1, snippet: `query(${i})` }))
    await ingest(db.pool, { asset, items })
    const before = await versions(asset)
    expect(await ingest(db.pool, { asset, items })).toEqual({ ...NONE, unchanged: 50 })
    expect(await versions(asset)).toBe(before)
  })

  it('closes only what its own scope no longer shows', async () => {
    const asset = await testAsset(db.pool)
    await ingest(db.pool, { asset, items: [code()], target: 'backend' })
    expect(await ingest(db.pool, { asset, items: [], target: 'frontend' })).toEqual(NONE)
    expect(await ingest(db.pool, { asset, items: [], tool: 'bandit', target: 'backend' })).toEqual(NONE)
    expect(await ingest(db.pool, { asset, items: [], target: 'backend' })).toEqual({ ...NONE, fixed: 1 })
  })

  it('closes nothing by a report that ends early', async () => {
    const asset = await testAsset(db.pool)
    await ingest(db.pool, { asset, items: [code(), code({ path: 'b.ts' })] })
    const cut = {
      type: 'problem' as const,
      where: '/results/1',
      message: 'The report ends early.',
      incomplete: true as const,
    }
    expect(await ingest(db.pool, { asset, items: [code(), cut] })).toEqual({ ...NONE, unchanged: 1 })
  })

  it('scores what it stages as ranking would', async () => {
    const asset = await testAsset(db.pool)
    const rated = vulnerable(['CVE-2021-23337'], {
      cvss: [{ score: 7.2 }],
      epss: 0.01234,
      knownExploited: true,
      confidence: 'low',
    })
    await ingest(db.pool, { asset, items: [code(), rated], at: '2024-01-05T00:00:00Z' })
    expect(await transaction(db.pool, (tx) => rankFindings(tx, [asset], 'all'))).toBe(0)
  })

  it('refreshes what the tool says and keeps identity', async () => {
    const asset = await testAsset(db.pool)
    await ingest(db.pool, { asset, items: [code()] })
    const [before] = await findingsOf(db.pool, asset)
    expect(
      await ingest(db.pool, { asset, items: [code({ severity: 'critical', title: 'SQL injection by id' })] }),
    ).toEqual({ ...NONE, changed: 1 })
    const [after] = await findingsOf(db.pool, asset)
    expect(after).toMatchObject({ id: before?.id, severity: 5, title: 'SQL injection by id' })
    expect(after?.score).toBeGreaterThan(before?.score as number)
  })

  it('takes a producer’s suppression as its verdict', async () => {
    const asset = await testAsset(db.pool)
    await ingest(db.pool, {
      asset,
      items: [code({ verdict: { state: 'false_positive', source: 'sarif-suppression' } })],
    })
    expect((await findingsOf(db.pool, asset))[0]?.state).toBe('false_positive')
    await ingest(db.pool, { asset, items: [code()] })
    expect((await findingsOf(db.pool, asset))[0]?.state).toBe('open')
  })
})

describe('moved code', () => {
  it('follows lines, files and edits', async () => {
    const asset = await testAsset(db.pool)
    await ingest(db.pool, {
      asset,
      items: [
        code(),
        code({ path: 'src/old.ts', line: 5, snippet: 'exec("rm " + dir)', rule: 'cmd' }),
        code({ path: 'src/c.ts', snippet: 'db.run("update t set a=" + a)' }),
      ],
    })
    const before = Object.fromEntries((await findingsOf(db.pool, asset)).map((f) => [f.place, f.id]))
    const outcome = await ingest(db.pool, {
      asset,
      items: [
        code({ line: 42 }),
        code({ path: 'src/new.ts', line: 9, snippet: 'exec("rm " + dir)', rule: 'cmd' }),
        code({ path: 'src/c.ts', snippet: 'db.run("update t set a=" + req.a)' }),
      ],
    })
    expect(outcome).toEqual({ ...NONE, moved: 2, changed: 1 })
    const after = Object.fromEntries((await findingsOf(db.pool, asset)).map((f) => [f.place, f.id]))
    expect(after).toEqual({
      'src/a.ts:42': before['src/a.ts:10'],
      'src/new.ts:9': before['src/old.ts:5'],
      'src/c.ts:10': before['src/c.ts:10'],
    })
  })

  it('tells twins apart by their order', async () => {
    const asset = await testAsset(db.pool)
    await ingest(db.pool, { asset, items: [code({ line: 10 }), code({ line: 20 })] })
    const ids = (await findingsOf(db.pool, asset)).map((f) => f.id)
    expect(await ingest(db.pool, { asset, items: [code({ line: 14 }), code({ line: 24 })] })).toEqual({
      ...NONE,
      moved: 2,
    })
    expect((await findingsOf(db.pool, asset)).map((f) => f.id)).toEqual(ids)
  })
})

describe('merging', () => {
  it('makes one finding of what two tools see at one place, and says why', async () => {
    const asset = await testAsset(db.pool)
    await ingest(db.pool, { asset, items: [code({ line: 10 }), code({ path: 'src/x.ts', cwes: [79] })] })
    const second = [
      code({ line: 11, rule: 'B608', cwes: [564], snippet: undefined }),
      code({ path: 'src/x.ts', cwes: [89], rule: 'B608' }),
    ]
    expect(await ingest(db.pool, { asset, tool: 'bandit', items: second })).toEqual({
      ...NONE,
      new: 1,
      merged: 1,
    })
    const findings = await findingsOf(db.pool, asset)
    expect(findings.map((f) => f.tools)).toEqual([['bandit', 'semgrep'], ['semgrep'], ['bandit']])
    expect(findings[0]?.cwes).toEqual([89, 564])
    const { rows } = await db.pool.query(
      'select reason from observation where asset_id = $1 and rule = $2 and path = $3',
      [asset, 'B608', 'src/a.ts'],
    )
    expect(rows[0]?.reason).toMatchObject({ rule: 'near', lines: 1, cwes: [564, 89], tool: 'semgrep' })
  })

  it('joins weaknesses of a pipeline on the very same line, not on the next one', async () => {
    const asset = await testAsset(db.pool)
    const step = (line: number, over: Partial<Observation>): Observation => ({
      ...code({ path: '.github/workflows/ci.yml', line, snippet: `uses: acme/tool-${line}@v1` }),
      kind: 'pipeline',
      ...over,
    })
    const unpinned = { rule: 'cicd-unpinned-action', cwes: [829, 1357] }
    const own = [
      step(10, unpinned),
      step(12, unpinned),
      step(12, { rule: 'cicd-untrusted-checkout', cwes: [829, 94] }),
    ]
    await ingest(db.pool, { asset, tool: 'Stance discovery', items: own })
    const theirs = [10, 11, 12].map((line) => step(line, { rule: 'unpinned-uses', cwes: [1357] }))
    expect(await ingest(db.pool, { asset, tool: 'zizmor', items: theirs })).toEqual({
      ...NONE,
      new: 1,
      merged: 2,
    })
    const { rows } = await db.pool.query<{ met: string }>(
      `select string_agg(rule || ':' || line, ' ' order by rule) as met from observation
       where asset_id = $1 group by finding_id having count(*) > 1 order by 1`,
      [asset],
    )
    expect(rows.map(({ met }) => met)).toEqual([
      'cicd-unpinned-action:10 unpinned-uses:10',
      'cicd-unpinned-action:12 unpinned-uses:12',
    ])
  })

  it('is fixed only when no tool sees it any more', async () => {
    const asset = await testAsset(db.pool)
    await ingest(db.pool, { asset, items: [code()] })
    await ingest(db.pool, { asset, tool: 'bandit', items: [code({ rule: 'B608' })] })
    expect(await ingest(db.pool, { asset, items: [] })).toEqual(NONE)
    expect((await findingsOf(db.pool, asset)).map((f) => [f.state, f.tools])).toEqual([['open', ['bandit']]])
    expect(await ingest(db.pool, { asset, tool: 'bandit', items: [] })).toEqual({ ...NONE, fixed: 1 })
  })

  it('joins advisories by any alias, also when the alias comes late', async () => {
    const asset = await testAsset(db.pool)
    await ingest(db.pool, { asset, tool: 'npm audit', items: [vulnerable(['GHSA-35jh-r3h4-6jhm'])] })
    await ingest(db.pool, { asset, tool: 'trivy', items: [vulnerable(['CVE-2021-23337'])] })
    expect(await findingsOf(db.pool, asset)).toHaveLength(2)
    const late = vulnerable(['GHSA-35jh-r3h4-6jhm', 'CVE-2021-23337'])
    expect(await ingest(db.pool, { asset, tool: 'osv-scanner', items: [late] })).toMatchObject({
      new: 0,
      merged: 1,
    })
    const [only, ...rest] = await findingsOf(db.pool, asset)
    expect(rest).toEqual([])
    expect(only).toMatchObject({
      advisories: ['CVE-2021-23337', 'GHSA-35jh-r3h4-6jhm'],
      tools: ['npm audit', 'osv-scanner', 'trivy'],
    })
    expect(await eventsOf(db.pool, asset, only?.id as string)).toContain('joined')
  })

  it('keeps a vulnerable package one finding over an upgrade that does not fix it', async () => {
    const asset = await testAsset(db.pool)
    await ingest(db.pool, { asset, items: [vulnerable(['CVE-2021-23337'])] })
    const upgraded = vulnerable(['CVE-2021-23337'], {
      component: { name: 'lodash', version: '4.17.20-1', path: 'package-lock.json' },
    })
    expect(await ingest(db.pool, { asset, items: [upgraded] })).toEqual({ ...NONE, changed: 1 })
  })

  it('makes one finding of one secret in many places and tools', async () => {
    const asset = await testAsset(db.pool)
    const leak = (path: string, over: Partial<Observation> = {}): Observation => ({
      ...code({ path, rule: 'aws-key', kind: 'secret', cwes: [] }),
      secretHash: 'ab12',
      ...over,
    })
    expect(await ingest(db.pool, { asset, tool: 'gitleaks', items: [leak('a.env'), leak('b.env')] })).toEqual(
      { ...NONE, new: 1, merged: 1 },
    )
    expect(
      await ingest(db.pool, { asset, tool: 'trufflehog', items: [leak('a.env', { rule: 'AWS' })] }),
    ).toEqual({ ...NONE, merged: 1 })
    expect(await findingsOf(db.pool, asset)).toHaveLength(1)
  })

  it('matches several tools of one report with each other', async () => {
    const asset = await testAsset(db.pool)
    const items = [code({ tool: 'semgrep' }), code({ tool: 'codeql', rule: 'js/sql-injection', line: 11 })]
    expect(await ingest(db.pool, { asset, items })).toEqual({ ...NONE, new: 1, merged: 1 })
  })
})

describe('branches', () => {
  it('compares a branch with the default one and leaves the posture alone', async () => {
    const asset = await testAsset(db.pool)
    await ingest(db.pool, { asset, items: [code(), code({ path: 'src/b.ts' })] })
    const base = await findingsOf(db.pool, asset)
    const onBranch = [
      code({ line: 30 }),
      code({ path: 'src/renamed.ts' }),
      code({ path: 'src/new.ts', rule: 'xss' }),
    ]
    expect(await ingest(db.pool, { asset, branch: 'feature', items: onBranch })).toEqual({
      ...NONE,
      unchanged: 1,
      moved: 1,
      new: 1,
    })
    const all = await findingsOf(db.pool, asset)
    expect(all.filter((f) => f.posture).map((f) => [f.id, f.state])).toEqual(base.map((f) => [f.id, 'open']))
    expect(all.filter((f) => !f.posture).map((f) => f.place)).toEqual(['src/new.ts:10'])
    await ingest(db.pool, { asset, branch: 'feature', items: [] })
    expect((await findingsOf(db.pool, asset)).filter((f) => f.posture).map((f) => f.state)).toEqual([
      'open',
      'open',
    ])
  })

  it('takes a branch’s finding into the posture when it is merged', async () => {
    const asset = await testAsset(db.pool)
    await ingest(db.pool, { asset, items: [] })
    await ingest(db.pool, { asset, branch: 'feature', items: [code()] })
    const [before] = await findingsOf(db.pool, asset)
    expect(before?.posture).toBe(false)
    await ingest(db.pool, { asset, items: [code()] })
    expect(await findingsOf(db.pool, asset)).toMatchObject([{ id: before?.id, posture: true, state: 'open' }])
  })
})

describe('one finding where several tools saw one weakness', () => {
  const tools = async (asset: string) => (await findingsOf(db.pool, asset)).map((f) => f.tools)

  it('of one control on one resource, whatever each tool calls it', async () => {
    const asset = await testAsset(db.pool)
    const on = (rule: string, address: string, line: number): Observation => ({
      type: 'observation',
      kind: 'config',
      rule,
      title: rule,
      severity: 'medium',
      resource: { address },
      location: { path: 'infra/main.tf', line },
      raw: '{}',
    })
    const buckets = (rule: string) => [
      on(rule, 'aws_s3_bucket.logs', 3),
      on(rule, 'aws_s3_bucket.data', 9),
      on(rule, 'aws_s3_bucket.shop[0]', 15),
      on(rule, 'aws_s3_bucket.shop[1]', 15),
    ]
    await ingest(db.pool, {
      asset,
      tool: 'checkov',
      items: [...buckets('CKV_AWS_19'), ...buckets('CKV_AWS_18')],
    })
    await ingest(db.pool, { asset, tool: 'trivy', items: buckets('AVD-AWS-0088') })
    await ingest(db.pool, { asset, tool: 'kics', items: buckets('6726dcc0-5ff5-459d-b473-a780bef7665c') })
    const merged = ['checkov', 'kics', 'trivy']
    const alone = ['checkov']
    expect((await tools(asset)).sort()).toEqual([alone, alone, alone, alone, merged, merged, merged, merged])
  })

  it('of one route and parameter, whatever the ids in the address and the depth of the CWE', async () => {
    const asset = await testAsset(db.pool)
    const at = (
      url: string,
      over: Partial<Observation> & { parameter?: string; method?: string } = {},
    ): Observation => {
      const { parameter = 'q', method = 'GET', ...rest } = over
      return {
        type: 'observation',
        kind: 'web',
        rule: 'xss',
        title: 'Cross-site scripting',
        severity: 'high',
        cwes: [79],
        endpoint: { url, parameter, ...(method && { method }) },
        raw: '{}',
        ...rest,
      }
    }
    await ingest(db.pool, {
      asset,
      tool: 'zap',
      items: [
        at('https://shop.example/orders/17?q=1'),
        at('https://shop.example/login', { parameter: 'user' }),
      ],
    })
    await ingest(db.pool, {
      asset,
      tool: 'burp',
      items: [
        at('https://SHOP.example:443/orders/4711?q=2', { rule: '2097920', cwes: [80], method: '' }),
        at('https://shop.example/orders/4711', { rule: '2097920', parameter: 'sort' }),
        at('https://shop.example/login', { rule: '1049088', parameter: 'user', cwes: [89] }),
      ],
    })
    expect((await tools(asset)).sort()).toEqual([['burp'], ['burp'], ['burp', 'zap'], ['zap']])
  })

  it('in one file, named from other roots: an absolute path, the repository, a folder of it', async () => {
    const asset = await testAsset(db.pool)
    const files = ['orders.ts', 'cart.ts', 'stock.ts', 'login.ts']
    const from = (root: string, rule: string) =>
      files.map((file, i) => code({ path: root + file, line: 10 * i + 5, rule }))
    await ingest(db.pool, { asset, tool: 'codeql', items: from('src/api/', 'js/sql-injection') })
    await ingest(db.pool, {
      asset,
      tool: 'semgrep',
      items: from('home/runner/work/shop/shop/src/api/', 'sqli'),
    })
    await ingest(db.pool, { asset, tool: 'snyk', items: from('', 'javascript/Sqli') })
    expect(await tools(asset)).toEqual(files.map(() => ['codeql', 'semgrep', 'snyk']))
  })

  it('but not of two secrets that stand side by side', async () => {
    const asset = await testAsset(db.pool)
    const secret = (line: number, secretHash: string): Observation =>
      code({
        kind: 'secret',
        rule: 'key',
        title: 'Key',
        cwes: [798],
        line,
        secretHash,
        snippet: `key${line}`,
      })
    await ingest(db.pool, { asset, tool: 'gitleaks', items: [secret(1, 'aa')] })
    await ingest(db.pool, { asset, tool: 'trufflehog', items: [secret(1, 'aa'), secret(2, 'bb')] })
    expect((await tools(asset)).sort()).toEqual([['gitleaks', 'trufflehog'], ['trufflehog']])
  })
})
