import type { Tx } from '../../platform/database.ts'
import { normalName } from '../matching/normal-name.ts'

/** What OpenSSF Scorecard says of a repository. */
export interface Scorecard {
  /** `github.com/example/gateway` */
  repository: string
  /** 0 to 10, the best. */
  score: number
  /** A day. */
  at: string
}

/** Ecosystems that name a package by where its source is: the repository of a name. */
const REPOSITORIES: Record<string, (name: string) => string> = {
  // A repository holds several modules: github.com/owner/repository/v2/part.
  Go: (name) => name.split('/').slice(0, 3).join('/'),
  SwiftURL: (name) => name,
  'GitHub Actions': (name) => `github.com/${name.split('/').slice(0, 2).join('/')}`,
}

/** The scorecard of a package's repository; null where its name does not tell the repository, or nobody has scored it. */
export async function packageScorecard(
  tx: Tx,
  { ecosystem, name }: { ecosystem: string; name: string },
): Promise<Scorecard | null> {
  const repositoryOf = Object.hasOwn(REPOSITORIES, ecosystem) ? REPOSITORIES[ecosystem] : undefined
  if (!repositoryOf) return null
  const { rows } = await tx.query<Scorecard>(
    `select repository, score, to_char(at at time zone 'UTC', 'YYYY-MM-DD') as at from scorecard where repository = $1`,
    [normalName('GIT', repositoryOf(name))],
  )
  return rows[0] ?? null
}
