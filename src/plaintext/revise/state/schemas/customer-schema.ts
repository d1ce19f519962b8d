/** The state of a customer's account: contract, people, billing, use, and what a change of one unsettles. */
import type { StateSchemaDefinition } from '../state-schema.ts';

export const customerSchemaDefinition: StateSchemaDefinition = {
  name: 'customer',
  perspective: 'subject',
  buckets: [
    {
      name: 'contract',
      tracks: [
        { name: 'plan', cardinality: 'single' },
        { name: 'seats', cardinality: 'single' },
        { name: 'renewal', cardinality: 'single' },
        { name: 'entitlement', cardinality: 'multi' },
      ],
    },
    {
      name: 'people',
      tracks: [
        { name: 'main_contact', cardinality: 'single' },
        { name: 'technical_contact', cardinality: 'single' },
        { name: 'account_manager', cardinality: 'single' },
        { name: 'arrangement', cardinality: 'multi' },
      ],
    },
    {
      name: 'billing',
      tracks: [
        { name: 'payment_method', cardinality: 'single' },
        { name: 'currency', cardinality: 'single' },
        { name: 'billing_cycle', cardinality: 'single' },
        { name: 'arrangement', cardinality: 'multi' },
      ],
    },
    {
      name: 'use',
      tracks: [
        { name: 'environment', cardinality: 'single' },
        { name: 'integration', cardinality: 'multi' },
        { name: 'practice', cardinality: 'multi' },
      ],
    },
    {
      name: 'service',
      tracks: [
        { name: 'support_tier', cardinality: 'single' },
        { name: 'channel', cardinality: 'single' },
        { name: 'commitment', cardinality: 'multi' },
      ],
    },
    { name: 'health', tracks: [{ name: 'sentiment', cardinality: 'single' }] },
  ],
  concepts: {
    planname: 'free starter basic team pro professional business enterprise growth scale premium_plan essential',
    plancue:
      'plan plans tier subscription subscribed subscribe edition package contract downgraded downgrade upgraded upgrade',
    seatword: 'seat seats licence licences license licenses',
    renewalcue: 'renewal renews renew_on renewed expires expiry contract_ends',
    maincontact: 'main_contact primary_contact point_of_contact champion sponsor our_contact',
    techcontact: 'technical_contact tech_contact admin administrator integration_lead technical_lead',
    manager: 'account_manager customer_success_manager csm account_owner account_executive',
    payname: 'invoice invoices credit_card card sepa wire bank_transfer purchase_order paypal ach direct_debit',
    paycue: 'pay pays paid paying billed billing payment settle',
    money: 'usd eur gbp dollar dollars euro euros pound pounds chf yen',
    cycle: 'monthly annually annual yearly quarterly upfront',
    environment:
      'self-hosted self_hosted on-premises on_premises cloud saas private_cloud multi-tenant single-tenant air-gapped',
    usecue: 'use uses used using run runs running deployed deployment hosted instance installation moved live lives',
    integrates:
      'integrate integrates integrated integration integrations connects connected connector sync syncs webhook',
    supportlevel: 'standard priority platinum gold silver bronze 24/7 business_hours premium',
    supportcue: 'support support_tier support_level support_plan sla',
    channel: 'slack email teams phone portal ticket tickets zendesk',
    channelcue: 'reach reached reaches contact write writes talk talks prefer prefers channel answered',
    mood: 'happy satisfied unhappy frustrated angry disappointed delighted at_risk neutral pleased',
    moodcue: 'customer they account feel feels sounded sounds satisfaction sentiment are is',
    downgrade: 'downgraded downgrade downgrades moved_down stepped_down reduced cut_back',
    leaver: 'left leaves leaving quit resigned last_day no_longer_with retired changed_jobs moved_on',
    merger: 'acquired acquisition merged merger bought_by taken_over takeover new_owner',
    churn: 'cancelled canceled cancels cancel churned terminated gave_notice not_renewing will_not_renew',
    cloudmove: 'migrated migrate migration moved',
    entitlement:
      'sso saml scim audit_log audit_logs sandbox dedicated_environment custom_domain premium_support priority_support api_quota white_label advanced_reporting dedicated_engineer uptime_guarantee',
    entityuse:
      'billing_entity legal_entity invoice_address tax_id vat procurement purchase_order purchase_orders signatory security_review vendor_form',
    contactuse:
      'weekly_call monthly_call quarterly_review check-in check_in approves approval approvals signs_off sign-off sync_call steering',
    contractuse: 'renewal renews upsell expansion seats onboarding roadmap training rollout discount price_lock',
    selfhosted:
      'vpn firewall upgrade_window maintenance_window patch patches helm_chart own_database backup_script license_key',
    renew:
      'now these_days from_now_on switched switch changed change upgraded upgrade downgraded downgrade new replaced became become instead as_of moved migrated from_this took_over',
    askplan: 'plan tier subscription entitled',
    askenv: 'hosted environment deployment self-hosted cloud on-premises',
  },
  facets: [
    single('plan', 'contract/plan', ['planname plancue'], 'planname', ['askplan', 'planname plancue']),
    single('seats', 'contract/seats', ['seatword'], 'rest', ['seatword']),
    single('renewal', 'contract/renewal', ['renewalcue !churn'], 'rest', ['renewalcue']),
    single('main_contact', 'people/main_contact', ['maincontact name'], 'name', ['maincontact']),
    single('technical_contact', 'people/technical_contact', ['techcontact name'], 'name', ['techcontact']),
    single('account_manager', 'people/account_manager', ['manager name'], 'name', ['manager']),
    single('payment_method', 'billing/payment_method', ['payname paycue'], 'payname', ['payname', 'paycue']),
    single('currency', 'billing/currency', ['money paycue'], 'money', ['money']),
    single('billing_cycle', 'billing/billing_cycle', ['cycle paycue'], 'cycle', ['cycle', 'paycue']),
    single('environment', 'use/environment', ['environment usecue', 'environment renew'], 'environment', ['askenv']),
    single('support_tier', 'service/support_tier', ['supportlevel supportcue'], 'supportlevel', ['supportcue']),
    single('channel', 'service/channel', ['channel channelcue'], 'channel', ['channel channelcue']),
    single('sentiment', 'health/sentiment', ['mood moodcue'], 'mood', ['mood', 'moodcue mood']),
    {
      ...single('integration', 'use/integration', ['integrates name'], 'name', ['integrates']),
      cardinality: 'multi',
    },
  ],
  causes: [
    { cause: 'downgrade', when: ['downgrade planname', 'downgrade plancue'], loses: ['entitlement'] },
    { cause: 'contact left', when: ['leaver name'], loses: ['contact'], losesNames: true },
    { cause: 'merger', when: ['merger'], loses: ['legal entity', 'contact'] },
    { cause: 'churn', when: ['churn'], loses: ['contract', 'entitlement'] },
    { cause: 'move to the cloud', when: ['cloudmove environment', 'environment renew'], loses: ['own installation'] },
  ],
  bases: [
    { basis: 'entitlement', when: ['entitlement'], buckets: ['contract', 'service', 'use'] },
    { basis: 'contact', when: ['contactuse'], buckets: ['people', 'service'] },
    { basis: 'legal entity', when: ['entityuse'], buckets: ['billing', 'contract'] },
    { basis: 'contract', when: ['contractuse'], buckets: ['contract', 'service', 'use'] },
    { basis: 'own installation', when: ['selfhosted'], buckets: ['use', 'service'] },
  ],
  namedBuckets: ['people', 'service', 'use'],
  places: [
    ['entitlement|contractuse', 'contract/entitlement'],
    ['entityuse', 'billing/arrangement'],
    ['selfhosted', 'use/practice'],
    ['contactuse', 'people/arrangement'],
  ],
};

function single(
  facet: string,
  path: StateSchemaDefinition['facets'][number]['path'],
  when: readonly string[],
  value: string,
  asked: readonly string[],
): StateSchemaDefinition['facets'][number] {
  return { facet, path, cardinality: 'single', when, value, asked, event: true };
}
