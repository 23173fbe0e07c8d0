// npm run simulate: see simulate/arguments.ts for its options.
import { enableCompileCache } from 'node:module';

// The engine is many small files; what Node made of them is kept in the system's folder for temporary files, which halves the start.
enableCompileCache();
await import('./simulate/command.ts');
