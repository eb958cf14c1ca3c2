import { z } from 'zod'
import { flag, label, listOf, needed, number, part, position, text, texts } from '../values/lenient.ts'

// Trivy's own types: https://github.com/aquasecurity/trivy/tree/main/pkg/types

const codeSchema = part(z.object({ Lines: listOf(z.object({ Content: z.string() })) }))

export const packageSchema = z.object({
  ID: text,
  Name: needed,
  Identifier: part(z.object({ UID: text, PURL: text })),
  Version: label,
  Release: label,
  Epoch: number,
  Dev: flag,
  Licenses: texts,
  Maintainer: text,
  Relationship: text,
  Indirect: flag,
  DependsOn: texts,
  FilePath: text,
  Locations: listOf(z.object({ StartLine: position, EndLine: position })),
})

export type Package = z.output<typeof packageSchema>

export const vulnerabilitySchema = z.object({
  VulnerabilityID: needed,
  VendorIDs: texts,
  PkgID: text,
  PkgName: text,
  PkgPath: text,
  PkgIdentifier: part(z.object({ PURL: text, UID: text })),
  /** Package URL, in reports on an SBOM. */
  Ref: text,
  InstalledVersion: label,
  FixedVersion: text,
  Status: text,
  PrimaryURL: text,
  Title: text,
  Description: text,
  Severity: text,
  CweIDs: texts,
  CVSS: part(z.record(z.string(), z.unknown())),
  References: texts,
  Fingerprint: text,
})

export type Vulnerability = z.output<typeof vulnerabilitySchema>

export const cvssSchema = z.object({
  V2Vector: text,
  V2Score: number,
  V3Vector: text,
  V3Score: number,
  V40Vector: text,
  V40Score: number,
})

export const misconfigurationSchema = z.object({
  ID: needed,
  AVDID: text,
  Type: text,
  Title: text,
  Description: text,
  Message: text,
  Resolution: text,
  Severity: text,
  PrimaryURL: text,
  References: texts,
  Status: text,
  CauseMetadata: part(
    z.object({
      Resource: text,
      Provider: text,
      StartLine: position,
      EndLine: position,
      Code: codeSchema,
      Occurrences: listOf(
        z.object({
          Resource: text,
          Filename: needed,
          Location: part(z.object({ StartLine: position, EndLine: position })),
        }),
      ),
    }),
  ),
})

export type Misconfiguration = z.output<typeof misconfigurationSchema>

export const secretSchema = z.object({
  RuleID: needed,
  Category: text,
  Severity: text,
  Title: text,
  StartLine: position,
  EndLine: position,
  Match: text,
})

export const licenseSchema = z.object({
  Name: needed,
  Category: text,
  Severity: text,
  PkgName: text,
  FilePath: text,
  Confidence: number,
  Link: text,
})

export const modifiedSchema = z.object({
  Type: needed,
  Status: text,
  Statement: text,
  Source: text,
  Finding: z.unknown(),
})

export type Secret = z.output<typeof secretSchema>
export type License = z.output<typeof licenseSchema>
export type Modified = z.output<typeof modifiedSchema>
