import { placeNoise } from '../../model/noise.ts'
import type { Endpoint, FileFacts, Unit } from '../contract.ts'
import type { SourceFile } from '../source/source-file.ts'
import { asyncapiFacts } from './asyncapi.ts'
import type { DescriptionFact, GraphqlSchemaFact } from './facts.ts'
import { graphqlFacts, usualRoot } from './graphql.ts'
import { fragmentFacts, openapiFacts } from './openapi.ts'
import { protobufFacts } from './protobuf.ts'
import { resolvePaths } from './resolve-paths.ts'
import { structuredDocument } from './structured-document.ts'

const STRUCTURED = /\.(?:json|ya?ml)$/i
const GRAPHQL = /\.(?:graphqls?|gql)$/i
const CODE = /\.(?:[cm]?[jt]s|tsx|jsx)$/i
const DESCRIPTION = /^[\s{]*(?:[^\n]*\n){0,60}?\s{0,4}["']?(?:openapi|swagger|asyncapi)["']?\s*:/
/** JSON and YAML of package managers and compilers: large, and no description of anything. */
export const LOCKFILES =
  /(?:^|\/)(?:package-lock|composer|pnpm-lock|npm-shrinkwrap|tsconfig[^/]*|package|project\.assets|packages\.lock)\.(?:json|ya?ml)$/i

/** A description in a folder `spec` or `specs` specifies an API; only tests and vendored copies are not the tree's own. */
export const isOwnDescription = (path: string): boolean =>
  !placeNoise(path.replace(/(^|\/)specs?\//g, '$1description/')).some(
    (one) => one === 'test' || one === 'vendored',
  ) && !/(?:^|\/)(?:dist|\.next)\//.test(path)

/** What API descriptions declare: OpenAPI 2 and 3, AsyncAPI 2 and 3, GraphQL, protobuf. */
export const apiDescriptions: Unit<DescriptionFact> = {
  id: 'api-descriptions',
  version: 2,
  wants: (path) =>
    ((STRUCTURED.test(path) && !LOCKFILES.test(path)) ||
      GRAPHQL.test(path) ||
      path.endsWith('.proto') ||
      CODE.test(path)) &&
    isOwnDescription(path),
  mentions:
    /\b(?:openapi|swagger|asyncapi|responses|operationId|rpc|Query|Mutation|Subscription|schema)\b|["']?in["']?\s*:\s*["']?(?:path|query|header|cookie)\b/,
  read(file) {
    if (path(file, /\.proto$/)) return file.text.includes('service') ? protobufFacts(file) : []
    if (path(file, GRAPHQL)) return graphqlFacts(file)
    if (path(file, CODE)) return /\btype\s+\w|\bschema\s*\{/.test(file.text) ? graphqlFacts(file) : []
    return structured(file)
  },
  join(files) {
    const { endpoints, problems } = resolvePaths(files)
    return { endpoints: [...endpoints, ...complete(files), ...graphqlEndpoints(files)], problems }
  },
}

const path = (file: SourceFile, sort: RegExp): boolean => sort.test(file.path)

function structured(file: SourceFile): DescriptionFact[] {
  const described =
    DESCRIPTION.test(file.text.slice(0, 20_000)) ||
    /["']?(?:openapi|swagger|asyncapi)["']?\s*:\s*["']?[123]\./.test(file.text)
  const fragment =
    /\b(?:responses|operationId)\b|["']?in["']?\s*:\s*["']?(?:path|query|header|cookie)\b/.test(file.text)
  if (!described && !fragment) return []
  const document = structuredDocument(file)
  const { root } = document ?? { root: {} as Record<string, unknown> }
  const version = root.openapi ?? root.swagger ?? root.asyncapi
  const own = typeof version === 'string' || typeof version === 'number'
  if (
    document?.flaw &&
    (own || /^\s*["']?(?:openapi|swagger|asyncapi)["']?\s*:\s*["']?[123]\./m.test(file.text))
  )
    throw new Error(document.flaw)
  if (!document || document.flaw) return []
  if (own && root.asyncapi !== undefined) return asyncapiFacts(file.path, document)
  if (own && /^[123]/.test(String(version))) return openapiFacts(document)
  return fragmentFacts(document)
}

const complete = (files: readonly FileFacts<DescriptionFact>[]): Endpoint[] => {
  const found = new Map<string, Endpoint>()
  for (const { facts } of files)
    for (const fact of facts)
      if (fact.fact === 'endpoint') {
        const id = `${fact.endpoint.method} ${fact.endpoint.path}`
        if (!found.has(id)) found.set(id, fact.endpoint)
      }
  return [...found.values()]
}

function graphqlEndpoints(files: readonly FileFacts<DescriptionFact>[]): Endpoint[] {
  const said = new Map<string, GraphqlSchemaFact['operation']>()
  for (const { facts } of files)
    for (const fact of facts) if (fact.fact === 'graphql-schema') said.set(fact.type, fact.operation)
  const found = new Map<string, Endpoint>()
  for (const { path: file, facts } of files)
    for (const fact of facts) {
      if (fact.fact !== 'graphql') continue
      const method = said.get(fact.type) ?? usualRoot(fact.type)
      if (!method) continue
      const name = `${method.charAt(0)}${method.slice(1).toLowerCase()}.${fact.field}`
      if (found.has(name)) continue
      const authentication = fact.authentication || undefined
      found.set(name, {
        method,
        path: name,
        file,
        line: fact.line,
        protocol: 'graphql',
        framework: 'GraphQL',
        authenticated: authentication !== undefined,
        ...(authentication ? { authentication } : {}),
        data: [],
        parameters: fact.parameters,
        sources: ['declared'],
        ...(fact.uses.length > 0 ? { uses: fact.uses } : {}),
      })
    }
  return [...found.values()]
}
