import { z } from 'zod'
import * as contract from './contract/index.ts'

interface SchemaRegistry {
  registry: z.core.$ZodRegistry<{ id?: string }>
  /** Gives every object of the contract its name, so that the document holds it once; those of queries stay in place. */
  fill(): void
  override(context: { zodSchema: z.core.$ZodType; jsonSchema: z.core.JSONSchema.BaseSchema }): void
}

/** `inQueries` tells the schemas whose fields become parameters. */
export function namedSchemas(inQueries: () => ReadonlySet<unknown>): SchemaRegistry {
  const registry = z.registry<{ id?: string }>()
  return {
    registry,
    fill() {
      for (const [name, schema] of Object.values(contract).flatMap((domain) => Object.entries(domain))) {
        if (!(schema instanceof z.ZodObject) || inQueries().has(schema) || registry.has(schema)) continue
        registry.add(schema, { id: name.charAt(0).toUpperCase() + name.slice(1) })
      }
    },
    override(context) {
      showPreprocessed(context)
      showBoolean(context)
    },
  }
}

/** A yes or no in a query is a boolean to whoever asks: `true`, `false`. */
function showBoolean({ zodSchema, jsonSchema }: Parameters<SchemaRegistry['override']>[0]): void {
  const { def } = (zodSchema as z.core.$ZodTypes)._zod
  const isBoolean = (schema: z.core.$ZodType): boolean => {
    const { def: inner } = (schema as z.core.$ZodTypes)._zod
    return inner.type === 'boolean' || (inner.type === 'pipe' && isBoolean(inner.out))
  }
  if (!(def.type === 'pipe' ? isBoolean(def.out) : def.type === 'union' && def.options.every(isBoolean)))
    return
  delete jsonSchema.anyOf
  jsonSchema.type = 'boolean'
}

/** What is brought into form before it is checked (lists in queries) is described by what it is checked as. */
function showPreprocessed({ zodSchema, jsonSchema }: Parameters<SchemaRegistry['override']>[0]): void {
  const { def } = (zodSchema as z.core.$ZodTypes)._zod
  if (def.type !== 'pipe' || (def.in as z.core.$ZodTypes)._zod.def.type !== 'transform') return
  const { $schema: _, ...described } = z.toJSONSchema(def.out, { io: 'input' })
  Object.assign(jsonSchema, described)
}
