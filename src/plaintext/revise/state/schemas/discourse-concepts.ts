/** Ideas that every schema has: how something is said to be new, to come on top, or to be the rule. A schema may redefine them. */
export const discourseConcepts: Readonly<Record<string, string>> = {
  additive: 'also as_well on_top besides another second additionally too addition alongside',
  renew:
    'now these_days from_now_on switched switch swapped swap changed change upgraded upgrade new traded replaced became become turned turning instead as_of from_this from_here_on different decided rescheduled put_me joined picked_up officially retrained finally over_to converted',
  mainly: 'main mainly regular regularly primary chief only hooked times_a_week',
  usual: 'usual usually go-to regular regularly always every',
};
