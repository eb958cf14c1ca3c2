// SQL about what a report shows of its scope: `$1` asset, `$2` report, `$3` scope. What came again the same is not staged, what did not
// come at all is in staged_gone.

export const isStaged = (key: string): string => `exists (select from staged_observation t
  where t.asset_id = $1 and t.report_id = $2 and t.scope_id = $3 and t.key = ${key})`

export const isGone = (key: string): string => `exists (select from staged_gone g
  where g.asset_id = $1 and g.report_id = $2 and g.scope_id = $3 and g.key = ${key})`

/** Whether observation `o` of the scope came again the same. */
export const leftOut = (o: string): string =>
  `${o}.asset_id = $1 and ${o}.scope_id = $3 and ${o}.present and not ${isGone(`${o}.key`)} and not ${isStaged(`${o}.key`)}`

/** Whether the report shows observation `o` of scope `from`, by its key. */
export const isShown = (o: string, from: string, scope: string): string =>
  from === scope
    ? `not ${isGone(`${o}.key`)} and (${o}.present or ${isStaged(`${o}.key`)})`
    : `exists (select from (
         select s.key from staged_observation s where s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3
         union all
         select u.key from observation u where ${leftOut('u')}) shown where shown.key = ${o}.key)`
