import type { Feed } from './contract.ts'

export interface FeedAddress {
  /** Below a mirror's base, as `FeedFile.path` has it: `osv/npm/all.zip`. */
  path: string
  url: string
}

/**
 * A feed's files and where to get them: at its publisher, or below `mirror` (an address or a folder, with or without a slash at its
 * end). `ecosystems` are OSV's names without suffix (`npm`, `Debian`, `GitHub Actions`), `years` those of which a feed has a file each.
 */
export function filesOf(
  feed: Feed,
  { ecosystems = [], years = [], mirror }: { ecosystems?: string[]; years?: number[]; mirror?: string },
): FeedAddress[] {
  const values: Record<string, string[]> = { '{ecosystem}': ecosystems, '{year}': years.map(String) }
  return feed.files.flatMap((file) => {
    const placeholder = Object.keys(values).find((one) => file.includes(one))
    const address = feed.addresses?.[file] ?? feed.base + file
    const fill = (value: string): FeedAddress => {
      const filled = (template: string, text: string) =>
        placeholder ? template.replaceAll(placeholder, text) : template
      const path = filled(file, value)
      const below =
        mirror && `${mirror.replace(/\/$/, '')}/${/^https?:/.test(mirror) ? encodeURI(path) : path}`
      return { path, url: below ?? filled(address, encodeURIComponent(value)) }
    }
    return placeholder ? (values[placeholder] ?? []).map(fill) : [fill('')]
  })
}
