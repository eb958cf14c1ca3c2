const IRREGULAR: readonly [string, string][] = [
  ['person', 'people'],
  ['child', 'children'],
  ['man', 'men'],
  ['mouse', 'mice'],
  ['datum', 'data'],
  ['medium', 'media'],
  ['quiz', 'quizzes'],
  ['index', 'indices'],
  ['vertex', 'vertices'],
  ['matrix', 'matrices'],
  ['move', 'moves'],
]
const SAME =
  /(?:news|series|species|equipment|information|money|sheep|fish|rice|jeans|police|metadata|settings_data)$/
const SINGULAR: readonly [RegExp, string][] = [
  [/(ss)$/, '$1'],
  [/(alias|status|bus|virus|octopus)(?:es)?$/, '$1'],
  [/((?:a)naly|(?:b)a|(?:d)iagno|(?:p)arenthe|(?:p)rogno|(?:s)ynop|(?:t)he|cri)s(?:is|es)$/, '$1sis'],
  [/([^aeiouy]|qu)ies$/, '$1y'],
  [/([lr])ves$/, '$1f'],
  [/(x|ch|ss|sh)es$/, '$1'],
  [/(shoe|move|hive|tive)s$/, '$1'],
  [/s$/, ''],
]

/** One of many, as Rails inflects: `articles` → `article`. */
export function singular(word: string): string {
  if (SAME.test(word)) return word
  for (const [one, many] of IRREGULAR) if (word.endsWith(many)) return word.slice(0, -many.length) + one
  const found = SINGULAR.find(([ending]) => ending.test(word))
  return found ? word.replace(...found) : word
}

/** Many of one: `profile` → `profiles`. */
export function plural(word: string): string {
  if (SAME.test(word)) return word
  for (const [one, many] of IRREGULAR) {
    if (word.endsWith(many)) return word
    if (word.endsWith(one)) return word.slice(0, -one.length) + many
  }
  if (/(?:alias|status|bus|virus|x|ch|ss|sh)$/.test(word)) return `${word}es`
  if (/sis$/.test(word)) return word.replace(/sis$/, 'ses')
  if (/s$/.test(word)) return word
  return /([^aeiouy]|qu)y$/.test(word) ? word.replace(/y$/, 'ies') : `${word}s`
}
