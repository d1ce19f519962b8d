/**
 * What a statement is about, as data: facets with their track, whether they hold one value, the ideas that show them
 * and those that rule them out, and the idea whose words are the value.
 */
import type { Cardinality, FacetRule, TrackPath } from '../../state-schema.ts';

const facet = (
  name: string,
  path: TrackPath,
  when: readonly string[],
  rest: { value: string; asked: readonly string[]; cardinality?: Cardinality; event?: boolean },
): FacetRule => ({ facet: name, path, when, cardinality: 'single', ...rest });

/** Facets of the user schema, more telling ones first. */
export const userFacets: readonly FacetRule[] = [
  facet('provider.dentist', 'identity_and_background/social_context', ['dentistword name'], {
    value: 'name',
    asked: ['dentistword'],
  }),
  facet('provider.doctor', 'identity_and_background/social_context', ['doctorword name !dentistword'], {
    value: 'name',
    asked: ['doctorword name', 'doctorword'],
  }),
  facet('provider.hair', 'identity_and_background/social_context', ['hairword name'], {
    value: 'name',
    asked: ['hairword'],
  }),
  facet('provider.mechanic', 'identity_and_background/social_context', ['mechanicword name'], {
    value: 'name',
    asked: ['mechanicword'],
  }),
  facet('provider.bank', 'finance_and_resources/resource_access', ['bankword name'], {
    value: 'name',
    asked: ['bankword'],
  }),
  facet('work.shift', 'work_and_schedule/standing_commitment', ['shift'], {
    value: 'rest',
    asked: ['shift', 'scheduleq'],
  }),
  facet(
    'work.employer',
    'identity_and_background/status_or_affiliation',
    ['employer', 'joined name|orgword !clubword'],
    {
      value: 'name|rest',
      asked: ['employer', 'companyq job'],
      event: true,
    },
  ),
  facet(
    'work.role',
    'identity_and_background/core_role',
    ['profession rolecue !doctorword', 'profession selfbe !dentistword', 'rolecue job selfbe !employer'],
    { value: 'profession', asked: ['jobq', 'profession rolecue', 'profession selfbe'], event: true },
  ),
  facet('routine.commute', 'routine_and_transport/commute_mode', ['transport commutecue|workplacego !kids !remote'], {
    value: 'transport',
    asked: ['commutecue', 'transport workplacego'],
  }),
  facet(
    'home.base',
    'location_and_living/current_base',
    ['dwell name !visit !employer', 'relocate name !visit !employer'],
    {
      value: 'name',
      asked: ['dwell cityq', 'dwell name', 'whereq dwell'],
      event: true,
    },
  ),
  facet('home.household', 'location_and_living/living_arrangement', ['household', 'dwell withpeople'], {
    value: 'rest',
    asked: ['household', 'whoq dwell', 'dwell withpeople', 'situationq'],
  }),
  facet('diet', 'stable_preferences/enduring_preference', ['diet'], {
    value: 'diet',
    asked: ['diet', 'dietq', 'eatq'],
  }),
  facet('phone', 'finance_and_resources/resource_availability', ['phonemake', 'phone !call'], {
    value: 'phonemake|name|rest',
    asked: ['phone', 'phonemake'],
    event: true,
  }),
  facet('vehicle', 'routine_and_transport/transport_access', ['car|carkeep name', 'carmake carkeep', 'car carkeep'], {
    value: 'name',
    asked: ['car', 'carmake', 'carq'],
    event: true,
  }),
  facet(
    'sport.main',
    'stable_preferences/habitual_choice',
    ['exercise sportarm|sportleg mainly', 'exercise sportarm|sportleg renew', 'exercisecue sportarm|sportleg'],
    {
      value: 'sportarm|sportleg',
      asked: ['exercisecue', 'exercise mainly', 'exercise sportarm|sportleg mainly', 'exerciseq'],
    },
  ),
  facet('learning.language', 'identity_and_background/skill_or_language', ['tongue learning', 'language tongue'], {
    value: 'tongue',
    asked: ['language learning', 'tongue learning', 'language tongue'],
  }),
  facet('focus', 'current_focus_and_goals/primary_focus', ['focus'], { value: 'rest', asked: ['focus'] }),
  facet('relationship', 'identity_and_background/status_or_affiliation', ['status selfbe', 'status relationword'], {
    value: 'status',
    asked: ['status', 'relationword'],
    event: true,
  }),
  facet('drink.morning', 'stable_preferences/habitual_choice', ['drink morning'], {
    value: 'drink',
    asked: ['drink morning', 'drink usual', 'morning usual drinkq'],
  }),
  facet('weather', 'weather_and_environment/current_weather', ['weather weathercue'], {
    value: 'weather',
    asked: ['weather weathercue', 'weatherq'],
    event: true,
  }),
];
