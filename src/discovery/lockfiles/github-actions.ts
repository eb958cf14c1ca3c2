import type { LockedPackage, LockReader } from './contract.ts'
import { lock } from './lock.ts'

/** A line of its own in every workflow that people write: actions of other repositories, and reusable workflows. */
const USES =
  /^\s*(?:-\s+)?["']?uses["']?:\s*["']?([\w.-]{1,100}\/[\w.-]{1,100})((?:\/[^\s@"']{1,300})?)@([^\s"'#]{1,200})/gm

/** Actions of GitHub by repository and ref. They build, and are not in what runs. https://docs.github.com/actions/reference/workflows-and-actions */
export const githubActions: LockReader = {
  wants: /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)action\.ya?ml$/,
  read({ text }) {
    const packages = new Map<string, LockedPackage>()
    for (const [, name = '', , version = ''] of text.matchAll(USES)) {
      const key = `${name}@${version}`
      if (!/^\.{1,2}\//.test(name))
        packages.set(key, { key, type: 'github', name, version, scope: 'development', direct: true })
    }
    const uses = [...packages.keys()].map((key) => ({ key, scope: 'development' as const }))
    // The pipeline belongs to the whole repository.
    return packages.size > 0 ? [lock([...packages.values()], { roots: [{ folder: '', uses }] })] : []
  },
}
