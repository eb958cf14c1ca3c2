/** What a page keeps in its address: short words, as the API's own parameters are. */
export type SearchParams = Record<string, string | undefined>

/** `?severity=critical,high&q=sql` → `{severity: 'critical,high', q: 'sql'}`. */
export const parseSearch = (text: string): SearchParams => Object.fromEntries(new URLSearchParams(text))

/** The other way round; empty values are left out, commas stay readable. */
export function stringifySearch(search: SearchParams): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) if (value) params.set(name, value)
  const text = params.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
  return text && `?${text}`
}

/** Keeps the known parameters of an address; the rest is dropped, so that nothing unknown reaches the API. */
export const only =
  <K extends string>(...names: K[]) =>
  (search: Record<string, unknown>): Partial<Record<K, string>> => {
    const kept: Partial<Record<K, string>> = {}
    for (const name of names) {
      const value = search[name]
      if (typeof value === 'string' && value !== '') kept[name] = value
    }
    return kept
  }

/** Comma list → values. */
export const listed = (value: string | undefined): string[] => value?.split(',').filter(Boolean) ?? []
