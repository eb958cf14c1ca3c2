import { z } from 'zod'
import type { Component } from '../../model/component.ts'
import type { Input, Item, ReadContext } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { isObject, ownIn } from '../values/fields.ts'
import { anything, flag, part, shaped, text, texts } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { purlOf } from '../values/purl.ts'
import { readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { observationOf, ratingSchema } from './vulnerability.ts'

const VULNERABILITIES = '/vulnerabilities/*'
const IGNORED = '/ignored_vulnerabilities/*'
const PACKAGES = '/scanned_packages/*'

const frameSchema = z.object({
  report_meta: z.object({ scan_target: text, scanned: texts, timestamp: text, safety_version: text }),
  vulnerabilities: z.array(z.unknown()),
  remediations: anything,
})

/** `safety check`, versions 2 and 3. */
export async function* readCheck(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { report_meta: meta, remediations } = await jsonFrame(input, context, {
    name: 'Safety JSON',
    omit: [VULNERABILITIES, IGNORED, PACKAGES, '/affected_packages'],
    schema: frameSchema,
  })
  yield withoutGaps({
    type: 'header' as const,
    tool: 'Safety',
    toolVersion: meta.safety_version,
    target: meta.scanned[0] ?? meta.scan_target,
    producedAt: isoTime(meta.timestamp),
  })
  for await (const element of eachElement(input, context, [PACKAGES, VULNERABILITIES, IGNORED])) {
    if (element.type === 'problem') yield element
    else if (element.pattern === PACKAGES) {
      const found = shaped(packageSchema, element)
      yield found.type === 'problem' ? found : componentOf(found.value, element.where)
    } else {
      const found = shaped(vulnerabilitySchema, element)
      if (found.type === 'problem') yield found
      else {
        const recommended = recommendedFor(remediations, found.value.package_name)
        yield observationOf({ ...found.value.said, recommended }, element.text)
      }
    }
  }
}

const packageSchema = z.object({ name: z.string().trim().min(1), version: text })

const componentOf = ({ name, version }: z.output<typeof packageSchema>, ref: string): Component =>
  withoutGaps({
    type: 'component' as const,
    ref,
    name,
    version,
    purl: purlOf({ type: 'pypi', name, ...(version && { version }) }),
    componentType: 'library',
  })

const rated = part(z.object({ name: text, source: text, cvssv2: ratingSchema, cvssv3: ratingSchema }))

/** The id alone, or with its ratings. */
const cveIn = (value: unknown) => (typeof value === 'string' ? { name: value } : rated.parse(value))

const vulnerabilitySchema = z
  .object({
    vulnerability_id: z.string().trim().min(1),
    package_name: z.string().trim().min(1),
    ignored: anything,
    ignored_reason: text,
    vulnerable_spec: texts,
    analyzed_version: text,
    analyzed_requirement: part(z.object({ found: text, specifier: text })),
    advisory: text,
    is_transitive: flag,
    fixed_versions: texts,
    closest_versions_without_known_vulnerabilities: texts,
    resources: texts,
    CVE: z.unknown().transform(cveIn).optional(),
    severity: rated,
    more_info_url: text,
  })
  .transform((given) => ({
    package_name: given.package_name,
    said: {
      id: given.vulnerability_id,
      name: given.package_name,
      version: given.analyzed_version,
      range: given.vulnerable_spec.join(' || ') || undefined,
      advisory: given.advisory,
      cve: given.CVE?.name,
      ratings: [given.severity, given.CVE].flatMap((rating) =>
        rating && 'cvssv3' in rating ? [rating.cvssv3, rating.cvssv2] : [],
      ),
      fixVersions:
        given.fixed_versions.length > 0
          ? given.fixed_versions
          : given.closest_versions_without_known_vulnerabilities,
      direct: given.is_transitive === undefined ? undefined : !given.is_transitive,
      path: given.analyzed_requirement?.found && relativePath(given.analyzed_requirement.found),
      links: [...new Set([...(given.more_info_url ? [given.more_info_url] : []), ...given.resources])],
      verdict:
        given.ignored === true || isObject(given.ignored)
          ? { state: 'accepted' as const, reason: given.ignored_reason ?? 'ignored', source: 'safety' }
          : undefined,
    },
  }))

const remediationSchema = z.object({
  recommended_version: text,
  recommended: text,
  requirements: z
    .record(z.string(), part(z.object({ recommended_version: text })))
    .optional()
    .catch(undefined),
})

function recommendedFor(remediations: unknown, name: string): string | undefined {
  const given = isObject(remediations) ? ownIn(remediations, name) : undefined
  const found = readBy(remediationSchema, given)
  const byRequirement = Object.values(found?.requirements ?? {}).find((item) => item?.recommended_version)
  return found?.recommended_version ?? found?.recommended ?? byRequirement?.recommended_version
}
