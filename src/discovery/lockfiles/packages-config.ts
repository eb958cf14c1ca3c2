import { everyOf, xmlTree } from '../deployables/manifests/xml-tree.ts'
import type { LockedPackage, LockReader } from './contract.ts'
import { lock } from './lock.ts'

/**
 * packages.config of .NET Framework, https://learn.microsoft.com/nuget/reference/packages-config: every package that is installed, with
 * those that others brought along, which it does not tell apart.
 */
export const packagesConfig: LockReader = {
  wants: /(?:^|\/)packages\.config$/i,
  read({ text }) {
    const packages = everyOf(xmlTree(text), 'package').flatMap(({ attributes }): LockedPackage[] => {
      const [name, version] = [attributes.id?.trim(), attributes.version?.trim()]
      if (!name || !version) return []
      const isDevelopment = attributes.developmentDependency === 'true'
      return [
        {
          key: `${name}@${version}`,
          type: 'nuget',
          name,
          version,
          scope: isDevelopment ? 'development' : 'runtime',
        },
      ]
    })
    return packages.length > 0 ? [lock(packages)] : []
  },
}
