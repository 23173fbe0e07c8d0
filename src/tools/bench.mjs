// npm run bench -- NAME: benchmarks, which measure and print; none of them passes or fails.
const benches = {
  site: './bench/site.ts',
  page: './bench/page.ts',
  engine: './bench/engine.ts',
  inference: './bench/inference.ts',
  fidelity: './bench/fidelity.ts',
  builder: './bench/builder.ts',
  'builder-run': './bench/builder-run.ts',
  dashboard: './bench/dashboard.ts',
  'first-prediction': './bench/first-prediction.ts',
};
const name = process.argv[2];
if (!Object.hasOwn(benches, name ?? '')) {
  console.error(`Usage: npm run bench -- ${Object.keys(benches).join(' | ')}`);
  process.exit(2);
}
await import(benches[name]);
