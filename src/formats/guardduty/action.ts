import { asNumber, asObject, asText, isObject, type Json } from '../values/fields.ts'

/** What happened, in one line: who called what from where. */
export function actionText(action: unknown): string | undefined {
  const given = asObject(action)
  const type = asText(given?.actionType)
  if (!given || !type) return undefined
  const details = Object.values(given).filter(isObject).map(detailText)
  return `Action: ${[type, ...details].filter(Boolean).join(' ')}`
}

function detailText(detail: Json): string {
  const local = asNumber(asObject(detail.localPortDetails)?.port)
  const remote = asText(asObject(detail.remoteIpDetails)?.ipAddressV4)
  const facts = [
    asText(detail.api),
    asText(detail.serviceName) && `of ${asText(detail.serviceName)}`,
    asText(detail.domain),
    asText(detail.requestUri),
    asText(detail.protocol),
    asText(detail.connectionDirection),
    local === undefined ? undefined : `port ${local}`,
    remote && `from or to ${remote}`,
  ]
  return facts.filter(Boolean).join(' ')
}
