import { Command } from 'commander'
import { identify } from '../../findings/identity.ts'
import { draftOf } from '../../formats/mapping/draft/draft.ts'
import { writeMapping } from '../../formats/mapping/mapping-file.ts'
import { type Preview, previewOf } from '../../formats/mapping/preview.ts'
import { readConfig } from '../../platform/config.ts'
import { EXIT } from '../exit-code.ts'
import { fileUpload } from '../file-upload.ts'
import { mappingNamed } from '../mapping-source.ts'
import { counted, output, severityText } from '../output.ts'
import { textFile } from '../text-file.ts'
import type { Wiring } from '../wiring.ts'

// Looking at samples: nothing is stored, and nothing but a stored mapping's name needs an instance.

interface Json {
  json?: boolean
}

export const draftCommand = (): Command =>
  new Command('draft')
    .description('print a mapping to go on from, guessed from a sample')
    .argument('<sample>', 'a report in JSON, NDJSON, CSV or XML')
    .option('--elements <path>', 'where the results are, such as /alerts/*')
    .option('--each <path>', 'what is a finding inside of each of them, such as findings/*')
    .option('--json', 'print JSON')
    .action(
      async (
        sample: string,
        { elements, each, json = false }: Json & { elements?: string; each?: string },
      ) => {
        const { limits } = readConfig(process.env)
        const text = await textFile(sample)
        const { mapping } = await draftOf(
          text,
          limits,
          elements === undefined ? undefined : { elements, each },
        )
        output(json).result(mapping, (it) => writeMapping(it).trimEnd())
      },
    )

export const testCommand = (wiring: Wiring): Command =>
  new Command('test')
    .description(
      'read a sample with a mapping: its findings and problems. Ends with 1 when there are problems',
    )
    .argument('<mapping>', 'a YAML file, or the id of a stored mapping')
    .argument('<sample>', 'a report, also gzip, zstd, zip or tar; - for standard input')
    .option('--json', 'print JSON')
    .action(async (name: string, sample: string, { json = false }: Json) => {
      const mapping = await mappingNamed(wiring, name)
      const preview = await previewOf(await fileUpload(sample), mapping, {
        limits: readConfig(process.env).limits,
        hashSecret: () => 'test',
        beginning: false,
        enough: () => false,
      })
      const { cut: _, ...result } = { format: mapping.id, ...preview }
      output(json).result(result, (it) => describe(it, preview.tool ?? mapping.id))
      if (preview.counts.problems > 0 || preview.counts.elements === 0) process.exitCode = EXIT.failed
    })

function describe(
  { counts, observations, problems, advice, recognised }: Omit<Preview, 'cut'>,
  tool: string,
): string {
  const shown = observations.map((o) => {
    const { place } = identify(tool, { ...o, raw: '' })
    const verdict = o.verdict ? ` (${o.verdict.state.replace('_', ' ')})` : ''
    return `  ${severityText(o.severity)} ${o.kind} ${o.rule}: ${o.title}${verdict} — ${place}`
  })
  const more = counts.observations - observations.length
  return [
    `${counted(counts.elements, 'element')}: ${counted(counts.observations, 'finding')}, ${counts.skipped} skipped, ${counted(counts.assets, 'asset')}, ${counted(counts.problems, 'problem')}; ${recognised ? `recognised as ${recognised.id}` : 'recognised by nothing: name the format'}`,
    ...shown,
    ...(more > 0 ? [`  and ${more} more findings`] : []),
    ...problems.map(({ where, message }) => `  problem: ${where || 'report'}: ${message}`),
    ...(counts.problems > problems.length
      ? [`  and ${counts.problems - problems.length} more problems`]
      : []),
    ...advice.map((text) => `  look again: ${text}`),
  ].join('\n')
}
