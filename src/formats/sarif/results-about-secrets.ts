import { asList, asObject, asObjects, asText, type Json } from '../values/fields.ts'

/** What a rule about secrets in the source says of itself: hard-coded password, key, credentials; its tag. */
const ABOUT_SECRETS =
  /\bcwe[-/: ]?(?:cwe-)?0*(?:259|321|522|798)\b|"secrets?"|hard.?coded.{0,12}(?:secret|credential|password|key|token)/i

// A pattern of more alternatives costs more than parsing.
const MOST = 500

/** By what the text of a result tells that a rule about secrets made it; undefined where the runs have no such rule. */
export function resultsAboutSecrets(runs: readonly unknown[]): RegExp | undefined {
  const ids = new Set<string>()
  for (const run of runs)
    for (const rule of rulesOf(asObject(run)))
      if (ABOUT_SECRETS.test(JSON.stringify(rule)))
        for (const id of [rule.id, rule.name]) ids.add(asText(id) ?? '')
  ids.delete('')
  if (ids.size === 0) return undefined
  return ids.size > MOST ? /"/ : new RegExp([...ids].map((id) => RegExp.escape(JSON.stringify(id))).join('|'))
}

function rulesOf(run: Json | undefined): Json[] {
  const tool = asObject(run?.tool)
  return [tool?.driver, ...asList(tool?.extensions)].flatMap((part) => asObjects(asObject(part)?.rules))
}
