// npm run reality -- FILE: see reality/arguments.ts for its options.
import './reality/command.ts';
