import type { DiscoveryProblem, Endpoint, FileFacts, Parameter } from '../contract.ts'
import { joinPaths } from '../routes/names.ts'
import type { DescriptionFact, DocumentFact, FarRef, FragmentFact, PathItemFact } from './facts.ts'

// References from file to file to file: more than this is a circle.
const FARTHEST = 5

interface Found {
  item: PathItemFact
  file: string
}

/** Endpoints of every OpenAPI document, with parts that stand in other files. What a reference does not find is a problem. */
export function resolvePaths(files: readonly FileFacts<DescriptionFact>[]): {
  endpoints: Endpoint[]
  problems: DiscoveryProblem[]
} {
  const fragments = new Map<string, FragmentFact>()
  const documents: { file: string; fact: DocumentFact }[] = []
  for (const { path, facts } of files)
    for (const fact of facts) {
      if (fact.fact === 'fragment') fragments.set(path, fact)
      else if (fact.fact === 'openapi') documents.push({ file: path, fact })
    }
  const problems: DiscoveryProblem[] = []
  const missing = (file: string, line: number, ref: string): void => {
    problems.push({
      where: `${file}:${line}`,
      message: `The reference ${ref.slice(0, 120)} leads to no operation in this tree. Its endpoints are missing from the result.`,
    })
  }
  const itemAt = (file: string, item: PathItemFact, depth = 0): Found | undefined => {
    if (!item.ref) return { item, file }
    const { file: far, pointer } = target(file, item.ref)
    const next = fragments.get(far)?.items.find(([own]) => own === pointer)?.[1]
    return next && depth < FARTHEST ? itemAt(far, next, depth + 1) : undefined
  }
  const parameterAt = (file: string, parameter: Parameter | FarRef): Parameter[] => {
    if (!('ref' in parameter)) return [parameter]
    const { file: far, pointer } = target(file, parameter.ref)
    const found = fragments.get(far)?.parameters.find(([own]) => own === pointer)?.[1]
    return found ? [found] : []
  }

  const endpoints = new Map<string, Endpoint>()
  for (const { file, fact } of documents)
    for (const [path, said, holder] of pathsOf(file, fact, fragments)) {
      const found = itemAt(holder, said)
      if (!found) {
        missing(file, said.line, said.ref ?? '')
        continue
      }
      for (const operation of found.item.operations) {
        const template = joinPaths(fact.prefix, path)
        const security = operation.security ?? fact.security
        const authentication = security && security.length > 0 ? security.join(', ') : undefined
        const parameters = uniqueParameters([
          ...[...said.parameters, ...operation.parameters].flatMap((one) => parameterAt(found.file, one)),
          ...(found.item === said
            ? []
            : found.item.parameters.flatMap((one) => parameterAt(found.file, one))),
        ])
        const inPath = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name)
        const id = `${operation.method} ${template}`
        if (endpoints.has(id)) continue
        endpoints.set(id, {
          method: operation.method,
          path: template,
          file: found.file,
          line: operation.line,
          protocol: 'http',
          framework: fact.format,
          authenticated: authentication !== undefined,
          ...(authentication ? { authentication } : {}),
          data: [],
          parameters: [
            ...inPath.map(
              (name) =>
                parameters.find((one) => one.in === 'path' && one.name === name) ?? {
                  name,
                  in: 'path' as const,
                },
            ),
            ...parameters.filter((one) => one.in !== 'path'),
          ],
          ...(operation.name
            ? { handler: { name: operation.name, file: found.file, line: operation.line } }
            : {}),
          sources: ['declared'],
          ...(operation.uses.length > 0 ? { uses: operation.uses } : {}),
        })
      }
    }
  return { endpoints: [...endpoints.values()], problems }
}

/** The document's own paths, or those of the file that `paths` refers to. */
function pathsOf(
  file: string,
  fact: DocumentFact,
  fragments: ReadonlyMap<string, FragmentFact>,
): [path: string, item: PathItemFact, file: string][] {
  const own = fact.paths.map(([path, item]): [string, PathItemFact, string] => [path, item, file])
  if (!fact.pathsRef) return own
  const { file: far, pointer } = target(file, fact.pathsRef)
  const more = (fragments.get(far)?.items ?? []).flatMap(([own, item]): [string, PathItemFact, string][] => {
    const path = own.startsWith(`${pointer}/`)
      ? own
          .slice(pointer.length + 1)
          .replace(/~1/g, '/')
          .replace(/~0/g, '~')
      : ''
    return path.startsWith('/') ? [[path, item, far]] : []
  })
  return [...own, ...more]
}

/** File and JSON pointer that a reference from `file` means; it can't leave the tree. */
function target(file: string, ref: string): { file: string; pointer: string } {
  const [path = '', pointer = ''] = ref.split('#')
  const steps = file.split('/').slice(0, -1)
  for (const step of decoded(path).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return { file: path === '' ? file : steps.join('/'), pointer: decoded(pointer).replace(/\/$/, '') }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function uniqueParameters(all: readonly Parameter[]): Parameter[] {
  const found = new Map<string, Parameter>()
  for (const one of all) found.set(`${one.in} ${one.name}`, one)
  return [...found.values()]
}
