/** `npm run bench -- NAME [arguments]`: benchmarks that print times and ratios to a floor of the same run. */
const BENCHES: Record<string, (args: string[]) => Promise<void>> = {
  dashboards: async (args) => (await import('./dashboards.ts')).dashboardsBench(args),
  discovery: async (args) => (await import('./discovery.ts')).discoveryBench(args),
  estate: async (args) => (await import('./estate.ts')).estateBench(args),
  'every-list': async (args) => (await import('./every-list.ts')).everyListBench(args),
  'first-paint': async (args) => (await import('./first-paint.ts')).firstPaintBench(args),
  formats: async (args) => (await import('./formats.ts')).formatsBench(args),
  ingest: async (args) => (await import('./ingest.ts')).ingestBench(args),
  rerank: async (args) => (await import('./rerank.ts')).rerankBench(args),
  matching: async (args) => (await import('./matching.ts')).matchingBench(args),
  policies: async (args) => (await import('./policies.ts')).policiesBench(args),
  ranking: async (args) => (await import('./ranking/index.ts')).rankingBench(args),
  sbom: async (args) => (await import('./sbom.ts')).sbomBench(args),
  lists: async (args) => (await import('./lists.ts')).listsBench(args),
}

const [name = '', ...args] = process.argv.slice(2)
const bench = BENCHES[name]
if (bench) await bench(args)
else {
  console.error(`Say which benchmark: ${Object.keys(BENCHES).join(', ')}.`)
  process.exitCode = 2
}
