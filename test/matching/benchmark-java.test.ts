import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { relatedCwes } from '../../src/model/cwe/related.ts'
import { CORPUS, WITHOUT_CORPUS } from '../corpus.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { testUploads, type Uploads } from '../uploads.ts'

// Merging against ground truth: OWASP Benchmark 1.2 is 2,740 small servlets, each with one weakness of a known category or none. What
// several tools said of the same code must be one finding for each servlet and weakness. Two observations of different tools
// that both report the servlet's category within reach of each other should be one finding; two that are one finding should
// be about one servlet and one weakness.

const FOLDER = join(CORPUS ?? '', 'groundtruth/benchmark-java')
const REPORTS = [
  { file: 'history/fd944fb__results_Benchmark_1.2-SiteShadow-v1.0.0-902.sarif' },
  { file: 'history/e004f1a__results_Benchmark_1.2-Semgrep-v0.52.0-9999.json' },
  { file: 'history/f56421a__results_Benchmark_1.2-Fluid-Attacks-v20210416.csv' },
]

interface Seen {
  id: string
  tool: string
  finding: string
  servlet: string
  line: number
  cwes: number[]
}

const servletIn = (path: string): string | undefined => /BenchmarkTest\d{5}/.exec(path)?.[0]

function categories(): Map<string, number> {
  const rows = readFileSync(join(FOLDER, 'expectedresults-1.2.csv'), 'utf8')
    .split('\n')
    .slice(1)
    .filter(Boolean)
  return new Map(rows.map((row) => [row.split(',')[0] as string, Number(row.split(',')[3])]))
}

/** Lines further apart than this are not near, unless a tool names only the file. */
const REACH = 10
const isNear = (a: Seen, b: Seen): boolean => a.line <= 1 || b.line <= 1 || Math.abs(a.line - b.line) <= REACH

describe.skipIf(!CORPUS)(`merging on OWASP Benchmark${WITHOUT_CORPUS}`, () => {
  let db: TestDatabase
  let uploads: Uploads

  beforeAll(async () => {
    db = await testDatabase()
    uploads = await testUploads(db.pool)
    for (const { file } of REPORTS)
      expect(
        await uploads.upload(readFileSync(join(FOLDER, file)), { asset: 'benchmark' }),
        file,
      ).toMatchObject({
        status: 'done',
      })
  }, 120_000)
  afterAll(async () => {
    await uploads.close()
    await db.drop()
  })

  test('pairs of tools: precision ≥ 0.99, recall ≥ 0.95', async () => {
    const { rows } = await db.pool.query<Omit<Seen, 'servlet'> & { path: string }>(
      `select o.id, s.tool, o.finding_id as finding, o.path, coalesce(o.line, 1) as line,
              array(select jsonb_array_elements_text(d.data->'cwes')::int) as cwes
       from observation o join scope s on s.asset_id = o.asset_id and s.id = o.scope_id
       join observation_detail d on d.asset_id = o.asset_id and d.observation_id = o.id
       where o.path is not null`,
    )
    const expected = categories()
    const seen = rows.flatMap(({ path, ...row }) => {
      const servlet = servletIn(path)
      return servlet ? [{ ...row, servlet }] : []
    })
    const isExpected = (s: Seen): boolean =>
      s.cwes.some((cwe) => relatedCwes(cwe, expected.get(s.servlet) ?? 0))
    const [together, right, should, did] = [0, 0, 0, 0]
    const count = { together, right, should, did }
    for (const [a, b] of pairsOf(seen)) {
      const isOne = a.finding === b.finding
      const isSame = a.servlet === b.servlet && a.cwes.some((x) => b.cwes.some((y) => relatedCwes(x, y)))
      if (isOne) count.together++
      if (isOne && isSame) count.right++
      if (isSame && isExpected(a) && isExpected(b) && isNear(a, b)) {
        count.should++
        if (isOne) count.did++
      }
    }
    const [precision, recall] = [count.right / count.together, count.did / count.should]
    console.log(
      `${seen.length} observations; ${JSON.stringify(count)}; precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`,
    )
    expect(count.should).toBeGreaterThan(900)
    expect(precision).toBeGreaterThanOrEqual(0.99)
    expect(recall).toBeGreaterThanOrEqual(0.95)
  })
})

/** Pairs of different tools in one finding or one servlet. */
function* pairsOf(seen: Seen[]): Generator<[Seen, Seen]> {
  const done = new Set<string>()
  for (const group of [Map.groupBy(seen, (s) => s.finding), Map.groupBy(seen, (s) => s.servlet)])
    for (const members of group.values())
      for (const [i, a] of members.entries())
        for (const b of members.slice(i + 1)) {
          const pair = a.id < b.id ? a.id + b.id : b.id + a.id
          if (a.tool === b.tool || done.has(pair)) continue
          done.add(pair)
          yield [a, b]
        }
}
