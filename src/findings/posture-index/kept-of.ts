/** What is kept with something by a key, made where there is none; of more than `most` those that were asked for longest ago are forgotten. */
export function keptOf<Owner extends object, Key, Value>(
  all: WeakMap<Owner, Map<Key, Value>>,
  owner: Owner,
  key: Key,
  { most, make }: { most: number; make: () => Value },
): Value {
  const own = all.get(owner) ?? new Map<Key, Value>()
  all.set(owner, own)
  const value = own.get(key) ?? make()
  keepNewest(own, key, value, most)
  return value
}

/** Keeps a value as the newest one of at most so many. */
export function keepNewest<Key, Value>(all: Map<Key, Value>, key: Key, value: Value, most: number): void {
  all.delete(key)
  all.set(key, value)
  if (all.size > most) all.delete(all.keys().next().value as Key)
}
