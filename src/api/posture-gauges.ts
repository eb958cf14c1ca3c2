import { prometheusText } from '../findings/metrics/prometheus.ts'
import { readMetrics } from '../findings/metrics/read-metrics.ts'
import { currentPosture, type Posture } from '../findings/posture-index/posture-index.ts'
import type { Pool } from '../platform/database.ts'

const DAYS = 90
/** In total, and by these: bounded labels. */
const SLICES = [undefined, 'severity', 'team', 'application'] as const
// Due dates pass and days end without any change of a finding.
const FRESH_MS = 300_000

const kept = new WeakMap<Posture, { at: number; text: string }>()

/** The posture's figures over the last 90 days in Prometheus' text format: those of `GET /metrics`, of everything there is. */
export async function postureGauges(pool: Pool): Promise<string> {
  const posture = await currentPosture(pool)
  const known = kept.get(posture)
  if (known && Date.now() - known.at < FRESH_MS) return known.text
  const everything = { mine: [], visible: 'all' as const }
  const results = []
  for (const by of SLICES)
    results.push(await readMetrics(pool, { days: DAYS, ...(by && { by }) }, everything))
  const text = await prometheusText(results)
  kept.set(posture, { at: Date.now(), text })
  return text
}
