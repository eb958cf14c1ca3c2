import type { SourceFile } from '../../source/source-file.ts'
import type { RouteFact } from '../contract.ts'

/** Project files; a central list of versions says what may be asked for, not who does. */
export const isCsharpManifest = (path: string): boolean => /\.(csproj|fsproj)$/.test(path)

const REFERENCE = /<(?:PackageReference|FrameworkReference)\b[^>]{0,400}?\bInclude\s*=\s*"([^"]+)"/g
const SDK = /<Project\b[^>]{0,400}?\bSdk\s*=\s*"Microsoft\.NET\.Sdk\.(Web|BlazorWebAssembly)\b/

/** Packages that a project asks for; the web SDK brings `Microsoft.AspNetCore.App`. */
export function csharpManifestFacts({ text }: SourceFile): RouteFact[] {
  const names = new Set([...text.matchAll(REFERENCE)].map(([, name = '']) => name))
  if (SDK.test(text)) names.add('Microsoft.AspNetCore.App')
  // A project that asks for nothing is still one of its own.
  if (names.size === 0) names.add('Microsoft.NETCore.App')
  return [...names].map((name) => ({ fact: 'dependency', name }))
}
