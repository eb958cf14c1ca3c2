import type { Input } from '../contract.ts'

/** The first character that is not white space, by which formats of several syntaxes are told apart; empty for an empty document. */
export async function firstCharacter(input: Input): Promise<string> {
  for await (const chunk of input.open())
    for (const byte of chunk) if (byte > 0x20) return String.fromCharCode(byte)
  return ''
}
