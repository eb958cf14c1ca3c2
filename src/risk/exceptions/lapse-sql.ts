/**
 * SQL: which condition of exception `e` finding `f` meets, or null. `before` = the row of exception_finding that tells how it stood when it
 * was covered: what was so already does not end it; without one, anything that is so counts. `exposed` = the asset is open to the internet.
 */
export function lapseOf(exposed: string, before?: string): string {
  const unless = (column: string): string => (before ? `and not ${before}.${column}` : '')
  const severity = 'coalesce(f.severity_override, f.severity)'
  return `case
    when e.lapse_kev and f.known_exploited ${unless('exploited')} then 'kev'
    when e.lapse_exposure and ${exposed} ${unless('exposed')} then 'exposure'
    when e.lapse_fix and f.fix_version is not null ${unless('fixable')} then 'fix'
    when e.lapse_score is not null and f.score > e.lapse_score ${before ? `and ${before}.score <= e.lapse_score` : ''} then 'score'
    ${before ? `when e.lapse_severity and ${severity} > ${before}.severity then 'severity'` : ''}
  end`
}

/** SQL: whether an asset is open to the internet, as people say or, where they don't, discovery. */
export const exposedOf = (asset: string): string =>
  `(select coalesce(a.exposure, p.exposure, a.found_exposure) is not distinct from 'internet'
    from asset a left join application p on p.id = a.application_id where a.id = ${asset})`
