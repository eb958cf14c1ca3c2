import type { Format, Input, Limits, Sample } from './contract.ts'
import { formats } from './registry.ts'
import { sampleOf, wholeSample } from './sample.ts'

export interface Detection {
  /** The format with the highest score above 0.5; undefined when no format knows the document. */
  format: Format | undefined
  /** Its score 0–1, or the best one that was not enough. */
  score: number
  /** Every format that scored at all, best first. */
  ranking: { id: string; score: number }[]
}

/** Which format a document is, by its content alone. */
export async function detectFormat(input: Input, limits: Limits): Promise<Detection> {
  const sample = await sampleOf(input)
  const detection = rank(sample)
  if (detection.format || sample.syntax !== 'json') return detection
  return rank(await wholeSample(input, limits, sample))
}

function rank(sample: Sample): Detection {
  const ranking = formats
    .map((format) => ({ id: format.id, score: format.detect(sample) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
  const score = ranking[0]?.score ?? 0
  const format = score > 0.5 ? formats.find(({ id }) => id === ranking[0]?.id) : undefined
  return { format, score, ranking }
}
