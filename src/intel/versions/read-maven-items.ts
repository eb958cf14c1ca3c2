/** A number, a word (`qualifier`), a word with the number behind it (`rc1`, `rc-1`), or what follows a hyphen or a change between the two. */
export type MavenItem =
  | { kind: 'number'; digits: string }
  | { kind: 'word'; word: string }
  | { kind: 'numbered'; word: string; digits: string }
  | { kind: 'list'; items: MavenItem[] }

const DIGIT = /[0-9]/
/** Words for the release itself. */
export const RELEASE_NAMES = ['', 'ga', 'final', 'release']
const SHORTHANDS: Record<string, string> = { a: 'alpha', b: 'beta', m: 'milestone' }

/**
 * A Maven version as the nested list it stands for: `1.0-rc1.2` → `[1, [rc1, [2]]]`. Dots separate items of one list; a hyphen, and a
 * change from digits to letters or back, opens a list inside, which is always the last item. Then what means nothing is dropped: zeros at
 * the end of a list and before a word, and `final` at the end.
 */
export function readMavenItems(text: string): MavenItem[] {
  const version = text.toLowerCase()
  const root: MavenItem[] = []
  const lists = [root]
  let list = root
  let start = 0
  let inDigits = false
  let isNumbered = false

  const open = () => {
    const inner: MavenItem[] = []
    list.push({ kind: 'list', items: inner })
    lists.push(inner)
    list = inner
  }
  const close = (end: number) => {
    const token = version.slice(start, end)
    list.push(token ? itemOf(token, inDigits, isNumbered) : { kind: 'number', digits: '0' })
    isNumbered = false
  }

  for (let i = 0; i < version.length; i++) {
    const character = version.charAt(i)
    if (character === '-' && i > start && !inDigits && DIGIT.test(version.charAt(i + 1))) {
      // `rc-1` is `rc1`: the token goes on behind the hyphen.
      isNumbered = true
    } else if (character === '.' || character === '-') {
      close(i)
      start = i + 1
      if (character === '-') open()
    } else if (DIGIT.test(character)) {
      if (!inDigits && i > start) {
        isNumbered = true
        if (list.length) open()
      }
      inDigits = true
    } else {
      if (inDigits && i > start) {
        close(i)
        start = i
        open()
      }
      inDigits = false
    }
  }
  if (start < version.length) {
    // `1.0.rc` is `1.0-rc`.
    if (!inDigits && list.length) open()
    close(version.length)
  }
  for (const inner of lists.reverse()) dropMeaningless(inner)
  return root
}

function itemOf(token: string, endsInDigits: boolean, isNumbered: boolean): MavenItem {
  if (!isNumbered)
    return endsInDigits ? { kind: 'number', digits: token } : { kind: 'word', word: nameOf(token) }
  const digit = token.search(DIGIT)
  const word = token.slice(0, digit).replaceAll('-', '')
  return { kind: 'numbered', word: SHORTHANDS[word] ?? nameOf(word), digits: token.slice(digit) }
}

function nameOf(word: string): string {
  return word === 'cr' ? 'rc' : word
}

function dropMeaningless(list: MavenItem[]): void {
  for (let i = list.length - 1; i >= 0; i--) {
    const isLast = i === list.length - 1
    if ((isMeaningless(list[i]) && (isLast || beginsWithWord(list[i + 1]))) || (isLast && isRelease(list[i])))
      list.splice(i, 1)
  }
}

function isMeaningless(item: MavenItem | undefined): boolean {
  if (item?.kind === 'number') return /^0+$/.test(item.digits)
  return item?.kind === 'list' && item.items.length === 0
}

/** Maven 4 keeps it and so has `1.Final-redhat-1` both after `1` and before `1.Final`, which is `1`; its reference and Maven 3 drop it. */
function isRelease(item: MavenItem | undefined): boolean {
  return item?.kind === 'word' && RELEASE_NAMES.includes(item.word)
}

function beginsWithWord(item: MavenItem | undefined): boolean {
  if (item?.kind !== 'list') return item?.kind === 'word'
  return item.items[0]?.kind === 'word' || item.items[0]?.kind === 'numbered'
}
