import { z } from 'zod'
import { label, needed, text } from '../values/lenient.ts'
import { readBy } from '../values/read-schema.ts'
import { vulnerabilitySchema } from './vulnerability.ts'

const rowSchema = z.object({
  vulnerabilityId: needed,
  cves: text,
  severity: text,
  link: text,
  fixAvailable: text,
  package: needed,
  packageType: text,
  path: text,
  nvdCvssBaseScore: label,
  detectedAt: text,
})

/** A row of the security evaluation that the web UI exports: the CLI's facts by other names, the package and its version in one text. */
export const evaluationSchema = z.preprocess((value) => {
  const row = readBy(rowSchema, value)
  return row && vulnerabilityIn(row)
}, vulnerabilitySchema)

function vulnerabilityIn({
  cves = '',
  severity,
  packageType,
  detectedAt,
  ...row
}: z.output<typeof rowSchema>) {
  return {
    severity,
    packageType,
    detectedAt,
    ...packageIn(row.package, packageType),
    vuln: row.vulnerabilityId,
    url: row.link,
    fix: row.fixAvailable,
    packagePath: row.path,
    nvdData: cves.split(/[\s,]+/).map((id) => ({ id })),
    nvdScore: row.nvdCvssBaseScore,
  }
}

/** RPM's names may have hyphens with digits behind them (`java-11-openjdk`), but its versions have exactly one hyphen. */
const RPM = /^(.+)-([^-]+-[^-]+)$/
const OTHERS = /^(.+?)-(\d.*)$/

function packageIn(given: string, type: string | undefined) {
  const [, packageName = given, packageVersion] = (type === 'RPM' ? RPM : OTHERS).exec(given) ?? []
  return { packageName, packageVersion }
}
