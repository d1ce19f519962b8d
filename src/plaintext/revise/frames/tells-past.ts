/** Whether something tells of how it was ("back when Bo led the altos"), so that a value in it that is known is not a new one. */

const past =
  /\b(?:was|were|had|used to|once|back (?:when|then|in)|in (?:the|those) (?:days?|times?|years?|weeks?|months?)|when|while|under|ago|remember\w*|former\w*|still|at the time|learned|started)\b/i;
const present =
  /\b(?:now|nowadays|these days|today|from (?:now|here|today|tonight|this)|as of|currently|at present|presently|new|newly|henceforth|since|anymore|any more|no longer|instead|tonight|these|has been|have been|moved|switched|took over|taken over|replac\w+)\b/i;

/** True for what speaks of the past and not of a change that holds. */
export const tellsPast = (text: string): boolean => past.test(text) && !present.test(text);
