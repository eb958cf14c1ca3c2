import { z } from 'zod'
import type { AffectedComponent, CodeLocation } from '../../model/observation.ts'
import type { Item } from '../contract.ts'
import { byWord } from '../values/by-word.ts'
import { flag, label, listOf, part, text, texts } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { keptPurl, purlOf, purlTypeOf } from '../values/purl.ts'
import { packageOfPurl } from '../values/purl-package.ts'

const list = z
  .array(z.unknown())
  .nullish()
  .transform((given) => given ?? [])
const licenses = listOf(z.object({ licenseId: text, licenseName: text }))

/** What a report knows of a component: the policy report its violations, the raw one its issues and licences. */
export const componentSchema = z.object({
  hash: text,
  displayName: text,
  packageUrl: text,
  componentIdentifier: part(
    z.object({
      format: text,
      coordinates: part(
        z.object({
          groupId: text,
          artifactId: text,
          name: text,
          packageId: text,
          namespace: text,
          version: label,
        }),
      ),
    }),
  ),
  pathnames: texts,
  dependencyData: part(z.object({ directDependency: flag, parentComponentPurls: texts })),
  violations: list,
  securityData: part(z.object({ securityIssues: list })),
  licenseData: part(
    z.object({
      declaredLicenses: licenses,
      observedLicenses: licenses,
      overriddenLicenses: licenses,
      effectiveLicenses: licenses,
      effectiveLicenseThreats: listOf(
        z.object({
          licenseThreatGroupName: text,
          licenseThreatGroupLevel: label,
          licenseThreatGroupCategory: text,
        }),
      ),
    }),
  ),
})

export type Component = z.output<typeof componentSchema>

/** JavaScript that was known by its files is of the format `a-name`. */
const FORMATS: Record<string, string> = byWord({ 'a-name': 'npm', 'rpm-package': 'rpm' })

interface Named {
  name: string
  version?: string | undefined
  purl?: string | undefined
}

export function namedOf(component: Component): Named {
  const { componentIdentifier, packageUrl, displayName, pathnames, hash } = component
  const given = packageOfPurl(packageUrl)
  if (given) return { name: given.name, version: given.version, purl: keptPurl(packageUrl) }
  const { format = '', coordinates } = componentIdentifier ?? {}
  const { groupId, artifactId, packageId, namespace, version } = coordinates ?? {}
  const own = coordinates?.name ?? packageId ?? artifactId
  const group = groupId ?? namespace
  const type = Object.hasOwn(FORMATS, format) ? FORMATS[format] : purlTypeOf(format)
  const name = own && group ? `${group}${type === 'maven' ? ':' : '/'}${own}` : own
  if (!name) return { name: displayName ?? pathnames[0] ?? hash ?? 'unknown', version }
  return { name, version, purl: type && purlOf({ type, name, version: version ?? '' }) }
}

interface Affected {
  component: AffectedComponent
  related: CodeLocation[]
}

export function affectedOf(component: Component): Affected {
  const named = namedOf(component)
  const [path, ...others] = pathsOf(component)
  const [parent] = component.dependencyData?.parentComponentPurls ?? []
  const brought = packageOfPurl(parent)
  return {
    component: {
      ...named,
      path,
      direct: component.dependencyData?.directDependency,
      chain: brought ? [brought, named].map(labelOf) : [],
    },
    related: others.map((one) => ({ path: one })),
  }
}

const labelOf = ({ name, version }: Named): string => (version ? `${name}@${version}` : name)

const pathsOf = ({ pathnames }: Component): string[] =>
  pathnames.map((path) => relativePath(path)).filter((path) => path.trim() !== '')

export function componentItem(component: Component, where: string): Item {
  const { effectiveLicenses, overriddenLicenses, declaredLicenses, observedLicenses } =
    component.licenseData ?? {}
  const [chosen = []] = [
    effectiveLicenses,
    overriddenLicenses,
    [...(declaredLicenses ?? []), ...(observedLicenses ?? [])],
  ].filter((given) => given && given.length > 0)
  const ids = chosen.map(({ licenseId, licenseName }) => licenseId ?? licenseName)
  return withoutGaps({
    type: 'component' as const,
    ref: where,
    ...namedOf(component),
    componentType: 'library',
    licenses: [...new Set(ids.filter((id) => id !== undefined))],
    // It is cut to 20 characters: too short for a SHA-1 that others could know.
    direct: component.dependencyData?.directDependency,
    path: pathsOf(component)[0],
  })
}
