import type { TaskList } from 'graphile-worker'
import { MERGE_TASK } from '../findings/merging/change-rules.ts'
import { INGEST_TASK } from '../findings/reports/submit-report.ts'
import { expireDecisions } from '../findings/triage/expire-decisions.ts'
import { MATCH_ALL_TASK, MATCH_TASK } from '../intel/matching/queue-matching.ts'
import type { AssetBranch } from '../intel/matching/users-of.ts'
import { SYNC_TASK } from '../intel/queries/intel-state.ts'
import { BLAST_TASK } from '../inventory/blast-radius.ts'
import { addUpComponentUsers } from '../inventory/component-users.ts'
import { RANK_TASK } from '../inventory/context.ts'
import { DISCOVER_TASK } from '../inventory/estate/discoveries.ts'
import { COMBINE_TASK } from '../risk/combinations/queue-combining.ts'
import { APPLY_EXCEPTION_TASK, applyException } from '../risk/exceptions/apply-exception.ts'
import { expireExceptions } from '../risk/exceptions/end-exceptions.ts'
import { RERANK_TASK } from '../risk/models/save-model.ts'
import { POLICIES_TASK } from '../risk/policies/store/queue-applying.ts'
import { settleWritten } from '../risk/settle-findings.ts'
import { failAbandonedReports } from './abandoned-reports.ts'
import { applyPoliciesTo } from './apply-policies.ts'
import { applyRules } from './apply-rules.ts'
import { type DiscoverDeps, discoverRepository } from './discover-repository.ts'
import { type IngestDeps, ingestReport } from './ingest-report.ts'
import { matchComponents } from './match-components.ts'
import { nightly } from './nightly.ts'
import { type Ranking, rankAssets } from './rank-assets.ts'
import { rerank } from './rerank.ts'
import { spreadBlastRadius } from './spread-blast-radius.ts'
import {
  APPLY_TASK,
  applyAll,
  matchAll,
  type SyncDeps,
  syncAndRematch,
  syncBySchedule,
} from './sync-intel.ts'

/** When Stance does something by itself (UTC). */
export const CRONTAB = `
  */5 * * * * abandoned_reports
  */5 * * * * expire_decisions
  * * * * * add_up_component_users
  17 3 * * * nightly ?fill=1d
  47 4 * * * sync_by_schedule ?fill=1d
`

/** Every task of the queue; each calls one function. */
export const tasks = (deps: IngestDeps & SyncDeps & DiscoverDeps): TaskList => ({
  [INGEST_TASK]: (payload) => ingestReport(deps, payload as { asset: string; report: string }),
  [DISCOVER_TASK]: (payload) => discoverRepository(deps, payload as { asset: string; discovery: string }),
  [RANK_TASK]: (payload) => rankAssets(deps.pool, payload as Ranking).then(() => {}),
  [BLAST_TASK]: () => spreadBlastRadius(deps.pool),
  [RERANK_TASK]: (payload) => rerank(deps.pool, payload as { version: number; assets: string[] }),
  [POLICIES_TASK]: (payload) => applyPoliciesTo(deps.pool, payload as { assets: string[] }),
  [MERGE_TASK]: (payload) => applyRules(deps.pool, payload as { assets: string[] }),
  [COMBINE_TASK]: async () => (await import('./combine-findings.ts')).combineFindings(deps.pool),
  [MATCH_TASK]: (payload) => matchComponents(deps.pool, payload as AssetBranch, deps.config.intel),
  [MATCH_ALL_TASK]: () => matchAll(deps.pool, deps.config.intel),
  [SYNC_TASK]: (payload) => syncAndRematch(deps, payload as { feeds?: string[] }),
  [APPLY_TASK]: () => applyAll(deps.pool, deps.config.intel),
  sync_by_schedule: () => syncBySchedule(deps),
  abandoned_reports: () => failAbandonedReports(deps.pool).then(() => {}),
  [APPLY_EXCEPTION_TASK]: (payload) =>
    applyException(deps.pool, (payload as { exception: string }).exception, settleWritten).then(() => {}),
  add_up_component_users: () => addUpComponentUsers(deps.pool).then(() => {}),
  expire_decisions: async () => {
    await expireExceptions(deps.pool, settleWritten)
    await expireDecisions(deps.pool, settleWritten)
  },
  nightly: () => nightly(deps),
})
