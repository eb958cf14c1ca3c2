import type { TaskList } from 'graphile-worker'
import { MERGE_TASK } from '../findings/merging/change-rules.ts'
import { INGEST_TASK } from '../findings/reports/submit-report.ts'
import { expireDecisions } from '../findings/triage/expire-decisions.ts'
import { RANK_TASK } from '../inventory/context.ts'
import { rankFindings } from '../risk/rank.ts'
import { failAbandonedReports } from './abandoned-reports.ts'
import { applyRules } from './apply-rules.ts'
import { type IngestDeps, ingestReport } from './ingest-report.ts'
import { nightly } from './nightly.ts'
import { rankAssets } from './rank-assets.ts'

/** When Stance does something by itself (UTC). */
export const CRONTAB = `
  */5 * * * * abandoned_reports
  */5 * * * * expire_decisions
  17 3 * * * nightly ?fill=1d
`

/** Every task of the queue; each calls one function. */
export const tasks = (deps: IngestDeps): TaskList => ({
  [INGEST_TASK]: (payload) => ingestReport(deps, payload as { asset: string; report: string }),
  [RANK_TASK]: (payload) => rankAssets(deps.pool, payload as { assets: string[] }),
  [MERGE_TASK]: (payload) => applyRules(deps.pool, payload as { assets: string[] }),
  abandoned_reports: () => failAbandonedReports(deps.pool).then(() => {}),
  expire_decisions: () =>
    expireDecisions(deps.pool, (tx, asset) => rankFindings(tx, asset, 'unranked')).then(() => {}),
  nightly: () => nightly(deps),
})
