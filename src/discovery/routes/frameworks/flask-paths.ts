/** Flask's `/users/<int:id>` as `/users/{id}`. */
export const flaskPath = (path: string): string =>
  path.replace(/<(?:[^<>:]*:)?\s*([^<>:]+?)\s*>/g, (_, name: string) => `{${name}}`)
