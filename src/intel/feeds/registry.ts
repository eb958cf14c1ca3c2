import type { Feed } from './contract.ts'
import { endoflife } from './endoflife/index.ts'
import { epss } from './epss/index.ts'
import { exploitdb } from './exploitdb/index.ts'
import { githubAdvisories } from './github-advisories/index.ts'
import { kev } from './kev/index.ts'
import { metasploit } from './metasploit/index.ts'
import { nvd } from './nvd/index.ts'
import { osv } from './osv/index.ts'
import { scorecard } from './scorecard/index.ts'
import { vulnrichment } from './vulnrichment/index.ts'

/** Every feed, one line each. */
export const FEEDS: Feed[] = [
  osv,
  githubAdvisories,
  nvd,
  kev,
  epss,
  vulnrichment,
  exploitdb,
  metasploit,
  endoflife,
  scorecard,
]

export const feedOf = (id: string): Feed | undefined => FEEDS.find((feed) => feed.id === id)
