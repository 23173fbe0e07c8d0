import { type Form, idForm, text } from './form.ts';

const start = 'start: { components: [{ id: users, kind: traffic, … }], run: { durationSeconds: 600 } }';
const objective = '- { metric: sojournTimeSeconds.p95, atMost: 0.2, says: "95 of 100 are answered within 200 ms" }';
const option = '- { text: "The queue grows", holds: [{ metric: components.model.queueLength, atLeast: 50 }] }';
const edit = '- { type: setParameter, id: model, path: replicas, value: 4 }';

const bound = (key: string): Form => ({ expected: 'a number, in the metric’s own unit', example: `${key}: 0.2` });
const metric = text('the path of a number of the result', 'metric: sojournTimeSeconds.p95');

/** The forms of a challenge in a lesson's front matter. */
export const challengeForms: Readonly<Record<string, Form>> = {
  challenges: { expected: 'a list of challenges', example: '- { widget: deployment_pipeline_builder, … }' },
  'challenges[]': {
    expected: 'a challenge: widget, id, title, task, start, prediction, objectives, solution',
    example: '- { widget: deployment_pipeline_builder, … }',
  },
  'challenges[].widget': text('the name of a widget type', 'widget: deployment_pipeline_builder'),
  'challenges[].id': idForm('id: ten-times-the-traffic'),
  'challenges[].title': text('text', 'title: Ten times the traffic'),
  'challenges[].task': text('what is to be reached, as text', 'task: "Answer 95 of 100 requests within 200 ms."'),
  'challenges[].start': { expected: 'the scenario that it begins with', example: start },
  'challenges[].locked': {
    expected: 'a list of parts that stay as they are',
    example: 'locked: [users, model.serviceTime]',
  },
  'challenges[].locked[]': text('a component, or the path of a parameter', 'locked: [users, model.serviceTime]'),
  'challenges[].free': {
    expected: 'a list of at least one part that may be changed',
    example: 'free: [model.replicas]',
  },
  'challenges[].free[]': text('a component, or the path of a parameter', 'free: [model.replicas]'),
  'challenges[].prediction': {
    expected: 'a question, with a metric to be estimated or options to choose from',
    example: 'prediction: { question: "How long do 95 of 100 wait?", metric: sojournTimeSeconds.p95, unit: ms }',
  },
  'challenges[].prediction.question': text('the question, as text', 'question: "How long do 95 of 100 wait?"'),
  'challenges[].prediction.metric': metric,
  'challenges[].prediction.unit': text('one of value, µs, ms, s, min, h, %, USD', 'unit: ms'),
  'challenges[].prediction.within': { expected: 'a share above 0, at most 1', example: 'within: 0.25' },
  'challenges[].prediction.options': { expected: 'a list of two to six options', example: option },
  'challenges[].prediction.options[]': { expected: 'an option: text, holds', example: option },
  'challenges[].prediction.options[].text': text('text', 'text: "The queue grows"'),
  'challenges[].prediction.options[].holds': {
    expected: 'a list of what is true of the run if it comes true',
    example: option,
  },
  'challenges[].prediction.options[].holds[].metric': metric,
  'challenges[].prediction.options[].holds[].atMost': bound('atMost'),
  'challenges[].prediction.options[].holds[].atLeast': bound('atLeast'),
  'challenges[].prediction.explain': text('text', 'explain: "One server answers ten a second."'),
  'challenges[].objectives': { expected: 'a list of at least one objective', example: objective },
  'challenges[].objectives[]': { expected: 'an objective: metric, atMost or atLeast, says', example: objective },
  'challenges[].objectives[].metric': metric,
  'challenges[].objectives[].atMost': bound('atMost'),
  'challenges[].objectives[].atLeast': bound('atLeast'),
  'challenges[].objectives[].says': text('the objective as a sentence', 'says: "It costs at most 40 dollars a day"'),
  'challenges[].objectives[].hint': text('text', 'hint: "Look at the utilisation of the model server."'),
  'challenges[].hints': { expected: 'a list of texts', example: 'hints: ["Look at the queue."]' },
  'challenges[].hints[]': text('text', 'hints: ["Look at the queue."]'),
  'challenges[].solution': {
    expected: 'a list of at least one edit that leads from the start to a solution',
    example: edit,
  },
  'challenges[].solution[]': { expected: 'an edit of the builder', example: edit },
  'challenges[].explain': text('text', 'explain: "Two replicas halve the load of each."'),
};

/** The known keys of a challenge. Scenarios and edits have readers of their own. */
export const challengeKeys: Readonly<Record<string, readonly string[]>> = {
  'challenges[]': [
    ...['widget', 'id', 'title', 'task', 'start', 'locked', 'free', 'prediction', 'objectives', 'hints', 'solution'],
    'explain',
  ],
  'challenges[].prediction': ['question', 'metric', 'unit', 'within', 'options', 'explain'],
  'challenges[].prediction.options[]': ['text', 'holds'],
  'challenges[].prediction.options[].holds[]': ['metric', 'atMost', 'atLeast'],
  'challenges[].objectives[]': ['metric', 'atMost', 'atLeast', 'says', 'hint'],
};
