import type { AssetClaim } from '../../model/asset.ts'
import type { Item, ReportHeader } from '../contract.ts'
import { isoTime } from '../values/time.ts'

export interface Site {
  name: string
  host?: string
  port?: string
  ssl?: string
}

export interface Run {
  version?: string
  /** `Wed, 5 Dec 2018 19:00:19` in the scanner's language and zone; newer versions also say `created` in ISO 8601. */
  generated?: string
  created?: string
}

/** Each site was scanned by itself, whether it has alerts or not: it is what the alerts that follow are about. */
export function* openSite(run: Run, site: Site): Generator<Item> {
  yield headerOf(run, site.name)
  if (site.name.trim() !== '') yield claimOf(site)
}

export function headerOf({ version, generated, created }: Run, target?: string): ReportHeader {
  const producedAt = isoTime(created) ?? isoTime(generated)
  return {
    type: 'header',
    tool: 'ZAP',
    ...(version && { toolVersion: version }),
    ...(target && { target }),
    ...(producedAt && { producedAt }),
  }
}

function claimOf({ name, host, port, ssl }: Site): AssetClaim {
  const attributes = { ...(host && { host }), ...(port && { port }), ...(ssl && { tls: ssl }) }
  return { type: 'asset', kind: 'service', name, attributes }
}
