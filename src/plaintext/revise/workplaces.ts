/** Places to work that have no name of their own: "a GP surgery in Clapham". */
const kinds =
  'surgery|practice|clinic|hospital|hospice|pharmacy|care home|nursing home|nursery|kindergarten|school|college|university|library|museum|gallery|theatre|theater|bakery|butcher|grocer|florist|bookshop|bookstore|shop|store|supermarket|market|salon|barber|spa|gym|restaurant|cafe|café|coffee shop|bar|pub|brewery|hotel|hostel|garage|workshop|factory|warehouse|farm|vineyard|garden centre|garden center|law firm|firm|start-?up|company|agency|bank|studio|charity|foundation|ngo|nonprofit|non-profit|newspaper|publisher|post office|town hall|council|call centre|call center|laboratory|lab|bike shop|dealership|airline|shipyard|depot|vet|zoo|cinema';

/** As alternatives of a pattern: article, up to four words, the kind, and where it is. */
export const workplace: string = `(?:an?|the) (?:[\\p{L}'-]+ ){0,4}?(?:${kinds})(?: in (?:the )?\\p{Lu}[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+)?)?(?=\\s*(?:$|[.,;!?])|\\s+(?:(?:now|and|but|this|last|these|today|yesterday|since|as|for|on|because|so|next|in|at|near|called)\\b))`;

const whole = new RegExp(`^${workplace}$`, 'u');

/** True for a place to work without a name of its own. */
export const isWorkplace = (value: string): boolean => whole.test(value);
