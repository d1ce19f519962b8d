/** Text as the source of a regular expression that matches just that text. */
export const quotePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
