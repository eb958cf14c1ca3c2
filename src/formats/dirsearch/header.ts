import type { ReportHeader } from '../contract.ts'
import { isoTime } from '../values/time.ts'

/** What a report says of its run: the command line, and its begin as the scanner's clock shows it. */
export function header(args?: string, time?: string): ReportHeader {
  const target = /(?:^|\s)(?:-u|--url)[= ]['"]?(\S+?)['"]?(?=\s|$)/.exec(args ?? '')?.[1]
  const producedAt = isoTime(time)
  return { type: 'header', tool: 'dirsearch', ...(target && { target }), ...(producedAt && { producedAt }) }
}
