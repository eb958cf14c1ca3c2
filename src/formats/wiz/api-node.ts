import { z } from 'zod'
import { flag, label, listOf, part, text, texts } from '../values/lenient.ts'

// Nodes of the API as rows of the tables that people export, which say the same.

const project = listOf(z.object({ name: text }))

const rule = part(
  z.object({
    id: text,
    shortId: text,
    name: text,
    description: text,
    controlDescription: text,
    cloudConfigurationRuleDescription: text,
    cloudEventRuleDescription: text,
    resolutionRecommendation: text,
    remediationInstructions: text,
  }),
)

const entity = part(
  z.object({
    id: text,
    name: text,
    type: text,
    nativeType: text,
    cloudPlatform: text,
    cloudProviderURL: text,
    providerId: text,
    externalId: text,
    region: text,
    subscriptionExternalId: text,
    subscriptionName: text,
    kubernetesClusterName: text,
    kubernetesNamespaceName: text,
  }),
)

/** Before its version 2 the query says `control` and `entity`. */
export const issueSchema = z.object({
  id: text,
  sourceRule: rule,
  control: rule,
  description: text,
  severity: text,
  status: text,
  resolutionReason: text,
  createdAt: text,
  dueAt: text,
  url: text,
  projects: project,
  entitySnapshot: entity,
  entity,
  serviceTickets: listOf(z.object({ url: text })),
  notes: listOf(z.object({ text })),
})

type Row = Record<string, string>

const row = (cells: Record<string, string | undefined>): Row =>
  Object.fromEntries(
    Object.entries(cells).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )

export function issueRow(issue: z.output<typeof issueSchema>): Row {
  const by = issue.sourceRule ?? issue.control
  const about = issue.entitySnapshot ?? issue.entity
  return row({
    'Issue ID': issue.id,
    Title: by?.name,
    'Control ID': by?.id,
    Description: issue.description ?? descriptionOf(by),
    'Remediation Recommendation': by?.resolutionRecommendation ?? by?.remediationInstructions,
    Severity: issue.severity,
    Status: issue.status,
    Resolution: issue.resolutionReason,
    Note: issue.notes.flatMap(({ text: said }) => said ?? []).join('; '),
    'Created At': issue.createdAt,
    'Due At': issue.dueAt,
    'Wiz URL': issue.url,
    'Ticket URLs': issue.serviceTickets.flatMap(({ url }) => url ?? []).join(' '),
    'Project Names': issue.projects.flatMap(({ name }) => name ?? []).join(', '),
    'Resource Name': about?.name,
    'Resource external ID': about?.externalId ?? about?.providerId ?? about?.id,
    'Resource Type': about?.nativeType ?? about?.type,
    'Resource Platform': about?.cloudPlatform,
    'Resource Region': about?.region,
    'Cloud Provider URL': about?.cloudProviderURL,
    'Subscription ID': about?.subscriptionExternalId,
    'Subscription Name': about?.subscriptionName,
    'Kubernetes Cluster': about?.kubernetesClusterName,
    'Kubernetes Namespace': about?.kubernetesNamespaceName,
  })
}

const descriptionOf = (by: z.output<typeof rule>): string | undefined =>
  by?.controlDescription ??
  by?.cloudConfigurationRuleDescription ??
  by?.cloudEventRuleDescription ??
  by?.description

export const configurationSchema = z.object({
  id: text,
  result: text,
  severity: text,
  status: text,
  remediation: text,
  targetExternalId: text,
  firstSeenAt: text,
  analyzedAt: text,
  rule,
  resource: part(
    z.object({
      id: text,
      name: text,
      type: text,
      nativeType: text,
      providerId: text,
      region: text,
      cloudPlatform: text,
      projects: project,
      subscription: part(z.object({ name: text, externalId: text, cloudProvider: text })),
    }),
  ),
})

/** A resource against a rule of the configuration. */
export function configurationRow(found: z.output<typeof configurationSchema>): Row {
  const { rule: by, resource } = found
  return row({
    'Issue ID': found.id,
    Title: by?.name,
    'Control ID': by?.shortId ?? by?.id,
    Description: descriptionOf(by),
    'Remediation Recommendation': found.remediation ?? by?.remediationInstructions,
    Severity: found.severity,
    Status: found.status,
    'Created At': found.analyzedAt ?? found.firstSeenAt,
    'Project Names': resource?.projects.flatMap(({ name }) => name ?? []).join(', '),
    'Resource Name': resource?.name,
    'Resource external ID': resource?.providerId ?? found.targetExternalId ?? resource?.id,
    'Resource Type': resource?.nativeType ?? resource?.type,
    'Resource Platform': resource?.cloudPlatform ?? resource?.subscription?.cloudProvider,
    'Resource Region': resource?.region,
    'Subscription ID': resource?.subscription?.externalId,
    'Subscription Name': resource?.subscription?.name,
  })
}

export const vulnerabilitySchema = z.object({
  id: text,
  name: text,
  portalUrl: text,
  description: text,
  CVEDescription: text,
  severity: text,
  vendorSeverity: text,
  CVSSSeverity: text,
  score: label,
  hasExploit: flag,
  hasCisaKevExploit: flag,
  epssProbability: label,
  status: text,
  resolutionReason: text,
  remediation: text,
  detailedName: text,
  version: text,
  fixedVersion: text,
  detectionMethod: text,
  link: text,
  locationPath: text,
  firstDetectedAt: text,
  lastDetectedAt: text,
  projects: project,
  vulnerableAsset: part(
    z.object({
      id: text,
      name: text,
      type: text,
      region: text,
      providerUniqueId: text,
      cloudProviderURL: text,
      cloudPlatform: text,
      subscriptionName: text,
      subscriptionExternalId: text,
      operatingSystem: text,
      ipAddresses: texts,
    }),
  ),
})

export function vulnerabilityRow(found: z.output<typeof vulnerabilitySchema>): Row {
  const { vulnerableAsset: asset } = found
  return row({
    ID: found.id,
    WizURL: found.portalUrl,
    Name: found.name,
    DetailedName: found.detailedName,
    Version: found.version,
    FixedVersion: found.fixedVersion,
    Description: found.description,
    CVEDescription: found.CVEDescription,
    Severity: found.severity,
    VendorSeverity: found.vendorSeverity,
    CVSSSeverity: found.CVSSSeverity,
    Score: found.score,
    HasExploit: String(found.hasExploit === true),
    HasCisaKevExploit: String(found.hasCisaKevExploit === true),
    EpssProbability: found.epssProbability,
    FindingStatus: found.status,
    ResolutionReason: found.resolutionReason,
    Remediation: found.remediation,
    DetectionMethod: found.detectionMethod,
    Link: found.link,
    LocationPath: found.locationPath,
    FirstDetected: found.firstDetectedAt,
    LastDetected: found.lastDetectedAt,
    Projects: found.projects.flatMap(({ name }) => name ?? []).join('; '),
    AssetID: asset?.id,
    AssetName: asset?.name,
    AssetType: asset?.type,
    AssetRegion: asset?.region,
    ProviderUniqueId: asset?.providerUniqueId,
    CloudProviderURL: asset?.cloudProviderURL,
    CloudPlatform: asset?.cloudPlatform,
    SubscriptionName: asset?.subscriptionName,
    SubscriptionExternalId: asset?.subscriptionExternalId,
    OperatingSystem: asset?.operatingSystem,
    IpAddresses: asset?.ipAddresses.join(', '),
  })
}
