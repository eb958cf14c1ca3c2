import { z } from 'zod'
import type { AffectedComponent } from '../../model/observation.ts'
import type { Input, ReadContext } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { listOf, needed, number, text } from '../values/lenient.ts'
import { relativePath } from '../values/path.ts'
import { keptPurl } from '../values/purl.ts'
import { packageOfPurl } from '../values/purl-package.ts'
import { readBy } from '../values/read-schema.ts'

/** What other parts of the model refer to by number. */
export interface Survey {
  packages: Map<number, AffectedComponent>
  licenses: Map<number, string>
  /** Why resolutions were made, by list and number. */
  resolutions: Map<string, string>
  scopeExcludes: Map<number, string>
}

const numbered = z.object({ _id: z.number() })
const packageSchema = numbered.extend({ id: needed, purl: text, definition_file_path: text })
const licenseSchema = numbered.extend({ id: needed })
const reasonSchema = numbered.extend({ reason: text, comment: text })
const pathSchema = z.object({ pkg: number, project: number, path: listOf(z.number()) })

const PATTERNS = [
  '/packages/*',
  '/licenses/*',
  '/rule_violation_resolutions/*',
  '/vulnerability_resolutions/*',
  '/scope_excludes/*',
  '/paths/*',
]

/** Reads the tables once; of packages only names, versions and the first way to them are kept. */
export async function survey(input: Input, context: ReadContext): Promise<Survey> {
  const found: Survey = {
    packages: new Map(),
    licenses: new Map(),
    resolutions: new Map(),
    scopeExcludes: new Map(),
  }
  const ways = new Map<number, number[]>()
  for await (const element of eachElement(input, context, PATTERNS)) {
    if (element.type === 'problem') continue
    const table = element.pattern.split('/')[1] as string
    if (table === 'packages') {
      const one = readBy(packageSchema, element.value)
      if (one) found.packages.set(one._id, componentOf(one))
    } else if (table === 'licenses') {
      const one = readBy(licenseSchema, element.value)
      if (one) found.licenses.set(one._id, one.id)
    } else if (table === 'paths') {
      const one = readBy(pathSchema, element.value)
      if (one?.pkg !== undefined && one.project !== undefined && !ways.has(one.pkg))
        ways.set(one.pkg, [one.project, ...one.path, one.pkg])
    } else {
      const one = readBy(reasonSchema, element.value)
      const reason = [one?.reason, one?.comment].filter(Boolean).join(': ')
      if (one && table === 'scope_excludes') found.scopeExcludes.set(one._id, one.reason ?? '')
      else if (one) found.resolutions.set(`${table} ${one._id}`, reason)
    }
  }
  for (const [pkg, way] of ways) addWay(found.packages, pkg, way)
  return found
}

/** A path names project, packages between and the package itself; projects are no packages of the project. */
function addWay(packages: Survey['packages'], pkg: number, way: number[]): void {
  const component = packages.get(pkg)
  if (!component) return
  component.chain = way.flatMap((id) => {
    const step = packages.get(id)
    return step ? [[step.name, step.version].filter(Boolean).join('@')] : []
  })
  component.direct = way.length === 2
}

function componentOf({
  id,
  purl,
  definition_file_path: path,
}: z.output<typeof packageSchema>): AffectedComponent {
  const [, namespace, own = id, version] = id.split(':')
  const name = packageOfPurl(purl)?.name ?? [namespace, own].filter(Boolean).join('/')
  const known = keptPurl(purl)
  return {
    name,
    ...(version && { version }),
    ...(known && { purl: known }),
    ...(path && { path: relativePath(path) }),
  }
}
