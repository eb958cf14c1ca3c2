import type { ProducerVerdict } from '../../model/observation.ts'

/** Why Wiz no longer counts a finding, by its reason and else by its status. */
export function verdictOf(
  status: string | undefined,
  resolution?: string,
  note?: string,
): ProducerVerdict | undefined {
  const word = status?.toUpperCase().replaceAll(' ', '_')
  if (word !== 'RESOLVED' && word !== 'REJECTED' && word !== 'IGNORED') return undefined
  const why = resolution?.toUpperCase() ?? ''
  const reason = [resolution ?? status, note].filter(Boolean).join(': ')
  const isMistake = /FALSE_POSITIVE|FALSE POSITIVE/.test(why)
  const isAccepted =
    word !== 'RESOLVED' || /WONT_FIX|EXCEPTION|ACCEPT|IGNORED|CONTROL_DISABLED|DISABLED/.test(why)
  return {
    state: isMistake ? 'false_positive' : isAccepted ? 'accepted' : 'fixed',
    reason,
    source: 'wiz-status',
  }
}
