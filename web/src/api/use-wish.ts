import { useState } from 'react'

/**
 * A value that the server has, and what somebody just wants it to be: shown with the click, until the change is `done`. That a change is under
 * way is told a moment later, and a mark would go back until then.
 */
export function useWish<T>(now: T, change: (wished: T, done: () => void) => void): [T, (wished: T) => void] {
  const [wished, setWished] = useState<{ value: T }>()
  const wish = (value: T) => {
    setWished({ value })
    change(value, () => setWished(undefined))
  }
  return [wished ? wished.value : now, wish]
}
