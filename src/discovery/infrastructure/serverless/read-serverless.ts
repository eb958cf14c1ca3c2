import { get, isRecord, type Json, type TemplateResource } from '../cloudformation/contract.ts'
import { readPlaced, templateOf } from '../cloudformation/read-template.ts'
import type { ServerlessFact } from './contract.ts'
import { functionParts } from './functions.ts'
import { fillVariables } from './variables.ts'

const PROVIDERS: Record<string, string> = { google: 'gcp', aws: 'aws', azure: 'azure' }

/** Reads a serverless.yml; undefined for a file that is none. Throws when it is broken. */
export function readServerless(text: string, file: string): ServerlessFact | undefined {
  const placed = readPlaced(text)
  if (get(placed.json, 'service') === undefined && get(placed.json, 'functions') === undefined)
    return undefined
  const root = fillVariables(placed.json)
  const fact: ServerlessFact = {
    template: { parameters: {}, mappings: {}, conditions: {}, globals: {}, outputs: {}, resources: [] },
    names: {},
    provider:
      PROVIDERS[String(get(root, 'provider', 'name') ?? get(root, 'provider') ?? 'aws')] ?? 'serverless',
    endpoints: [],
    elsewhere: [],
  }
  const declared = get(root, 'resources')
  for (const [index, part] of (Array.isArray(declared) ? declared : [declared]).entries()) {
    if (typeof part === 'string') fact.elsewhere.push(part)
    // Lines are those of the file, values those that variables are filled in.
    const path = Array.isArray(declared) ? ['resources', String(index)] : ['resources']
    const template = templateOf(
      { json: { part: part ?? null }, lineOf: (_, ...rest) => placed.lineOf(...path, ...rest) },
      'part',
    )
    if (template)
      Object.assign(fact.template, {
        ...template,
        resources: [...fact.template.resources, ...template.resources],
      })
  }
  const functions = get(root, 'functions')
  const found: TemplateResource[] = []
  for (const [index, part] of (Array.isArray(functions) ? functions : [functions]).entries()) {
    if (typeof part === 'string') fact.elsewhere.push(part)
    if (!isRecord(part)) continue
    const path = Array.isArray(functions) ? ['functions', String(index)] : ['functions']
    for (const [name, said] of Object.entries(part)) {
      if (typeof said === 'string') fact.elsewhere.push(said)
      if (!isRecord(said)) continue
      const line = placed.lineOf(...path, name)
      const made = functionParts(name, said, root as Json, file, line, (event) =>
        placed.lineOf(...path, name, 'events', String(event)),
      )
      found.push(...made.resources)
      Object.assign(fact.names, made.names)
      fact.endpoints.push(...made.endpoints)
    }
  }
  const known = new Set(fact.template.resources.map(({ id }) => id))
  for (const one of found)
    if (!known.has(one.id)) {
      known.add(one.id)
      fact.template.resources.push(one)
    }
  return fact
}
