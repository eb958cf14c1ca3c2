import type { Config } from '../../platform/config.ts'
import { AppError } from '../../platform/errors.ts'
import type { Feed } from '../feeds/contract.ts'
import { filesOf } from '../feeds/files-of.ts'

/** One file to have, and where from. */
export interface Source {
  feed: Feed
  /** Below a mirror's root. */
  path: string
  url: string
  /** Not having it is no failure: a mirror may hold just some files. */
  optional: boolean
}

/** Of packages that most estates have. Further ones (Linux distributions other than these, say) are a setting: their files are large. */
const USUAL_ECOSYSTEMS = [
  'npm',
  'PyPI',
  'Maven',
  'Go',
  'crates.io',
  'RubyGems',
  'NuGet',
  'Packagist',
  'Hex',
  'Pub',
  'SwiftURL',
  'ConanCenter',
  'GitHub Actions',
  'Debian',
  'Ubuntu',
  'Alpine',
]

/** Left out: GitHub's database, which OSV has; NVD and Scorecard, which are large. With a mirror, everything it holds is taken. */
const USUAL_FEEDS = ['osv', 'kev', 'epss', 'vulnrichment', 'exploitdb', 'metasploit', 'endoflife']

const FIRST_YEAR = 2002

/** The files of the wanted feeds. `only` narrows them to some. Throws `unknown_feed` naming those there are. */
export function sourcesOf(
  feeds: readonly Feed[],
  { mirror, feeds: wanted, ecosystems = USUAL_ECOSYSTEMS }: Config['intel'],
  only: readonly string[] | undefined = wanted,
): Source[] {
  const unknown = only?.find((id) => !feeds.some((feed) => feed.id === id))
  if (unknown !== undefined)
    throw new AppError(
      'unknown_feed',
      400,
      `There is no feed "${unknown}". Those there are: ${feeds.map(({ id }) => id).join(', ')}.`,
    )
  const thisYear = new Date().getUTCFullYear()
  const years = Array.from({ length: thisYear - FIRST_YEAR + 1 }, (_, i) => FIRST_YEAR + i)
  return feeds
    .filter(({ id }) => (only ?? (mirror === undefined ? USUAL_FEEDS : [id])).includes(id))
    .flatMap((feed) =>
      filesOf(feed, { ecosystems, years, ...(mirror && { mirror }) }).map(({ path, url }) => ({
        feed,
        path,
        url,
        optional: mirror !== undefined || !feed.files.includes(path),
      })),
    )
}
