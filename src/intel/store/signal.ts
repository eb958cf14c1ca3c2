/**
 * SQL: joins `signal (epss, exploited)` to a row that has `advisories`, a text[] expression: what EPSS and CISA's catalogue say under any
 * of these ids or the CVE id that stands for them. Null where nothing is known; with a catalogue, not to be in it is known too.
 */
export const joinSignal = (advisories: string): string => `left join lateral (
    select max(e.score) as epss,
           case when exists (select from known_exploited) then bool_or(x.cve is not null) end as exploited
    from unnest(${advisories}) as a (id)
    left join advisory_alias l on l.id = a.id
    cross join lateral (values (a.id), (l.canonical)) as n (name)
    left join epss e on e.cve = n.name
    left join known_exploited x on x.cve = n.name
  ) signal on cardinality(${advisories}) > 0`

/** SQL: the feeds' word on EPSS before a tool's, which was true when it ran. */
export const signalEpss = (said: string): string => `coalesce(signal.epss, ${said})`

/** SQL: exploited when anybody says so. */
export const signalExploited = (said: string): string =>
  `coalesce(${said} or signal.exploited, ${said}, signal.exploited)`
