/** An empty memory with its index in sight, for measurements below `Memory`: recipes without a name, stages, bytes. */
export { openWithIndex as openBenchIndex } from '../../memory/open-with-index.ts';
