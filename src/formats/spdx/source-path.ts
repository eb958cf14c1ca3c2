import { relativePath } from '../values/path.ts'

/** Syft, Trivy and our own exports say in words which files a package was found in: the first of them. */
export function sourcePath(sourceInfo: string | undefined): string | undefined {
  const paths = /^(?:acquired package info from [^:]+|package found in): (.+)$/.exec(sourceInfo ?? '')?.[1]
  return paths && relativePath(paths.split(', ')[0] as string)
}
