import { contentHash } from '../../engines/record/content-hash.ts';
import type { EventBodies } from '../../engines/record/index.ts';
import type { ChallengeContext } from './challenge-machine.ts';
import { describeOutcome } from './describe-outcome.ts';
import { judgePrediction } from './judge-challenge.ts';

type MadeCard = EventBodies['cardMade'];

function card(lesson: string, id: string, front: string, back: string): MadeCard {
  return { lesson, card: id, hash: contentHash('card', front, back), front, back, from: 'prediction' };
}

/** The prediction as a flashcard, where what happened was far off it: what was asked in front, what happened and why behind. */
function foretoldCard(lesson: string, context: ChallengeContext): MadeCard[] {
  const { challenge, given, startResult } = context;
  const words = describeOutcome(context);
  if (!words || given === null || startResult === null) return [];
  const { happened, isClose } = judgePrediction(challenge, given, startResult);
  if (isClose || happened === null) return [];
  const back = [`${words.happened}.`.replace(/\.\.$/, '.'), challenge.prediction.explain].filter(Boolean).join(' ');
  return [card(lesson, `foretold-${challenge.id}`, `${challenge.title}: ${challenge.prediction.question}`, back)];
}

/** The challenge as a flashcard, where its latest run missed an objective: the task in front, what was missed and how to reach it behind. */
function missedCard(lesson: string, { challenge, verdict }: ChallengeContext): MadeCard[] {
  const missed = verdict?.objectives.filter(({ isMet }) => !isMet) ?? [];
  if (missed.length === 0) return [];
  const sentences = missed.flatMap(({ objective: { says, hint } }) => [says.replace(/\.?$/, '.'), hint]);
  return [card(lesson, `missed-${challenge.id}`, challenge.task, sentences.filter(Boolean).join(' '))];
}

/** The flashcards that a challenge offers as it stands: of a prediction far off, and of a run that missed. The same miss makes the same card on every device. */
export function missedCards(lesson: string, context: ChallengeContext): MadeCard[] {
  return [...foretoldCard(lesson, context), ...missedCard(lesson, context)];
}
