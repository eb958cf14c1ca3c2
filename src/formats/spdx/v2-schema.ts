import { z } from 'zod'
import { label, listOf, needed, text, texts } from '../values/lenient.ts'

/** Early tools wrote the fields of JSON with the names that they have in the tag-value syntax. */
const EARLY: [string, string][] = [
  ['packageName', 'name'],
  ['packageVersion', 'versionInfo'],
  ['packageLicenseConcluded', 'licenseConcluded'],
  ['packageLicenseDeclared', 'licenseDeclared'],
]

function modern(value: unknown): unknown {
  const fields = value as Record<string, unknown> | null
  if (typeof fields !== 'object' || !fields || fields.packageName === undefined) return value
  return { ...Object.fromEntries(EARLY.map(([early, now]) => [now, fields[early]])), ...fields }
}

const inModernWords = <S extends z.ZodType>(schema: S) => z.unknown().transform(modern).pipe(schema)

const identitySchema = z.object({ SPDXID: needed, name: needed, versionInfo: label })

/** The fields of a package that must be known before any is told. */
export const knownSchema = inModernWords(
  identitySchema.extend({ primaryPackagePurpose: text, externalRefs: z.unknown().optional() }),
)

/** https://spdx.github.io/spdx-spec/v2.3/package-information/ */
export const packageSchema = inModernWords(
  identitySchema.extend({
    supplier: text,
    licenseConcluded: text,
    licenseDeclared: text,
    sourceInfo: text,
    primaryPackagePurpose: text,
    checksums: listOf(z.object({ algorithm: z.string(), checksumValue: z.string() })),
    externalRefs: listOf(
      z.object({ referenceType: z.string(), referenceLocator: z.string(), comment: text }),
    ),
  }),
)

export type SpdxPackage = z.output<typeof packageSchema>

export const relationshipSchema = z.object({
  spdxElementId: z.string(),
  relationshipType: z.string(),
  relatedSpdxElement: z.string(),
})

export const creationSchema = z.object({ created: text, creators: texts })

export const extractedLicenseSchema = z.object({ licenseId: z.string(), name: text, extractedText: text })
