const MAX_ROUNDS = 4
const MAX_LENGTH = 1_000

/**
 * Puts the values of variables into a text: `$X`, `${X}`, `${X:-default}`, `${{ env.X }}`, `${{ matrix.x }}`, `$(X)`, `<< parameters.x >>`.
 * What nobody knows stays as written. Bounded: at most four rounds and 1,000 characters.
 */
export function fillVariables(text: string, values: ReadonlyMap<string, string>): string {
  let now = text
  for (let round = 0; round < MAX_ROUNDS && /[$<]/.test(now) && now.length < MAX_LENGTH; round++) {
    const before = now
    now = now
      .replace(/\$\{\{\s*[\w.]{1,100}\s*\|\|\s*'([^']{1,200})'\s*\}\}/g, '$1')
      .replace(
        /\$\{\{\s*(?:env|vars|matrix|inputs|variables|parameters)\.([\w.-]+)\s*\}\}/g,
        (whole, name: string) => value(values, name, whole),
      )
      .replace(/<<\s*(?:parameters|pipeline\.parameters)\.([\w-]+)\s*>>/g, (whole, name: string) =>
        value(values, name, whole),
      )
      .replace(/\$\{(\w+)(?::?-([^}$]*))?\}/g, (whole, name: string, other?: string) =>
        value(values, name, other || whole),
      )
      .replace(/\$\(([\w.]+)\)/g, (whole, name: string) => value(values, name, whole))
      .replace(/\$(\w+)/g, (whole, name: string) => value(values, name, whole))
    if (now === before) break
  }
  return now.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : now
}

const value = (values: ReadonlyMap<string, string>, name: string, otherwise: string): string => {
  const known = values.get(name)
  return known === undefined || known === '' ? otherwise : known
}
