import type { Format } from '../api/types.ts'
import { KIND } from '../words/labels.ts'

/** What a format finds: `Code, Secret`. Empty for those of traffic and of the estate. */
export const kindsOf = ({ kinds }: Pick<Format, 'kinds'>): string =>
  kinds.map((kind) => KIND[kind].label).join(', ')

/** Whether each of the words is in its name, its id, what it finds or how one gets it. */
export function isFoundBy(format: Pick<Format, 'id' | 'name' | 'kinds' | 'howTo'>, words: string): boolean {
  const text = [format.name, format.id, kindsOf(format), format.howTo].join(' ').toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
