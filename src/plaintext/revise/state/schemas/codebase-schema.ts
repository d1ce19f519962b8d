/** The state of a codebase: what it is built with, how it ships, who looks after it, and what a change of one breaks. */
import type { StateSchemaDefinition } from '../state-schema.ts';

export const codebaseSchemaDefinition: StateSchemaDefinition = {
  name: 'codebase',
  perspective: 'subject',
  buckets: [
    {
      name: 'stack',
      tracks: [
        { name: 'language', cardinality: 'single' },
        { name: 'runtime', cardinality: 'single' },
        { name: 'framework', cardinality: 'single' },
        { name: 'database', cardinality: 'single' },
        { name: 'cache', cardinality: 'single' },
        { name: 'package_manager', cardinality: 'single' },
        { name: 'practice', cardinality: 'multi' },
      ],
    },
    {
      name: 'delivery',
      tracks: [
        { name: 'ci', cardinality: 'single' },
        { name: 'hosting', cardinality: 'single' },
        { name: 'branching', cardinality: 'single' },
        { name: 'release_cadence', cardinality: 'single' },
        { name: 'practice', cardinality: 'multi' },
      ],
    },
    {
      name: 'quality',
      tracks: [
        { name: 'test_runner', cardinality: 'single' },
        { name: 'linter', cardinality: 'single' },
        { name: 'practice', cardinality: 'multi' },
      ],
    },
    {
      name: 'people',
      tracks: [
        { name: 'owner', cardinality: 'single' },
        { name: 'on_call', cardinality: 'single' },
        { name: 'arrangement', cardinality: 'multi' },
      ],
    },
    {
      name: 'operations',
      tracks: [
        { name: 'monitoring', cardinality: 'single' },
        { name: 'practice', cardinality: 'multi' },
      ],
    },
    { name: 'focus', tracks: [{ name: 'current_focus', cardinality: 'single' }] },
  ],
  concepts: {
    langname:
      'typescript javascript python go golang rust java kotlin ruby php elixir scala swift clojure haskell perl',
    langcue: 'written write language codebase code ported rewrote rewritten rewrite source service backend frontend',
    runtimename: 'node nodejs deno bun jvm graalvm pypy cpython beam',
    runtimecue: 'run runs running runtime executes started upgraded',
    frameworkname:
      'react vue svelte angular nextjs next_js nuxt express fastify nestjs django flask fastapi rails spring laravel phoenix',
    frameworkword: 'framework',
    dbname: 'postgres postgresql mysql mariadb sqlite mongodb mongo dynamodb cockroachdb oracle cassandra firestore',
    dbcue: 'database db store stores stored persist persisted datastore data rows tables live lives',
    cachename: 'redis memcached valkey hazelcast varnish',
    cachecue: 'cache caches cached caching sessions session',
    pmname: 'npm pnpm yarn poetry pip uv cargo gradle maven bundler composer',
    pmcue: 'package packages dependencies dependency install installs lockfile manager',
    ciname:
      'jenkins circleci travis buildkite teamcity github_actions gitlab_ci azure_pipelines drone bitbucket_pipelines',
    cicue: 'ci pipeline pipelines build builds continuous_integration checks merge',
    hostplace:
      'aws gcp azure heroku vercel netlify kubernetes k8s ecs fargate fly_io hetzner cloudflare on_premises on_prem',
    hostcue:
      'host hosts hosted deploy deploys deployed production prod cluster run runs running serve served infrastructure live lives',
    branchstyle: 'trunk trunk-based gitflow feature_branches long-lived stacked',
    branchcue: 'branch branches branching trunk-based gitflow merge',
    cadence:
      'hourly daily weekly biweekly fortnightly monthly quarterly every_two_weeks every_merge every_commit nightly twice_a_week',
    releasecue: 'release releases released releasing ship ships shipping deploy deploys',
    testname: 'jest vitest mocha ava jasmine pytest unittest junit rspec minitest cypress playwright karma',
    testcue: 'test tests tested testing suite specs runner',
    lintname: 'eslint biome prettier tslint ruff flake8 black pylint rubocop clippy checkstyle standardjs',
    lintcue: 'lint lints linted linter linting format formatted formatter style',
    monitorname: 'datadog grafana prometheus sentry new_relic honeycomb cloudwatch splunk opentelemetry',
    monitorcue:
      'monitor monitors monitored monitoring alert alerts alerting metrics traces errors dashboards observability',
    ownercue: 'owns own owner maintains maintain maintained maintainer responsible looks_after look_after',
    component:
      'billing auth authentication search frontend backend api web mobile checkout payments gateway worker scheduler importer exporter notification notifications reporting admin docs sdk cli',
    oncallcue: 'on_call on-call oncall pager pagerduty rotation',
    focuscue: 'focus focusing priority working_on current_goal main_goal this_quarter this_sprint',
    leaver: 'left leaves leaving quit resigned moved_to_another moved_to_the last_day no_longer_with parental_leave',
    gone: 'removed remove dropped drop deleted retired sunset decommissioned shut_down switched_off replaced migrated migrate ported rewrote rewritten moved',
    renew:
      'now these_days from_now_on switched switch swapped swap changed change upgraded upgrade new replaced became become instead as_of moved migrated migrate ported rewrote rewritten rewrite adopted adopt finally went_over',
    dbuse:
      'migration migrations replica replicas dump dumps vacuum orm sql schema backup backups query queries psql seed connection_pool',
    ciuse:
      'plugin plugins runner runners badge artifact artifacts pipeline_secret workflow jenkinsfile agent agents build_step build_queue',
    hostuse:
      'autoscaling region regions bastion ssh load_balancer terraform static_ip staging pod pods helm dyno dynos instance instances node_pool',
    languse:
      'linter eslint ruff flake8 decorator decorators type_hints typings generics virtualenv npm_script tsconfig gofmt coverage mypy',
    cacheuse: 'ttl eviction lua_script pubsub pub_sub rate_limit rate_limiter leaderboard session_store',
    testuse: 'snapshot snapshots mock mocks fixture fixtures coverage watch_mode flaky test_helper setup_file',
    lintuse: 'rule rules plugin_config ignore_file pre-commit precommit autofix',
    monitoruse: 'dashboard dashboards monitor_url alert_rule alert_rules saved_query oncall_alert runbook',
    layout: 'monorepo workspace workspaces single_repo one_repository',
    layoutuse: 'shared_package shared_version root_script cross-package path_filter lerna turborepo nx',
  },
  facets: [
    single('language', 'stack/language', ['langname langcue', 'langname renew'], 'langname', ['langcue', 'langname']),
    single('runtime', 'stack/runtime', ['runtimename runtimecue'], 'runtimename', ['runtimename', 'runtimecue']),
    single('framework', 'stack/framework', ['frameworkname'], 'frameworkname', ['frameworkname', 'frameworkword']),
    single('database', 'stack/database', ['dbname dbcue', 'dbname renew'], 'dbname', ['dbname', 'dbcue']),
    single('cache', 'stack/cache', ['cachename cachecue', 'cachename renew'], 'cachename', ['cachename', 'cachecue']),
    single('package_manager', 'stack/package_manager', ['pmname pmcue', 'pmname renew'], 'pmname', ['pmname', 'pmcue']),
    single('ci', 'delivery/ci', ['ciname'], 'ciname', ['ciname', 'cicue']),
    single('hosting', 'delivery/hosting', ['hostplace hostcue', 'hostplace renew'], 'hostplace', [
      'hostplace',
      'hostcue',
    ]),
    single('branching', 'delivery/branching', ['branchstyle branchcue'], 'branchstyle', ['branchcue']),
    single('release_cadence', 'delivery/release_cadence', ['cadence releasecue'], 'cadence', ['releasecue']),
    single('test_runner', 'quality/test_runner', ['testname'], 'testname', ['testname', 'testcue']),
    single('linter', 'quality/linter', ['lintname'], 'lintname', ['lintname', 'lintcue']),
    single('monitoring', 'operations/monitoring', ['monitorname'], 'monitorname', ['monitorname', 'monitorcue']),
    { ...single('owner', 'people/owner', ['ownercue component name'], 'name', ['ownercue']), of: 'component' },
    single('on_call', 'people/on_call', ['oncallcue name'], 'name', ['oncallcue']),
    single('current_focus', 'focus/current_focus', ['focuscue'], 'rest', ['focuscue']),
  ],
  causes: [
    { cause: 'language changed', when: ['langname gone', 'langname renew'], loses: ['language'] },
    { cause: 'database changed', when: ['dbname gone', 'dbname renew'], loses: ['database'] },
    { cause: 'cache changed', when: ['cachename gone', 'cachename renew'], loses: ['cache'] },
    { cause: 'build service changed', when: ['ciname gone', 'ciname renew'], loses: ['ci'] },
    { cause: 'hosting changed', when: ['hostplace gone', 'hostplace renew'], loses: ['hosting'] },
    { cause: 'test runner changed', when: ['testname gone', 'testname renew'], loses: ['test runner'] },
    { cause: 'linter changed', when: ['lintname gone', 'lintname renew'], loses: ['linter'] },
    { cause: 'monitoring changed', when: ['monitorname gone', 'monitorname renew'], loses: ['monitoring'] },
    { cause: 'repository split or joined', when: ['layout renew', 'layout gone'], loses: ['layout'] },
    { cause: 'somebody left', when: ['leaver name'], loses: [], losesNames: true },
  ],
  bases: [
    { basis: 'language', when: ['languse'], buckets: ['stack', 'quality', 'delivery'] },
    { basis: 'database', when: ['dbuse'], buckets: ['stack', 'operations', 'delivery'] },
    { basis: 'cache', when: ['cacheuse'], buckets: ['stack', 'operations'] },
    { basis: 'ci', when: ['ciuse'], buckets: ['delivery', 'quality'] },
    { basis: 'hosting', when: ['hostuse'], buckets: ['operations', 'delivery'] },
    { basis: 'test runner', when: ['testuse'], buckets: ['quality', 'delivery'] },
    { basis: 'linter', when: ['lintuse'], buckets: ['quality', 'delivery'] },
    { basis: 'monitoring', when: ['monitoruse'], buckets: ['operations'] },
    { basis: 'layout', when: ['layoutuse'], buckets: ['stack', 'delivery'] },
  ],
  namedBuckets: ['people', 'operations', 'delivery'],
  places: [
    ['dbuse|cacheuse|languse|layoutuse', 'stack/practice'],
    ['ciuse', 'delivery/practice'],
    ['testuse|lintuse', 'quality/practice'],
    ['hostuse|monitoruse', 'operations/practice'],
    ['name oncallcue|ownercue|leaver', 'people/arrangement'],
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
