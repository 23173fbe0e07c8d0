import type { OwnWords } from '../../../kit/issue-to-problems.ts';
import { isValueNotAvailable, NOT_AVAILABLE } from './not-available.ts';

/** What the scenario format knows of a fault beyond its schema: names that this version does not run yet, ids, and where requests go next. */
export const scenarioWords: OwnWords = ({ issue, key, value, expected }) => {
  // The dates of a price book have words of their own.
  if (issue.code === 'invalid_format' && key !== 'date')
    return {
      expected: 'a name that begins with a letter and has only letters, digits, - and _, at most 64',
      fix: 'Choose such a name.',
    };
  // `to` is the only choice between types.
  if (issue.code === 'invalid_union' && issue.errors.length > 0)
    return {
      expected: 'an id, or a list of { "id", "weight" }',
      fix: 'Write the id of the next component, or a list of ids with weights.',
    };
  const isChoice = issue.code === 'invalid_value' || issue.code === 'invalid_union';
  return isChoice && isValueNotAvailable(key, value) ? { fix: `${NOT_AVAILABLE}: use ${expected}.` } : undefined;
};
