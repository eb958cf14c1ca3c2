import type { Routes } from '../api.ts'
import { advisoryRoutes } from './advisories.ts'
import { applicationRoutes } from './applications.ts'
import { assetRoutes } from './assets.ts'
import { auditRoutes } from './audit.ts'
import { combinationRoutes } from './combinations.ts'
import { componentRoutes } from './components.ts'
import { dashboardRoutes } from './dashboards.ts'
import { dependencyRoutes } from './dependencies.ts'
import { estateRoutes } from './estate.ts'
import { estateChangesRoutes } from './estate-changes.ts'
import { estateQuestionRoutes } from './estate-questions.ts'
import { estateTrafficRoutes } from './estate-traffic.ts'
import { eventRoutes } from './events.ts'
import { exceptionRoutes } from './exceptions.ts'
import { exportRoutes } from './exports.ts'
import { findingRoutes } from './findings.ts'
import { formatRoutes } from './formats.ts'
import { gateRoutes } from './gate.ts'
import { intelRoutes } from './intel.ts'
import { licenseRoutes } from './licenses.ts'
import { mappingRoutes } from './mappings.ts'
import { meRoutes } from './me.ts'
import { mergeRoutes } from './merges.ts'
import { metricsRoutes } from './metrics.ts'
import { notificationRoutes } from './notifications.ts'
import { openApiRoutes } from './openapi.ts'
import { overviewRoutes } from './overview.ts'
import { ownCombinationRoutes } from './own-combinations.ts'
import { ownerRoutes } from './owners.ts'
import { packageRoutes } from './packages.ts'
import { policyRoutes } from './policies.ts'
import { policyWorkbenchRoutes } from './policy-workbench.ts'
import { reportRoutes } from './reports.ts'
import { riskRoutes } from './risk.ts'
import { roleOverviewRoutes } from './role-overview.ts'
import { savedQueryRoutes } from './saved-queries.ts'
import { slaRoutes } from './sla.ts'
import { teamRoutes } from './teams.ts'
import { tokenRoutes } from './tokens.ts'
import { triageRoutes } from './triage.ts'
import { upgradeRoutes } from './upgrades.ts'
import { userRoutes } from './users.ts'
import { useRoutes } from './uses.ts'
import { welcomeRoutes } from './welcome.ts'

/** Every domain's routes: one line each. */
export const ROUTES: readonly Routes[] = [
  advisoryRoutes,
  applicationRoutes,
  assetRoutes,
  auditRoutes,
  combinationRoutes,
  ownCombinationRoutes,
  componentRoutes,
  dashboardRoutes,
  dependencyRoutes,
  estateQuestionRoutes,
  estateRoutes,
  estateChangesRoutes,
  estateTrafficRoutes,
  eventRoutes,
  exceptionRoutes,
  exportRoutes,
  findingRoutes,
  formatRoutes,
  gateRoutes,
  intelRoutes,
  licenseRoutes,
  mappingRoutes,
  meRoutes,
  mergeRoutes,
  metricsRoutes,
  notificationRoutes,
  openApiRoutes,
  overviewRoutes,
  ownerRoutes,
  packageRoutes,
  policyRoutes,
  policyWorkbenchRoutes,
  reportRoutes,
  riskRoutes,
  roleOverviewRoutes,
  savedQueryRoutes,
  slaRoutes,
  teamRoutes,
  tokenRoutes,
  triageRoutes,
  upgradeRoutes,
  useRoutes,
  userRoutes,
  welcomeRoutes,
]
