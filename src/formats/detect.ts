import type { Format, Input, Limits, Problem, Sample } from './contract.ts'
import { isYamlText } from './input-for.ts'
import { knownFormats } from './known-formats.ts'
import { CERTAIN } from './mapping/recognise.ts'
import { sampleOf, wholeSample } from './sample.ts'
import { yamlAsJson } from './syntax/yaml-as-json.ts'

export interface Detection {
  /** The format with the highest score above 0.5; undefined when no format knows the document. */
  format: Format | undefined
  /** Its score 0–1, or the best one that was not enough. */
  score: number
  /** Every format that scored at all, best first. */
  ranking: { id: string; score: number }[]
  /** What the format reads: the document, or the JSON that says the same as its YAML. */
  input: Input
}

/** An organisation's own formats beside the registry's: those of this id, or all. Asked for only when they may matter. */
export type OwnFormats = (id?: string) => Promise<readonly Format[]>

/**
 * Which format a document is, by its content alone. An own one counts where none of the registry's is certain, in the whole
 * document too. YAML that no format knows as such is looked at as JSON; what of it is no valid YAML goes to `flaws` while it is read.
 */
export async function detectFormat(
  input: Input,
  limits: Limits,
  own?: OwnFormats,
  flaws: Problem[] = [],
): Promise<Detection> {
  const sample = await sampleOf(input)
  const plain = await detectIn(sample, input, limits, own)
  if (plain.format || !isYamlText(sample)) return plain
  const json = yamlAsJson(input, limits, flaws)
  const inYaml = await detectIn(await sampleOf(json), beginningOf(json), limits, own)
  return inYaml.format ? { ...inYaml, input: json } : plain
}

/** YAML is slow to read: what its beginning does not tell is not looked for in all of a large one. In bytes of JSON. */
const BEGINNING = 4 * 1024 * 1024

const beginningOf = (input: Input): Input => ({
  async *open() {
    let bytes = 0
    for await (const chunk of input.open()) {
      yield chunk
      bytes += chunk.length
      if (bytes > BEGINNING) return
    }
  },
})

async function detectIn(
  sample: Sample,
  input: Input,
  limits: Limits,
  own: OwnFormats | undefined,
): Promise<Detection> {
  const formats = await knownFormats()
  const known = rank(sample, formats, input)
  const owned = known.score >= CERTAIN ? [] : ((await own?.()) ?? [])
  if (owned.length === 0 && (known.format || sample.syntax !== 'json')) return known
  const whole = sample.syntax === 'json' ? await wholeSample(input, limits, sample) : sample
  return rank(whole, [...formats, ...owned], input)
}

function rank(sample: Sample, all: readonly Format[], input: Input): Detection {
  const scored = all
    .map((format) => ({ format, score: format.detect(sample) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
  const score = scored[0]?.score ?? 0
  return {
    format: score > 0.5 ? scored[0]?.format : undefined,
    score,
    ranking: scored.map(({ format, score: own }) => ({ id: format.id, score: own })),
    input,
  }
}
