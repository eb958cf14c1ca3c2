import type { RouteLanguage } from '../contract.ts'
import { csharpManifestFacts, isCsharpManifest } from './csharp-manifests.ts'
import { csharpSourceFacts } from './csharp-symbols.ts'

/** C#: names are found by namespaces that no file name tells, so anywhere in the tree. */
export const csharp: RouteLanguage = {
  id: 'csharp',
  wants: (path) =>
    (path.endsWith('.cs') && !/\.(designer|g|generated)\.cs$/i.test(path)) || isCsharpManifest(path),
  symbols: (file) => (isCsharpManifest(file.path) ? csharpManifestFacts(file) : csharpSourceFacts(file)),
  resolve: () => [],
  scope: 'tree',
}
