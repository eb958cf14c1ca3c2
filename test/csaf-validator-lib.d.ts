// The library has no declarations of its own.
type CsafTest = (document: object) => object | Promise<object>

declare module '@secvisogram/csaf-validator-lib/mandatoryTests.js' {
  const tests: Record<string, CsafTest>
  export = tests
}

declare module '@secvisogram/csaf-validator-lib/schemaTests.js' {
  export const csaf_2_0_strict: CsafTest
}

declare module '@secvisogram/csaf-validator-lib/validate.js' {
  export default function validate(
    tests: CsafTest[],
    document: object,
  ): Promise<{ isValid: boolean; tests: { name: string; errors: object[] }[] }>
}
