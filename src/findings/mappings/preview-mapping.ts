import type { Format, Limits } from '../../formats/contract.ts'
import { BadMapping } from '../../formats/mapping/bad-mapping.ts'
import { draftOf } from '../../formats/mapping/draft/draft.ts'
import { checkMapping, readMapping, writeMapping } from '../../formats/mapping/mapping-file.ts'
import type { Flaw } from '../../formats/mapping/plan.ts'
import { MOST_OBSERVATIONS, type Preview, previewOf } from '../../formats/mapping/preview.ts'
import type { Mapping } from '../../formats/mapping/schema.ts'
import { uploadOf } from '../../formats/unpack/upload.ts'
import { UnreadableReport } from '../../formats/unreadable.ts'
import type { Observation } from '../../model/observation.ts'
import { AppError } from '../../platform/errors.ts'
import { identify } from '../identity.ts'
import { unusable } from './save-mapping.ts'

export interface PreviewRequest {
  sample: string
  /** The sample is only the beginning of a file. */
  beginning: boolean
  mapping?: unknown
  yaml?: string | undefined
}

/** Without the row or record that a beginning cuts. */
const wholeLines = (sample: string, { syntax }: Mapping): string =>
  syntax === 'csv' || syntax === 'ndjson' ? sample.slice(0, sample.lastIndexOf('\n') + 1) || sample : sample

type Shown = Omit<Observation, 'raw' | 'type'> & { place: string }

export interface MappingPreview {
  flaws: Flaw[]
  mapping: Mapping | null
  yaml: string | null
  preview: (Omit<Preview, 'observations'> & { observations: Shown[] }) | null
}

export interface PreviewDeps {
  limits: Limits
  /** Other formats of the organisation, which may know the sample better. */
  others: readonly Format[]
  /** Milliseconds of reading after which it answers when it has enough to show, and after which it answers in any case. */
  patience: { enough: number; most: number }
}

/** What a mapping, which may be unfinished, makes of a sample. Nothing is stored. */
export async function previewMapping(
  { sample, beginning, mapping, yaml }: PreviewRequest,
  { limits, others, patience }: PreviewDeps,
): Promise<MappingPreview> {
  try {
    const checked = yaml === undefined ? checkMapping(mapping) : readMapping(yaml)
    let begun: number | undefined
    const text = beginning ? wholeLines(sample, checked) : sample
    const preview = await previewOf(uploadOf(text), checked, {
      limits,
      // The hash would only tell whether two secrets of the sample are the same.
      hashSecret: () => 'preview',
      beginning,
      others: others.filter(({ id }) => id !== checked.id),
      enough(observations) {
        begun ??= Date.now()
        const spent = Date.now() - begun
        return spent > (observations < MOST_OBSERVATIONS ? patience.most : patience.enough)
      },
    })
    const tool = preview.tool ?? checked.id
    return {
      flaws: [],
      mapping: checked,
      yaml: yaml ?? writeMapping(checked),
      preview: { ...preview, observations: preview.observations.map((one) => shown(tool, one)) },
    }
  } catch (error) {
    if (!(error instanceof BadMapping)) throw error
    return { flaws: [...error.flaws], mapping: null, yaml: yaml ?? null, preview: null }
  }
}

const LONGEST = 2000

function shown(tool: string, { type: _, ...observation }: Omit<Observation, 'raw'>): Shown {
  const { place } = identify(tool, { ...observation, type: 'observation', raw: '' })
  const { description } = observation
  return {
    ...observation,
    place,
    ...(description && { description: description.slice(0, LONGEST).toWellFormed() }),
  }
}

/** What a sample has, and a mapping to go on from. Throws `bad_sample`, `bad_mapping` for the place that is named. */
export async function draftMapping(
  { sample, elements, each }: { sample: string; elements?: string | undefined; each?: string | undefined },
  limits: Limits,
) {
  try {
    return await draftOf(sample, limits, elements === undefined ? undefined : { elements, each })
  } catch (error) {
    if (error instanceof UnreadableReport) throw new AppError('bad_sample', 422, error.message)
    throw error instanceof BadMapping ? unusable(error) : error
  }
}
