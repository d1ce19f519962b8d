/**
 * Slots of a person's life that are told from examples (`data/state/user`): where each is kept, what its value looks
 * like, and what a statement of it rests on. A slot that a facet has, too, is the same thing.
 */
import type { SlotRule, TrackPath } from '../../state-schema.ts';

const slot = (name: string, path: TrackPath, rest: Partial<SlotRule> = {}): SlotRule => ({
  slot: name,
  path,
  kind: 'phrase',
  ...rest,
});

const social = 'identity_and_background/social_context';
const standing = 'identity_and_background/status_or_affiliation';
const skill = 'identity_and_background/skill_or_language';
const taste = 'stable_preferences/enduring_preference';
const choice = 'stable_preferences/habitual_choice';
const resource = 'finance_and_resources/resource_access';
const owned = 'finance_and_resources/resource_availability';
const duty = 'family_and_caregiving/caregiving_responsibility';
const commitment = 'work_and_schedule/standing_commitment';

/** Slots of the user schema. */
export const userSlots: readonly SlotRule[] = [
  slot('home.base', 'location_and_living/current_base', { kind: 'name' }),
  slot('home.address', 'location_and_living/location_linked_condition', { rests: ['place'] }),
  slot('home.household', 'location_and_living/living_arrangement', { ofOthers: true }),
  slot('home.rent', 'finance_and_resources/financial_constraint', { kind: 'number', rests: ['place'] }),
  slot('home.cleaner', 'family_and_caregiving/household_obligation', { rests: ['place', 'money'] }),
  slot('relationship', standing, { rests: ['partner'] }),
  slot('family.partner', social, { kind: 'name', rests: ['partner'] }),
  slot('family.school', duty, { several: true, ofOthers: true, rests: ['kids', 'place'] }),
  slot('family.childcare', duty, { ofOthers: true, rests: ['kids', 'place'] }),
  slot('pet', 'family_and_caregiving/household_obligation', { many: true, ofOthers: true, rests: ['pet'] }),
  slot('provider.doctor', social, { kind: 'name', ofOthers: true, rests: ['place'] }),
  slot('provider.dentist', social, { kind: 'name', ofOthers: true, rests: ['place'] }),
  slot('provider.hair', social, { ofOthers: true, rests: ['place'] }),
  slot('provider.vet', social, { ofOthers: true, rests: ['place', 'pet'] }),
  slot('provider.gym', choice, { rests: ['place', 'leg'] }),
  slot('provider.bank', resource),
  slot('provider.insurance', resource),
  slot('provider.broadband', resource, { rests: ['place'] }),
  slot('provider.mobile', resource),
  slot('provider.energy', resource, { rests: ['place'] }),
  slot('subscription', resource, { many: true }),
  slot('newspaper', choice),
  slot('shop.groceries', choice, { habitual: true, rests: ['place'] }),
  slot('work.employer', standing, { rests: ['employment'] }),
  slot('work.role', 'identity_and_background/core_role', { rests: ['post'] }),
  slot('work.shift', commitment, { rests: ['employment'] }),
  slot('work.manager', social, { kind: 'name', ofOthers: true, rests: ['employment'] }),
  slot('work.place', commitment, { habitual: true, ofOthers: true, rests: ['employment', 'presence'] }),
  slot('routine.commute', 'routine_and_transport/commute_mode', {
    habitual: true,
    rests: ['employment', 'presence', 'place'],
  }),
  slot('vehicle', 'routine_and_transport/transport_access', { rests: ['driving'] }),
  slot('study.course', skill, { rests: ['study'] }),
  slot('study.school', standing, { kind: 'name', rests: ['study'] }),
  slot('learning.language', skill),
  slot('deadline', 'current_focus_and_goals/short_horizon_goal', { kind: 'day', several: true, ofOthers: true }),
  slot('club.day', commitment, { kind: 'day', several: true, ofOthers: true }),
  slot('focus', 'current_focus_and_goals/primary_focus'),
  slot('volunteering', commitment, { rests: ['place'] }),
  slot('diet', taste),
  slot('allergy', 'health_and_mobility/functional_limitation', { many: true }),
  slot('health.medication', 'health_and_mobility/health_linked_adjustment'),
  slot('health.condition', 'health_and_mobility/current_health', { ofOthers: true }),
  slot('sport.main', choice, { habitual: true, rests: ['exercise'] }),
  slot('hobby.main', choice, { habitual: true }),
  slot('instrument', skill, { rests: ['sound', 'arm'] }),
  slot('club', standing, { many: true, rests: ['place'] }),
  slot('church', standing, { rests: ['place'] }),
  slot('phone', owned),
  slot('computer', owned, { rests: ['device'] }),
  slot('computer.os', owned, { rests: ['device'], ofOthers: true }),
  slot('drink.morning', choice, { habitual: true }),
  slot('sleep.hours', 'routine_and_transport/routine_shift', { kind: 'number', habitual: true, rests: ['sleep'] }),
  slot('budget', 'finance_and_resources/financial_constraint', { kind: 'number' }),
  slot('savings.goal', 'finance_and_resources/resource_linked_adjustment', { rests: ['money'] }),
  slot('trip.planned', 'current_focus_and_goals/short_horizon_goal'),
  slot('reading', choice),
  slot('weather', 'weather_and_environment/current_weather'),
  slot('contact', resource),
];
