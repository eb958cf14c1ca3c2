import { z } from 'zod'
import { advisoryIds } from '../values/advisory-id.ts'
import { texts } from '../values/lenient.ts'

export const referencesSchema = z.object({
  url: texts,
  cve: texts,
  wpvulndb: texts,
  metasploit: texts,
  exploitdb: texts,
})

export type References = z.output<typeof referencesSchema>

/** CVE ids come without their prefix. */
export const advisoriesIn = (references: References | undefined): string[] =>
  advisoryIds((references?.cve ?? []).map((id) => (/^\d{4}-\d+$/.test(id) ? `CVE-${id}` : id)))

export const linksOf = (references: References | undefined): string[] => [...new Set(references?.url)]
