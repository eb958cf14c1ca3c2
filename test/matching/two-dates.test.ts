import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../database.ts'
import { testUploads, type Uploads } from '../uploads.ts'
import { APPS, EXAMPLES, estate } from './load-world.ts'
import { type Place, septemberToNovember } from './september-to-november.ts'

// The sample estate's reports of both dates, as `npm start` imports them. What must come of them: examples/README.md's table
// of what was fixed, is new and moved, and, line by line, the patches between the two dates.

let db: TestDatabase
let uploads: Uploads
let september: Seen[]
let november: Seen[]

beforeAll(async () => {
  db = await testDatabase()
  uploads = await testUploads(db.pool)
  await importAll('2026-09')
  september = await everythingSeen()
  await importAll('2026-11')
  november = await everythingSeen()
}, 180_000)
afterAll(async () => {
  await uploads.close()
  await db.drop()
})

async function importAll(month: string): Promise<void> {
  for (const { file, asset, branch, date } of estate.imports.filter((entry) =>
    entry.date.startsWith(month),
  )) {
    const report = await uploads.upload(readFileSync(join(EXAMPLES, file)), { asset, branch, date })
    expect(report, file).toMatchObject({ status: 'done', problems: 0 })
  }
}

interface Seen extends Place {
  app: string
  tool: string
  rule: string
  finding: string
}

async function everythingSeen(): Promise<Seen[]> {
  const { rows } = await db.pool.query<Seen>(
    `select a.name as app, s.tool, o.rule, o.path, o.line, o.finding_id as finding
     from observation o join scope s on s.asset_id = o.asset_id and s.id = o.scope_id join asset a on a.id = o.asset_id
     where o.present and o.line is not null`,
  )
  return rows
}

/** Findings that turned out to be one: loser → winner. */
async function winnerOfMerged(): Promise<Map<string, string>> {
  const { rows } = await db.pool.query<{ id: string; into: string }>(
    'select id, merged_into as into from finding where merged_into is not null',
  )
  return new Map(rows.map(({ id, into }) => [id, into]))
}

const spot = ({ app, tool, rule }: Seen, { path, line }: Place): string =>
  `${app} ${tool} ${rule} ${path}:${line}`
const findingsBySpot = (seen: Seen[], place: (s: Seen) => Place | undefined): Map<string, string[]> => {
  const placed = seen.flatMap((s) => {
    const at = place(s)
    return at ? [{ at: spot(s, at), finding: s.finding }] : []
  })
  return new Map(
    [...Map.groupBy(placed, (p) => p.at)].map(([at, all]) => [at, all.map((p) => p.finding).sort()]),
  )
}

test('whatever stands on a line that is still there keeps its finding', async () => {
  const follow = new Map(APPS.map((app) => [app, septemberToNovember(app)]))
  const winners = await winnerOfMerged()
  const before = september.map((s) => ({ ...s, finding: winners.get(s.finding) ?? s.finding }))
  const expected = findingsBySpot(before, (s) => follow.get(s.app)?.(s))
  const actual = findingsBySpot(november, (s) => s)
  // tfsec prints neither code nor names: when some of its equal findings in a file went, nothing tells which.
  const sort = (s: Seen): string => `${s.app} ${s.rule} ${s.path}`
  const counts = [september, november].map((seen) => Map.groupBy(seen, sort))
  const ambiguous = new Set(
    november
      .filter(
        (s) => s.tool === 'defsec' && counts[0]?.get(sort(s))?.length !== counts[1]?.get(sort(s))?.length,
      )
      .map((s) => spot(s, s)),
  )
  // Not all that is still there is still seen; what is seen as often as before is the same.
  const seenAgain = [...expected].filter(
    ([at, findings]) => actual.get(at)?.length === findings.length && !ambiguous.has(at),
  )
  expect(seenAgain.length).toBeGreaterThan(400)
  expect(Object.fromEntries(seenAgain.map(([at]) => [at, actual.get(at)]))).toEqual(
    Object.fromEntries(seenAgain),
  )
})

test('nothing was closed and brought back', async () => {
  const { rows } = await db.pool.query(
    `select f.place from finding f join finding_event e on e.asset_id = f.asset_id and e.finding_id = f.id
     where e.type = 'reopened' or e.type = 'fixed' and f.state <> 'fixed'`,
  )
  expect(rows).toEqual([])
})

/**
 * What became of an app's findings of some kinds: rule, and component, resource or file. What only tools see that had not
 * looked at the app in September is left out: it is not new in the source.
 */
async function changes(
  app: string,
  which: 'fixed' | 'new',
  kinds = ['code', 'secret', 'dependency'],
): Promise<string[]> {
  const { rows } = await db.pool.query<{ what: string }>(
    `select f.rule || ' ' || coalesce(f.component, split_part(f.place, ' · ', 1)) as what
     from finding f join asset a on a.id = f.asset_id and a.name = $1
     where f.merged_into is null and f.kind = any($3)
       and f.tools && (select array_agg(t) from report r, unnest(r.tools) t
                       where r.asset_id = a.id and r.observed_at < '2026-11-01')
       and case $2 when 'fixed' then f.state = 'fixed' else f.first_seen >= '2026-11-01' end
     order by 1`,
    [app, which, kinds],
  )
  return rows.map((row) => row.what.replace(/:\d+$/, ''))
}

/** Files that observations were followed out of, with where to. */
async function movedFiles(app: string): Promise<string[]> {
  const { rows } = await db.pool.query<{ moved: string }>(
    `select distinct (e.data #>> '{from,path}') || ' → ' || (e.data #>> '{to,path}') as moved
     from finding_event e join asset a on a.id = e.asset_id and a.name = $1
     where e.type = 'moved' and e.data #>> '{from,path}' <> e.data #>> '{to,path}' order by 1`,
    [app],
  )
  return rows.map((row) => row.moved)
}

describe('the table of examples/README.md', () => {
  test('shop-api', async () => {
    expect(await changes('shop-api', 'fixed')).toEqual([
      'NSWG-ECO-17 jsonwebtoken',
      'NSWG-ECO-23 marked',
      'NSWG-ECO-31 semver',
      'NSWG-ECO-313 serialize-to-js',
      'NSWG-ECO-428 base64url',
      'NSWG-ECO-88 jws',
      'generic-api-key .env.production',
      'rules.ts-sql-by-string src/routes/customers.ts',
    ])
    expect(await changes('shop-api', 'new')).toEqual([
      'NSWG-ECO-117 shell-quote',
      'NSWG-ECO-311 node-serialize',
      'generic-api-key Dockerfile',
      'rules.ci-input-in-script .github/workflows/release.yml',
      'rules.ts-debug-door src/auth/session.ts',
      'rules.ts-eval-of-input src/routes/orders.ts',
      'rules.ts-html-from-input src/views/invoice.ts',
      'rules.ts-predictable-random src/lib/references.ts',
      'rules.ts-request-to-given-address src/routes/webhooks.ts',
      'rules.ts-request-to-given-address src/routes/webhooks.ts',
      'rules.ts-unsafe-deserialisation src/auth/session.ts',
    ])
    expect(await movedFiles('shop-api')).toEqual(['src/orders.ts → src/routes/orders.ts'])
  })

  test('ledger', async () => {
    const fixed = await changes('ledger', 'fixed')
    expect(fixed.filter((what) => / django$/.test(what))).toHaveLength(10)
    expect(fixed.filter((what) => !/ django$/.test(what))).toEqual([
      'B105 ledger/settings.py',
      'GHSA-48rh-qgjr-xfj6 org.jsoup:jsoup',
      'PYSEC-2018-49 pyyaml',
      'PYSEC-2018-52 cryptography',
      'PYSEC-2021-317 pillow',
      'PYSEC-2021-331 pillow',
      'rules.py-eval ledger/imports/bank_feed.py',
      'rules.py-sql-by-string ledger/db.py',
      'rules.py-tls-not-verified ledger/imports/bank_feed.py',
    ])
    expect(await changes('ledger', 'new')).toEqual([
      'B321 ledger/exports/transfer.py',
      'B324 ledger/exports/checksum.py',
      'B402 ledger/exports/transfer.py',
      'B403 ledger/api/sessions.py',
      'PYSEC-2020-176 pyyaml',
      'PYSEC-2020-96 pyyaml',
      'PYSEC-2021-858 celery',
      'PYSEC-2022-186 pyspark',
      'PYSEC-2022-236 pyspark',
      'PYSEC-2022-42976 pyspark',
      'PYSEC-2023-44 pyspark',
      'PYSEC-2023-72 pyspark',
      'rules.java-shell-command-from-input bridge/src/main/java/harbour/bridge/Inbox.java',
      'rules.py-path-from-input ledger/imports/archive.py',
      'rules.py-pickle ledger/api/sessions.py',
      'rules.py-secret-in-source ledger/exports/transfer.py',
      'rules.py-template-from-input ledger/api/accounts.py',
    ])
    expect(await movedFiles('ledger')).toEqual(['ledger/utils.py → ledger/passwords.py'])
  })

  test('gateway', async () => {
    expect(await changes('gateway', 'fixed')).toEqual([
      'G104 internal/routes/files.go',
      'G104 internal/routes/tools.go',
      'G703 internal/routes/files.go',
      'G705 internal/routes/tools.go',
      'rules.go-shell-command-from-input internal/routes/tools.go',
    ])
    expect(await changes('gateway', 'new')).toEqual([
      'G104 internal/routes/fetch.go',
      'G501 internal/auth/tills.go',
      'G505 internal/auth/passwords.go',
      'curl-auth-user .github/workflows/build.yml',
      'rules.go-request-to-given-address internal/routes/fetch.go',
      'rules.go-short-key internal/auth/tokens.go',
      'rules.go-sql-by-string internal/audit/audit.go',
      'rules.go-weak-hash internal/auth/passwords.go',
      'rules.go-weak-hash internal/auth/tills.go',
    ])
    expect(await movedFiles('gateway')).toEqual(['internal/upstream/proxy.go → internal/upstream/client.go'])
  })

  test('platform', async () => {
    // Resources tell more than tfsec's lines.
    const resources = async (which: 'fixed' | 'new') => [
      ...new Set(
        (await changes('platform', which, ['config']))
          .filter((what) => what.startsWith('CKV'))
          .map((what) => what.split(' ')[1]),
      ),
    ]
    expect(await resources('fixed')).toEqual([
      'aws_security_group.cache',
      'module.storage.aws_s3_bucket.logs',
    ])
    expect(await resources('new')).toEqual([
      'aws_lambda_function.thumbnails',
      'aws_security_group_rule.desktop',
    ])
    expect(await changes('platform', 'fixed')).toEqual(['curl-auth-header scripts/backup.sh'])
    expect(await changes('platform', 'new')).toEqual(['@secretlint/secretlint-rule-pattern compute.tf'])
    expect(await movedFiles('platform')).toEqual([
      'database.tf → modules/data/main.tf',
      'queues.tf → modules/data/main.tf',
    ])
  })
})
