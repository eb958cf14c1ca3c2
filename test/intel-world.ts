import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { Logger, runOnce } from 'graphile-worker'
import { zipOf } from '../src/formats/unpack/test-zip.ts'
import { tasks } from '../src/jobs/tasks.ts'
import type { TestApp } from './app.ts'
import { local, testApp } from './app.ts'

/** An OSV record about one npm package, with what a test cares about in `over`. */
export const osvRecord = (
  id: string,
  name: string,
  events: Record<string, string>[],
  over: Record<string, unknown> = {},
): Record<string, unknown> => ({
  schema_version: '1.7.0',
  id,
  modified: '2026-03-01T00:00:00Z',
  summary: `${name} is weak`,
  affected: [{ package: { ecosystem: 'npm', name }, ranges: [{ type: 'SEMVER', events }] }],
  ...over,
})

export interface IntelWorld extends TestApp {
  /** Writes files of the mirror: OSV records by ecosystem, KEV entries, EPSS scores. */
  publish(content: {
    osv?: Record<string, Record<string, unknown>[]>
    kev?: string[]
    epss?: Record<string, number>
    /** Cycles of one product: a package, and the day on which each ended. */
    cycles?: { name: string; ends: Record<string, string> }
    /** EPSS's day. */
    day?: string
  }): Promise<void>
  /** Writes any file of the mirror as it is. */
  publishFile(path: string, content: string | Uint8Array): Promise<void>
  /** Works off everything that is queued. */
  workOff(): Promise<void>
  /** Asks for a synchronisation over the API and works it off, and what it queues. */
  sync(): Promise<void>
  /** Stores a CycloneDX list of npm packages over the API and works it off. `graph`: which package needs which; `app` is the root. */
  uses(asset: string, packages: Record<string, string>, graph?: Record<string, string[]>): Promise<void>
  findings(query?: string): Promise<Record<string, unknown>[]>
}

/** A server whose feeds are a mirror of the test's own; `settings` of its environment. */
export async function intelWorld(settings: Record<string, string> = {}): Promise<IntelWorld> {
  const mirror = await mkdtemp(join(tmpdir(), 'stance-mirror-'))
  const t = await testApp({ STANCE_INTEL_MIRROR: pathToFileURL(mirror).href, ...settings })
  const { pool, deps } = t
  const publishFile: IntelWorld['publishFile'] = async (path, content) => {
    await mkdir(dirname(join(mirror, path)), { recursive: true })
    await writeFile(join(mirror, path), content)
  }
  const publish: IntelWorld['publish'] = async ({ osv = {}, kev, epss, cycles, day = '2026-03-02' }) => {
    for (const [ecosystem, records] of Object.entries(osv))
      await publishFile(
        `osv/${ecosystem}/all.zip`,
        zipOf(records.map((record) => ({ name: `${record.id}.json`, content: JSON.stringify(record) }))),
      )
    if (kev)
      await publishFile(
        'known_exploited_vulnerabilities.json',
        JSON.stringify({
          catalogVersion: '2026.03.02',
          dateReleased: '2026-03-02T00:00:00Z',
          count: kev.length,
          vulnerabilities: kev.map((cveID) => ({ cveID, dateAdded: '2026-03-01', vulnerabilityName: cveID })),
        }),
      )
    if (cycles)
      await publishFile(
        'endoflife.json',
        JSON.stringify({
          schema_version: '1.2.0',
          result: [
            {
              name: cycles.name,
              identifiers: [{ type: 'purl', id: `pkg:npm/${cycles.name}` }],
              releases: Object.entries(cycles.ends).map(([name, eolFrom], i) => ({
                name,
                releaseDate: `202${5 - i}-01-01`,
                eolFrom,
                latest: { name: `${name}.9.9` },
              })),
            },
          ],
        }),
      )
    if (epss)
      await publishFile(
        'epss_scores-current.csv.gz',
        gzipSync(
          [
            `#model_version:v2026.01.01,score_date:${day}T00:00:00Z`,
            'cve,epss,percentile',
            ...Object.entries(epss).map(([cve, score]) => `${cve},${score},0.5`),
            '',
          ].join('\n'),
        ),
      )
  }
  // A job that queues another in its own queue hides it until it is done itself.
  const workOff = async (): Promise<void> => {
    for (;;) {
      const { rows } = await pool.query<{ last_error: string | null }>(
        'select last_error from graphile_worker.jobs order by last_error nulls last',
      )
      if (rows.length === 0) return
      if (rows[0]?.last_error) throw new Error(rows[0].last_error)
      await runOnce({
        pgPool: pool,
        taskList: tasks(deps),
        noHandleSignals: true,
        logger: new Logger(() => () => {}),
      })
    }
  }
  const ask = async (method: 'GET' | 'POST', url: string, body?: unknown) => {
    const answer = await t.app.inject({
      method,
      url: `/api/v1${url}`,
      headers: {
        ...local,
        'content-type': typeof body === 'string' ? 'application/octet-stream' : 'application/json',
      },
      ...(body !== undefined && { payload: body as string }),
    })
    if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`)
    return answer.json()
  }
  const uses: IntelWorld['uses'] = async (asset, packages, graph = {}) => {
    const components = Object.entries(packages).map(([name, version]) => ({
      type: 'library',
      'bom-ref': name,
      name,
      version,
      purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    }))
    const bom = {
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      version: 1,
      metadata: {
        tools: [{ name: 'lister' }],
        component: { type: 'application', 'bom-ref': 'app', name: 'app' },
      },
      components,
      dependencies: Object.entries(graph).map(([ref, dependsOn]) => ({ ref, dependsOn })),
    }
    await ask('POST', `/reports?asset=${asset}&fileName=bom.json`, JSON.stringify(bom))
    await workOff()
  }
  const close = async (): Promise<void> => {
    await t.close()
    await rm(mirror, { recursive: true, force: true })
  }
  return {
    ...t,
    publish,
    publishFile,
    workOff,
    uses,
    close,
    [Symbol.asyncDispose]: close,
    async sync() {
      await ask('POST', '/intel/sync', {})
      await workOff()
    },
    async findings(query = '') {
      return (await ask('GET', `/findings?limit=100&${query}`)).items
    },
  }
}
