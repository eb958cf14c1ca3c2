import type { Item } from '../contract.ts'
import { isoTime } from '../values/time.ts'
import { newSite } from '../values/web-address.ts'

interface Infos {
  target?: string | undefined
  version?: string | undefined
  date?: string | undefined
}

export function* opening({ target, version, date }: Infos): Generator<Item> {
  const producedAt = isoTime(date)
  const toolVersion = version?.replace(/^wapiti[ -]?/i, '')
  yield {
    type: 'header',
    tool: 'Wapiti',
    ...(toolVersion && { toolVersion }),
    ...(target && { target }),
    ...(producedAt && { producedAt }),
  }
  yield* newSite(target, new Set())
}
