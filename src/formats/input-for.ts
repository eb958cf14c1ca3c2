import type { Format, Input, Limits, Problem, Sample } from './contract.ts'
import { sampleOf } from './sample.ts'
import { isYaml, yamlAsJson } from './syntax/yaml-as-json.ts'

/** Whether a document that is no JSON, no XML and no table looks like YAML, which a table may look like. */
export const isYamlText = ({ syntax, head }: Sample): boolean =>
  (syntax === 'text' || syntax === 'csv') && isYaml(head)

/**
 * What a format reads of a document that is its own, as somebody says: where it reads JSON, the JSON that says the same as the
 * document's YAML. What of that is no valid YAML goes to `flaws` while it is read.
 */
export async function inputFor(
  format: Pick<Format, 'detect' | 'extensions'>,
  input: Input,
  limits: Limits,
  flaws: Problem[],
): Promise<Input> {
  if (!format.extensions.some((extension) => extension.endsWith('json'))) return input
  const sample = await sampleOf(input)
  return isYamlText(sample) && format.detect(sample) <= 0.5 ? yamlAsJson(input, limits, flaws) : input
}
