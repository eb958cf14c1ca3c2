import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Command } from 'commander'
import type { Format, Item } from '../../formats/contract.ts'
import { formatOf } from '../../formats/mapping/format-of.ts'
import { readReport } from '../../formats/read.ts'
import { type Summary, summarize } from '../../formats/summarize.ts'
import { readConfig } from '../../platform/config.ts'
import { deriveKeys } from '../../platform/keys.ts'
import { fileUpload } from '../file-upload.ts'
import { mappingFile } from '../mapping-source.ts'
import { counted, output } from '../output.ts'
import { ownFormats } from '../own-formats.ts'
import type { Wiring } from '../wiring.ts'

interface Options {
  format?: string
  mapping?: string
  json?: boolean
  items?: boolean
}

export const readCommand = (wiring: Wiring): Command =>
  new Command('read')
    .description('read a report without storing anything')
    .argument('<file>', 'a report, also gzip, zstd, zip or tar; - for standard input')
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
  const summary = await summarize(
    shown(stream, { items, progress: out.progress }),
    () => used.format?.id ?? '',
  )
  if (!items) out.result(summary, describe)
}

/** Hands items on, printed as lines of JSON where that is wanted, else with a word on how far it is. */
async function* shown(
  stream: AsyncIterable<Item>,
  { items, progress }: { items: boolean; progress(text: string): void },
): AsyncGenerator<Item> {
  let seen = 0
  for await (const item of stream) {
    if (items && !process.stdout.write(`${JSON.stringify(item)}\n`)) await once(process.stdout, 'drain')
    if (++seen % 5_000 === 0) progress(`reading … ${seen} items`)
    yield item
  }
}

function describe({ format, tool, counts, byKind, bySeverity, problems }: Summary): string {
  const list = (by: object): string =>
    Object.entries(by)
      .map(([name, number]) => `${number} ${name}`)
      .join(', ')
  const lines = [
    `${format}${tool ? `, made by ${tool}` : ''}: ${counted(counts.observations, 'observation')}, ${counted(counts.components, 'component')}, ${counted(counts.assets, 'asset')},${estateWords(counts)} ${counted(counts.problems, 'problem')}`,
  ]
  if (counts.observations) lines.push(`  by kind:     ${list(byKind)}`, `  by severity: ${list(bySeverity)}`)
  for (const { where, message } of problems.slice(0, 20))
    lines.push(`  problem: ${where || 'report'}: ${message}`)
  if (counts.problems > 20) lines.push(`  and ${counts.problems - 20} more problems (--json lists them)`)
  return lines.join('\n')
}

const estateWords = ({ nodes, links }: Summary['counts']): string =>
  nodes + links > 0 ? ` ${counted(nodes, 'thing')} of the estate with ${counted(links, 'link')},` : ''
