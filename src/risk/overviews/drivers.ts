import { type Link, linkTo } from '../../findings/metrics/figures.ts'
import { riskByCause } from '../../findings/metrics/recorded-risk.ts'
import { FLOWS } from '../../findings/metrics/row-facts.ts'
import type { Sums } from '../../findings/metrics/sums.ts'
import { select } from '../../findings/queries/selection.ts'
import type { Ground } from './ground.ts'

type Came = 'new' | 'reopened' | 'fixed' | 'decided'

const RESCORED = ['advisory', 'context', 'policy', 'model'] as const

/** Why the open risk changed: what came and went, what was scored anew and why, and what nothing explains. */
export type Cause = Came | (typeof RESCORED)[number] | 'other'

export interface Driver {
  cause: Cause
  /** Points added, or taken away (negative). */
  risk: number
  /** null where points were changed, not findings. */
  findings: number | null
  link: Link
}

/**
 * What drove the open risk from before the window to its end, the largest first. What came and went counts with today's score; what was
 * scored anew is as it was recorded. `change` (points; null = not known) is what all together come to: `other` makes up the rest.
 */
export function driversOf(ground: Ground, sums: Sums, change: number | null): Driver[] {
  const { window, filter, reader } = ground
  const recorded = riskByCause(select(window.posture, filter, reader), window)
  const links = linksOf(ground)
  const drivers: Driver[] = [
    ...cameAndWent(sums).map((flow) => ({ ...flow, link: links[flow.cause] ?? null })),
    ...RESCORED.map((cause) => ({ cause, risk: recorded.get(cause) ?? 0, findings: null, link: null })),
  ]
  const told = drivers.reduce((sum, { risk }) => sum + risk, 0)
  if (change !== null) drivers.push({ cause: 'other', risk: change - told, findings: null, link: null })
  return drivers
    .map((driver) => ({ ...driver, risk: Math.round(driver.risk * 10) / 10 }))
    .filter(({ risk, findings }) => risk !== 0 || findings)
    .sort((a, b) => Math.abs(b.risk) - Math.abs(a.risk))
}

/** Lists can show what came and what was fixed; what changed hands between states within the window they cannot. */
function linksOf({ window, filter }: Ground): Partial<Record<Cause, Link>> {
  const behind = { filter, from: window.from, ...(window.past !== undefined && { asOf: window.past }) }
  const since = new Date(window.from).toISOString()
  return {
    new: linkTo(behind, { state: ['open'], since }),
    fixed: linkTo(behind, { state: ['fixed'], fixedSince: since, until: since }),
  }
}

/** What a decision ended and what one that was taken back brought again are one cause. */
function cameAndWent({ flowFindings, flowRisk }: Sums): { cause: Came; risk: number; findings: number }[] {
  const [findings, risk] = [
    (name: Flow) => flowFindings[FLOWS.indexOf(name)] ?? 0,
    (name: Flow) => (flowRisk[FLOWS.indexOf(name)] ?? 0) / 10,
  ]
  return [
    { cause: 'new', risk: risk('new'), findings: findings('new') },
    { cause: 'reopened', risk: risk('reopened'), findings: findings('reopened') },
    { cause: 'fixed', risk: -risk('fixed'), findings: findings('fixed') },
    {
      cause: 'decided',
      risk: risk('undecided') - risk('decided'),
      findings: findings('decided') + findings('undecided'),
    },
  ]
}

type Flow = (typeof FLOWS)[number]
