/** https://packaging.python.org/en/latest/specifications/name-normalization/ */
export const pythonName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-')

/** The name of a requirement (PEP 508): `Flask[async]>=2 ; python_version > "3"` → `flask`. */
export const requirementOf = (line: string): string | undefined => {
  const name = /^\s*([A-Za-z0-9][A-Za-z0-9._-]{0,200})/.exec(line)?.[1]
  return name && pythonName(name)
}
