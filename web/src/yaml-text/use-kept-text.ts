import { useState } from 'react'

interface Kept {
  text: string
  revision: number
}

/**
 * A text in the making. `stored` = what is kept; undefined for a new one, which begins with `start`. Saved by somebody else while nothing
 * was written here, their text is shown; what was written stays, and `begun` tells from which revision it began.
 */
export function useKeptText(stored: Kept | undefined, start: string) {
  const [text, setText] = useState(start)
  const [begun, setBegun] = useState(stored && { revision: stored.revision, text: stored.text })
  if (
    stored &&
    begun &&
    stored.revision !== begun.revision &&
    (text === begun.text || text === stored.text)
  ) {
    setBegun({ revision: stored.revision, text: stored.text })
    setText(stored.text)
  }
  return { text, setText, begun: begun?.revision }
}
