/** The text of a policy under another name; names are one of a kind. */
export const renamed = (text: string, name: string): string =>
  text.replace(/^policy:[ \t]*[^\s#]+/m, `policy: ${name}`)
