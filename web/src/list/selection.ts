import { useMemo, useState } from 'react'

/** Chosen rows: some by id, or all that match, seen or not. */
export interface Selection {
  all: boolean
  ids: ReadonlySet<string>
  has: (id: string) => boolean
  toggle: (id: string) => void
  /** Adds every id, e.g. of the rows between two clicks. */
  add: (ids: string[]) => void
  selectAll: () => void
  clear: () => void
}

/** Choosing starts again when `resetKey` (the filter) changes: what is chosen is always what is listed. */
export function useSelection(resetKey: string): Selection {
  const [state, setState] = useState<{ key: string; all: boolean; ids: ReadonlySet<string> }>({
    key: resetKey,
    all: false,
    ids: new Set(),
  })
  const { all, ids } = state.key === resetKey ? state : { all: false, ids: new Set<string>() }
  return useMemo(() => {
    const set = (all: boolean, ids: ReadonlySet<string>) => setState({ key: resetKey, all, ids })
    return {
      all,
      ids,
      has: (id) => all || ids.has(id),
      toggle: (id) =>
        set(false, ids.has(id) ? new Set([...ids].filter((other) => other !== id)) : new Set([...ids, id])),
      add: (more) => set(false, new Set([...ids, ...more])),
      selectAll: () => set(true, new Set()),
      clear: () => set(false, new Set()),
    }
  }, [all, ids, resetKey])
}
