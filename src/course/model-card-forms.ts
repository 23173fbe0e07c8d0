import { type FileForms, headForms, text } from './form.ts';

/** The forms of a model card's front matter. */
export const modelCardForms: FileForms = {
  forms: {
    ...headForms('titanic-mlp', 'Titanic survival, two layers of 64'),
    data: text('the id of a data card', 'data: titanic'),
    intendedUse: text('text', 'intendedUse: To teach the deployment of a model.'),
    licence: text('text', 'licence: MIT, as the rest of this project.'),
    limits: { expected: 'a list of at least one text', example: 'limits: ["It describes one ship in 1912."]' },
    'limits[]': text('text', '- It describes one ship in 1912.'),
  },
  keys: { '': ['id', 'title', 'data', 'intendedUse', 'licence', 'limits'] },
};

/** The forms of a data card's front matter. */
export const dataCardForms: FileForms = {
  forms: {
    ...headForms('titanic', 'Titanic passengers'),
    file: text('the name of a file beside the card', 'file: titanic.csv'),
    rows: { expected: 'a whole number above 0', example: 'rows: 1309' },
    sha256: text('64 hexadecimal digits', 'sha256: 60ac72…'),
    licence: text('text', 'licence: CC0'),
  },
  keys: { '': ['id', 'title', 'file', 'rows', 'sha256', 'licence'] },
};
