import { resolve } from 'node:path';

/** The folder with `course.yaml`, `lessons/` and `models/`. SLIPWAY_CONTENT names another one: the tests build a fixture course, the benchmark a large one. */
export const courseFolder = resolve(process.env.SLIPWAY_CONTENT ?? 'content');
