import { Gauge, Registry } from 'prom-client'
import type { Figures } from './figures.ts'
import type { Metrics } from './read-metrics.ts'

const GAUGES: { name: string; help: string; read: (figures: Figures) => number | null }[] = [
  { name: 'findings_open', help: 'Open findings', read: (f) => f.open },
  { name: 'findings_opened', help: 'Findings first seen within the window', read: (f) => f.opened },
  { name: 'findings_fixed', help: 'Findings fixed within the window', read: (f) => f.fixed },
  { name: 'findings_overdue', help: 'Open findings past their due date', read: (f) => f.sla.overdue },
  { name: 'risk_points', help: 'Scores of open findings added up', read: (f) => f.risk.sum },
  { name: 'mttr_mean_days', help: 'Mean days from first seen to fixed', read: (f) => f.mttr.meanDays },
  { name: 'mttr_median_days', help: 'Median days from first seen to fixed', read: (f) => f.mttr.medianDays },
  { name: 'fix_ratio', help: 'Fixed by opened within the window', read: (f) => f.fixRate },
  { name: 'reopen_ratio', help: 'Share of what was fixed that came back', read: (f) => f.reopenRate },
  {
    name: 'sla_compliance_ratio',
    help: 'Share of what was due that was fixed in time',
    read: (f) => f.sla.compliance,
  },
  { name: 'backlog_age_median_days', help: 'Median age of open findings', read: (f) => f.age.medianDays },
  {
    name: 'scanner_agreement_ratio',
    help: 'Share that two or more tools see',
    read: (f) => f.agreement.share,
  },
]

/** Groups of one slice that become labels: a scrape stays bounded. */
const MOST_LABELS = 100

/**
 * Metrics in Prometheus' text format. The total as `stance_…`, groups as `stance_<slice>_…` with the slice as label, those with most risk
 * first, at most 100. What is not known is left out. Several results of one day may be given, one a slice.
 */
export async function prometheusText(results: readonly Metrics[]): Promise<string> {
  const registry = new Registry()
  for (const { by, total, groups, coverage } of results) {
    if (by === null) {
      addTotal(registry, total)
      addCoverage(registry, coverage)
    } else addGroups(registry, by, groups.slice(0, MOST_LABELS))
  }
  return registry.metrics()
}

function addTotal(registry: Registry, figures: Figures): void {
  for (const { name, help, read } of GAUGES) {
    const value = read(figures)
    if (value !== null) new Gauge({ name: `stance_${name}`, help, registers: [registry] }).set(value)
  }
}

function addGroups(registry: Registry, by: string, groups: Metrics['groups']): void {
  for (const { name, help, read } of GAUGES) {
    const known = groups.flatMap(({ label, figures }) => {
      const value = read(figures)
      return value === null ? [] : [{ label, value }]
    })
    if (known.length === 0) continue
    const gauge = new Gauge({ name: `stance_${by}_${name}`, help, labelNames: [by], registers: [registry] })
    for (const { label, value } of known) gauge.set({ [by]: label }, value)
  }
}

function addCoverage(registry: Registry, coverage: Metrics['coverage']): void {
  const gauge = new Gauge({
    name: 'stance_scanner_coverage_ratio',
    help: 'Share of the assets that ask for a class of tools that one looked at within 30 days',
    labelNames: ['class'],
    registers: [registry],
  })
  for (const { class: name, share } of coverage.byClass) if (share !== null) gauge.set({ class: name }, share)
}
