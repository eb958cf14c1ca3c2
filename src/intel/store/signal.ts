/** Days over which EPSS is compared with itself. */
export const TREND_DAYS = 30

const ASSESSED = "case assessed.exploitation when 'active' then 3 when 'poc' then 1 when 'none' then 0 end"

/** SQL: the year in the newest CVE id, over the rows of an expression. */
export const newestYear = (id: string): string => `max(substring(${id} from '^CVE-(\\d{4})-'))::smallint`

/** SQL: rows that are looked up by their key, even where joins are to read whole tables (`preferHashJoins`): these are as long as the feeds. */
const oneOf = (columns: string, from: string): string => `lateral (select ${columns} from ${from} offset 0)`

/**
 * SQL: joins `signal (epss, epss_before, exploited, maturity, cve_year, automatable)` to a row that has `advisories`, a text[] expression: what EPSS, CISA and
 * the sources of exploits say under any of these ids or the CVE id that stands for them. `epss_before`: what EPSS said 30 days ago.
 * `automatable`: CISA's word. `maturity`: 0 no exploit known … 3 exploited in the wild. Null where nothing is known; not to be in a list that is kept is known too.
 */
export const joinSignal = (advisories: string): string => `left join lateral (
    select max(e.score) as epss,
           max(case when e.since <= current_date - ${TREND_DAYS} then e.score else past.score end) as epss_before,
           case when exists (select from known_exploited) or bool_or(assessed.exploitation = 'active')
             then coalesce(bool_or(x.cve is not null or assessed.exploitation = 'active'), false) end as exploited,
           greatest(max(case when x.cve is not null then 3 else ${ASSESSED} end), max(public.maturity),
                    case when exists (select from exploit) then 0 end)::smallint as maturity,
           ${newestYear('n.name')} as cve_year,
           bool_or(assessed.automatable) as automatable
    from unnest(${advisories}) as a (id)
    left join ${oneOf('canonical', 'advisory_alias t where t.id = a.id')} l on true
    cross join lateral (values (a.id), (l.canonical)) as n (name)
    left join ${oneOf('cve, score, since', 'epss t where t.cve = n.name')} e on true
    left join lateral (select p.score from epss_past p where p.cve = e.cve and p.since <= current_date - ${TREND_DAYS}
                       order by p.since desc limit 1) past on true
    left join ${oneOf('cve', 'known_exploited t where t.cve = n.name')} x on true
    left join ${oneOf('exploitation, automatable', 'assessment t where t.cve = n.name and not t.rejected')} assessed on true
    left join lateral (select max(case maturity when 'weaponised' then 2 else 1 end) as maturity from exploit where cve = n.name) public on true
    -- Said here too: of a row without any, nothing is looked up at all.
    where cardinality(${advisories}) > 0
  ) signal on cardinality(${advisories}) > 0`

/** SQL: the feeds' word on EPSS before a tool's, which was true when it ran. */
export const signalEpss = (said: string): string => `coalesce(signal.epss, ${said})`

/** SQL: exploited when anybody says so. */
export const signalExploited = (said: string): string =>
  `coalesce(${said} or signal.exploited, ${said}, signal.exploited)`

/** SQL: exploits' maturity; a tool that says exploited says the most. */
export const signalMaturity = (exploited: string): string =>
  `greatest(signal.maturity, case when ${exploited} then 3 end)::smallint`
