import type { PolicyVocabulary } from '../api/types.ts'
import { asKeys, type Completions, type Option, wordAtEnd } from '../yaml-text/completion.ts'
import { type YamlPlace, yamlPlace } from '../yaml-text/yaml-place.ts'

const FILE_KEYS: Option[] = [
  { label: 'policy', info: 'Its name: small letters, digits and hyphens' },
  { label: 'version', info: 'As you count them' },
  { label: 'description', info: 'What it is for, in a line or two' },
  { label: 'rules', info: 'What follows from what', apply: 'rules:\n  - id: ' },
  { label: 'tests', info: 'Inputs and what must come of them', apply: 'tests:\n  - name: ' },
]
const TEST_KEYS: Option[] = [
  { label: 'name', info: 'What is tried' },
  { label: 'expect', info: 'The effect that must come of it' },
  { label: 'rule', info: 'The rule that must decide' },
]

/** What may stand at the end of this text. */
export function completions(before: string, words: PolicyVocabulary): Completions {
  const place = yamlPlace(before)
  return place.writing === 'key' ? keys(place, words) : values(place, words)
}

function keys({ path, written }: YamlPlace, words: PolicyVocabulary): Completions {
  return { typed: written.length, options: asKeys(keyOptions(path, words)) }
}

function keyOptions([section, part]: string[], words: PolicyVocabulary): Option[] {
  if (section === undefined) return FILE_KEYS
  if (section === 'rules') {
    if (part === undefined) return words.ruleKeys.map(({ name, doc }) => ({ label: name, info: doc }))
    if (part === 'for') return words.targets.map(({ name, doc }) => ({ label: name, info: doc }))
    if (part === 'then')
      return words.effects.map(({ name, doc, example }) => ({ label: name, detail: example, info: doc }))
    return []
  }
  if (section !== 'tests') return []
  if (part === undefined) return [...TEST_KEYS, ...variables(words)]
  return fieldsOf(part, words)
}

const variables = ({ variables: all }: PolicyVocabulary): Option[] =>
  all.map(({ name, fields }) => ({ label: name, detail: `${fields.length} facts` }))

const fieldsOf = (variable: string, words: PolicyVocabulary): Option[] =>
  words.variables
    .find(({ name }) => name === variable)
    ?.fields.map(({ name, type, doc }) => ({ label: name, detail: type, info: doc })) ?? []

const fieldOf = (variable: string, field: string, words: PolicyVocabulary) =>
  words.variables.find(({ name }) => name === variable)?.fields.find(({ name }) => name === field)

function values({ path, written }: YamlPlace, words: PolicyVocabulary): Completions {
  const [section, part, last] = path
  if (section === 'rules' && part === 'when') return condition(written, words)
  const typed = wordAtEnd(written).length
  return { typed, options: valueOptions(section, part, last, words).map((label) => ({ label })) }
}

function valueOptions(
  section: string | undefined,
  part: string | undefined,
  last: string | undefined,
  words: PolicyVocabulary,
): string[] {
  if (section === 'rules' && part === 'applies') return ['new', 'old', 'all']
  // What a rule is for is said of the finding, by the same name.
  if (section === 'rules' && part === 'for' && last) return fieldOf('finding', last, words)?.values ?? []
  if (section === 'tests' && part === 'expect') return ['none', ...words.effects.map(({ name }) => name)]
  if (section !== 'tests' || !part || !last) return []
  const field = fieldOf(part, last, words)
  return field?.type === 'bool' ? ['true', 'false'] : (field?.values ?? [])
}

const COMPARED = /(\w+)\.(\w+)\s*(?:[=!]=\s*|in\s*\[[^\]]*)("?)([\w-]*)$/
const FIELD = /(\w+)\.(\w+)\.(\w*)$/
const VARIABLE = /(\w+)\.(\w*)$/

/** Within a condition: facts, what can be asked of them, and the values that they may have. */
function condition(written: string, words: PolicyVocabulary): Completions {
  const compared = COMPARED.exec(written)
  if (compared) {
    const [, variable = '', field = '', quote = '', typed = ''] = compared
    const options = fieldOf(variable, field, words)?.values ?? []
    if (options.length > 0)
      return {
        typed: typed.length,
        options: options.map((value) => ({ label: value, apply: quote ? value : `"${value}"` })),
      }
  }
  const asked = FIELD.exec(written)
  if (asked) {
    const [, variable = '', field = '', typed = ''] = asked
    const type = fieldOf(variable, field, words)?.type
    return { typed: typed.length, options: type ? functionsOf(type, words) : [] }
  }
  const within = VARIABLE.exec(written)
  if (within) return { typed: (within[2] ?? '').length, options: fieldsOf(within[1] ?? '', words) }
  const typed = wordAtEnd(written).length
  return {
    typed,
    options: [
      ...variables(words).map((option) => ({ ...option, apply: `${option.label}.` })),
      ...functionsOf('', words),
    ],
  }
}

/** What functions are asked of, as their signatures write it: `text.matches("pattern")`, `list.exists(one, condition)`. */
const RECEIVER: Record<string, string> = { text: 'string', list: 'list' }

/** Functions of values of a type; without one those that stand alone, such as `size(text or list)`, and words between two values. */
const functionsOf = (type: string, { functions }: PolicyVocabulary): Option[] =>
  functions
    .filter(({ signature }) => {
      const receiver = RECEIVER[/^(\w+)\./.exec(signature)?.[1] ?? ''] ?? ''
      return type === '' ? receiver === '' : receiver !== '' && type.startsWith(receiver)
    })
    .map(({ name, signature, doc }) => ({
      label: name,
      detail: signature,
      info: doc,
      apply: signature.includes(`${name}(`) ? `${name}(` : `${name} `,
    }))
