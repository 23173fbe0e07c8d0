/** What a key accepts, in an author's words. */
export interface Form {
  /** A phrase that follows "expected". */
  readonly expected: string;
  /** A line of front matter that is right. */
  readonly example: string;
  /** Whether the value is text, so that quotes mend what YAML reads as something else. */
  readonly isText?: true;
}

/** The accepted forms of a kind of file. */
export interface FileForms {
  /** By path without indexes, for example `quiz[].answer`; `''` is the whole. */
  readonly forms: Readonly<Record<string, Form>>;
  /** The known keys, by the path of the object that holds them. Objects that are not named here may hold any key. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
}

/** The value of a path in one of the tables above; a lesson may have a key like "constructor", which every object inherits. */
export function atPattern<Value>(table: Readonly<Record<string, Value>>, pattern: string): Value | undefined {
  return Object.hasOwn(table, pattern) ? table[pattern] : undefined;
}

/** A key that takes text. */
export const text = (expected: string, example: string): Form => ({ expected, example, isText: true });

/** A key that takes a stable name. */
export const idForm = (example: string): Form =>
  text(
    'a name for a web address: letters, digits, "-", "_" and ".", beginning with a letter or a digit, at most 128',
    example,
  );

/** The forms of a lesson's front matter. */
export const lessonForms: FileForms = {
  forms: {
    '': { expected: 'keys with values', example: 'title: Batch or stream' },
    id: idForm('id: batch-or-stream'),
    title: text('text', 'title: "Batch or stream"'),
    duration_min: { expected: 'minutes, a number above 0', example: 'duration_min: 45' },
    prereqs: { expected: 'a list of lesson ids', example: 'prereqs: [first-steps]' },
    'prereqs[]': text('the id of a lesson', 'prereqs: [first-steps]'),
    tags: { expected: 'a list of words', example: 'tags: [intermediate, latency]' },
    'tags[]': text('a word', 'tags: [intermediate, latency]'),
    video: {
      expected: 'platform, id, start and end',
      example: 'video: { platform: youtube, id: dQw4w9WgXcQ, start: 0, end: 90 }',
    },
    'video.platform': { expected: '"youtube"', example: 'platform: youtube' },
    'video.id': text('the 11 characters of a YouTube video id: letters, digits, "-" and "_"', 'id: dQw4w9WgXcQ'),
    'video.start': { expected: 'seconds, a number from 0', example: 'start: 0' },
    'video.end': { expected: 'seconds, a number above the start', example: 'end: 90' },
    widgets: {
      expected: 'a list of widgets',
      example: 'widgets: [{ type: latency_cost_dashboard, data: /widgets/my-data.json }]',
    },
    'widgets[]': {
      expected: '{ type, data }, { type } or the name of a type',
      example: '- type: latency_cost_dashboard',
    },
    'widgets[].type': text('the name of a widget type', 'type: latency_cost_dashboard'),
    'widgets[].data': text('a path on this site, beginning with "/" and without ".."', 'data: /widgets/my-data.json'),
    goals: { expected: 'a list of goals', example: 'goals: ["Choose between batch and stream"]' },
    'goals[]': text('text', '- Choose between batch and stream'),
    quiz: { expected: 'a list of questions', example: '- { q: "Which is faster?", options: [A, B], answer: 0 }' },
    'quiz[]': {
      expected: 'a question: q, options, answer, explain',
      example: '- { q: "Which is faster?", options: [A, B], answer: 0 }',
    },
    'quiz[].q': text('the question, as text', 'q: "Which is faster?"'),
    'quiz[].options': { expected: 'a list of at least two texts', example: 'options: [Batch, Stream]' },
    'quiz[].options[]': text('text', 'options: [Batch, Stream]'),
    'quiz[].answer': {
      expected: 'the index of the right option from 0, a list of indexes, or { value, tolerance, unit }',
      example: 'answer: 0',
    },
    'quiz[].answer[]': { expected: 'the index of a right option, a whole number from 0', example: 'answer: [0, 2]' },
    'quiz[].answer.value': { expected: 'a number', example: 'answer: { value: 12.5, tolerance: 0.5, unit: ms }' },
    'quiz[].answer.tolerance': {
      expected: 'a number from 0',
      example: 'answer: { value: 12.5, tolerance: 0.5, unit: ms }',
    },
    'quiz[].answer.unit': text('a unit, as text', 'answer: { value: 12.5, tolerance: 0.5, unit: ms }'),
    'quiz[].explain': text('text', 'explain: "Because no request waits."'),
    'quiz[].feedback': {
      expected: 'a list of texts, one per option',
      example: 'feedback: ["Right.", "Look at the queue again."]',
    },
    'quiz[].feedback[]': text('text', 'feedback: ["Right.", "Look at the queue again."]'),
    'quiz[].id': text('text', 'id: which-is-faster'),
    flashcards: { expected: 'a list of cards', example: '- Recall: the share of the positives that were found' },
    'flashcards[]': {
      expected: '`Term: definition`, "Term: definition" or { front, back }',
      example: '- Recall: the share of the positives that were found',
    },
    'flashcards[].front': text('text', 'front: Recall'),
    'flashcards[].back': text('text', 'back: The share of the positives that were found'),
    'flashcards[].id': text('text', 'id: recall'),
    reflection: {
      expected: 'a list of questions to write about',
      example: 'reflection: ["Which would you choose, and why?"]',
    },
    'reflection[]': text('text', '- "Which would you choose, and why?"'),
    challenges: {
      expected: 'a list of challenges',
      example: '- { widget: latency_cost_dashboard, hints: ["Look at the queue."] }',
    },
    'challenges[]': {
      expected: 'a challenge: widget, prediction, objectives, hints, solution',
      example: '- { widget: latency_cost_dashboard, hints: ["Look at the queue."] }',
    },
    'challenges[].widget': text('the name of a widget type', 'widget: latency_cost_dashboard'),
    'challenges[].hints': { expected: 'a list of texts', example: 'hints: ["Look at the queue."]' },
    'challenges[].hints[]': text('text', 'hints: ["Look at the queue."]'),
    tasks: { expected: 'a list of tasks', example: 'tasks: ["Deploy the model"]' },
    'tasks[]': text('text', '- Deploy the model'),
    deliverables: { expected: 'a list of things to hand in', example: 'deliverables: ["A report of two pages"]' },
    'deliverables[]': text('text', '- A report of two pages'),
    project_type: text('text', 'project_type: capstone'),
    next: text('the id of a lesson', 'next: canary-releases'),
  },
  keys: {
    '': [
      'id',
      'title',
      'duration_min',
      'prereqs',
      'tags',
      'video',
      'widgets',
      'goals',
      'quiz',
      'flashcards',
      'reflection',
      'challenges',
      'tasks',
      'deliverables',
      'project_type',
      'next',
    ],
    video: ['platform', 'id', 'start', 'end'],
    'widgets[]': ['type', 'data'],
    'quiz[]': ['q', 'options', 'answer', 'explain', 'feedback', 'id'],
    'quiz[].answer': ['value', 'tolerance', 'unit'],
  },
};

/** The forms of the course file. */
export const courseForms: FileForms = {
  forms: {
    '': { expected: 'id, title and chapters', example: 'title: Deploying models' },
    id: idForm('id: deploying-models'),
    title: text('text', 'title: Deploying models'),
    summary: text('text', 'summary: "From a notebook to a service."'),
    chapters: { expected: 'a list of chapters', example: '- { id: basics, title: Basics, lessons: [first-steps] }' },
    'chapters[]': {
      expected: 'a chapter: id, title, lessons',
      example: '- { id: basics, title: Basics, lessons: [first-steps] }',
    },
    'chapters[].id': idForm('id: basics'),
    'chapters[].title': text('text', 'title: Basics'),
    'chapters[].summary': text('text', 'summary: "What serving means."'),
    'chapters[].lessons': { expected: 'a list of lesson ids', example: 'lessons: [first-steps, batch-or-stream]' },
    'chapters[].lessons[]': text('the id of a lesson', 'lessons: [first-steps, batch-or-stream]'),
  },
  keys: { '': ['id', 'title', 'summary', 'chapters'], 'chapters[]': ['id', 'title', 'summary', 'lessons'] },
};
