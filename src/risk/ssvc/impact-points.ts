import type { Criticality, DataClass } from '../../model/application.ts'
import { openOutcomes } from './decision-table.ts'
import type { DecisionPoint, SsvcInput } from './ssvc-input.ts'
import { HUMAN, MISSION, MISSION_AND_WELL_BEING, MISSION_PREVALENCE, SAFETY, WELL_BEING } from './tables.ts'
import { point } from './threat-points.ts'

const CONTEXT = 'context of the asset or its application'

/** Disclosing these harms people beyond money, and widely. */
const HARMFUL: readonly DataClass[] = ['phi', 'minors', 'location']
const harmful = ({ dataClasses }: SsvcInput): string[] | undefined =>
  dataClasses?.filter((data) => HARMFUL.includes(data))

/** The published values go up to loss of life; what the inventory records reaches `marginal` at most. */
function safetyPoint(input: SsvcInput): DecisionPoint {
  const found = harmful(input)
  const made = (possible: readonly string[], why: string, source: string): DecisionPoint =>
    point('safety', 'Safety impact', possible, why, source)
  if (!found) return made(SAFETY.slice(0, 2), 'Nobody said which data it handles.', 'nobody')
  return found.length
    ? made(['marginal'], `Disclosure of ${found.join(', ')} data harms people widely.`, CONTEXT)
    : made(['negligible'], 'It handles no data whose disclosure harms people beyond money.', CONTEXT)
}

const MISSION_OF: Record<Criticality, number> = { low: 0, medium: 1, high: 2, critical: 3 }

function missionPoint({ criticality, environment }: SsvcInput): DecisionPoint {
  const made = (possible: readonly string[], why: string, source: string): DecisionPoint =>
    point('mission', 'Mission impact', possible, why, source)
  if (environment === 'development')
    return made([MISSION[0]], 'No function depends on a development environment.', CONTEXT)
  if (criticality === null) return made(MISSION, 'Nobody said how much depends on it.', 'nobody')
  const most = environment === 'staging' ? 1 : 3
  const value = MISSION[Math.min(MISSION_OF[criticality], most)] as string
  const where = environment === 'staging' ? ', in a staging environment' : ''
  const meaning = value.startsWith('mef') ? ' MEF = mission essential function.' : ''
  return made([value], `Business criticality is ${criticality}${where}.${meaning}`, CONTEXT)
}

const PREVALENCE_OF: Record<Criticality, number> = { low: 0, medium: 1, high: 2, critical: 2 }

const prevalencePoint = ({ criticality }: SsvcInput): DecisionPoint =>
  criticality === null
    ? point(
        'prevalence',
        'Mission prevalence',
        MISSION_PREVALENCE,
        'Nobody said how much depends on it.',
        'nobody',
      )
    : point(
        'prevalence',
        'Mission prevalence',
        [MISSION_PREVALENCE[PREVALENCE_OF[criticality]] as string],
        `Business criticality is ${criticality}.`,
        CONTEXT,
      )

function wellBeingPoint(input: SsvcInput): DecisionPoint {
  const found = harmful(input)
  const made = (possible: readonly string[], why: string, source: string): DecisionPoint =>
    point('well-being', 'Public well-being impact', possible, why, source)
  if (!found) return made(WELL_BEING.slice(0, 2), 'Nobody said which data it handles.', 'nobody')
  return found.length
    ? made(['material'], `Disclosure of ${found.join(', ')} data harms the public.`, CONTEXT)
    : made(['minimal'], 'It handles no data whose disclosure harms the public.', CONTEXT)
}

/** A point that a table of its own makes from two others; they come first in the path. */
function combined(
  label: string,
  table: typeof HUMAN | typeof MISSION_AND_WELL_BEING,
  parts: readonly DecisionPoint[],
): DecisionPoint[] {
  const possible = openOutcomes(table, Object.fromEntries(parts.map((part) => [part.point, part.possible])))
  const why = parts.map((part) => `${part.label}: ${part.value ?? 'unknown'}`).join('; ')
  return [...parts, point(table.id, label, possible, `${why}.`, `${table.name} ${table.version}`)]
}

export const humanImpactPoints = (input: SsvcInput): DecisionPoint[] =>
  combined('Human impact', HUMAN, [safetyPoint(input), missionPoint(input)])

export const missionWellBeingPoints = (input: SsvcInput): DecisionPoint[] =>
  combined('Mission and well-being impact', MISSION_AND_WELL_BEING, [
    prevalencePoint(input),
    wellBeingPoint(input),
  ])
