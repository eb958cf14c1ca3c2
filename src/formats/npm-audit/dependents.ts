import { z } from 'zod'
import type { Input, ReadContext } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { flag, texts } from '../values/lenient.ts'
import { readBy } from '../values/read-schema.ts'

interface Affected {
  direct: boolean
  /** Affected packages that depend on it. */
  effects: string[]
}

export type Dependents = Map<string, Affected>

const schema = z.object({ name: z.string(), isDirect: flag, effects: texts })

/** Which affected package is brought in by which, by name: the report says it of each package apart. */
export async function dependentsIn(input: Input, context: ReadContext): Promise<Dependents> {
  const dependents: Dependents = new Map()
  for await (const element of eachElement(input, context, ['/vulnerabilities/*'])) {
    if (element.type === 'problem') continue
    const entry = readBy(schema, element.value)
    if (entry) dependents.set(entry.name, { direct: entry.isDirect ?? false, effects: entry.effects })
  }
  return dependents
}

/** A shortest way from a direct dependency to the package, as names; undefined where the report shows none. */
export function chainTo(name: string, dependents: Dependents): string[] | undefined {
  const below = new Map<string, string | undefined>([[name, undefined]])
  for (const current of below.keys()) {
    const entry = dependents.get(current)
    if (entry?.direct) return downFrom(current, below)
    for (const effect of entry?.effects ?? []) if (!below.has(effect)) below.set(effect, current)
  }
  return undefined
}

function downFrom(top: string, below: Map<string, string | undefined>): string[] {
  const chain: string[] = []
  for (let name: string | undefined = top; name !== undefined; name = below.get(name)) chain.push(name)
  return chain
}
