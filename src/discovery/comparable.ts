import { z } from 'zod'
import { DATA_CLASSES, EXPOSURES } from '../model/application.ts'

// Of a document that somebody sent: what a comparison looks at, with what does not fit left out.

const listOf = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((items) =>
      items.flatMap((item) => {
        const result = schema.safeParse(item)
        return result.success ? [result.data] : []
      }),
    )

const texts = z.array(z.string()).catch([])
const place = { file: z.string().catch(''), line: z.number().catch(0) }

const document = z.object({
  deployables: listOf(z.object({ name: z.string(), path: z.string(), manifests: texts })),
  endpoints: listOf(
    z.object({
      ...place,
      method: z.string(),
      path: z.string(),
      authenticated: z.boolean().catch(false),
      authentication: z.string().optional(),
      data: texts,
    }),
  ),
  fields: listOf(
    z.object({ ...place, name: z.string(), model: z.string().catch(''), class: z.enum(DATA_CLASSES) }),
  ),
  infrastructure: listOf(
    z.object({
      ...place,
      kind: z.string(),
      name: z.string(),
      exposure: z.enum(EXPOSURES).optional(),
      attributes: z.record(z.string(), z.string()).catch({}),
    }),
  ),
  pipelines: listOf(
    z.object({
      ...place,
      actions: listOf(
        z.object({
          ...place,
          name: z.string(),
          ref: z.string().catch(''),
          pinned: z.boolean().catch(false),
          thirdParty: z.boolean().catch(false),
        }),
      ),
    }),
  ),
  thirdParties: listOf(z.object({ ...place, name: z.string() })),
  ai: listOf(z.object({ ...place, kind: z.string().catch(''), name: z.string() })),
})

/** What two discoveries are compared by. */
export type Comparable = z.output<typeof document>

/** Of a discovery's document, whoever wrote it. Throws when it is no object. */
export const comparable = (value: unknown): Comparable => document.parse(value)
