import { z } from 'zod'
import { label, listOf, needed, part, position, text, texts } from '../values/lenient.ts'

export const configSchema = z.object({
  protocol_version: text,
  scanner_name: text,
  scanner_version: text,
  scan_level: text,
})

export const sbomSchema = z.object({ modules: listOf(z.object({ path: needed, version: text })) })

const range = z.object({ events: listOf(z.object({ introduced: text, fixed: text })) })

const affected = z.object({
  package: part(z.object({ name: text })),
  ranges: listOf(range),
})

/** Of the database: https://go.dev/doc/security/vuln/database */
export const osvSchema = z.object({
  id: needed,
  aliases: texts,
  related: texts,
  summary: text,
  details: text,
  affected: listOf(affected),
  references: listOf(z.object({ url: text })),
  /** Not in Go's own database, but in those that others run. */
  severity: z
    .union([z.string(), listOf(z.object({ type: text, score: label }))])
    .optional()
    .catch(undefined),
  database_specific: part(z.object({ url: text, severity: text, cwe_ids: texts })),
})

const frame = z.object({
  module: text,
  version: text,
  package: text,
  function: text,
  receiver: text,
  position: part(z.object({ filename: text, line: position, column: position })),
})

/** Frames from the vulnerable symbol to the entry point; one alone, without a function, for what is only required or imported. */
export const findingSchema = z.object({
  osv: needed,
  fixed_version: text,
  trace: listOf(frame),
})

/** Of versions before 1.0. */
export const vulnerabilitySchema = z.object({
  osv: osvSchema,
  modules: listOf(
    z.object({
      path: needed,
      found_version: text,
      fixed_version: text,
      packages: listOf(
        z.object({
          path: text,
          callstacks: listOf(z.object({ symbol: text, frames: listOf(frame) })),
        }),
      ),
    }),
  ),
})

export type Config = z.output<typeof configSchema>
export type Advisory = z.output<typeof osvSchema>
export type Frame = z.output<typeof frame>
export type Finding = z.output<typeof findingSchema>
export type Vulnerability = z.output<typeof vulnerabilitySchema>
