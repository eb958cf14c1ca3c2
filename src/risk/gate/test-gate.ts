import type { Item } from '../../formats/contract.ts'
import type { Observation } from '../../model/observation.ts'
import { shippedPolicy } from '../policies/shipped.ts'
import { baselineOf } from './baseline.ts'
import { collect, noReports, type Reports } from './collect.ts'
import { decide, type GateInput } from './decide.ts'
import type { Verdict } from './verdict.ts'

const DEFAULT = await shippedPolicy('default')

/** A code observation, with what a test cares about in `over`. */
export const code = (
  over: Partial<Observation> & { path?: string; line?: number; snippet?: string } = {},
): Observation => {
  const { path = 'src/a.ts', line = 10, snippet = 'db.query("select " + id)', ...rest } = over
  return {
    type: 'observation',
    kind: 'code',
    rule: 'sqli',
    title: 'SQL injection',
    severity: 'high',
    cwes: [89],
    location: { path, line, ...(snippet && { snippet }) },
    raw: '{}',
    ...rest,
  }
}

/** Reports by tool, as the gate collects them. */
export async function reportsOf(byTool: Record<string, readonly Item[]>, at?: string): Promise<Reports> {
  const reports = noReports()
  for (const [tool, items] of Object.entries(byTool))
    await collect(
      reports,
      `${tool}.json`,
      (async function* (): AsyncGenerator<Item> {
        yield { type: 'header', tool, ...(at && { producedAt: at }) }
        yield* items
      })(),
      () => tool,
    )
  return reports
}

export const NOW = Date.parse('2026-11-27T00:00:00Z')

/** The verdict about reports of now against reports of before, by the default policy. */
export async function verdictOf(
  now: Record<string, readonly Item[]>,
  before?: Record<string, readonly Item[]>,
  over: Partial<GateInput> & { at?: string } = {},
): Promise<Verdict> {
  const { at, ...rest } = over
  return decide({
    reports: await reportsOf(now),
    baseline: before && baselineOf(await reportsOf(before, at), 'main'),
    secretsBy: 'hash',
    policies: [DEFAULT],
    signals: new Map(),
    change: { branch: 'feature', files: [] },
    asset: null,
    warnOnly: false,
    grace: { days: undefined, until: undefined },
    now: NOW,
    ...rest,
  })
}
