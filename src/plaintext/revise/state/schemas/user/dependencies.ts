/**
 * The edges that the bucket bridge follows, as data: which change takes which basis away, which statements rest on a
 * basis, and in which areas of life to look. A basis is what a habit needs to go on: a place, a limb, a car, a job, a
 * partner, free evenings, money, clean air.
 */

import type { BasisRule, CauseRule } from '../../state-schema.ts';

const habits = 'stable_preferences';
const place = 'location_and_living';
const work = 'work_and_schedule';
const money = 'finance_and_resources';
const family = 'family_and_caregiving';
const routes = 'routine_and_transport';
const people = 'identity_and_background';

/** Causes of the user schema. */
export const userCauses: readonly CauseRule[] = [
  {
    cause: 'moved',
    when: ['relocate name !visit', 'relocate housing !visit', 'dwell relocate !visit !carer'],
    loses: ['place'],
  },
  { cause: 'driving ban', when: ['licencelost'], loses: ['driving'] },
  { cause: 'car gone', when: ['car destroyed'], loses: ['driving'], ofOthers: true },
  { cause: 'device gone', when: ['device destroyed'], loses: ['device'], ofOthers: true },
  { cause: 'arm injury', when: ['bodyarm injured !minor'], loses: ['arm'] },
  { cause: 'leg injury', when: ['bodyleg injured !minor'], loses: ['leg'] },
  {
    cause: 'illness',
    when: ['bodycore injured !minor', 'heavysick !minor', 'injured exercise !minor'],
    loses: ['arm', 'leg'],
  },
  { cause: 'hearing', when: ['hearingloss'], loses: ['sound'] },
  { cause: 'sight', when: ['sightloss'], loses: ['driving', 'sight'] },
  { cause: 'job lost', when: ['jobloss'], loses: ['employment', 'salary', 'post'] },
  { cause: 'employer changed', when: ['employer renew', 'joined name|orgword !clubword'], loses: ['employment'] },
  { cause: 'office closed', when: ['remote'], loses: ['presence'], ofOthers: true },
  { cause: 'night work', when: ['nights renew|job', 'nights work_nights'], loses: ['evening', 'early', 'sleep'] },
  {
    cause: 'newborn',
    when: ['birth baby !kinsfolk'],
    loses: ['sleep', 'evening', 'spontaneous', 'leisure', 'spareroom'],
    ofOthers: true,
  },
  { cause: 'pregnancy', when: ['pregnant selfbe'], loses: ['alcohol', 'seafood'] },
  { cause: 'caring', when: ['carer'], loses: ['spareroom', 'away', 'spontaneous'], ofOthers: true },
  { cause: 'separation', when: ['split'], loses: ['partner'], losesNames: true },
  { cause: 'pet gone', when: ['petword died'], loses: ['pet'], losesNames: true, ofOthers: true },
  { cause: 'dairy intolerance', when: ['intolerant dairy'], loses: ['dairy'] },
  { cause: 'gluten intolerance', when: ['intolerant gluten', 'celiacword'], loses: ['gluten'] },
  { cause: 'nut allergy', when: ['intolerant nuts'], loses: ['nuts'] },
  { cause: 'seafood allergy', when: ['intolerant seafood'], loses: ['seafood'] },
  { cause: 'no alcohol', when: ['intolerant alcohol', 'teetotal'], loses: ['alcohol'] },
  { cause: 'no caffeine', when: ['intolerant caffeine', 'nocaffeine'], loses: ['caffeine'] },
  { cause: 'diabetes', when: ['diabetesword'], loses: ['sugar'] },
  { cause: 'meatless', when: ['meatless renew'], loses: ['meat'] },
  { cause: 'money short', when: ['moneyloss'], loses: ['money'] },
  { cause: 'bad air', when: ['airbad'], loses: ['outdoor'], ofOthers: true },
  // Told from examples only.
  { cause: 'job changed', when: [], loses: ['employment'] },
  { cause: 'retired', when: [], loses: ['employment', 'presence', 'post'] },
  { cause: 'late work', when: [], loses: ['evening'] },
  { cause: 'early work', when: [], loses: ['early', 'sleep'] },
  { cause: 'widowed', when: [], loses: ['partner'], losesNames: true, ofOthers: true },
  { cause: 'kids gone', when: [], loses: ['kids'], losesNames: true, ofOthers: true },
  { cause: 'school over', when: [], loses: ['kids'], ofOthers: true },
  { cause: 'voice', when: [], loses: ['voice'] },
  { cause: 'bike gone', when: [], loses: ['bike'], ofOthers: true },
  { cause: 'no smoking', when: [], loses: ['smoking'] },
  { cause: 'room taken', when: [], loses: ['spareroom'], ofOthers: true },
  { cause: 'kitchen gone', when: [], loses: ['kitchen'], ofOthers: true },
  { cause: 'home damaged', when: [], loses: ['kitchen', 'spareroom'], ofOthers: true },
  { cause: 'garden gone', when: [], loses: ['garden'], ofOthers: true },
  { cause: 'internet gone', when: [], loses: ['internet'], ofOthers: true },
  { cause: 'line closed', when: [], loses: ['transit'], ofOthers: true },
  { cause: 'venue closed', when: [], loses: [], losesThings: true, ofOthers: true },
  { cause: 'thing gone', when: [], loses: [], losesThings: true, ofOthers: true },
  { cause: 'person gone', when: [], loses: [], losesNames: true, losesThings: true, ofOthers: true },
  { cause: 'study over', when: [], loses: ['study'] },
  { cause: 'duty taken', when: [], loses: ['weekend', 'evening'] },
];

/** Bases of the user schema. */
export const userBases: readonly BasisRule[] = [
  { basis: 'place', when: ['local', 'localservice', 'commutecue', 'club'], buckets: [place, habits, routes, people] },
  { basis: 'driving', when: ['driving', 'car', 'carmake carkeep'], buckets: [routes, family, habits] },
  { basis: 'device', when: ['device'], buckets: [habits, money, work] },
  { basis: 'arm', when: ['sportarm', 'playhands'], buckets: [habits, 'health_and_mobility', work] },
  { basis: 'leg', when: ['sportleg', 'bikemode'], buckets: [habits, routes, 'health_and_mobility'] },
  { basis: 'sound', when: ['instrument', 'concertword', 'call'], buckets: [habits, people, work] },
  { basis: 'sight', when: ['readword'], buckets: [habits, work, routes] },
  { basis: 'employment', when: ['employment', 'workplace', 'commutecue'], buckets: [work, money, routes] },
  { basis: 'salary', when: ['saving'], buckets: [money, work, habits] },
  { basis: 'presence', when: ['workplacego', 'commutecue', 'canteenword'], buckets: [routes, work, habits] },
  { basis: 'evening', when: ['evening'], buckets: [habits, work, routes] },
  { basis: 'early', when: ['earlyact sportleg|sportarm|exercise'], buckets: [habits, work, routes] },
  { basis: 'sleep', when: ['sleepcue'], buckets: [habits, 'health_and_mobility', work] },
  { basis: 'leisure', when: ['leisure evening'], buckets: [habits, work, 'current_focus_and_goals'] },
  { basis: 'spontaneous', when: ['spontaneous'], buckets: [habits, 'current_focus_and_goals', routes] },
  { basis: 'spareroom', when: ['spareroom'], buckets: [place, family, money] },
  { basis: 'away', when: ['away weekend', 'spontaneous'], buckets: [habits, place, 'current_focus_and_goals'] },
  { basis: 'partner', when: ['partnerwords'], buckets: [family, people, money] },
  { basis: 'pet', when: ['petword', 'petcare'], buckets: [family, habits, money] },
  ...['dairy', 'gluten', 'nuts', 'seafood', 'alcohol', 'caffeine', 'sugar', 'meat'].map((food) => ({
    basis: food,
    when: [food],
    buckets: [habits, 'health_and_mobility', routes],
  })),
  { basis: 'money', when: ['spending', 'saving'], buckets: [money, habits, routes] },
  { basis: 'outdoor', when: ['outdoor'], buckets: [habits, routes, place] },
  { basis: 'post', when: [], buckets: [people, work, money] },
  { basis: 'exercise', when: [], buckets: [habits, 'health_and_mobility', routes] },
  { basis: 'kids', when: [], buckets: [family, habits, routes] },
  { basis: 'voice', when: [], buckets: [habits, people, work] },
  { basis: 'bike', when: [], buckets: [routes, habits, 'health_and_mobility'] },
  { basis: 'transit', when: [], buckets: [routes, work, habits] },
  { basis: 'smoking', when: [], buckets: [habits, 'health_and_mobility', routes] },
  { basis: 'kitchen', when: [], buckets: [habits, family, place] },
  { basis: 'garden', when: [], buckets: [habits, place, people] },
  { basis: 'internet', when: [], buckets: [habits, money, work] },
  { basis: 'study', when: [], buckets: [people, habits, work] },
  { basis: 'weekend', when: [], buckets: [habits, work, people] },
];

/** Where statements tied to a person or an animal are kept. */
export const namedBuckets: readonly string[] = [family, habits, people];
