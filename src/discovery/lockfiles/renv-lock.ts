import { at, type Plain, recordOf, textOf, textsOf } from '../../formats/infrastructure/plain.ts'
import type { LockedPackage, LockReader } from './contract.ts'
import { lock } from './lock.ts'

/** renv.lock of R: https://rstudio.github.io/renv/articles/lockfile.html. Its hashes are of packages' descriptions. */
export const renvLock: LockReader = {
  wants: /(?:^|\/)renv\.lock$/,
  read({ text }) {
    const entries = Object.entries(recordOf(at(JSON.parse(text) as Plain, 'Packages')))
    const keys = new Set(entries.map(([key]) => key))
    const flaws: string[] = []
    const packages = entries.flatMap(([key, entry]): LockedPackage[] => {
      const [name = key, version] = [textOf(at(entry, 'Package')), textOf(at(entry, 'Version'))]
      const source = textOf(at(entry, 'Source')) ?? 'Repository'
      if (!/^(?:Repository|CRAN|Bioconductor)$/i.test(source)) {
        flaws.push(`${key} comes from ${source}, not from a repository: it is left out.`)
        return []
      }
      // Names alone, and since renv 1.1 as descriptions write them: `rlang (>= 1.0)`.
      const uses = [
        ...textsOf(at(entry, 'Requirements') ?? []),
        ...['Depends', 'Imports', 'LinkingTo'].flatMap((word) => textsOf(at(entry, word) ?? [])),
      ].map((said) => said.replace(/\s*\(.*$/, ''))
      return [
        {
          key,
          type: isBioconductor(entry, source) ? 'bioconductor' : 'cran',
          name,
          ...(version ? { version } : {}),
          uses: [...new Set(uses)].filter((one) => keys.has(one)),
        },
      ]
    })
    return [lock(packages, { flaws })]
  },
}

const isBioconductor = (entry: Plain, source: string): boolean =>
  source === 'Bioconductor' || /^BioC/i.test(textOf(at(entry, 'Repository')) ?? '')
