/**
 * Fifth surface of the STALE twin, causes of work, money, things and places with what hangs on them (Type II). Written
 * unseen, see `fifth-attributes.ts`.
 */
import type { CauseSurface } from './stale-surface.ts';

export const fifthWorldCauses: readonly CauseSurface[] = [
  {
    id: 'moved-far-away',
    statements: [
      'We have moved to {city}, which is nine hours by train from our old neighborhood. The last box was unpacked on Sunday.',
      'Our house is sold and we live in {city} now, on the other side of the country.',
      'moved to {city}!! 900 km from the old place, new life',
    ],
    dependents: [
      {
        id: 'yoga-around-corner',
        statements: [
          'I go to the yoga studio around the corner from our house every Monday. The teacher knows all of us by name.',
          'monday yoga at the studio round the corner from home, 3 min walk',
        ],
        state: [
          'Do I go to yoga at the studio around the corner on Mondays?',
          'Am I still a regular at the yoga studio on Mondays?',
        ],
        premise: ['Which mat should I take to the yoga studio around the corner on Monday?'],
        request: ['Suggest where I could do yoga this Monday.'],
      },
      {
        id: 'babysitter-next-door',
        statements: [
          'The teenager next door, {kid}, babysits for us on Saturday nights. She only needs to climb over the fence.',
          '{kid} from next door babysits sat nights, literally hops the fence',
        ],
        state: ['Does {kid} from next door babysit for us on Saturdays?'],
        premise: ['At what time should {kid} come over from next door to babysit on Saturday?'],
        request: ['Organize a babysitter for us this Saturday.'],
      },
      {
        id: 'tuesday-pub-quiz',
        statements: [
          'On Tuesdays I join the quiz team at the pub down our street.',
          'Tuesday is quiz night at our local, the one at the end of our road.',
        ],
        state: ['Do I go to the quiz at the pub down our street on Tuesdays?'],
        premise: ['Which topics should I revise for the quiz at our local pub on Tuesday?'],
        request: ['Plan my Tuesday evening out.'],
      },
    ],
  },
  {
    id: 'laid-off',
    statements: [
      '{firm} has let me go along with half of the department. Friday was my last day, and I have returned my badge and my keys.',
      "I've been made redundant at {firm}, as of Friday I'm out of a job.",
      'got laid off from {firm}, friday was my last day, job hunting now',
    ],
    dependents: [
      {
        id: 'monday-standup',
        statements: [
          'I run the Monday stand-up of my team at {firm}. It starts at half past nine.',
          'mondays 930 i run standup at {firm}',
        ],
        state: ['Do I run the Monday stand-up at {firm}?', 'Do I lead the stand-up on Mondays?'],
        premise: ['What should I put on the agenda for my stand-up at {firm} on Monday?'],
        request: ['Plan my Monday morning.'],
      },
      {
        id: 'company-car',
        statements: [
          'I drive a company car from {firm}, and they pay for the fuel as well.',
          'company car from {firm}, fuel paid, cant complain',
        ],
        state: ['Do I have a company car from {firm}?'],
        premise: ['Can I take my company car from {firm} to Italy this summer?'],
        request: ['How should I travel to Italy this summer?'],
      },
      {
        id: 'lunch-with-colleagues',
        statements: [
          'At noon I eat with my colleagues in the staff restaurant of {firm}.',
          'Lunch for me is the staff restaurant at {firm}, noon sharp.',
        ],
        state: ['Do I eat lunch in the staff restaurant of {firm}?'],
        premise: ['Which dish should I choose in the staff restaurant at {firm} tomorrow?'],
        request: ['Suggest a lunch for me tomorrow.'],
      },
    ],
  },
  {
    id: 'bike-stolen',
    statements: [
      'My bicycle was stolen from the station last night. The police do not expect to find it, and I cannot afford another one this year.',
      "Somebody cut the lock and took my bike, so I'm without one until I've saved up for a new one.",
      'my bike got nicked outside the station, no money for another one',
    ],
    dependents: [
      {
        id: 'bike-to-class',
        statements: [
          'I cycle to my evening class across town every Wednesday. It takes twenty minutes.',
          'weds i bike to evening class, 20 min',
        ],
        state: ['Do I cycle to my evening class?', 'How do I get to my evening class, by bike?'],
        premise: ['Where can I lock my bike at the evening class on Wednesday?'],
        request: ['How should I get to my evening class on Wednesday?'],
      },
      {
        id: 'sunday-ride',
        statements: [
          'On Sunday mornings I ride my road bike with {friend} up to the reservoir.',
          'sun am: ride to the reservoir w {friend}',
        ],
        state: ['Do I ride to the reservoir on Sundays?'],
        premise: ['How much air should I put in my tires before the ride to the reservoir on Sunday?'],
        request: ['Suggest something I could do with {friend} on Sunday morning.'],
      },
    ],
  },
  {
    id: 'pool-closed',
    statements: [
      'The public pool on Mill Street has been shut down for good. The roof was unsafe, and the council is going to demolish the building.',
      'They closed the Mill Street pool forever, diggers are already outside.',
      'mill street pool is gone, closed for good, being torn down',
    ],
    dependents: [
      {
        id: 'aqua-fitness',
        statements: [
          'I attend the aqua fitness course at the Mill Street pool every Tuesday morning.',
          'aqua fitness at mill street pool, tuesdays 8am',
        ],
        state: ['Do I attend aqua fitness at the Mill Street pool?', 'Do I go to the Mill Street pool on Tuesdays?'],
        premise: ['What should I pack for aqua fitness at the Mill Street pool on Tuesday?'],
        request: ['Plan some exercise for my Tuesday morning.'],
      },
      {
        id: 'kid-swim-lessons',
        statements: [
          'My daughter {kid} has her swimming lessons at the Mill Street pool on Fridays.',
          '{kid} learns to swim at mill street, fridays after school',
        ],
        state: ['Does {kid} have swimming lessons at the Mill Street pool?'],
        premise: ['When should I pick {kid} up from her lesson at the Mill Street pool on Friday?'],
        request: ['What can {kid} do after school on Friday?'],
      },
    ],
  },
  {
    id: 'husband-on-rig',
    statements: [
      'My husband has started work on an oil platform in the North Sea. He left on Sunday, and he will not be home again before Christmas.',
      "My husband is out on an oil rig now and won't be back until Christmas.",
      'hubby is on the rig til xmas, just me and the kids now',
    ],
    dependents: [
      {
        id: 'husband-cooks',
        statements: [
          'My husband cooks dinner for all of us on weekdays. I only have to set the table.',
          'hubby does dinner mon to fri, im spoiled',
        ],
        state: ['Does my husband cook dinner on weekdays?', 'Who makes dinner on weekdays, is it my husband?'],
        premise: ['What time will my husband have dinner ready tonight?'],
        request: ['Sort out dinner for tonight.'],
      },
      {
        id: 'husband-school-run',
        statements: [
          'My husband takes the children to school every morning on his way to the bakery.',
          'Mornings, my husband does the school run.',
        ],
        state: ['Does my husband take the children to school in the mornings?'],
        premise: ['What should my husband tell the teacher when he drops the children off at school tomorrow?'],
        request: ['Organize how the children get to school tomorrow.'],
      },
    ],
  },
  {
    id: 'watering-ban',
    statements: [
      'The council has banned all use of hoses and sprinklers because of the drought. The ban is in force until further notice, and the fines are severe.',
      'Because of the drought nobody here may water a garden or fill a pool until further notice.',
      'hosepipe ban since monday, no watering, no pools, big fines',
    ],
    dependents: [
      {
        id: 'lawn-sprinkler',
        statements: [
          'I run the sprinkler on our lawn every evening for half an hour.',
          'sprinkler on the lawn each evening, 30 mins',
        ],
        state: [
          'Do I run the sprinkler on our lawn in the evenings?',
          'Is our lawn watered with the sprinkler every evening?',
        ],
        premise: ['How long should I run the sprinkler on our lawn this evening?'],
        request: ['Tell me what to do for our lawn this evening.'],
      },
      {
        id: 'paddling-pool',
        statements: [
          'On hot afternoons I fill the big paddling pool in the garden with the hose for {kid}.',
          'hot days i fill the paddling pool w the hose for {kid}',
        ],
        state: ['Do I fill the paddling pool for {kid} on hot days?'],
        premise: ['How full should I make the paddling pool for {kid} this afternoon?'],
        request: ['Suggest how {kid} could cool down this afternoon.'],
      },
    ],
  },
  {
    id: 'bridge-closed',
    statements: [
      'The river bridge was closed yesterday because its pillars are cracking. Nobody can cross it, not even on foot, and the repair will take two years.',
      "They've sealed off the bridge for two years, cracks in the pillars, not even pedestrians get over.",
      'river bridge closed for 2 yrs, fully, even for walkers',
    ],
    dependents: [
      {
        id: 'bridge-walk',
        statements: [
          'In the evening I walk across the river bridge to the ice cream parlor and back.',
          'evening stroll over the river bridge and back, every day',
        ],
        state: ['Do I walk across the river bridge in the evening?', 'Is my evening walk over the river bridge?'],
        premise: ['What is the best time to walk across the river bridge this evening?'],
        request: ['Suggest a route for my walk this evening.'],
      },
      {
        id: 'bus-over-bridge',
        statements: [
          'I take the number 14 bus over the river bridge to reach my workshop. It is a ride of eight minutes.',
          'Bus 14 gets me over the river bridge to my workshop in eight minutes.',
        ],
        state: ['Do I take the 14 bus over the river bridge to my workshop?'],
        premise: ['When should I catch the 14 over the river bridge to be in my workshop by nine?'],
        request: ['How do I get to my workshop tomorrow?'],
      },
    ],
  },
  {
    id: 'laptop-dead',
    statements: [
      'My laptop fell into the lake during the boat trip. It is completely destroyed, and there was no copy of anything that was on it.',
      "My laptop is at the bottom of the lake, with everything on it, and I hadn't backed up a thing.",
      'laptop drowned in the lake, everything gone, no backup, dont ask',
    ],
    dependents: [
      {
        id: 'novel-on-laptop',
        statements: [
          'I am writing a novel. The manuscript is on my laptop, and I have reached chapter eleven.',
          'writing a novel on my laptop, ch 11 now, only copy lives there',
        ],
        state: ['Do I have the manuscript of my novel on my laptop?', 'Is the manuscript on my laptop?'],
        premise: ['Can you help me open the manuscript on my laptop and start chapter twelve?'],
        request: ['Plan my next steps with the novel.'],
      },
      {
        id: 'edits-photos',
        statements: [
          'After dinner I edit my wedding photos on my laptop, about twenty an evening.',
          'evenings i edit the wedding pics on my laptop',
        ],
        state: ['Do I edit the wedding photos on my laptop in the evenings?'],
        premise: ['Which filter should I use when I edit the wedding photos on my laptop tonight?'],
        request: ['What should I do after dinner tonight?'],
      },
    ],
  },
  {
    id: 'allotment-lost',
    statements: [
      'The railway has taken back our allotment to build a second track. The hut and the beds were cleared by bulldozers on Thursday.',
      'Our allotment is no more, the railway flattened it on Thursday for a new track.',
      'allotment got bulldozed by the railway, hut n all',
    ],
    dependents: [
      {
        id: 'tomatoes-on-allotment',
        statements: [
          'I grow thirty tomato plants on our allotment, and I water them every evening.',
          '30 tomato plants on the allotment, watering daily',
        ],
        state: ['Do I grow tomatoes on our allotment?', 'Are my tomato plants growing on the allotment?'],
        premise: ['How much water do my tomato plants on the allotment need tonight?'],
        request: ['Where do I get tomatoes for sauce this month?'],
      },
      {
        id: 'allotment-barbecue',
        statements: [
          'On Saturdays we have a barbecue at our allotment with {friend} and the neighbors.',
          'Saturday nights we grill at the allotment with {friend}.',
        ],
        state: ['Do we have a barbecue at our allotment on Saturdays?'],
        premise: ['How much charcoal should I take to the barbecue at our allotment on Saturday?'],
        request: ['Plan our Saturday night with {friend}.'],
      },
    ],
  },
];
