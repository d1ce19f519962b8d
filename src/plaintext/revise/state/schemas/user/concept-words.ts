/** Ways of saying that somebody moved. */
const moves =
  'i_moved we_moved ive_moved weve_moved just_moved recently_moved finally_moved moved_to moved_into moved_in moved_here moved_back moved_away moved_house moved_across moved_over moved_out_of moved_from have_moved has_moved moving_to moving_into the_move moving_day moving_van relocate relocated relocating emigrated emigrate immigrated';

/**
 * A small thesaurus of everyday life: words and phrases (joined by `_`) by the idea that they stand for. The rule
 * roles reason over ideas, so that "the S-Bahn", "my train" and "by rail" meet.
 */
export const conceptWords: Readonly<Record<string, string>> = {
  // Home and place
  dwell: `live reside dwell based settled settle ${moves} residence flat apartment house home studio condo loft address lease landlord tenant movers wake_up unpacked unpacking roof doorstep hometown`,
  housing:
    'flat apartment house home studio condo loft address lease got_the_keys picked_up_the_keys movers crate unpacked unpacking moving_boxes the_boxes',
  relocate: `${moves} movers got_the_keys have_the_keys picked_up_the_keys handed_over_the_keys handed_back_the_keys keys_to_the new_place new_flat new_apartment new_house new_home unpacked unpacking moving_boxes last_box the_boxes new_country new_city the_move settled_into`,
  local:
    'local neighborhood neighbourhood corner nearby near_me near_us next_door down_the_road down_the_street up_the_street around_the_corner blocks block municipal town village parish community close_to_home walking_distance our_street across_the_street',
  localservice:
    'gym bakery library choir church club dentist doctor gp practice clinic hairdresser barber café cafe pub allotment pool kindergarten daycare nursery market butcher pharmacy mechanic bouldering studio bank_branch parish vet pediatrician salon mosque synagogue temple yoga_studio football_club team league',
  household:
    'flatmate roommate housemate on_my_own live_alone living_alone by_myself solo cohabit live_with living_with moved_in_with share_a_flat share_an_apartment sharing_the_apartment living_situation',
  spareroom: 'guest_room spare_room airbnb lodger sublet guest spare_bedroom',
  away: 'away cabin backpacking abroad trip trips travel travels traveling weekend_getaway city_trip flights hike_in hiking holiday vacation getaway festival festivals spontaneous short_notice',
  visit:
    'visit visited visiting weekend_in hotel conference holiday vacation flight trip tour tourist sightseeing spent_the_weekend two_nights passing_through layover stayover airbnb_in interview',
  // Work
  job: 'job work working worked profession occupation career trade employed earn_my_living make_a_living earn_a_living position hired retrained salary living colleagues promoted trainee',
  rolecue:
    'work_as working_as worked_as job_as job_is profession occupation trade living_as earn_my_living earn_a_living make_a_living day_job employed_as career retrained being_a being_an promoted_to trained_as qualified_as position hired_as i_am_a i_am_an im_a im_an become_a become_an became_a became_an by_profession by_trade working_now_as qualified_as_a got_a_job_as found_work_as my_job title',
  profession:
    'nurse teacher engineer driver chef cook baker doctor physician surgeon lawyer paralegal accountant adviser advisor consultant programmer developer designer architect carpenter electrician plumber mechanic firefighter policeman officer soldier pilot physiotherapist therapist psychologist pharmacist dentist vet librarian editor journalist writer translator interpreter photographer musician actor artist painter gardener farmer fisherman welder surveyor botanist biologist chemist physicist scientist researcher analyst manager director clerk cashier waiter waitress bartender barista hairdresser tailor butcher secretary receptionist assistant salesman seller realtor banker broker auditor technician operator courier postman guard cleaner tutor professor lecturer student apprentice intern trainee curator conductor captain sailor coach trainer referee midwife paramedic optician freelancer nursing teaching recruiter optometrist florist jeweler carer',
  employer:
    'employer work_for working_for works_for work_at working_at works_at worked_for company_is employed_by employed_at hired_by my_company paying_my_salary pays_my_salary signed_with on_the_payroll employs_me employing_me who_i_work my_employer',
  joined: 'joined started_at',
  orgword:
    'firm company hospital hall bank agency clinic museum factory ministry startup corporation bakery practice department bureau institute airline brewery supermarket authority',
  clubword:
    'club class course society choir band gym group league fraternity sorority session meeting game call church party trip school lesson workshop program programme forum webinar community',
  workplace:
    'office headquarters hq workplace company canteen cafeteria colleague colleagues coworker coworkers team desk cubicle warehouse plant factory badge boss employer work site',
  employment:
    'company employer salary payday paycheck paycheque wage wages colleague colleagues coworker coworkers canteen cafeteria office headquarters badge commute corporate company_car payslip bonus work_laptop team',
  jobloss:
    'laid_off let_me_go let_go fired redundant made_redundant redundancy lost_my_job dismissed sacked axed terminated unemployed job_was_cut department_was_cut out_of_work position_was_eliminated handed_in_my_notice quit_my_job resigned retired retire furloughed bankrupt insolvent',
  remote:
    'fully_remote working_remotely work_remotely gone_remote went_remote now_remote is_remote are_remote work_from_home works_from_home working_from_home telecommute home_office office_closed office_has_closed closed_its_doors office_lease no_more_office closed_the_office',
  shift:
    'shift shifts early_shift late_shift night_shift day_shift weekend_shift roster rota rostered rescheduled rotation',
  nights: 'night_shift on_nights to_nights work_nights permanent_nights graveyard_shift night_duty overnight_shifts',
  // Getting around
  commutecue:
    'commute commuting get_to_work to_work to_the_office go_to_work way_to_work to_my_desk workday_trip to_campus',
  workplacego: 'office work commute headquarters campus',
  transport:
    'bus coach shuttle train tram metro subway s-bahn bahn underground tube rail railway streetcar bike bicycle cycle cycling e-bike ebike walk foot car drive carpool scooter moped motorbike motorcycle ferry boat taxi rideshare skateboard van truck cab',
  busmode: 'bus coach shuttle night_bus',
  railmode: 'train tram metro subway s-bahn bahn underground tube rail railway streetcar carriage rail_pass',
  bikemode: 'bike bicycle cycle cycling e-bike ebike pedal',
  driving:
    'drive driving car minivan van road_trip road_trips school_run parking park lift pick_up steering carpool motorbike motorcycle scooter moped suv pickup chauffeur truck',
  car: 'car vehicle automobile minivan van camper suv pickup sedan hatchback estate driveway',
  carmake:
    'toyota honda ford volvo fiat kia hyundai bmw audi mercedes volkswagen vw golf skoda tesla mazda porsche renault peugeot citroen nissan subaru jeep dacia opel seat lexus chevrolet mini suzuki polo civic corolla prius panda',
  carkeep: 'drive driving my_car the_car own traded_in picked_up dealer vehicle driveway bought',
  licencelost:
    'suspended_my_driving suspended_my_license suspended_my_licence revoked hand_over_my_license hand_over_my_licence lost_my_license lost_my_licence no_driving not_allowed_to_drive must_not_drive cannot_drive driving_ban banned_from_driving took_my_license took_away_my_license',
  destroyed:
    'totaled totalled wrecked crashed crash stolen stole written_off scrapped broke_down sold sell caught_fire burned burnt smashed engine_died junked towed dead flooded confiscated impounded',
  device: 'laptop computer tablet ipad macbook camera desktop pc',
  // Body
  bodyarm: 'shoulder arm wrist hand elbow finger fingers rotator collarbone thumb biceps forearm',
  bodyleg: 'leg knee ankle foot feet hip achilles toe thigh calf hamstring meniscus shin acl cruciate heel',
  bodycore: 'back spine rib ribs disc heart concussion hernia neck lung pelvis abdomen appendix',
  injured:
    'broke broken fractured fracture tore torn sprained dislocated ruptured twisted surgery operated operation surgeon cast plaster sling crutches brace stitches slipped injured injury replaced replacement herniated concussion splint wheelchair no_sports must_not_lift',
  minor: 'headache stiff sore cold a_bit helped then_it_was_fine no_big_deal nothing_serious slightly',
  heavysick:
    'heart_attack pneumonia chemotherapy chemo cancer stroke bedridden bed_rest chronic_fatigue long_covid epilepsy vertigo',
  hearingloss: 'deaf hearing_loss lost_my_hearing hearing_aid tinnitus hard_of_hearing',
  sightloss: 'blind lost_my_sight eyesight cataract retina glaucoma',
  sportarm:
    'swim swimming tennis climb climbing bouldering rowing row boxing box squash badminton golf handball volleyball basketball fencing judo karate kayak paddling gym weights lift lifting pilates yoga push-ups crossfit baseball archery surfing surf dig digging gardening garden allotment wrestling bowling',
  sportleg:
    'run running jog jogging hike hiking cycle cycling bike biking football soccer ski skiing snowboard skating dance dancing salsa tango ballet walk squash tennis basketball volleyball badminton handball climb climbing judo karate marathon triathlon hockey rugby trail surfing surf trampoline gym crossfit fencing swim swimming rowing parkour stairs',
  exercise: 'sport sports exercise workout work_out training fit fitness train gym laps in_shape coach gymnastics',
  playhands:
    'cello violin guitar piano drums ukulele flute harp knit knitting pottery painting sewing saxophone viola trumpet crochet',
  outdoor:
    'terrace balcony outside outdoors garden run running jog jogging hike hiking picnic trail barbecue grill cycle cycling bike patio park beach hills open_air al_fresco walk',
  airbad:
    'wildfire smoke smog air_quality hazardous storm_warning stay_indoors hurricane blizzard flood_warning heat_warning tornado lockdown curfew ash heat_alert shelter_in_place',
  // Food and drink
  diet: 'vegan vegetarian pescatarian keto paleo gluten-free kosher halal omnivore carnivore low-carb plant-based ketogenic flexitarian macrobiotic',
  dairy:
    'dairy milk yogurt yoghurt cheese mozzarella butter cream latte cappuccino flat_white lactose ice_cream whey kefir cheddar parmesan milkshake custard',
  gluten:
    'gluten wheat bread pasta pizza baguette croissant noodles beer cake sourdough bakery cereal pastry toast bagel',
  nuts: 'nuts peanut peanuts almond almonds walnut hazelnut cashew marzipan satay nutella',
  seafood: 'seafood shellfish shrimp prawn prawns crab lobster oysters mussels sushi fish salmon tuna',
  meat: 'meat steak beef pork bacon chicken sausage burger ham lamb barbecue ribs brisket turkey schnitzel kebab',
  alcohol:
    'alcohol wine beer whisky whiskey cocktail cocktails gin vodka pint pints brewery sake prosecco bar pub aperitif champagne',
  caffeine: 'caffeine coffee espresso cappuccino latte americano mocha energy_drink',
  sugar: 'sugar sweets candy chocolate dessert cake soda lemonade cookies donuts pastry ice_cream pastries',
  intolerant:
    'intolerant intolerance allergy allergic diagnosed celiac coeliac diabetes diabetic test_came_back cannot_tolerate cut_out',
  drink:
    'coffee tea espresso cappuccino latte chai water matcha cocoa juice smoothie americano mocha macchiato kombucha lemonade drink beverage',
  morning: 'morning mornings breakfast start_every_day wake dawn',
  // Family and people
  baby: 'baby newborn twins born gave_birth birth triplets arrived parent parents adopted daughter son infant',
  birth:
    'born gave_birth newborn arrived birth became_parents i_am_a_parent became_a_father became_a_mother delivered infant new_baby baby_arrived',
  pregnant: 'pregnant expecting pregnancy',
  carer:
    'carer caregiver caring_for care_for look_after looking_after around_the_clock full-time_carer moved_in_with_us moved_in_with_me dementia bedside needs_somebody needs_constant',
  partnerwords:
    'partner wife husband spouse girlfriend boyfriend fiance fiancee in-laws couple couples joint_account marriage two_of_us mother-in-law father-in-law',
  split:
    'split_up broke_up broken_up separated divorce divorced marriage_is_over marriage_with is_over left_me ended_things called_off_the_wedding called_off_the_engagement parted_ways we_parted moved_out_of_our we_split have_split papers_are_signed',
  status: 'single engaged married divorced widowed separated dating',
  petword: 'dog cat puppy kitten rabbit hamster parrot horse pony guinea_pig budgie pet tortoise canary',
  dog: 'dog puppy kibble leash dog_food dog_park walkies',
  cat: 'cat kitten litter cat_food',
  petcare: 'kibble leash dog_food cat_food litter vet dog_park groomer dog_walker pet_food dog_sitter',
  died: 'died passed_away put_to_sleep put_down death lost ran_away rehomed gave_away to_sleep buried',
  kids: 'kids children school kindergarten daycare nursery',
  // Time
  sleepcue: 'sleep asleep bed bedtime lights_out lie_in nap wake_up get_up sleep_in eight_hours',
  evening: 'evening evenings night nights after_work thursday_night late nightlife pub_quiz quiz midnight tonight',
  earlyact:
    'at_six at_five at_dawn early_every early_morning six_in_the_morning sunrise before_breakfast before_work in_the_morning morning mornings every_morning',
  leisure:
    'class classes course club quiz games game board_game choir rehearse rehearsal studio pottery concert concerts cinema theater bar restaurant restaurants band festival gaming movies movie film book_club dinner_party',
  spontaneous:
    'spontaneous spontaneously short_notice backpacking city_trip city_trips whenever travel traveling last-minute',
  weekend: 'weekend weekends saturday saturdays sunday sundays',
  // Money
  moneyloss:
    'income_has_dropped income_dropped pay_cut salary_was_cut debt debts bankrupt bankruptcy broke_financially count_every save_wherever tight_budget on_a_budget lost_my_savings tax_bill overdraft cut_costs rent_doubled cannot_afford money_is_tight savings_are_gone halved tighten',
  spending:
    'expensive fancy luxury restaurant restaurants eat_out eating_out dinner_out treat splurge cleaner personal_trainer subscription designer first_class business_class boutique spa concierge pay_for pay_a gourmet takeaway delivery premium massage shopping taxi taxis nanny',
  saving: 'savings save aside invest investment fund pension payday salary allowance donate',
  // Things
  phone: 'phone smartphone handset mobile cellphone cell',
  phonemake: 'iphone pixel galaxy fairphone nokia oneplus samsung huawei xiaomi motorola sony blackberry',
  language: 'language languages lesson lessons vocabulary grammar duolingo flashcards',
  tongue:
    'english spanish french german italian portuguese dutch swedish norwegian danish finnish polish russian greek turkish arabic hebrew hindi korean japanese chinese mandarin cantonese swahili vietnamese thai czech hungarian romanian ukrainian catalan welsh irish icelandic persian latin esperanto',
  learning: 'learn learning study studying lesson lessons course flashcards taking_lessons class tutor',
  focus:
    'my_focus main_focus focus_is im_focusing_on i_am_focusing_on im_focused_on i_am_focused_on been_focusing_on my_priority main_priority my_goal im_concentrating_on i_am_concentrating_on all_my_energy my_energy_goes main_project number_one_goal busy_with obsessed_with working_towards my_aim top_priority preoccupied_with main_goal i_am_after',
  weather:
    'weather rain raining rainy snow snowing sunny sunshine fog foggy wind windy storm thunderstorm hail heatwave drizzle clear_skies cloudy overcast frost freezing humid sleet blizzard mist',
  weathercue: 'outside weather here window outdoors forecast sky skies',
  instrument:
    'cello violin guitar piano drums ukulele flute harp saxophone trumpet viola clarinet bass oboe accordion banjo',
  dentistword: 'dentist teeth dental',
  doctorword: 'family_doctor gp physician pediatrician therapist psychiatrist dermatologist',
  hairword: 'hairdresser barber haircut stylist',
  mechanicword: 'mechanic garage',
  bankword: 'bank checking_account current_account banking',
  // Cues of questions and frames
  cityq: 'city town country where place area',
  whereq: 'where',
  whoq: 'who whom',
  companyq: 'company firm organization who where',
  jobq: 'my_job for_a_living my_profession my_occupation current_job my_trade my_career do_for_work my_role current_profession current_occupation current_role line_of_work do_i_do_now',
  situationq: 'living_situation living_arrangement',
  dietq: 'diet diets dietary',
  eatq: 'how_do_i_eat do_i_eat eat_these_days my_meals',
  carq: 'car vehicle',
  exerciseq: 'exercise workout sport training',
  ballgame: 'football soccer',
  film: 'movie movies film films cinema',
  dine: 'restaurant restaurants eat_out dinner_out dining bistro',
  groceries: 'groceries grocery supermarket weekly_shop shopping',
  weatherq: 'weather forecast',
  scheduleq: 'work_schedule working_hours roster',
  drinkq: 'drink beverage',
  exercisecue:
    'for_exercise my_sport main_sport stay_fit keep_fit in_shape main_workout my_workout my_training work_out_by for_fitness training_to my_exercise',
  relationword: 'relationship relationship_status marital marital_status civil_status relationship-wise',
  withpeople: 'on_my_own alone by_myself with_my with_two with_three with_a with_friends',
  call: 'phone_call call_me calls phone_number',
  // Narrow cues that single rules need
  work_nights: 'nights_now on_nights permanent_nights to_nights start_at_ten_in_the_evening',
  celiacword: 'celiac coeliac',
  diabetesword: 'diabetes diabetic',
  teetotal: 'teetotal sober quit_drinking gave_up_alcohol stopped_drinking off_alcohol no_more_alcohol recovering',
  nocaffeine: 'off_caffeine no_caffeine quit_coffee gave_up_coffee cut_out_caffeine',
  meatless: 'vegan vegetarian pescatarian',
  club: 'club team choir orchestra league congregation',
  concertword: 'concert concerts opera gig gigs podcast podcasts vinyl audiobook audiobooks choir',
  readword: 'read reading novel novels sew sewing drive driving',
  canteenword: 'canteen cafeteria',
  kinsfolk: 'nephew niece friend cousin sister brother neighbor neighbour colleague',
};
