import { z } from 'zod'
import { label, needed, text } from '../values/lenient.ts'
import { vulnerabilitySchema } from './vulnerability.ts'

/** A row of the security evaluation that the web UI exports: the CLI's facts by other names, the package and its version in one text. */
export const evaluationSchema = z
  .object({
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
  .transform(({ vulnerabilityId, cves, link, fixAvailable, path, nvdCvssBaseScore, ...same }) => ({
    ...same,
    ...packageIn(same.package, same.packageType),
    vuln: vulnerabilityId,
    url: link,
    fix: fixAvailable,
    packagePath: path,
    nvdData: (cves ?? '').split(/[\s,]+/).map((id) => ({ id })),
    nvdScore: nvdCvssBaseScore,
  }))
  .pipe(vulnerabilitySchema)

/** RPM's names may have hyphens with digits behind them (`java-11-openjdk`), but its versions have exactly one hyphen. */
const RPM = /^(.+)-([^-]+-[^-]+)$/
const OTHERS = /^(.+?)-(\d.*)$/

function packageIn(given: string, type: string | undefined) {
  const [, packageName = given, packageVersion] = (type === 'RPM' ? RPM : OTHERS).exec(given) ?? []
  return { packageName, packageVersion }
}
