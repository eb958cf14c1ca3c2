import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReportHeader } from '../../src/formats/contract.ts'
import { DEFAULT_LIMITS } from '../../src/formats/limits.ts'
import { readReport } from '../../src/formats/read.ts'
import { uploadOf } from '../../src/formats/unpack/upload.ts'
import type { CodeLocation, Observation } from '../../src/model/observation.ts'
import { printed } from './rescan.ts'
import { type Anchor, lineStarts, type Printing, type Sighting, type World } from './world.ts'

export const EXAMPLES = join(import.meta.dirname, '../../examples')
/** The tree holds the source of this date. */
const DATE = '2026-11-16'

interface Estate {
  imports: { file: string; asset: string; date: string; branch: string }[]
}

export const estate = JSON.parse(readFileSync(join(EXAMPLES, 'estate.json'), 'utf8')) as Estate
export const APPS = [...new Set(estate.imports.map((entry) => entry.asset))]

/** What the real tools said about a sample app, laid on its source. */
export async function loadWorld(app: string): Promise<World> {
  const world: World = {
    files: filesOf(join(EXAMPLES, app)),
    renamed: new Map(),
    reports: [],
    sightings: [],
    copies: 0,
  }
  // Our own discovery is made anew from a changed source, not printed again.
  const printedBy = estate.imports.filter(
    ({ asset, date, file }) => asset === app && date.startsWith(DATE) && !file.endsWith('discovery.json'),
  )
  for (const { file } of printedBy) await addReport(world, file)
  return world
}

function filesOf(folder: string): Map<string, string> {
  const files = new Map<string, string>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(folder.length + 1)
    if (entry.isFile() && !path.startsWith('history/'))
      files.set(path, readFileSync(join(folder, path), 'utf8'))
  }
  return files
}

async function addReport(world: World, file: string): Promise<void> {
  const report = world.reports.length
  const headers: ReportHeader[] = []
  const seen: Sighting[] = []
  const items = readReport(uploadOf(readFileSync(join(EXAMPLES, file))), {
    limits: DEFAULT_LIMITS,
    hashSecret: (secret) => createHash('sha256').update(secret).digest('hex'),
  })
  for await (const item of items) {
    if (item.type === 'header') headers.push(item)
    else if (item.type === 'observation') {
      const mark = `${file.split('/').at(-1)}#${seen.length}`
      seen.push({
        mark,
        report,
        header: headers.length - 1,
        observation: item,
        anchor: anchorOf(world, item),
      })
    }
  }
  // Bills of materials say nothing that could move.
  if (seen.length === 0) return
  world.reports.push({ file, headers })
  world.sightings.push(...seen)
}

/** Dependencies and resources without a place in the source have no anchor: they stay as they are. */
function anchorOf(world: World, observation: Observation): Anchor | undefined {
  const { location } = observation
  const text = location && world.files.get(location.path)
  if (!location?.line || text === undefined) return undefined
  const starts = lineStarts(text)
  const first = location.line - 1
  const last = (location.endLine ?? location.line) - 1
  if (last >= starts.length) return undefined
  const lineEnd = (starts[last + 1] ?? text.length + 1) - 1
  const columns = hasColumns(location)
  const indent = /^\s*/.exec(text.slice(starts[first], lineEnd))?.[0].length ?? 0
  const start = (starts[first] as number) + (columns ? (location.column as number) - 1 : indent)
  const end = columns
    ? Math.min((starts[last] as number) + (location.endColumn as number) - 1, lineEnd)
    : lineEnd
  const anchor: Anchor = {
    path: location.path,
    start,
    end: Math.max(end, start + 1),
    printing: 'none',
    columns,
  }
  return { ...anchor, printing: printingOf(text, anchor, location.snippet) }
}

/** gosec and hadolint name one column only, which is no region. */
const hasColumns = ({ line, endLine = line, column, endColumn }: CodeLocation): boolean =>
  column !== undefined && endColumn !== undefined && (endLine !== line || endColumn > column)

/** The first way of printing that gives what the tool printed. Masked secrets are printed as before. */
function printingOf(text: string, anchor: Anchor, snippet: string | undefined): Printing {
  if (snippet === undefined) return 'none'
  const ways = ['lines', 'region', 'trimmed'] as const
  return ways.find((way) => printed(text, { ...anchor, printing: way }) === snippet) ?? 'as before'
}
