import { everyOf, textIn, xmlTree } from '../deployables/manifests/xml-tree.ts'
import type { LockReader } from './contract.ts'

/** `'$(IsTestProject)' == 'true'` and the like. Conditions on platforms and configurations hold somewhere: what they guard is used. */
const IF_TEST = /^\s*'\$\((\w*Test\w*)\)'\s*==\s*'true'\s*$/i

/**
 * Projects of .NET and the files that they take in: https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files
 * and https://learn.microsoft.com/nuget/consume-packages/central-package-management.
 */
export const msbuild: LockReader = {
  wants: /\.(?:cs|fs|vb)proj$|(?:^|\/)Directory\.(?:Packages|Build)\.props$/i,
  read({ text }) {
    const project = xmlTree(text)
    const of = (element: { attributes: Record<string, string> }, name: string) =>
      element.attributes[name]?.trim() || undefined
    const references = everyOf(project, 'ItemGroup').flatMap((group) =>
      everyOf(group, 'PackageReference').flatMap((one) => {
        const name = of(one, 'Include') ?? of(one, 'Update')
        if (!name) return []
        const version =
          of(one, 'VersionOverride') ??
          of(one, 'Version') ??
          textIn(one, 'VersionOverride') ??
          textIn(one, 'Version')
        const assets = of(one, 'PrivateAssets') ?? textIn(one, 'PrivateAssets') ?? ''
        const ifTest = [group, one].some((element) => IF_TEST.test(of(element, 'Condition') ?? ''))
        return [
          {
            name,
            ...(version ? { version } : {}),
            development: /^all$/i.test(assets),
            ...(ifTest ? { ifTest } : {}),
          },
        ]
      }),
    )
    const versions = [
      ...everyOf(project, 'PackageVersion'),
      ...everyOf(project, 'GlobalPackageReference'),
    ].flatMap((one): [string, string][] => {
      const [name, version] = [
        of(one, 'Include') ?? of(one, 'Update'),
        of(one, 'Version') ?? textIn(one, 'Version'),
      ]
      return name && version ? [[name, version]] : []
    })
    const properties = everyOf(project, 'PropertyGroup').flatMap(({ children }) =>
      children.map(({ name, text: value }): [string, string] => [name, value.trim()]),
    )
    const test =
      properties.some(([name, value]) => name === 'IsTestProject' && value === 'true') ||
      references.some(({ name, ifTest }) => !ifTest && /^Microsoft\.NET\.Test\.Sdk$/i.test(name))
    return [{ fact: 'msbuild', project: { properties, versions, references, test } }]
  },
}
