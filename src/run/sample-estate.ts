import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ApiClient, remoteClient } from '../cli/api-client.ts'
import { fileUpload } from '../cli/file-upload.ts'
import { type Output, output } from '../cli/output.ts'
import { untilRead, uploadReport } from '../cli/upload-report.ts'
import { AppError } from '../platform/errors.ts'
import type { LocalServer } from './local-server.ts'

const FOLDER = join(import.meta.dirname, '../../examples')

/** examples/estate.json: whom the estate belongs to, what it consists of, and what scanners said about it, in date order. */
interface Estate {
  teams: { name: string }[]
  applications: { name: string; team: string; [field: string]: unknown }[]
  assets: { name: string; kind: string; application: string; url: string }[]
  imports: { file: string; asset: string; tool: string; date: string; branch: string }[]
}

/**
 * Sends the sample estate to a server whose database is empty, as anybody would: through the API, report by report, each with
 * the date at which the tool looked. A start that is cut short goes on at the next one.
 */
export async function loadSampleEstate(
  server: LocalServer,
  data: string,
  stopped: Promise<void>,
): Promise<void> {
  const api = remoteClient(server.url, server.token)
  const unfinished = join(data, 'sample-estate-unfinished')
  if (!existsSync(unfinished) && !(await isEmpty(api))) return
  const out = output(false)
  const estate = JSON.parse(await readFile(join(FOLDER, 'estate.json'), 'utf8')) as Estate
  let stop = false
  stopped.then(() => {
    stop = true
  })
  try {
    await writeFile(unfinished, '')
    await makeInventory(api, estate)
    await importAll(api, estate, out, () => stop)
    if (!stop) await rm(unfinished)
  } catch (error) {
    if (!stop) out.note(`The sample estate could not be loaded: ${(error as Error).message}`)
  }
}

async function isEmpty(api: ApiClient): Promise<boolean> {
  const pages = await Promise.all(
    ['/assets', '/applications', '/reports'].map((path) =>
      api.request<{ total: number }>({ path, query: { limit: 1 } }),
    ),
  )
  return pages.every(({ total }) => total === 0)
}

async function makeInventory(api: ApiClient, { teams, applications, assets }: Estate): Promise<void> {
  const teamIds = await makeAll(api, '/teams', teams)
  const applicationIds = await makeAll(
    api,
    '/applications',
    applications.map(({ team, ...application }) => ({ ...application, teamId: teamIds.get(team) })),
  )
  await makeAll(
    api,
    '/assets',
    assets.map(({ application, ...asset }) => ({ ...asset, applicationId: applicationIds.get(application) })),
  )
}

/** Makes what is not there yet; the ids by name. */
async function makeAll(api: ApiClient, path: string, all: { name: string }[]): Promise<Map<string, string>> {
  type Named = { id: string; name: string }
  const answer = await api.request<Named[] | { items: Named[] }>({ path })
  const ids = new Map((Array.isArray(answer) ? answer : answer.items).map(({ id, name }) => [name, id]))
  for (const json of all) {
    if (ids.has(json.name)) continue
    const { id } = await api.request<Named>({ method: 'POST', path, json })
    ids.set(json.name, id)
  }
  return ids
}

/** Reports of one asset follow each other by date; assets go side by side. */
async function importAll(
  api: ApiClient,
  { assets, imports }: Estate,
  out: Output,
  stopped: () => boolean,
): Promise<void> {
  let done = 0
  let findings = 0
  await Promise.all(
    assets.map(async ({ name }) => {
      for (const { file, asset, tool, date, branch } of imports.filter((one) => one.asset === name)) {
        if (stopped()) return
        const upload = await fileUpload(join(FOLDER, file))
        const query = { asset, branch, date, fileName: file.split('/').at(-1) }
        const { id } = await uploadReport(api, upload, query, `sample-estate:${file}`)
        const { outcome } = await untilRead(api, id, { onProgress: () => {} }).catch((error) => {
          if (error instanceof AppError && error.status === 422) return { outcome: null }
          throw error
        })
        done++
        findings += outcome?.new ?? 0
        const line = `Sample estate:    ${done} of ${imports.length} reports read, ${findings} findings (${tool} on ${asset})`
        if (process.stderr.isTTY) out.progress(line)
        else if (done % 10 === 0) out.note(line)
      }
    }),
  )
  if (!stopped())
    out.note(
      `Sample estate:    ${done} reports of four small apps read, ${findings} findings. Start with --empty to leave it out.`,
    )
}
