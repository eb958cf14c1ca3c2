import type { Format, Input, Limits, Sample } from './contract.ts'
import { knownFormats } from './known-formats.ts'
import { CERTAIN } from './mapping/recognise.ts'
import { sampleOf, wholeSample } from './sample.ts'

export interface Detection {
  /** The format with the highest score above 0.5; undefined when no format knows the document. */
  format: Format | undefined
  /** Its score 0–1, or the best one that was not enough. */
  score: number
  /** Every format that scored at all, best first. */
  ranking: { id: string; score: number }[]
}

/** An organisation's own formats beside the registry's: those of this id, or all. Asked for only when they may matter. */
export type OwnFormats = (id?: string) => Promise<readonly Format[]>

/**
 * Which format a document is, by its content alone. An own one counts where none of the registry's is certain, in the whole
 * document too.
 */
export async function detectFormat(input: Input, limits: Limits, own?: OwnFormats): Promise<Detection> {
  const sample = await sampleOf(input)
  const formats = await knownFormats()
  const known = rank(sample, formats)
  const owned = known.score >= CERTAIN ? [] : ((await own?.()) ?? [])
  if (owned.length === 0 && (known.format || sample.syntax !== 'json')) return known
  const whole = sample.syntax === 'json' ? await wholeSample(input, limits, sample) : sample
  return rank(whole, [...formats, ...owned])
}

function rank(sample: Sample, all: readonly Format[]): Detection {
  const scored = all
    .map((format) => ({ format, score: format.detect(sample) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
  const score = scored[0]?.score ?? 0
  return {
    format: score > 0.5 ? scored[0]?.format : undefined,
    score,
    ranking: scored.map(({ format, score: own }) => ({ id: format.id, score: own })),
  }
}
