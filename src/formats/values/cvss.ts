import calculator from 'ae-cvss-calculator'
import type { CvssRating } from '../../model/observation.ts'
import { remembered } from './remembered.ts'

interface Given {
  vector?: unknown
  score?: unknown
  version?: unknown
  source?: unknown
}

/**
 * A rating from what a report gives of it. The version comes from the vector, the score from the report or else from the vector.
 * Undefined when there is neither a readable vector nor a score of 0–10.
 */
export function cvssRating(given: Given): CvssRating | undefined {
  const vector = typeof given.vector === 'string' ? normalVector(given.vector) : undefined
  const score = scoreOf(given.score) ?? (vector ? scoreOfVector(vector) : undefined)
  if (score === undefined && vector === undefined) return undefined
  const version = (vector && versionOfVector(vector)) ?? versionOf(given.version)
  return {
    ...(vector && { vector }),
    ...(score !== undefined && { score }),
    ...(version && { version }),
    ...(typeof given.source === 'string' && given.source && { source: given.source }),
  }
}

/** The highest score of ratings, the newest version first: a v4 score stands before a v3 one. */
export function leadingScore(ratings: CvssRating[] | undefined): number | undefined {
  const scored = (ratings ?? []).filter((rating) => rating.score !== undefined)
  const newest = scored
    .map((rating) => rating.version ?? '')
    .sort()
    .at(-1)
  const scores = scored
    .filter((rating) => (rating.version ?? '') === newest)
    .map((rating) => rating.score as number)
  return scores.length > 0 ? Math.max(...scores) : undefined
}

/** A score 0–10 from a number or its text. */
export function scoreOf(value: unknown): number | undefined {
  const number =
    typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN
  return number >= 0 && number <= 10 ? number : undefined
}

const V2 = /^AV:[LAN]\/AC:[HML]\/Au:[MSN]\//

/** A vector as its standard writes it; undefined for what is no vector. */
export const normalVector = remembered((text): string | undefined => {
  const vector = text.trim().replace(/^\((.*)\)$/, '$1')
  if (/^CVSS:(?:3\.[01]|4\.0)(?:\/[A-Za-z]{1,3}:[A-Za-z]{1,6})+$/.test(vector)) return accessFirst(vector)
  if (/^CVSS:2\.0\/AV:/.test(vector)) return vector.slice('CVSS:2.0/'.length)
  if (V2.test(vector)) return vector
  if (/^AV:[NALP]\/AC:[LH]\/AT:[NP]\//.test(vector)) return `CVSS:4.0/${vector}`
  if (/^AV:[NALP]\/AC:[LH]\/PR:[NLH]\//.test(vector)) return `CVSS:3.1/${vector}`
  return undefined
})

/** Metrics may stand in any order; one without the first of its standard's is no vector. */
function accessFirst(vector: string): string | undefined {
  const [prefix = '', ...metrics] = vector.split('/')
  const access = metrics.find((metric) => /^AV:[NALP]$/.test(metric))
  return access && [prefix, access, ...metrics.filter((metric) => metric !== access)].join('/')
}

function versionOfVector(vector: string): string | undefined {
  return /^CVSS:(\d\.\d)\//.exec(vector)?.[1] ?? (V2.test(vector) ? '2.0' : undefined)
}

function versionOf(value: unknown): string | undefined {
  const version = /^(?:CVSS)?[_:\s]*v?([234])(?:[._]([01]))?$/i.exec(String(value ?? '').trim())
  return version ? `${version[1]}.${version[2] ?? '0'}` : undefined
}

/** The base score of a vector (the overall score where it carries temporal metrics stays the report's to give). */
const scoreOfVector = remembered((vector): number | undefined => {
  try {
    const scores = calculatorOf(vector).calculateScores(false)
    return 'base' in scores && typeof scores.base === 'number' ? scores.base : scores.overall
  } catch {
    return undefined
  }
})

function calculatorOf(vector: string) {
  if (vector.startsWith('CVSS:4.0/')) return new calculator.Cvss4P0(vector)
  if (vector.startsWith('CVSS:3.1/')) return new calculator.Cvss3P1(vector)
  if (vector.startsWith('CVSS:3.0/')) return new calculator.Cvss3P0(vector)
  return new calculator.Cvss2(vector)
}
