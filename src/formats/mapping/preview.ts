import type { Kind } from '../../model/kind.ts'
import type { Observation } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import type { Format, Limits, Problem } from '../contract.ts'
import { detectReport, readReport } from '../read.ts'
import type { Upload } from '../unpack/upload.ts'
import { UnreadableReport } from '../unreadable.ts'
import { Advice } from './advice.ts'
import { formatOf } from './format-of.ts'
import type { Mapping } from './schema.ts'
import { Tally } from './tally.ts'

/** What a mapping makes of a sample. */
export interface Preview {
  /** The format that the sample would be taken for, were the mapping stored; null when none knows it. */
  recognised: { id: string; name: string; own: boolean; score: number } | null
  tool: string | null
  counts: { elements: number; skipped: number; observations: number; assets: number; problems: number }
  byKind: Partial<Record<Kind, number>>
  bySeverity: Partial<Record<Severity, number>>
  /** The first ones; secrets are masked. */
  observations: Omit<Observation, 'raw'>[]
  problems: Pick<Problem, 'where' | 'message'>[]
  /** For how many elements each field found something. */
  filled: Record<string, number>
  /** What to look at again, for whoever makes the mapping. */
  advice: string[]
  /** The sample was not looked at to its end. */
  cut: boolean
}

export interface PreviewOptions {
  limits: Limits
  hashSecret(secret: string): string
  /** The sample is only the beginning of a file: that it breaks off is no problem. */
  beginning: boolean
  /** Other formats that may know the sample better. */
  others?: readonly Format[]
  /** Asked after each item, with how many findings there are so far: true = what was read is enough. */
  enough(observations: number): boolean
}

export const MOST_OBSERVATIONS = 20
const MOST_PROBLEMS = 50

/** Reads a sample with a mapping; nothing else is done. Throws BadMapping, and UnreadableReport where it cannot be unpacked. */
export async function previewOf(sample: Upload, mapping: Mapping, options: PreviewOptions): Promise<Preview> {
  const tally = new Tally()
  const format = formatOf(mapping, { tally })
  const preview: Preview = {
    recognised: await recognisedAs(sample, format, options),
    tool: null,
    counts: { elements: 0, skipped: 0, observations: 0, assets: 0, problems: 0 },
    byKind: {},
    bySeverity: {},
    observations: [],
    problems: [],
    filled: {},
    advice: [],
    cut: options.beginning,
  }
  const advice = new Advice(mapping)
  for await (const item of itemsOf(sample, format, options)) {
    if (item.type === 'header') preview.tool ??= item.tool ?? null
    else if (item.type === 'asset') preview.counts.assets++
    else if (item.type === 'problem') addProblem(preview, item)
    else if (item.type === 'observation') {
      addObservation(preview, item)
      advice.take(item)
    }
    if (options.enough(preview.counts.observations)) {
      preview.cut = true
      break
    }
  }
  preview.counts.elements = tally.elements
  preview.counts.skipped = tally.skipped
  preview.filled = Object.fromEntries(tally.filled)
  preview.advice = advice.given(preview)
  return preview
}

/** A refusal is a problem like others here, unless they say why already: the mapping is still being made. */
async function* itemsOf(sample: Upload, format: Format, { limits, hashSecret, beginning }: PreviewOptions) {
  const options = { limits, hashSecret, format: format.id, own: async () => [format] }
  let told = false
  try {
    for await (const item of readReport(sample, options)) {
      if (beginning && item.type === 'problem' && breaksOff(item)) continue
      told ||= item.type === 'problem'
      yield item
    }
  } catch (error) {
    if (!(error instanceof UnreadableReport)) throw error
    if (!told) yield { type: 'problem' as const, where: '', message: error.message }
  }
}

const breaksOff = ({ incomplete, message }: Problem): boolean =>
  incomplete === true && /ends in the middle/.test(message)

async function recognisedAs(
  sample: Upload,
  draft: Format,
  { limits, others = [] }: PreviewOptions,
): Promise<Preview['recognised']> {
  const { format, score } = await detectReport(sample, limits, async () => [draft, ...others])
  return format ? { id: format.id, name: format.name, own: format === draft, score } : null
}

function addProblem(preview: Preview, { where, message }: Problem): void {
  preview.counts.problems++
  if (preview.problems.length < MOST_PROBLEMS) preview.problems.push({ where, message })
}

function addObservation(preview: Preview, { raw: _, ...observation }: Observation): void {
  const { kind, severity } = observation
  preview.counts.observations++
  preview.byKind[kind] = (preview.byKind[kind] ?? 0) + 1
  preview.bySeverity[severity] = (preview.bySeverity[severity] ?? 0) + 1
  if (preview.observations.length < MOST_OBSERVATIONS) preview.observations.push(observation)
}
