import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Command } from 'commander'
import type { Format, Item, Problem } from '../../formats/contract.ts'
import { formatOf } from '../../formats/mapping/format-of.ts'
import { readReport } from '../../formats/read.ts'
import { readConfig } from '../../platform/config.ts'
import { deriveKeys } from '../../platform/keys.ts'
import { fileUpload } from '../file-upload.ts'
import { mappingFile } from '../mapping-source.ts'
import { output } from '../output.ts'
import { ownFormats } from '../own-formats.ts'
import type { Wiring } from '../wiring.ts'

interface Options {
  format?: string
  mapping?: string
  json?: boolean
  items?: boolean
}

interface Summary {
  format: string
  tool: string | null
  counts: { observations: number; components: number; assets: number; problems: number }
  byKind: Record<string, number>
  bySeverity: Record<string, number>
  problems: { where: string; message: string }[]
}

export const readCommand = (wiring: Wiring): Command =>
  new Command('read')
    .description('read a report without storing anything')
    .argument('<file>', 'a report, also gzip, zstd or zip; - for standard input')
    .option('--format <id>', 'read it as this format instead of detecting one')
    .option('--mapping <file>', 'read it by this mapping (YAML), which need not be stored')
    .option('--json', 'print JSON')
    .option('--items', 'print every normalised item as a line of JSON instead of the summary')
    .action((file: string, options: Options) => read(wiring, file, options))

async function read(
  wiring: Wiring,
  file: string,
  { format: id, mapping, json = false, items = false }: Options,
): Promise<void> {
  const out = output(json)
  const mapped = mapping === undefined ? undefined : formatOf(await mappingFile(mapping))
  const own = mapped ? async () => [mapped] : ownFormats(wiring, out)
  const format = mapped?.id ?? id
  const upload = await fileUpload(file)
  const used: { format?: Format } = {}
  // Nothing is kept, so neither is the key: hashes of secrets are comparable within one report only.
  const { hashSecret } = deriveKeys(randomBytes(32).toString('hex'))
  const stream = readReport(upload, {
    limits: readConfig(process.env).limits,
    hashSecret,
    own,
    ...(format === undefined ? {} : { format }),
    onFormat: (found) => {
      used.format ??= found
    },
  })
  const summary: Summary = {
    format: '',
    tool: null,
    counts: { observations: 0, components: 0, assets: 0, problems: 0 },
    byKind: {},
    bySeverity: {},
    problems: [],
  }
  let seen = 0
  for await (const item of stream) {
    count(summary, item)
    if (items && !process.stdout.write(`${JSON.stringify(item)}\n`)) await once(process.stdout, 'drain')
    if (++seen % 5_000 === 0) out.progress(`reading … ${seen} items`)
  }
  summary.format = used.format?.id ?? ''
  if (!items) out.result(summary, describe)
}

function count(summary: Summary, item: Item): void {
  const { counts, byKind, bySeverity } = summary
  switch (item.type) {
    case 'header':
      summary.tool ??= item.tool ?? null
      break
    case 'observation':
      counts.observations++
      byKind[item.kind] = (byKind[item.kind] ?? 0) + 1
      bySeverity[item.severity] = (bySeverity[item.severity] ?? 0) + 1
      break
    case 'component':
      counts.components++
      break
    case 'asset':
      counts.assets++
      break
    case 'problem':
      counts.problems++
      keep(summary.problems, item)
      break
    case 'dependency':
      break
  }
}

// Enough to act on; the count tells how many there are.
const MOST_PROBLEMS = 1_000

function keep(problems: Summary['problems'], { where, message }: Problem): void {
  if (problems.length < MOST_PROBLEMS) problems.push({ where, message })
}

function describe({ format, tool, counts, byKind, bySeverity, problems }: Summary): string {
  const list = (by: Record<string, number>): string =>
    Object.entries(by)
      .map(([name, number]) => `${number} ${name}`)
      .join(', ')
  const lines = [
    `${format}${tool ? `, made by ${tool}` : ''}: ${counts.observations} observations, ${counts.components} components, ${counts.assets} assets, ${counts.problems} problems`,
  ]
  if (counts.observations) lines.push(`  by kind:     ${list(byKind)}`, `  by severity: ${list(bySeverity)}`)
  for (const { where, message } of problems.slice(0, 20))
    lines.push(`  problem: ${where || 'report'}: ${message}`)
  if (counts.problems > 20) lines.push(`  and ${counts.problems - 20} more problems (--json lists them)`)
  return lines.join('\n')
}
