import { isoTime } from './time.ts'

interface Commit {
  commit?: string | undefined
  author?: string | undefined
  date?: string | undefined
}

/** Which commit brought a finding in, as tags. */
export function commitTags({ commit, author, date }: Commit): string[] {
  const committed = isoTime(date)
  return [
    ...(commit ? [`commit:${commit}`] : []),
    ...(author ? [`author:${author}`] : []),
    ...(committed ? [`committed:${committed.slice(0, 10)}`] : []),
  ]
}
