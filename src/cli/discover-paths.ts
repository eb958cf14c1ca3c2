import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { discover } from '../discovery/discover.ts'
import { type DiscoveryDocument, discoveryDocument } from '../discovery/document.ts'
import { openFactsCache } from '../discovery/reading/facts-cache.ts'
import { UNITS } from '../discovery/registry.ts'
import { openTree } from '../discovery/source/open-tree.ts'
import { LISTS } from '../formats/stance-discovery/index.ts'
import { uploadOf } from '../formats/unpack/upload.ts'
import { readConfig } from '../platform/config.ts'
import type { ApiClient } from './api-client.ts'
import { withApi } from './connect.ts'
import { exitCodeOf, messageOf } from './exit-code.ts'
import { counted, type Output, output } from './output.ts'
import { untilRead, uploadReport } from './upload-report.ts'
import type { Wiring } from './wiring.ts'

export interface DiscoverOptions {
  dryRun?: boolean
  asset?: string
  application?: string
  ref?: string
  branch?: string
  cache: boolean
  json?: boolean
}

/** Reads each tree and prints what it holds, or hands it in and prints what that changed. */
export async function discoverPaths(
  wiring: Wiring,
  paths: string[],
  options: DiscoverOptions,
): Promise<void> {
  const out = output(options.json ?? false)
  const each = async (work: (path: string) => Promise<void>): Promise<void> => {
    for (const path of paths) {
      try {
        await work(path)
      } catch (error) {
        // The others are read all the same; the worst of all failures is the exit code.
        process.exitCode = Math.max(Number(process.exitCode ?? 0), exitCodeOf(error))
        out.note(`stance: ${messageOf(error)}`)
      }
    }
  }
  if (options.dryRun) return each(async (path) => out.result(await read(path, options, out), describe))
  await withApi(wiring, (api) =>
    each(async (path) =>
      out.result(await store(api, await read(path, options, out), options, out), describeStored),
    ),
  )
}

/** Reads one tree. Facts of files that did not change since the last time come from a cache in the data folder. */
async function read(
  path: string,
  { ref, cache: keeps }: DiscoverOptions,
  out: Output,
): Promise<DiscoveryDocument> {
  const tree = await openTree(path, ref ? { ref } : {})
  try {
    const key = createHash('sha256')
      .update(/^https?:/i.test(path) ? path : resolve(path))
      .digest('hex')
    const file = join(readConfig(process.env).data, 'cache', 'discovery', `${key.slice(0, 32)}.gz`)
    const cache = keeps ? await openFactsCache(file, UNITS) : undefined
    const found = await discover(tree, {
      ...(cache ? { cache } : {}),
      onProgress: (done, of) => {
        if (done % 100 === 0) out.progress(`${path}: ${done} of ${of} files …`)
      },
    })
    return discoveryDocument(found, new Date())
  } finally {
    await tree.close()
  }
}

async function store(api: ApiClient, document: DiscoveryDocument, options: DiscoverOptions, out: Output) {
  const { asset = assetName(document), application, branch } = options
  const bytes = Buffer.from(JSON.stringify(document))
  const query = {
    asset,
    kind: 'repository',
    fileName: 'discovery.json',
    ...(application ? { application } : {}),
    ...(branch ? { branch } : {}),
  }
  const { id } = await uploadReport(api, uploadOf(bytes), query)
  const report = await untilRead(api, id, {
    onProgress: ({ status }) => out.progress(`${asset}: ${status} …`),
    onDelay: (text) => out.note(`stance: ${text}`),
  })
  return {
    asset: report.asset.name,
    report: id,
    status: report.status,
    counts: countsOf(document),
    findings: report.outcome,
    problems: report.problems,
  }
}

/** `https://host/acme/shop` → `acme/shop`, else the folder's name. */
const assetName = ({ where }: DiscoveryDocument): string =>
  where.origin?.split('/').slice(-2).join('/') || where.name

const countsOf = (document: DiscoveryDocument): Record<(typeof LISTS)[number], number> =>
  Object.fromEntries(LISTS.map((name) => [name, document[name].length])) as Record<
    (typeof LISTS)[number],
    number
  >

/** `1 deployable, 30 endpoints, 2 third parties`: what there is of. */
const countsText = (counts: ReturnType<typeof countsOf>): string =>
  LISTS.filter((name) => counts[name] > 0)
    .map((name) => (ONE[name] ? counted(counts[name], ...ONE[name]) : `${counts[name]} ${name}`))
    .join(', ')

/** One and several of a list; those without are called the same, however many. */
const ONE: Partial<Record<(typeof LISTS)[number], [one: string, several?: string]>> = {
  deployables: ['deployable'],
  endpoints: ['endpoint'],
  fields: ['field'],
  pipelines: ['pipeline'],
  owners: ['owner'],
  policies: ['policy', 'policies'],
  thirdParties: ['third party', 'third parties'],
  components: ['component'],
  dependencies: ['dependency', 'dependencies'],
  links: ['link'],
  observations: ['observation'],
  problems: ['problem'],
}

const SHOWN = 12

function describe(document: DiscoveryDocument): string {
  const { where, files, deployables, endpoints, problems } = document
  const lines = [
    `${where.name}: ${files.all} files, ${files.wanted} of them read${files.kept ? ` (${files.kept} known from the last time)` : ''}`,
    `  ${countsText(countsOf(document))}`,
    ...deployables
      .slice(0, SHOWN)
      .map(
        ({ kind, name, path, frameworks }) =>
          `  ${kind} ${name} in ${path}${frameworks.length ? `: ${frameworks.join(', ')}` : ''}`,
      ),
    ...endpoints
      .slice(0, SHOWN)
      .map(
        ({ method, path, file, line, authenticated }) =>
          `  ${method} ${path} ${authenticated ? '' : '(no authentication seen) '}${file}:${line}`,
      ),
    ...problems.slice(0, SHOWN).map(({ where: place, message }) => `  problem: ${place}: ${message}`),
  ]
  return [...lines, '  --json prints all of it'].join('\n')
}

function describeStored({
  asset,
  counts,
  findings,
  problems,
  status,
}: Awaited<ReturnType<typeof store>>): string {
  const found = countsText(counts)
  const changes = Object.entries(findings ?? {}).filter(([, count]) => count > 0)
  const what =
    status === 'unchanged'
      ? 'the same as last time'
      : changes.map(([name, count]) => `${count} ${name}`).join(', ')
  return `${asset}: ${found || 'nothing'}${problems ? `, ${counted(problems, 'problem')}` : ''}${what ? `; findings: ${what}` : ''}`
}
