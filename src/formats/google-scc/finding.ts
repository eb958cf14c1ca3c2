import { z } from 'zod'
import { anything, label, listOf, needed, number, part, text, texts } from '../values/lenient.ts'

const packageSchema = z.object({ packageName: text, packageVersion: label, packageType: text, cpeUri: text })

const findingSchema = z.object({
  name: text,
  canonicalName: text,
  category: needed,
  resourceName: text,
  state: text,
  mute: text,
  severity: text,
  findingClass: text,
  description: text,
  nextSteps: text,
  externalUri: text,
  eventTime: anything,
  parentDisplayName: text,
  moduleName: text,
  sourceProperties: part(z.record(z.string(), anything)),
  compliances: listOf(z.object({ standard: text, version: label, ids: texts })),
  mitreAttack: part(
    z.object({
      primaryTactic: text,
      primaryTechniques: texts,
      additionalTactics: texts,
      additionalTechniques: texts,
    }),
  ),
  vulnerability: part(
    z.object({
      cve: part(
        z.object({
          id: text,
          references: listOf(z.object({ uri: text, source: text })),
          cvssv3: part(z.object({ baseScore: number })),
          exploitationActivity: text,
          observedInTheWild: z.boolean().optional().catch(undefined),
          upstreamFixAvailable: z.boolean().optional().catch(undefined),
        }),
      ),
      offendingPackage: part(packageSchema),
      fixedPackage: part(packageSchema),
      securityBulletin: part(z.object({ bulletinId: text, suggestedUpgradeVersion: text })),
      cwes: listOf(z.object({ id: label })),
    }),
  ),
  indicator: part(z.object({ ipAddresses: texts, domains: texts, uris: texts })),
  files: listOf(z.object({ path: text, diskPath: part(z.object({ relativePath: text })) })),
  containers: listOf(z.object({ name: text, uri: text, imageId: text })),
})

const resourceSchema = z.object({
  name: text,
  displayName: text,
  type: text,
  project: text,
  projectDisplayName: text,
  location: text,
  cloudProvider: text,
  service: text,
  gcpMetadata: part(z.object({ project: text, projectDisplayName: text })),
  awsMetadata: part(z.object({ account: part(z.object({ id: text })) })),
})

/** A finding with its resource, as it is listed; a bare finding too. */
export const resultSchema = z
  .union([
    z.object({ finding: findingSchema, resource: part(resourceSchema) }),
    findingSchema.transform((finding) => ({ finding, resource: undefined })),
  ])
  .transform(({ finding, resource }) => ({
    finding,
    resource: resource as z.output<typeof resourceSchema> | undefined,
  }))

export type Result = z.output<typeof resultSchema>
export type Finding = Result['finding']
