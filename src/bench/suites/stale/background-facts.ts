/** Statements about other things that no cause of either half touches: a profile as crowded as a real one. */
export const backgroundFacts: readonly string[] = [
  'My blood type is A positive.',
  'I have two older sisters.',
  'My favorite novel is Middlemarch.',
  'I collect stamps from the fifties.',
  'I was born in Geneva.',
  'My middle name is Robin.',
  'I am afraid of spiders.',
  'I wear size 43 shoes.',
  'My favorite color is teal.',
  'I believe in being on time.',
  'My star sign is Libra.',
  'I hold a degree in history.',
  'I am left-handed.',
  'My eyes are green.',
];
