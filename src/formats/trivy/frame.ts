import { z } from 'zod'
import { label, part, text, texts } from '../values/lenient.ts'

/** The lists of a result that hold what Trivy found, and how one of their elements is read. */
export const LISTS = [
  'Packages',
  'Vulnerabilities',
  'Misconfigurations',
  'Secrets',
  'Licenses',
  'ExperimentalModifiedFindings',
] as const

export type ListName = (typeof LISTS)[number]

/** Lists of a cluster's resources: today's full report, its summary, and the two lists of before 0.40. */
const RESOURCE_LISTS = ['Resources', 'Findings', 'Vulnerabilities', 'Misconfigurations'] as const

/** Where results stand: in a report, in the bare list of before 0.20, in the resources of a cluster. */
const RESULTS = ['/Results/*', '/*', ...RESOURCE_LISTS.map((list) => `/${list}/*/Results/*`)]

export const PATTERNS = RESULTS.flatMap((result) => LISTS.map((list) => `${result}/${list}/*`))

/** A list whose members keep their places: those that do not fit are undefined. */
const entries = <S extends z.ZodType>(schema: S) =>
  z
    .array(part(schema))
    .nullish()
    .transform((list) => list ?? [])

const resultSchema = z.object({ Target: text, Class: text, Type: text })

export type Result = z.output<typeof resultSchema>

const metadataSchema = part(
  z.object({
    OS: part(z.object({ Family: text, Name: label })),
    ImageID: text,
    RepoTags: texts,
    RepoDigests: texts,
    Reference: text,
    ImageConfig: part(z.object({ architecture: text })),
    Branch: text,
    Commit: text,
  }),
)

export type Metadata = z.output<typeof metadataSchema>

const resourceSchema = z.object({
  Namespace: text,
  Kind: text,
  Name: text,
  Metadata: metadataSchema,
  Results: entries(resultSchema),
})

export type Resource = z.output<typeof resourceSchema>

const reportSchema = z.object({
  SchemaVersion: z.number(),
  ArtifactName: z.string(),
  ArtifactType: text,
  CreatedAt: text,
  Trivy: part(z.object({ Version: label })),
  Metadata: metadataSchema,
  Results: entries(resultSchema),
})

export type Report = z.output<typeof reportSchema>

const resources = entries(resourceSchema)

const clusterSchema = z.object({
  ClusterName: z.string(),
  Resources: resources,
  Findings: resources,
  Vulnerabilities: resources,
  Misconfigurations: resources,
})

/** A bare list of results has no name for what was scanned. */
const bareSchema = z.array(resultSchema.extend({ Target: z.string() })).min(1)

/** The packages of an artifact alone, as `trivy`'s own libraries write them. */
export const packagesSchema = z
  .array(z.object({ Name: z.string(), Version: z.string(), AnalyzedBy: z.string() }))
  .min(1)

/** What a document scanned: one artifact, the resources of a cluster, or something without a name. */
export const frameSchema = z.union([
  packagesSchema.transform(() => ({ shape: 'packages' as const })),
  bareSchema.transform((results) => ({ shape: 'bare' as const, results })),
  reportSchema.transform((report) => ({ shape: 'report' as const, report, results: report.Results })),
  clusterSchema.transform((cluster) => ({
    shape: 'cluster' as const,
    name: cluster.ClusterName,
    lists: RESOURCE_LISTS.map((list) => ({ list, resources: cluster[list] })),
  })),
])

export type Frame = z.output<typeof frameSchema>
