// Every link within the built site leads somewhere. Pages elsewhere are not asked: the tests run without a network.
import { readdirSync } from 'node:fs';
import { LinkChecker } from 'linkinator';

const pages = readdirSync('dist', { recursive: true }).filter((file) => file.endsWith('.html'));
const { links } = await new LinkChecker().check({ path: pages, serverRoot: 'dist', linksToSkip: ['^https://'] });
const checked = links.filter((link) => link.state !== 'SKIPPED');
const broken = checked.filter((link) => link.state === 'BROKEN');
for (const link of broken) console.error(`broken: ${link.url} (in ${link.parent})`);
console.log(`${checked.length} links checked on ${pages.length} pages, ${broken.length} broken`);
// A checker that finds nothing to check has not passed.
process.exit(broken.length === 0 && checked.length > pages.length ? 0 : 1);
