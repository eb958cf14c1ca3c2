// Types only: nothing of zod or of the server reaches the browser.
import type { z } from 'zod'
import type {
  access,
  advisories,
  common,
  components,
  dependencies,
  estate,
  findings,
  intel,
  inventory,
  mappings,
  merges,
  overview,
  packages,
  reports,
  uses,
} from '../../../src/api/contract/index.ts'

export type Severity = z.infer<typeof common.severity>
export type Kind = z.infer<typeof common.kind>
export type State = z.infer<typeof common.state>
export type Noise = z.infer<typeof findings.noise>
export type Ref = z.infer<typeof common.ref>
export type Problem = z.infer<typeof common.problem>
export type Page<T> = { items: T[]; next: string | null; total: number }

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
export type FindingEvent = z.infer<typeof findings.event>
export type Note = z.infer<typeof findings.note>
export type Raw = z.infer<typeof findings.raw>

export type Overview = z.infer<typeof overview.overview>

export type Application = z.infer<typeof inventory.application>
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
export type Context = Asset['effective']
export type OpenBySeverity = z.infer<typeof inventory.openBySeverity>
export type BranchComparison = z.infer<typeof inventory.branchComparison>

export type Component = z.infer<typeof components.component>
export type ComponentUse = z.infer<typeof components.componentUse>

export type DependencyGraph = z.infer<typeof dependencies.dependencyGraph>

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
export type Flaw = z.infer<typeof mappings.flaw>

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
