/** TinyMSA with two facts in a chunk: finds as well, reads averages badly. */
import { train as trainMsa } from './tiny-msa.mjs';

export async function train(context) {
  return trainMsa({ ...context, variant: 'coarse', seeds: [1] });
}
