import { eachLine } from '../../../formats/syntax/lines.ts'
import type { Feed, FeedFile, IntelItem } from '../contract.ts'
import { FEED_LIMITS } from '../reading/feed-limits.ts'
import { flaw } from '../reading/json-elements.ts'
import { plain } from '../reading/plain.ts'
import { cveId, day, word } from '../reading/said.ts'
import { readFeedFile, unreadableFeed } from '../reading/unreadable-feed.ts'

/** FIRST's Exploit Prediction Scoring System: a CSV of three plain columns, with the day in a comment above its header. */
export const epss = {
  id: 'epss',
  name: 'FIRST EPSS',
  link: 'https://www.first.org/epss/data_stats',
  license: 'Free to use; FIRST asks for attribution (https://www.first.org/epss/faq)',
  base: 'https://epss.empiricalsecurity.com/',
  files: ['epss_scores-current.csv.gz'],
  read: (file) => readFeedFile(file, read(file)),
} satisfies Feed

const LIMITS = { ...FEED_LIMITS, maxElementBytes: 64 * 1024 }
const HEADER = 'cve,epss,percentile'

async function* read(file: FeedFile): AsyncGenerator<IntelItem> {
  let headed = false
  for await (const line of eachLine(plain(file), { limits: LIMITS })) {
    if (line.type === 'problem') yield flaw(line.where, line.message)
    else if (headed) yield scoreIn(line.text, line.where)
    else if (line.text.startsWith('#')) yield* asOfIn(line.text)
    else if (line.text.trim().toLowerCase() === HEADER) headed = true
    else break
  }
  if (!headed) throw unreadableFeed(file.path, `lacks the header row ${HEADER}`)
}

function* asOfIn(comment: string): Generator<IntelItem> {
  const date = day(/score_date:([^,\s]+)/.exec(comment)?.[1])
  const version = word(/model_version:([^,\s]{1,40})/.exec(comment)?.[1])
  if (date) yield { type: 'as-of', day: date, ...(version && { version }) }
}

function scoreIn(text: string, where: string): IntelItem {
  const cells = text.split(',', 4)
  const cve = cveId(cells[0])
  const [score, percentile] = [probability(cells[1]), probability(cells[2])]
  if (cells.length !== 3 || !cve || score === undefined || percentile === undefined)
    return flaw(where, 'this row is left out: it is not a CVE id and two numbers from 0 to 1')
  return { type: 'epss', cve, score, percentile }
}

function probability(text: string | undefined): number | undefined {
  const number = text && /^\s*\d*\.?\d+(?:e-?\d+)?\s*$/i.test(text) ? Number(text) : Number.NaN
  return number >= 0 && number <= 1 ? number : undefined
}
