import { z } from 'zod'
import { mappingSchema, SYNTAXES } from '../../formats/mapping/schema.ts'
import { kind, severity, time } from './common.ts'

/** How an organisation's own report is read: docs/mapping.md. */
export const mapping = mappingSchema

const id = z.string().min(1).max(60)
const version = z.number().int().min(1)

export const byMapping = z.object({ id })
export const byMappingVersion = byMapping.extend({ version: z.coerce.number().int().min(1).max(1_000_000) })

export const mappingVersion = z.object({ id, version, createdBy: z.string(), createdAt: time })
/** One version of a mapping. */
export const storedMapping = mappingVersion.extend({ mapping })

export const mappingChange = z.object({
  mapping,
  /** The version that was changed: when another one was saved meanwhile, nothing is overwritten. */
  after: version.optional(),
})

export const mappingExport = z.object({
  /** Left out: the current one. */
  version: z.coerce.number().int().min(1).max(1_000_000).optional(),
})

/** Characters of a sample: the beginning of a larger file tells as much. */
export const MOST_SAMPLE = 2 * 1024 * 1024
/** What the JSON of such a sample may take, with a mapping beside it. */
export const MOST_SAMPLE_BYTES = 4 * MOST_SAMPLE

const sample = z.string().max(MOST_SAMPLE)
const path = z.string().max(500)

export const draftRequest = z.object({
  sample,
  /** Where the results are; left out: where they most likely are. */
  elements: path.optional(),
  each: path.optional(),
})

export const place = z.object({ elements: z.string(), each: z.string().optional(), count: z.number().int() })

export const seenPath = z.object({
  path: z.string(),
  /** How many of the elements that were looked at have it. */
  elements: z.number().int(),
  /** Different texts that stand there, the first ones and cut. */
  values: z.array(z.string()),
  /** There are more different texts. */
  more: z.boolean(),
  /** An element has several. */
  several: z.boolean(),
})

/** What a sample has, and a mapping to go on from. */
export const mappingDraft = z.object({
  syntax: z.enum(SYNTAXES),
  /** Lists that may hold the results, the likeliest first. */
  places: z.array(place),
  /** How many elements were looked at. */
  elements: z.number().int(),
  paths: z.array(seenPath),
  mapping,
})

export const previewRequest = z.object({
  sample,
  /** The sample is only the beginning of a file. */
  beginning: z.boolean().default(false),
  /** The mapping, which may be unfinished; or its YAML. */
  mapping: z.record(z.string(), z.unknown()).optional(),
  yaml: z
    .string()
    .max(256 * 1024)
    .optional(),
})

export const flaw = z.object({ where: z.string(), message: z.string() })

/** What a mapping makes of a sample; nothing is stored. */
export const mappingPreview = z.object({
  /** What is wrong with the mapping and where; then there is no preview. */
  flaws: z.array(flaw),
  mapping: mapping.nullable(),
  yaml: z.string().nullable(),
  preview: z
    .object({
      /** What the sample would be taken for were the mapping stored. */
      recognised: z
        .object({ id: z.string(), name: z.string(), own: z.boolean(), score: z.number() })
        .nullable(),
      tool: z.string().nullable(),
      counts: z.object({
        elements: z.number().int(),
        skipped: z.number().int(),
        observations: z.number().int(),
        assets: z.number().int(),
        problems: z.number().int(),
      }),
      byKind: z.partialRecord(kind, z.number().int()),
      bySeverity: z.partialRecord(severity, z.number().int()),
      /** The first ones, as they would be stored; secrets are masked. */
      observations: z.array(
        z.looseObject({
          kind,
          rule: z.string(),
          title: z.string(),
          severity,
          toolSeverity: z.string().optional(),
          /** One line that says where. */
          place: z.string(),
        }),
      ),
      problems: z.array(flaw),
      /** For how many elements each field found something. */
      filled: z.record(z.string(), z.number().int()),
      /** What to look at again. */
      advice: z.array(z.string()),
      /** Not all of the file was looked at. */
      cut: z.boolean(),
    })
    .nullable(),
})
