/**
 * What the readers make of a folder of real reports (`FOLDER/TOOL/…`):
 *   node scripts/formats-coverage.ts CORPUS/reports > docs/formats-coverage.md
 *   node scripts/formats-coverage.ts CORPUS/reports zap nikto     # these tools, file by file, with the ids that did not arrive
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Item } from '../src/formats/contract.ts'
import { DEFAULT_LIMITS } from '../src/formats/limits.ts'
import { readReport } from '../src/formats/read.ts'
import { uploadOf } from '../src/formats/unpack/upload.ts'
import { UnreadableReport } from '../src/formats/unreadable.ts'
import type { Observation } from '../src/model/observation.ts'

/** One file as it was read: its items, or why it was refused. */
interface Reading {
  file: string
  format: string | undefined
  items: Item[]
  refusal?: string
}

async function readingOf(file: string): Promise<Reading> {
  const reading: Reading = { file, format: undefined, items: [] }
  const options = {
    limits: DEFAULT_LIMITS,
    hashSecret: () => 'hash',
    onFormat: ({ id }: { id: string }) => {
      reading.format ??= id
    },
  }
  try {
    for await (const item of readReport(uploadOf(readFileSync(file)), options)) reading.items.push(item)
  } catch (error) {
    if (!(error instanceof UnreadableReport))
      throw new Error(`${file}: not refused but failed`, { cause: error })
    reading.refusal = `${error.code}: ${error.message}`
  }
  return reading
}

const observationsOf = (readings: Reading[]): Observation[] =>
  readings.flatMap(({ items }) => items.filter((item) => item.type === 'observation'))

const amount = (readings: Reading[], type: Item['type']): number =>
  readings.reduce((sum, { items }) => sum + items.filter((item) => item.type === type).length, 0)

const HAS: [string, (observation: Observation) => boolean][] = [
  ['location', (o) => Boolean(o.location ?? o.endpoint ?? o.resource ?? o.component)],
  ['CWE', (o) => o.cwes !== undefined],
  ['advisory', (o) => o.advisories !== undefined],
  ['CVSS', (o) => o.cvss !== undefined],
  ['purl', (o) => o.component?.purl !== undefined],
  ['fix', (o) => Boolean(o.component?.fixVersions ?? o.remediation)],
]

function row(tool: string, readings: Reading[]): string {
  const observations = observationsOf(readings)
  const share = (has: (observation: Observation) => boolean) =>
    observations.length === 0
      ? ''
      : `${Math.round((100 * observations.filter(has).length) / observations.length)} %`
  const unread = readings.filter(({ refusal }) => refusal !== undefined).length
  const names = [...new Set(readings.flatMap(({ format }) => format ?? []))].sort()
  const formats = names.length > MOST_NAMED ? `${names.length} formats` : names.join(', ')
  const cells = [
    tool,
    formats,
    readings.length,
    unread || '',
    observations.length,
    amount(readings, 'component') || '',
    ...HAS.map(([, has]) => share(has)),
    amount(readings, 'problem') || '',
  ]
  return `| ${cells.join(' | ')} |`
}

const MOST_NAMED = 20

const INTRO = `# What arrives of real reports

Every file of a corpus of other people's reports (1,400 files of 190 tools; it is not part of this project), read as an upload would be.
Shares are of the observations; whether a report says a CWE, a vector or a fix at all is up to the tool. *Not read* are files that hold no findings: sources that
scanners were run on, schemas, text for people, reports broken on purpose, and empty lists that any tool could have written.

Made with \`node scripts/formats-coverage.ts FOLDER > docs/formats-coverage.md\`; with the names of tools behind the folder it goes file by
file and names the ids that are in a file but in no field.
`

const HEAD = [
  'tool',
  'read as',
  'files',
  'not read',
  'observations',
  'components',
  ...HAS.map(([name]) => name),
  'problems',
]

/** Ids that a careful reader carries over whatever the format: those of the file that no item holds. */
const IDS =
  /CVE-\d{4}-\d{4,}|GHSA(?:-[0-9a-z]{4}){3}|CWE[-_ ]?\d{1,4}\b|CVSS:[34]\.\d\/[A-Z:/]+|pkg:[a-z]+\/[^\s"'<>,\\]+/gi

function lostIds({ file, items }: Reading): string[] {
  const normal = (id: string) =>
    decodeURIComponentSafely(id)
      .toUpperCase()
      .replace(/^CWE[-_ ]?0*/, 'CWE-')
  const idsIn = (text: string) => new Set((text.match(IDS) ?? []).map(normal))
  // Not from the raw element, which holds everything: from the fields alone.
  const told = items.map((item) =>
    JSON.stringify(item, (key, value) =>
      key === 'raw' ? undefined : key === 'cwes' ? value.map((n: number) => `CWE-${n}`) : value,
    ),
  )
  const arrived = idsIn(told.join('\n'))
  return [...idsIn(readFileSync(file, 'utf8'))].filter((id) => !arrived.has(id))
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function describe(root: string, reading: Reading): string {
  const { file, format, items, refusal } = reading
  const lines = [`${relative(root, file)}: ${format ?? 'unknown'}${refusal ? `, refused: ${refusal}` : ''}`]
  const observations = observationsOf([reading])
  const count = (type: Item['type']) => items.filter((item) => item.type === type).length
  lines.push(
    `  ${observations.length} observations, ${count('component')} components, ${count('asset')} assets, ${count('problem')} problems`,
  )
  if (observations.length)
    lines.push(
      `  ${HAS.map(([name, has]) => `${name} ${observations.filter(has).length}`).join(', ')}, severity unknown ${observations.filter((o) => o.severity === 'unknown').length}`,
    )
  for (const item of items.filter((one) => one.type === 'problem').slice(0, 5))
    lines.push(`  problem ${item.where}: ${item.message}`)
  const lost = refusal ? [] : lostIds(reading)
  if (lost.length)
    lines.push(
      `  in the file but in no field: ${lost.slice(0, 12).join(', ')}${lost.length > 12 ? ` and ${lost.length - 12} more` : ''}`,
    )
  return lines.join('\n')
}

async function main([folder, ...tools]: string[]): Promise<void> {
  if (!folder) throw new Error('Name the folder of reports: node scripts/formats-coverage.ts FOLDER [TOOL…]')
  const filesOf = (tool: string): string[] =>
    readdirSync(join(folder, tool), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
  if (tools.length > 0) {
    for (const file of tools.flatMap(filesOf)) console.log(describe(folder, await readingOf(file)))
    return
  }
  const started = performance.now()
  const rows: string[] = []
  const all: Reading[] = []
  for (const tool of readdirSync(folder).sort()) {
    const readings: Reading[] = []
    for (const file of filesOf(tool)) readings.push(await readingOf(file))
    rows.push(row(tool, readings))
    all.push(...readings)
  }
  console.log(INTRO)
  console.log(
    `| ${HEAD.join(' | ')} |\n|${'---|'.repeat(HEAD.length)}\n${rows.join('\n')}\n${row('all', all)}`,
  )
  console.error(`${all.length} files in ${((performance.now() - started) / 1000).toFixed(1)} s`)
}

await main(process.argv.slice(2))
