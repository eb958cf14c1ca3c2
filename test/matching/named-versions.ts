import { purlOf } from '../../src/formats/values/purl.ts'
import type { FeedFile } from '../../src/intel/feeds/contract.ts'
import { osv } from '../../src/intel/feeds/osv/index.ts'
import type { PackageSource } from '../../src/intel/matching/packages-of.ts'
import type { AffectedPackage } from '../../src/model/advisory.ts'

/** Package URL types of the ecosystems that a mirror's records speak of. */
const TYPES: Record<string, string> = {
  npm: 'npm',
  PyPI: 'pypi',
  Maven: 'maven',
  Packagist: 'composer',
  Go: 'golang',
  NuGet: 'nuget',
  RubyGems: 'gem',
}

/** Of long lists of versions every tenth tells as much. */
const STEP = 10

/** A bom of everything at the edge: each version at which a range of a record begins or ends, and some of those that records list. */
export async function namedVersions(files: FeedFile[]): Promise<PackageSource[]> {
  const purls = new Set<string>()
  for (const file of files)
    for await (const item of osv.read(file))
      if (item.type === 'advisory')
        for (const affected of item.advisory.affected)
          for (const version of versionsIn(affected)) {
            const purl = purlOf({ type: TYPES[affected.ecosystem] ?? '', name: affected.name, version })
            if (purl) purls.add(purl)
          }
  return [...purls].sort().map((purl) => ({ purl }))
}

function versionsIn({ ranges, versions }: AffectedPackage): string[] {
  const ends = ranges
    .filter(({ type }) => type !== 'GIT')
    .flatMap(({ events }) => events.flatMap(Object.values))
  return [...ends.filter((version) => version !== '0'), ...versions.filter((_, at) => at % STEP === 0)]
}
