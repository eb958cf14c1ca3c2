import { z } from 'zod'
import { anything, flag, label, listOf, needed, part, text, texts } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'

const severitySchema = z.object({ type: text, score: label })

/** An advisory in the OSV schema: https://ossf.github.io/osv-schema/ */
export const advisorySchema = z.object({
  id: needed,
  aliases: texts,
  summary: text,
  details: text,
  severity: listOf(severitySchema),
  affected: listOf(
    z.object({
      package: part(z.object({ name: text, ecosystem: text, purl: text })),
      severity: listOf(severitySchema),
      ranges: listOf(z.object({ type: text, events: listOf(z.object({ fixed: label })) })),
      ecosystem_specific: part(z.object({ severity: text, urgency: text })),
      database_specific: part(
        z.object({ severity: text, cvss: text, cwes: listOf(z.object({ cweId: text })) }),
      ),
    }),
  ),
  references: listOf(z.object({ url: text })),
  database_specific: part(z.object({ severity: text, cwe_ids: texts })),
})

export type Advisory = z.output<typeof advisorySchema>

const analysisSchema = z.record(z.string(), part(z.object({ called: flag, unimportant: flag })))

export const packageSchema = z.object({
  package: z.object({
    name: text,
    /** The installed package, where `name` is the source package that it was built from. */
    os_package_name: text,
    version: label,
    ecosystem: text,
    commit: text,
  }),
  dependency_groups: texts,
  vulnerabilities: listOf(z.unknown()),
  groups: listOf(
    z.object({
      ids: texts,
      aliases: texts,
      max_severity: label,
      experimentalAnalysis: part(analysisSchema),
      experimental_analysis: part(analysisSchema),
    }),
  ),
  licenses: texts,
  license_violations: texts,
})

export type ScannedPackage = z.output<typeof packageSchema>

export const frameSchema = z.object({
  results: z.array(part(z.object({ source: part(z.object({ path: text, type: text })) }))),
})

export const flatSchema = z.object({
  Source: part(z.object({ path: text })),
  Package: z.unknown(),
  Vulnerability: z.unknown(),
  GroupInfo: anything,
})

const flat = z.object({ Package: z.object({}), Vulnerability: z.object({ id: z.string() }) })

const marks = z.tuple([flat], z.unknown())

/** Whether an outline is that of the library's flat list. */
export const isFlat = (outline: unknown): boolean => fits(marks, outline)
