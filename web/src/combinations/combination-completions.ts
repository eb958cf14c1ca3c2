import type { CombinationVocabulary } from '../api/types.ts'
import { asKeys, type Completions, type Option, wordAtEnd } from '../yaml-text/completion.ts'
import { yamlPlace } from '../yaml-text/yaml-place.ts'

/** Keys whose value is a way through the estate. */
const QUESTIONS = new Set(['chain', 'thing'])
/** Keys whose value is a list of parts with keys of their own. */
const LISTS = new Set(['findings', 'beside', 'tests'])

/** What may stand at the end of this text of a combination. */
export function combinationCompletions(before: string, words: CombinationVocabulary): Completions {
  const { path, writing, written } = yamlPlace(before)
  if (writing === 'key') return { typed: written.length, options: keysWithin(path.join('.'), words) }
  const key = path.at(-1) ?? ''
  if (QUESTIONS.has(key)) return question(written, words)
  const within = path.slice(0, -1).join('.')
  const values = words.keys.find((one) => one.within === within && one.name === key)?.values ?? []
  return { typed: wordAtEnd(written).length, options: values.map((label) => ({ label })) }
}

const keysWithin = (within: string, { keys }: CombinationVocabulary): Option[] =>
  asKeys(
    keys
      .filter((one) => one.within === within)
      .map(({ name, doc }) => ({
        label: name,
        info: doc,
        ...(within === '' && LISTS.has(name) && { apply: `${name}:\n  - ` }),
      })),
  )

const ARROWS: Option[] = [
  { label: '->', info: 'Over any number of links, along the flow', apply: '-> ' },
  { label: '-[', info: 'By exactly one link of these kinds: -[reads, writes]->' },
  { label: '<-', info: 'The same against the flow', apply: '<- ' },
]
const LINK = /-\[[a-z, ]*$/
const CONDITION = /[a-z*]\[[^\]]*$/
const STEP = /(?:^|->|<-|\]-)\s*(?:[a-z-]*)$/

/** A way through the estate: things, links in an arrow's brackets, facts in a step's. */
function question(written: string, words: CombinationVocabulary): Completions {
  const typed = wordAtEnd(written).length
  if (LINK.test(written)) return { typed, options: words.links.map((label) => ({ label })) }
  if (CONDITION.test(written)) return condition(written, words)
  if (STEP.test(written)) return { typed, options: words.things.map((label) => ({ label })) }
  return { typed: 0, options: ARROWS }
}

const COMPARED = /(\w+)\s*[=!]=\s*("?)([\w-]*)$/
const QUOTED = /"[\w-]*$/

function condition(written: string, { facts }: CombinationVocabulary): Completions {
  const typed = wordAtEnd(written).length
  const compared = COMPARED.exec(written)
  const values = compared ? facts.find(({ name }) => name === compared[1])?.values : undefined
  if (compared && values?.length)
    return {
      typed,
      options: values.map((label) => ({ label, apply: compared[2] ? label : `"${label}"` })),
    }
  // What begins with a quote is looked for in a list: "pii" in data.
  if (QUOTED.test(written)) {
    const listed = facts.filter(({ type }) => type.startsWith('list')).flatMap((one) => one.values)
    return { typed, options: [...new Set(listed)].map((label) => ({ label })) }
  }
  return { typed, options: facts.map(({ name, type, doc }) => ({ label: name, detail: type, info: doc })) }
}
