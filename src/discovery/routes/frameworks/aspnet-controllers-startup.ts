import type { SgNode } from '@ast-grep/napi'
import { folderOf } from '../../source/folder-of.ts'
import type { SourceFile } from '../../source/source-file.ts'
import type { RouteFact } from '../contract.ts'

const FRAMEWORK = 'aspnet-controllers'

/** Name of the router that all controllers without attributes hang on. */
export const CONVENTIONAL = '(conventional routes)'

// What a startup says of the whole application: authentication for everything, and routes by convention.
const GUARDS: { pattern: RegExp; authentication: string }[] = [
  {
    pattern: /\bFilters\s*\.\s*Add\s*(?:<\s*AuthorizeFilter\s*>|\(\s*new\s+AuthorizeFilter\b)/,
    authentication: 'AuthorizeFilter',
  },
  {
    pattern: /\bFallbackPolicy\s*=(?!=)\s*(?!null)|\bSetFallbackPolicy\s*\(/,
    authentication: 'FallbackPolicy',
  },
  {
    pattern: /\bMapControllers\s*\(\s*\)\s*\.\s*RequireAuthorization\b/,
    authentication: 'RequireAuthorization()',
  },
]
const BY_CONVENTION =
  /\b(?:MapControllerRoute|MapDefaultControllerRoute|MapAreaControllerRoute|UseMvcWithDefaultRoute|MapRoute)\s*\(/
const PATH_BASE = /\bUsePathBase\s*\(\s*"([^"\n]+)"/
// Paths match whatever their case; so they are shown, linked to and described.
const LOWERCASE = /\bLowercaseUrls\s*=\s*true\b/

/** Global guards, the conventional routes' router and the base path of one file. */
export function globalFacts(root: SgNode, file: SourceFile): RouteFact[] {
  const text = root
    .text()
    .replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (one) =>
      one.startsWith('"') ? one : one.replace(/[^\n]/g, ' '),
    )
  const guards = GUARDS.flatMap(({ pattern, authentication }): RouteFact[] => {
    const found = pattern.exec(text)
    return found
      ? [
          {
            fact: 'guard',
            line: file.lineAt(found.index),
            framework: FRAMEWORK,
            everywhere: true,
            authentication,
          },
        ]
      : []
  })
  const convention = BY_CONVENTION.exec(text)
  const base = PATH_BASE.exec(text)
  const lower = LOWERCASE.exec(text)
  return [
    ...guards,
    ...(convention
      ? [
          {
            fact: 'router' as const,
            line: file.lineAt(convention.index),
            framework: FRAMEWORK,
            name: CONVENTIONAL,
          },
        ]
      : []),
    ...(base
      ? ['aspnet-controllers', 'aspnet-minimal'].map((framework) => ({
          fact: 'base' as const,
          line: file.lineAt(base.index),
          framework,
          folder: file.folder,
          path: base[1] ?? '',
        }))
      : []),
    // Controllers stand in projects beside the one that starts.
    ...(lower
      ? [
          {
            fact: 'base' as const,
            line: file.lineAt(lower.index),
            framework: FRAMEWORK,
            folder: folderOf(file.folder),
            path: '',
            lowercase: true as const,
          },
        ]
      : []),
  ]
}
