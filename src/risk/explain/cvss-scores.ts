import { cvssMetrics, requirementsOf } from '../score/cvss-metrics.ts'
import type { RiskContext } from '../score/input.ts'
import { cvss2Environmental } from './cvss2-environmental.ts'

export interface CvssScores {
  base: { score: number; vector: string; version: string }
  environmental: { score: number; vector: string }
}

/**
 * A vector's base score, and its score in the asset's environment: security requirements from the data and the criticality, the attack
 * vector from the exposure. Versions 2, 3 and 4. Null for what is no vector. The calculator is loaded when first asked.
 */
export async function cvssScores(vector: string | null, context: RiskContext): Promise<CvssScores | null> {
  const metrics = vector ? cvssMetrics(vector) : undefined
  if (!vector || !metrics) return null
  const { default: calculator } = await import('ae-cvss-calculator')
  const version = /^CVSS:(\d\.\d)/.exec(vector)?.[1] ?? '2.0'
  const Calculator =
    { '4.0': calculator.Cvss4P0, '3.1': calculator.Cvss3P1, '3.0': calculator.Cvss3P0 }[version] ??
    calculator.Cvss2
  try {
    const plain = new Calculator(vector)
    const base = plain.calculateScores(false)
    const there = new Calculator(vector)
    const environment = environmentOf(metrics.get('AV') ?? '', version, context)
    for (const [name, value] of environment) there.applyComponentString(name, value)
    const score =
      version === '2.0'
        ? cvss2Environmental(new Map([...metrics, ...environment]))
        : there.calculateScores(false).overall
    return {
      base: { score: scoreOf('base' in base ? base.base : undefined, base.overall), vector, version },
      environmental: { score, vector: withoutUndefined(there.toString()) },
    }
  } catch {
    return null
  }
}

const scoreOf = (base: number | undefined, overall: number): number => base ?? overall

/** Metrics of the environment that are known: name and value. */
function environmentOf(attack: string, version: string, context: RiskContext): [string, string][] {
  const needs = Object.entries(requirementsOf(context)).filter(([, value]) => value !== 'X')
  const nearer = version === '2.0' ? undefined : nearerVector(attack, context.exposure)
  return nearer ? [...needs, ['MAV', nearer]] : needs
}

/** From where it can be attacked here, where that is nearer than the vector says. */
function nearerVector(attack: string, exposure: RiskContext['exposure']): string | undefined {
  if (exposure === 'isolated' && (attack === 'N' || attack === 'A')) return 'L'
  return exposure === 'internal' && attack === 'N' ? 'A' : undefined
}

const withoutUndefined = (vector: string): string =>
  vector
    .split('/')
    .filter((part) => !/:(?:X|ND)$/.test(part))
    .join('/')
