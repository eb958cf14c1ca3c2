import type { Observation } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import { type Node, textOf } from '../syntax/xml.ts'

/**
 * Fortify's priority: how bad it is against how likely it is to be found and used. The likelihood is accuracy × confidence × probability
 * on a scale of 0–5; both count as high from half of the scale on
 * (Fortify Static Code Analyzer Applications and Tools Guide, "Estimating Impact and Likelihood with Input from Rules and Analysis").
 */
export function ratingOf(
  facts: ReadonlyMap<string, string>,
  about: Node | undefined,
  instance: Node | undefined,
): Pick<Observation, 'severity' | 'toolSeverity' | 'confidence'> {
  const [impact, accuracy, probability] = ['Impact', 'Accuracy', 'Probability'].map((name) =>
    numberOf(facts.get(name)),
  )
  const confidence = numberOf(textOf(instance, 'Confidence'))
  const sure = confidence === undefined ? {} : { confidence: confidenceOf(confidence) }
  if (
    impact !== undefined &&
    accuracy !== undefined &&
    probability !== undefined &&
    confidence !== undefined
  ) {
    const likely = (accuracy * confidence * probability) / 25 >= 2.5
    const [severity, toolSeverity] = impact >= 2.5 ? (likely ? CRITICAL : HIGH) : likely ? MEDIUM : LOW
    return { severity, toolSeverity, ...sure }
  }
  const given = textOf(instance, 'InstanceSeverity') ?? textOf(about, 'DefaultSeverity')
  return { severity: severityOf(numberOf(given)), ...(given && { toolSeverity: given }), ...sure }
}

const CRITICAL: [Severity, string] = ['critical', 'Critical']
const HIGH: [Severity, string] = ['high', 'High']
const MEDIUM: [Severity, string] = ['medium', 'Medium']
const LOW: [Severity, string] = ['low', 'Low']

function numberOf(text: string | undefined): number | undefined {
  const number = Number(text)
  return text !== undefined && number >= 0 && number <= 5 ? number : undefined
}

/** Without what the rule says of itself there is a number of 1–5. */
function severityOf(number: number | undefined): Severity {
  if (number === undefined) return 'unknown'
  if (number >= 4) return 'high'
  return number >= 2.5 ? 'medium' : number > 0 ? 'low' : 'info'
}

const confidenceOf = (number: number): 'high' | 'medium' | 'low' =>
  number >= 4 ? 'high' : number >= 2.5 ? 'medium' : 'low'
