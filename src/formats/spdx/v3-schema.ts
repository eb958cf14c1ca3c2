import { z } from 'zod'
import { label, listOf, needed, number, text, texts } from '../values/lenient.ts'

// JSON-LD of SPDX 3: https://spdx.github.io/spdx-spec/v3.0.1/serializations/

/** Every element has a type and an id, under either of their two names. */
export const elementSchema = z
  .object({ type: text, '@type': text, spdxId: text, '@id': text })
  .transform((element) => ({
    type: element.type ?? element['@type'] ?? '',
    id: element.spdxId ?? element['@id'],
  }))

const identifiers = listOf(
  z.object({ externalIdentifierType: text, identifier: text, identifierLocator: texts }),
)

export const packageSchema = z.object({
  name: needed,
  software_packageVersion: label,
  software_packageUrl: text,
  software_primaryPurpose: text,
  software_sourceInfo: text,
  suppliedBy: text,
  externalIdentifier: identifiers,
  verifiedUsing: listOf(z.object({ type: text, algorithm: z.string(), hashValue: z.string() })),
})

export type Package3 = z.output<typeof packageSchema>

/** Also the assessments of the security profile, which are relationships with something to say. */
export const relationshipSchema = z.object({
  from: needed,
  to: texts,
  relationshipType: needed,
  scope: text,
  suppliedBy: text,
  security_score: number,
  security_severity: text,
  security_vectorString: text,
  security_probability: number,
  security_exploited: z.unknown().optional(),
  security_catalogType: text,
  security_justificationType: text,
  security_impactStatement: text,
  security_statusNotes: text,
  security_actionStatement: text,
})

export type Relationship3 = z.output<typeof relationshipSchema>

export const documentSchema = z.object({ name: text, rootElement: texts })

export const creationSchema = z.object({ created: text, createdUsing: texts })

export const namedSchema = z.object({ name: text })

export const licenseSchema = z.object({ simplelicensing_licenseExpression: text, name: text })

export const vulnerabilitySchema = z.object({
  name: text,
  summary: text,
  description: text,
  externalIdentifier: identifiers,
  externalRef: listOf(z.object({ locator: texts })),
})

export type Vulnerability3 = z.output<typeof vulnerabilitySchema>
