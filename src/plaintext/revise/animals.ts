/** Animals that people keep, as alternatives of a pattern. */
export const animals =
  'dog|puppy|retriever|labrador|poodle|terrier|shepherd|corgi|beagle|husky|bulldog|spaniel|dachshund|pug|cat|kitten|rabbit|bunny|hamster|parrot|turtle|horse|guinea pig';
