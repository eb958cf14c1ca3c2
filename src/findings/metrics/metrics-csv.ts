import { csvLine } from '../queries/csv.ts'
import type { Figures } from './figures.ts'
import type { Metrics } from './read-metrics.ts'

const COLUMNS: Record<string, (figures: Figures) => number | null> = {
  open: (f) => f.open,
  opened: (f) => f.opened,
  reopened: (f) => f.reopened,
  fixed: (f) => f.fixed,
  fixRate: (f) => f.fixRate,
  reopenRate: (f) => f.reopenRate,
  mttrMeanDays: (f) => f.mttr.meanDays,
  mttrMedianDays: (f) => f.mttr.medianDays,
  mttrP90Days: (f) => f.mttr.p90Days,
  slaCompliance: (f) => f.sla.compliance,
  slaMet: (f) => f.sla.met,
  slaMissed: (f) => f.sla.missed,
  slaOverdue: (f) => f.sla.overdue,
  slaDueSoon: (f) => f.sla.dueSoon,
  ageMedianDays: (f) => f.age.medianDays,
  ageP90Days: (f) => f.age.p90Days,
  risk: (f) => f.risk.sum,
  topScore: (f) => f.risk.top,
  agreement: (f) => f.agreement.share,
}

/** Metrics as CSV: a head line, the total, then the groups. Empty = not known. Texts that a spreadsheet would run are defused. */
export function metricsCsv({ asOf, from, by, total, groups, coverage }: Metrics): string {
  const line = (id: string, label: string, figures: Figures, covered: number | null): string =>
    csvLine([
      asOf,
      from,
      by ?? '',
      id,
      label,
      ...Object.values(COLUMNS).map((read) => read(figures)),
      covered,
    ])
  return [
    csvLine(['asOf', 'from', 'by', 'id', 'label', ...Object.keys(COLUMNS), 'coverage']),
    line('total', 'Total', total, coverage.share),
    ...groups.map(({ id, label, figures }) => line(id, label, figures, null)),
  ].join('')
}
