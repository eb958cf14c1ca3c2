// Types only: nothing of zod or of the server reaches the browser.
import type { z } from 'zod'
import type {
  access,
  advisories,
  combinations,
  common,
  components,
  dashboards,
  dependencies,
  estate,
  exceptions,
  findings,
  intel,
  inventory,
  licenses,
  mappings,
  merges,
  metrics,
  overview,
  owners,
  packages,
  policies,
  reports,
  risk,
  roleOverview,
  sla,
  upgrades,
  uses,
} from '../../../src/api/contract/index.ts'

export type Severity = z.infer<typeof common.severity>
export type Kind = z.infer<typeof common.kind>
export type State = z.infer<typeof common.state>
export type Noise = z.infer<typeof findings.noise>
export type Ref = z.infer<typeof common.ref>
export type Problem = z.infer<typeof common.problem>
export type Page<T> = { items: T[]; next: string | null; total: number }

export type RoleRights = z.infer<typeof access.roles>[number]
export type Me = z.infer<typeof access.me>
export type Welcome = z.infer<typeof access.welcome>
export type Role = z.infer<typeof access.role>
export type User = z.infer<typeof access.user>
export type NewUser = z.input<typeof access.newUser>
export type NewUserResult = z.infer<typeof access.newUserResult>
export type UserChange = z.infer<typeof access.userChange>
export type Team = z.infer<typeof access.team>
export type Token = z.infer<typeof access.token>
export type NewToken = z.input<typeof access.newToken>
export type NewTokenResult = z.infer<typeof access.newTokenResult>
export type AuditEntry = z.infer<typeof access.auditEntry>
export type AuditVerdict = z.infer<typeof access.auditVerdict>

export type Merges = z.infer<typeof merges.merges>
export type Merge = z.infer<typeof merges.merge>
export type MergeRule = Merges['byRule'][number]['rule']
export type LicensePolicyState = z.infer<typeof licenses.licensePolicyState>
export type LicensesInUse = z.infer<typeof licenses.licensesInUse>
export type MergeRules = z.infer<typeof merges.mergeRules>
export type RulesPreview = z.infer<typeof merges.rulesPreview>

export type Finding = z.infer<typeof findings.finding>
export type FindingDetail = z.infer<typeof findings.findingDetail>
export type FindingChange = z.input<typeof findings.findingChange>
export type FindingFilter = z.infer<typeof findings.findingFilter>
export type FindingSort = z.infer<typeof findings.findingQuery>['sort']
export type Facets = z.infer<typeof findings.facets>
export type FacetValue = z.infer<typeof findings.facetValue>
export type Observation = z.infer<typeof findings.observation>
export type CodePlace = z.infer<typeof findings.codePlace>
export type Explanation = z.infer<typeof findings.explanation>
export type Factor = z.infer<typeof findings.factor>
export type Ssvc = z.infer<typeof findings.ssvc>
export type DecisionPoint = z.infer<typeof findings.decisionPoint>
export type DeployerDecision = NonNullable<Finding['ssvc']>
export type ExploitMaturity = NonNullable<Finding['exploitMaturity']>
export type Combination = z.infer<typeof combinations.combination>
export type Combinations = z.infer<typeof combinations.combinations>
export type CombinationVocabulary = z.infer<typeof combinations.combinationVocabulary>
export type CombinationDetail = z.infer<typeof combinations.combinationDetail>
export type CombinationChange = z.input<typeof combinations.combinationChange>
export type CombinationValidation = z.infer<typeof combinations.combinationValidation>
export type CombinationDryRun = z.infer<typeof combinations.combinationDryRun>
export type ChainOfFinding = z.infer<typeof combinations.chainOfFinding>
export type ChainLink = NonNullable<ChainOfFinding['chain']>[number]
export type ReachOfFinding = z.infer<typeof combinations.reachabilityOfFinding>
export type Reach = NonNullable<ReachOfFinding['level']>
export type FindingEvent = z.infer<typeof findings.event>
export type Note = z.infer<typeof findings.note>
export type Raw = z.infer<typeof findings.raw>

export type Overview = z.infer<typeof overview.overview>

export type Application = z.infer<typeof inventory.application>
export type CriticalityProposal = z.infer<typeof inventory.criticalityProposal>
export type ApplicationChange = z.input<typeof inventory.applicationChange>
export type NewApplication = z.input<typeof inventory.newApplication>
export type Asset = z.infer<typeof inventory.asset>
export type AssetDetail = z.infer<typeof inventory.assetDetail>
export type AssetChange = z.input<typeof inventory.assetChange>
export type AssetKind = Asset['kind']
export type Criticality = NonNullable<Application['criticality']>
export type Exposure = NonNullable<Application['exposure']>
export type Environment = NonNullable<Application['environment']>
export type DataClass = NonNullable<Application['dataClasses']>[number]
export type Control = NonNullable<Application['controls']>[number]
export type Context = Asset['effective']
export type OpenBySeverity = z.infer<typeof inventory.openBySeverity>
export type BranchComparison = z.infer<typeof inventory.branchComparison>

export type Component = z.infer<typeof components.component>
export type ComponentUse = z.infer<typeof components.componentUse>

export type DependencyGraph = z.infer<typeof dependencies.dependencyGraph>

export type UpgradePlan = z.infer<typeof upgrades.upgradePlan>
export type Campaign = z.infer<typeof upgrades.campaign>
export type Upgrade = UpgradePlan['items'][number]
export type PackageDetail = z.infer<typeof packages.packageDetail>
export type PackageVersion = PackageDetail['versions'][number]
export type PackageAdvisory = PackageDetail['advisories'][number]
export type PackageUse = z.infer<typeof uses.use>

export type Advisory = z.infer<typeof advisories.advisory>

export type Intel = z.infer<typeof intel.intel>
export type IntelFeed = Intel['feeds'][number]
export type IntelFile = IntelFeed['files'][number]

export type Report = z.infer<typeof reports.report>
export type ReportStatus = Report['status']
export type Outcome = z.infer<typeof reports.outcome>
export type ReportProblem = z.infer<typeof reports.reportProblem>
export type Format = z.infer<typeof reports.format>

export type Mapping = z.infer<typeof mappings.mapping>
export type MappingValue = Mapping['fields']['title']
export type StoredMapping = z.infer<typeof mappings.storedMapping>
export type MappingVersion = z.infer<typeof mappings.mappingVersion>
export type MappingDraft = z.infer<typeof mappings.mappingDraft>
export type SeenPath = z.infer<typeof mappings.seenPath>
export type MappingPreview = z.infer<typeof mappings.mappingPreview>

export type Traffic = z.infer<typeof estate.traffic>
export type ComparedEndpoint = Traffic['shadow'][number]
export type EstateNode = z.infer<typeof estate.node>
export type EstateNodeDetail = z.infer<typeof estate.nodeDetail>
export type NodeCounts = z.infer<typeof estate.nodeCounts>
export type EstateLink = EstateNodeDetail['links'][number]
export type NodeKind = EstateNode['kind']
export type LinkKind = EstateLink['kind']
export type LinkWord = z.input<typeof estate.linkWord>
export type EstateMap = z.infer<typeof estate.map>
export type Answer = z.infer<typeof estate.answer>
export type Question = z.infer<typeof estate.question>
export type Coverage = z.infer<typeof estate.coverage>
export type CoverageRow = Coverage['items'][number]
export type CoverageClass = CoverageRow['gaps'][number]
export type EstateChanges = z.infer<typeof estate.changes>
export type EstateChange = EstateChanges['changes'][number]
export type AssetChanges = z.infer<typeof estate.assetChanges>
export type DiscoveryJob = z.infer<typeof estate.discovery>
export type NewDiscovery = z.input<typeof estate.newDiscovery>

export type Slice = z.infer<typeof metrics.slice>
export type Measure = (typeof metrics.MEASURES)[number]
export type Caveat = z.infer<typeof metrics.caveat>
export type Figures = z.infer<typeof metrics.figures>
export type SlaFigures = z.infer<typeof metrics.slaFigures>
export type MttrFigures = z.infer<typeof metrics.mttrFigures>
export type CisoOverview = z.infer<typeof roleOverview.ciso>
export type SecurityOverview = z.infer<typeof roleOverview.security>
export type DeveloperOverview = z.infer<typeof roleOverview.developer>
export type AuditorOverview = z.infer<typeof roleOverview.auditor>

export type Visibility = z.infer<typeof dashboards.visibility>
export type SavedQuery = z.infer<typeof dashboards.savedQuery>
export type Widget = z.infer<typeof dashboards.widget>
export type WidgetType = Widget['type']
export type WidgetResult = z.infer<typeof dashboards.widgetResult>
export type WidgetData = z.infer<typeof dashboards.dataResult>
export type DashboardSummary = z.infer<typeof dashboards.dashboardSummary>
export type Dashboard = z.infer<typeof dashboards.dashboard>
export type DashboardChange = z.input<typeof dashboards.dashboardChange>
export type RoleDefaults = z.infer<typeof dashboards.roleDefaults>

export type Exception = z.infer<typeof exceptions.exception>
export type Exceptions = z.infer<typeof exceptions.exceptions>
export type ExceptionStatus = Exception['status']
export type ExceptionKind = Exception['kind']
export type NewException = z.input<typeof exceptions.newException>
export type ExceptionTarget = NewException['target']
export type ExceptionPreview = z.infer<typeof exceptions.exceptionPreview>
export type ExceptionSettings = z.infer<typeof exceptions.exceptionSettings>
export type LapseConditions = z.input<typeof exceptions.lapseConditions>
export type Justification = NonNullable<Exception['justification']>

export type SlaSummary = z.infer<typeof sla.slaSummary>
export type SlaForecast = z.infer<typeof sla.slaForecast>
export type SlaOfFinding = z.infer<typeof sla.slaOfFinding>
export type SlaState = SlaOfFinding['state']
export type SlaCalendar = z.infer<typeof sla.slaCalendar>
export type NewCalendar = z.input<typeof sla.newCalendar>

export type OwnerMapping = z.infer<typeof owners.ownerMapping>
export type FindingOwner = z.infer<typeof owners.findingOwner>

export type AppNotification = z.infer<typeof policies.notification>
export type AppNotifications = z.infer<typeof policies.notifications>

export type PolicyRow = z.infer<typeof policies.policy>
export type PolicyDetail = z.infer<typeof policies.policyDetail>
export type PolicyScope = PolicyRow['scope']
export type PolicyScopeInput = z.input<typeof policies.policyScopeWish>
export type PolicySource = PolicyRow['source']
export type PolicyEffect = (typeof policies.EFFECT_NAMES)[number]
export type PolicyRevision = z.infer<typeof policies.revision>
export type PolicyRule = z.infer<typeof policies.ruleSummary>
export type PolicyFlaw = z.infer<typeof policies.policyFlaw>
export type PolicyValidation = z.infer<typeof policies.validation>
export type PolicyTests = z.infer<typeof policies.testResults>
export type PolicyVocabulary = z.infer<typeof policies.vocabulary>
export type PolicyConflict = z.infer<typeof policies.conflict>
export type DryRun = z.infer<typeof policies.dryRun>
export type DryRunExample = DryRun['examples'][number]
export type NewPolicy = z.input<typeof policies.newPolicy>
export type PolicyChange = z.input<typeof policies.policyChange>
export type EffectOnFinding = z.infer<typeof policies.findingEffect>

export type RiskModels = z.infer<typeof risk.riskModels>
export type RiskModel = z.infer<typeof risk.riskModel>
export type RiskFactor = z.infer<typeof risk.riskFactor>
export type RiskPreset = z.infer<typeof risk.preset>
export type RiskWeights = z.infer<typeof risk.weights>
export type ModelPreview = z.infer<typeof risk.modelPreview>
export type ModelMover = ModelPreview['movers']['up'][number]
export type Ranking = z.infer<typeof risk.ranking>
