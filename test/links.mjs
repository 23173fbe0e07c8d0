// Every link within the built site leads somewhere. Pages elsewhere are not asked: the tests run without a network.
import { LinkChecker } from 'linkinator';

const result = await new LinkChecker().check({
  path: '/',
  serverRoot: 'dist',
  recurse: true,
  linksToSkip: ['^https://', '^http://(?!localhost)'],
});
const checked = result.links.filter((link) => link.state !== 'SKIPPED');
const broken = checked.filter((link) => link.state === 'BROKEN');
for (const link of broken) console.error(`broken: ${link.url} (in ${link.parent})`);
console.log(`${checked.length} links checked, ${broken.length} broken`);
// A checker that finds nothing to check has not passed.
process.exit(broken.length === 0 && checked.length >= 10 ? 0 : 1);
