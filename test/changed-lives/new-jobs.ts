/** A job given up, and another begun. */
import type { ChangedLife } from './changed-life.ts';

const job = { slot: 'work.employer', ask: 'Where do I work?' };

export const newJobs: readonly ChangedLife[] = [
  {
    ...job,
    say: [
      'I work at Camden Dental.',
      'I handed in my notice.',
      'Started my new job at a GP surgery in Clapham this week.',
    ],
    now: 'GP surgery',
    was: 'Camden Dental',
    answer: /GP surgery/,
  },
  {
    ...job,
    say: ['I work at Camden Dental.', 'Handed in my notice yesterday.', 'First day at Oakwood Surgery today.'],
    now: 'Oakwood',
    was: 'Camden Dental',
    answer: /Oakwood/,
  },
  {
    ...job,
    say: ['I work for Nokia.', 'I gave notice at Nokia.', 'I begin at Ericsson, my first week is done.'],
    now: 'Ericsson',
    was: 'Nokia',
    answer: /Ericsson/,
  },
  {
    ...job,
    say: ['I work at a bakery in Hove.', 'Quit the bakery.', 'I work at a bookshop in Lewes now.'],
    now: 'bookshop',
    was: 'bakery',
    answer: /bookshop/,
  },
  { ...job, say: ['I work at Tesco.', 'I got a job at Aldi.'], now: 'Aldi', was: 'Tesco', answer: /Aldi/ },
  {
    ...job,
    say: ['I work at Tesco.', 'Got made redundant.', 'Found a new job at a garden centre in Kew.'],
    now: 'garden centre',
    was: 'Tesco',
    answer: /garden centre/,
  },
  {
    ...job,
    say: ['I work at Tesco.', 'My last day at Tesco was Friday.'],
    now: null,
    was: 'Tesco',
    ask: 'Do I still work at Tesco?',
    answer: /^No\b|no longer/,
  },
  { ...job, say: ['I work at Fiat.', 'I am now employed by Ferrari.'], now: 'Ferrari', was: 'Fiat', answer: /Ferrari/ },
  {
    ...job,
    say: ['I am a nurse at Mercy Hospital.', 'I moved from Mercy Hospital to a hospice in Ely.'],
    now: 'hospice',
    was: 'Mercy',
    answer: /hospice/,
  },
  {
    ...job,
    say: ['My employer is Orange.', 'My new employer is Vodafone.'],
    now: 'Vodafone',
    was: 'Orange',
    answer: /Vodafone/,
  },
  {
    ...job,
    say: ['I work at Zalando.', 'I am no longer with Zalando, I joined Otto.'],
    now: 'Otto',
    was: 'Zalando',
    answer: /Otto/,
  },
];
