/** Words that tell nothing about a state, by their stems. */
import { termsOf } from './concepts.ts';

const words =
  'a an the my our your his her their its i me we us you it he she they this that these those there here and or but so if then than as at in on for from by of to with without about into over out up down off near am is are was were be been being do does did have has had will would can could should may must not no yes just really very quite still already ever never always again too also now today what which who whom whose where when why how much many get got give make take go come let like want need know think say see good nice please some any all each every one two lot bit thing way mine myself since because while until after before during between s t ve ll re d m o';
const stems = new Set(words.split(' ').flatMap(termsOf));

/** True for a stem that carries no content. */
export function isStopWord(term: string): boolean {
  return stems.has(term) || term.length < 2;
}
