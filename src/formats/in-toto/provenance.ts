import { z } from 'zod'
import type { AssetClaim } from '../../model/asset.ts'
import type { Item } from '../contract.ts'
import { problem } from '../problem.ts'
import { asObject, asText, type Json } from '../values/fields.ts'
import { anything, listOf, part, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { descriptor, type Statement } from './statement.ts'
import { componentOf, imageOf, repositoryIn, subjectName } from './subject.ts'

const builder = part(z.object({ id: text }))

/** 1.0: https://slsa.dev/spec/v1.0/provenance */
const version1 = z.object({
  buildDefinition: z.object({
    buildType: text,
    externalParameters: anything,
    resolvedDependencies: listOf(descriptor),
  }),
  runDetails: part(
    z.object({
      builder,
      metadata: part(z.object({ invocationId: text, startedOn: text, finishedOn: text })),
      byproducts: listOf(descriptor),
    }),
  ),
})

/** 0.1 and 0.2: https://slsa.dev/spec/v0.2/provenance */
const version0 = z.object({
  builder,
  buildType: text,
  invocation: part(z.object({ configSource: part(descriptor.extend({ entryPoint: text })) })),
  metadata: part(z.object({ buildInvocationId: text, buildStartedOn: text, buildFinishedOn: text })),
  materials: listOf(descriptor),
})

/** How something was built: the artifacts, what went into them, the repository and the pipeline. It finds nothing. */
export function* provenanceItems(statement: Statement): Generator<Item> {
  const { where, predicate, subject } = statement
  const build = buildOf(predicate)
  if (!build) {
    yield problem(`${where}/predicate`, 'this does not read as SLSA provenance: only its subject is known')
    for (const thing of subject) yield imageOf(thing) ?? componentOf(thing, `${where}/subject`, true)
    return
  }
  yield withoutGaps({
    type: 'header' as const,
    tool: build.builder ?? 'SLSA provenance',
    target: subjectName(statement),
    producedAt: isoTime(build.finishedOn) ?? isoTime(build.startedOn),
    revision: build.revision,
  })
  yield* claimsOf(build)
  const refs: string[] = []
  for (const [index, thing] of build.materials.entries()) {
    refs.push(`${where}/materials/${index}`)
    yield componentOf(thing, `${where}/materials/${index}`)
  }
  for (const [index, thing] of subject.entries()) {
    const ref = `${where}/subject/${index}`
    const image = imageOf(thing)
    if (image) yield image
    yield componentOf(thing, ref, true)
    if (refs.length > 0) yield { type: 'dependency', ref, dependsOn: refs }
  }
}

type Build = ReturnType<typeof buildOf>

function buildOf(predicate: unknown) {
  const newer = readBy(version1, predicate)
  if (newer) {
    const { buildDefinition, runDetails } = newer
    const source = sourceIn(asObject(buildDefinition.externalParameters))
    const materials = buildDefinition.resolvedDependencies
    return {
      builder: runDetails?.builder?.id,
      materials,
      ...source,
      revision: revisionOf(materials, source.repository),
      startedOn: runDetails?.metadata?.startedOn,
      finishedOn: runDetails?.metadata?.finishedOn,
    }
  }
  const older = readBy(version0, predicate)
  if (!older || (!older.builder && !older.invocation && older.materials.length === 0)) return undefined
  const config = older.invocation?.configSource
  const repository = repositoryIn(config?.uri)
  return {
    builder: older.builder?.id,
    materials: older.materials,
    repository: repository?.name,
    ref: repository?.ref,
    workflow: config?.entryPoint,
    revision: config?.digest.sha1 ?? config?.digest.gitCommit,
    startedOn: older.metadata?.buildStartedOn,
    finishedOn: older.metadata?.buildFinishedOn,
  }
}

/** GitHub's and Google's build types name the source in parameters of their own. */
function sourceIn(parameters: Json | undefined) {
  const workflow = asObject(parameters?.workflow)
  const source = asObject(parameters?.source)
  const uri = asText(workflow?.repository) ?? asText(source?.uri) ?? asText(parameters?.source)
  const repository = repositoryIn(uri) ?? (uri && /^https?:/.test(uri) ? { name: uri } : undefined)
  return {
    repository: repository?.name,
    ref: asText(workflow?.ref) ?? (repository && 'ref' in repository ? repository.ref : undefined),
    workflow: asText(workflow?.path),
  }
}

const revisionOf = (materials: z.output<typeof descriptor>[], repository: string | undefined) => {
  const source = materials.find((thing) => repositoryIn(thing.uri)?.name === repository)
  return source?.digest.gitCommit ?? source?.digest.sha1
}

function* claimsOf(build: NonNullable<Build>): Generator<AssetClaim> {
  const { repository, ref, revision, workflow, builder } = build
  const version = { ...(ref && { ref }), ...(revision && { revision }) }
  const withVersion = Object.keys(version).length > 0 && { attributes: version }
  if (repository) yield { type: 'asset', kind: 'repository', name: repository, ...withVersion }
  if (repository && workflow)
    yield {
      type: 'asset',
      kind: 'pipeline',
      name: `${repository}/${workflow}`,
      ...(builder && { attributes: { builder } }),
    }
}
