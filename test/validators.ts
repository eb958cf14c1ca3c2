import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Version } from '@cyclonedx/cyclonedx-library/Spec'
import { JsonStrictValidator } from '@cyclonedx/cyclonedx-library/Validation'
import * as mandatory from '@secvisogram/csaf-validator-lib/mandatoryTests.js'
import { csaf_2_0_strict } from '@secvisogram/csaf-validator-lib/schemaTests.js'
import validateCsaf from '@secvisogram/csaf-validator-lib/validate.js'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { openvex } from './openvex-schema.ts'
import { spdx2 } from './spdx-2-schema.ts'

const validators = {
  '1.6': new JsonStrictValidator(Version.v1dot6),
  '1.7': new JsonStrictValidator(Version.v1dot7),
}

/** What CycloneDX's own schema has against a document: none is an empty list. */
export async function cyclonedxFlaws(version: '1.6' | '1.7', text: string): Promise<unknown[]> {
  const found = await validators[version].validate(text)
  return (found as unknown[] | null) ?? []
}

export const spdx2Flaws = (text: string): unknown[] => spdx2.safeParse(JSON.parse(text)).error?.issues ?? []

// cdxgen carries SPDX 3.0.1's JSON schema. It is not installed here for that alone: where it is, the schema is held against us.
const SPDX_3 = join(import.meta.dirname, '../node_modules/@cyclonedx/cdxgen/data/spdx-export.schema.json')
const spdx3File = process.env.STANCE_SPDX3_SCHEMA ?? SPDX_3
const HAS_SPDX_3 = existsSync(spdx3File)

export function spdx3Flaws(text: string): unknown[] {
  if (!HAS_SPDX_3) return []
  const ajv = new Ajv2020({ strict: false, allErrors: false })
  addFormats.default(ajv)
  const validate = ajv.compile(JSON.parse(readFileSync(spdx3File, 'utf8')))
  return validate(JSON.parse(text)) ? [] : (validate.errors ?? [])
}

export const openvexFlaws = (text: string): unknown[] =>
  openvex.safeParse(JSON.parse(text)).error?.issues ?? []

/** What CSAF's schema and its mandatory tests (chapter 6.1, those of the profile among them) have against a document. */
export async function csafFlaws(text: string): Promise<unknown[]> {
  const { tests } = await validateCsaf([csaf_2_0_strict, ...Object.values(mandatory)], JSON.parse(text))
  return tests.flatMap(({ name, errors }) => errors.map((error) => ({ name, ...error })))
}
