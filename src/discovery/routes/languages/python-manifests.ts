import { parse } from 'smol-toml'
import type { SourceFile } from '../../source/source-file.ts'
import type { DependencyFact } from '../contract.ts'

const MANIFEST =
  /(?:^|\/)(?:[\w.-]*requirements[\w.-]*\.(?:txt|in)|requirements\/[\w.-]+\.(?:txt|in)|pyproject\.toml|Pipfile|setup\.(?:py|cfg))$/

/** Whether a file says which Python packages a folder needs. */
export const isPythonManifest = (path: string): boolean => MANIFEST.test(path)

/** Packages that a manifest asks for, lower case, without extras and versions. Throws on broken TOML. */
export function pythonDependencies(file: SourceFile): DependencyFact[] {
  const names = /\.(?:toml)$|Pipfile$/.test(file.name) ? inToml(file.text) : inLines(file)
  return [...new Set(names.map(normal))].filter(Boolean).map((name) => ({ fact: 'dependency', name }))
}

const normal = (name: string): string => name.toLowerCase().replaceAll('_', '-')
const nameIn = (requirement: string): string => /^\s*([A-Za-z][\w.-]*)/.exec(requirement)?.[1] ?? ''

function inLines(file: SourceFile): string[] {
  if (!file.name.startsWith('setup.'))
    return file.text.split('\n').map((line) => (/^\s*[A-Za-z][^/]*$/.test(line) ? nameIn(line) : ''))
  // setup.py and setup.cfg: every requirement is a text or a line of its own, and only names of packages are asked for.
  return [
    ...file.text.matchAll(
      /(?:^[ \t]+|["'])([A-Za-z][\w.-]{1,60})(?=[ \t]*(?:\[[^\]\n]*\])?[ \t]*(?:[<>=!~;][^"'\n]*)?(?:["']|$))/gm,
    ),
  ].map(([, name = '']) => name)
}

function inToml(text: string): string[] {
  const names: string[] = []
  collect(parse(text), '', names, 0)
  return names
}

/** PEP 621 and PEP 735 list requirements as texts, poetry and Pipfile as keys, in tables that are called so. */
function collect(value: unknown, key: string, names: string[], depth: number): void {
  if (depth > 6 || typeof value !== 'object' || value === null) return
  const ours = /(?:dependencies|^packages|^dev-packages|^dependency-groups|^optional-dependencies)$/.test(key)
  for (const [own, inner] of Object.entries(value)) {
    if (ours && Array.isArray(value)) {
      if (typeof inner === 'string') names.push(nameIn(inner))
    } else if (ours && Array.isArray(inner)) collect(inner, 'dependencies', names, depth + 1)
    else {
      if (ours) names.push(nameIn(own))
      collect(inner, own, names, depth + 1)
    }
  }
}
