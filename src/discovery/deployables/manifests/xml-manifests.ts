import type { SourceFile } from '../../source/source-file.ts'
import type { ManifestFact } from '../facts.ts'
import { childrenOf, everyOf, textIn, xmlTree } from './xml-tree.ts'

type Said = Omit<ManifestFact, 'fact'>

export function pom(file: SourceFile): Said {
  const root = xmlTree(file.text)
  const dependencies = childrenOf(
    root.children.find((one) => one.name === 'dependencies'),
    'dependency',
  )
  const plugins = everyOf(root, 'plugin').flatMap((one) => textIn(one, 'artifactId') ?? [])
  const packages = dependencies.flatMap(
    (one) => `${textIn(one, 'groupId') ?? ''}:${textIn(one, 'artifactId') ?? ''}`,
  )
  const packaging = textIn(root, 'packaging')
  const parent = textIn(root, 'parent', 'artifactId')
  const role =
    packaging === 'pom'
      ? 'root'
      : packaging === 'war' || packaging === 'ear'
        ? 'service'
        : plugins.some((one) =>
              /^(?:spring-boot|quarkus|micronaut|jib|appassembler)-maven-plugin$|^quarkus-maven/.test(one),
            )
          ? 'executable'
          : 'library'
  const name = textIn(root, 'artifactId')
  return {
    language: plugins.includes('kotlin-maven-plugin') ? 'Kotlin' : 'Java',
    ...(name ? { name } : {}),
    ...(role ? { role } : {}),
    packages: [
      ...packages,
      ...(parent ? [`parent:${parent}`] : []),
      ...plugins.map((one) => `plugin:${one}`),
    ],
    locals: [],
  }
}

export function csproj(file: SourceFile): Said {
  const root = xmlTree(file.text)
  const sdk = root.attributes.Sdk ?? ''
  const packages = everyOf(root, 'PackageReference').flatMap((one) => one.attributes.Include ?? [])
  const property = (name: string) => everyOf(root, name)[0]?.text.trim()
  const output = property('OutputType')?.toLowerCase()
  const isTest =
    property('IsTestProject') === 'true' ||
    packages.some((one) => /^(?:Microsoft\.NET\.Test\.Sdk|xunit|NUnit|MSTest)/i.test(one)) ||
    /^MSTest\.Sdk/.test(sdk)
  const role = isTest
    ? 'tests'
    : /BlazorWebAssembly$/.test(sdk)
      ? 'site'
      : property('AzureFunctionsVersion')
        ? 'function'
        : /\.Web$|\.Worker$/.test(sdk)
          ? 'service'
          : output === 'exe' || output === 'winexe' || property('UseMaui') === 'true'
            ? 'executable'
            : 'library'
  return {
    language: file.name.endsWith('.fsproj') ? 'F#' : file.name.endsWith('.vbproj') ? 'Visual Basic' : 'C#',
    name:
      property('AssemblyName') && !/\$\(/.test(property('AssemblyName') as string)
        ? (property('AssemblyName') as string)
        : file.name.replace(/\.\w+$/, ''),
    role,
    packages: [
      ...packages,
      ...(sdk ? [`sdk:${sdk}`] : []),
      ...(property('UseMaui') === 'true' ? ['sdk:Maui'] : []),
    ],
    locals: everyOf(root, 'ProjectReference').flatMap(
      (one) => one.attributes.Include?.replaceAll('\\', '/') ?? [],
    ),
  }
}
