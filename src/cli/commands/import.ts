import { basename } from 'node:path'
import { Command } from 'commander'
import type { ApiClient } from '../api-client.ts'
import { withApi } from '../connect.ts'
import { exitCodeOf, messageOf } from '../exit-code.ts'
import { fileUpload } from '../file-upload.ts'
import { counted, type Output, output } from '../output.ts'
import { type Report, untilRead, uploadReport } from '../upload-report.ts'
import type { Wiring } from '../wiring.ts'

interface Options {
  asset: string
  kind?: string
  application?: string
  format?: string
  branch?: string
  scope?: string
  date?: string
  json?: boolean
}

export const importCommand = (wiring: Wiring): Command =>
  new Command('import')
    .description('store reports, match them with what is known, and say what they changed')
    .argument('<file...>', 'reports, also gzip, zstd, zip or tar; - for standard input')
    .requiredOption('--asset <name>', 'what the reports are about; made when there is none of this name')
    .option('--kind <kind>', 'kind of an asset that is made: repository, container-image, host, …')
    .option('--application <name>', 'application that an asset which is made belongs to')
    .option('--format <id>', 'read them as this format instead of detecting one')
    .option('--branch <name>', 'branch that was scanned (default: the asset’s default branch)')
    .option('--scope <name>', 'part of the asset that was scanned, where the report does not say')
    .option('--date <time>', 'when the tool looked, where the report does not say (ISO 8601)')
    .option('--json', 'print one JSON object a file')
    .action((files: string[], options: Options) => importFiles(wiring, files, options))

async function importFiles(
  wiring: Wiring,
  files: string[],
  { json = false, date, ...query }: Options,
): Promise<void> {
  const out = output(json)
  const when = date === undefined ? {} : { date: new Date(date).toISOString() }
  const refused: string[] = []
  await withApi(wiring, async (api) => {
    for (const file of files) {
      try {
        out.result(summaryOf(await importFile(api, file, { ...query, ...when }, out)), describe)
      } catch (error) {
        // The others are stored all the same; the worst of all failures is the exit code.
        process.exitCode = Math.max(Number(process.exitCode ?? 0), exitCodeOf(error))
        out.note(`stance: ${withName(file, messageOf(error))}`)
        refused.push(file)
      }
    }
  })
  // Among many the lines above are far away.
  if (refused.length > 0 && files.length > 1)
    out.note(
      `stance: ${refused.length} of ${counted(files.length, 'file')} were not taken in: ${refused.join(', ')}`,
    )
}

const withName = (file: string, message: string): string =>
  message.includes(basename(file)) ? message : `${file}: ${message}`

async function importFile(
  api: ApiClient,
  file: string,
  query: Omit<Options, 'json'>,
  out: Output,
): Promise<Report> {
  const name = file === '-' ? '' : basename(file)
  const upload = await fileUpload(file)
  out.progress(`${name}: sending …`)
  const { id } = await uploadReport(api, upload, { ...query, fileName: name })
  return untilRead(api, id, {
    onProgress: ({ status, observations }) =>
      out.progress(`${name}: ${status} … ${counted(observations, 'observation')}`),
    onDelay: (text) => out.note(`stance: ${text}`),
  })
}

const summaryOf = ({
  id,
  format,
  asset,
  observations,
  outcome,
  components,
  problems,
  status,
  fileName,
}: Report) => ({
  file: fileName,
  report: id,
  status,
  format,
  asset: asset.name,
  observations,
  findings: outcome,
  components,
  problems,
})

function describe(summary: ReturnType<typeof summaryOf>): string {
  const { file, format, asset, observations, components, problems, findings, status } = summary
  const changes = Object.entries(findings ?? {}).filter(([, count]) => count > 0)
  const what =
    status === 'unchanged'
      ? 'the same as last time, nothing changed'
      : changes.map(([name, count]) => `${count} ${name}`).join(', ')
  const read = [
    counted(observations, 'observation'),
    components && counted(components, 'component'),
    problems && counted(problems, 'problem'),
  ]
  return `${file || 'standard input'} → ${asset}: ${format}, ${read.filter(Boolean).join(', ')}: ${what || (components ? 'its packages are held against what is known' : 'nothing to change')}`
}
