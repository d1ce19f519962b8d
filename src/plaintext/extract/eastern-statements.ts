/** Plain statements and orders in Chinese, Japanese and Korean: name, home, work, age, tastes and standing instructions. */
import type { RecordDraft } from '../../kernel/record.ts';
import type { ExtractContext, SpeakerState } from './extract-context.ts';

export type EasternScene = {
  readonly speaker: SpeakerState;
  readonly context: ExtractContext;
  readonly at: number;
  /** Whether orders are meant for an assistant. */
  readonly orders: boolean;
};

type Item = Pick<RecordDraft, 'kind' | 'text' | 'confidence' | 'importance' | 'valid'> & { readonly data: object };
type FactRule = { readonly slot: string; readonly pattern: RegExp };

const han = '[\\p{sc=Han}A-Za-z·]';
const facts: readonly FactRule[] = [
  {
    slot: 'identity.name',
    pattern: new RegExp(
      `(?:^|[，,。！!、])(?:我叫|我的名字是|我的名字叫|我名叫)(?<value>${han}{2,12}?)(?=$|[，,。！!、\\s])`,
      'u',
    ),
  },
  {
    slot: 'home.city',
    pattern: new RegExp(
      `我(?:现在|目前|一直)?(?:住在|居住在|搬到了?|搬去了?)(?<value>${han}{2,10}?)(?=$|[，,。！!、\\s了])`,
      'u',
    ),
  },
  {
    slot: 'home.origin',
    pattern: new RegExp(`我(?:来自|老家在|是从)(?<value>${han}{2,10}?)(?:来的)?(?=$|[，,。！!、\\s])`, 'u'),
  },
  {
    slot: 'work.employer',
    pattern: new RegExp(
      `我(?:现在|目前)?在(?<value>${han}{2,16}?(?:公司|大学|医院|学校|银行|集团|研究所|学院))(?:工作|上班|任职)`,
      'u',
    ),
  },
  {
    slot: 'work.role',
    pattern: new RegExp(
      `我是(?:一名|一个|一位|个)(?<value>${han}{2,10}?(?:师|员|生|家|手|医生|工人|警察|程序员|经理))(?=$|[，,。！!、\\s])`,
      'u',
    ),
  },
  { slot: 'identity.age', pattern: /我(?:今年)?(?<value>\d{1,3})岁/u },
  { slot: 'health.allergy', pattern: new RegExp(`我对(?<value>${han}{1,8}?)过敏`, 'u') },
  {
    slot: 'identity.name',
    pattern: /(?:私|僕|俺|わたし)の名前は(?<value>[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}A-Za-z]{2,12}?)(?:です|だ|と申し)/u,
  },
  {
    slot: 'home.city',
    pattern: /(?:^|[、。は])(?<value>[\p{sc=Han}\p{sc=Kana}A-Za-z]{2,10})に住んで(?:い)?(?:ます|る)/u,
  },
  {
    slot: 'work.role',
    pattern: /(?:私|僕)は(?<value>[\p{sc=Han}\p{sc=Kana}]{2,10}(?:師|者|員|家|生|エンジニア|デザイナー))です/u,
  },
  { slot: 'identity.name', pattern: /제 이름은\s?(?<value>[\p{sc=Hang}]{2,6}?)(?:이에요|예요|입니다|이고|라고)/u },
  {
    slot: 'home.city',
    pattern: /(?:저는|나는)\s?(?<value>[\p{sc=Hang}]{2,8})에(?:서)?\s?(?:살고|살아요|삽니다|산다)/u,
  },
];

type TasteRule = { readonly stance: 'likes' | 'dislikes' | 'prefers'; readonly pattern: RegExp };
const tastes: readonly TasteRule[] = [
  {
    stance: 'dislikes',
    pattern: /我(?:很|非常|特别|真的|最)?(?:不喜欢|讨厌|不爱)(?<topic>[^，,。！!？?吗他她你它这那]{1,30})/u,
  },
  { stance: 'prefers', pattern: /我(?:更喜欢|比较喜欢|偏好|更偏向)(?<topic>[^，,。！!？?吗他她你它这那]{1,30})/u },
  {
    stance: 'likes',
    pattern:
      /我(?:也|很|非常|特别|真的|最|一直|平时)*(?:喜欢|热爱|爱好是)(?<topic>[^，,。！!？?吗他她你它这那]{1,30})/u,
  },
  {
    stance: 'dislikes',
    pattern: /(?<topic>[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー]{1,12}?)(?:が|は)(?:嫌い|苦手)(?:です|だ)/u,
  },
  {
    stance: 'likes',
    pattern:
      /(?:^|[はもは、])(?<topic>[\p{sc=Han}\p{sc=Kana}ー]{1,12}(?:を[\p{sc=Han}\p{sc=Hira}]{1,6}の)?)が(?:大)?好き(?:です|だ)/u,
  },
  {
    stance: 'dislikes',
    pattern: /(?:저는|나는)\s?(?<topic>[\p{sc=Hang} ]{1,12}?)[을를]\s?(?:싫어해요|싫어합니다|싫어한다)/u,
  },
  {
    stance: 'likes',
    pattern: /(?:저는|나는)\s?(?<topic>[\p{sc=Hang} ]{1,12}?)[을를]\s?(?:좋아해요|좋아합니다|좋아한다)/u,
  },
];

const orders =
  /(?:^|[，,。])(?:请|以后请?|从现在(?:开始|起)|今后|以后)(?:你)?(?:都|总是|一直|始终|每次|一律|不要再|别再|用|不要|务必)(?<rest>[^。！？]{2,60})|^(?:今後は?|これからは?|以後は?|いつも|必ず)(?<ja>[^。！？]{3,60}?)(?:てください|ないでください|でお願いします)|^(?:앞으로(?:는)?|항상|이제부터)\s?(?<ko>[^.!?]{3,60}?)(?:해 ?주세요|하세요|주세요|말아 ?주세요)/u;
const unreal = /如果|假如|要是|もし|만약|[?？吗]|ですか|ますか/u;

/** What one sentence says; nothing where it is a question or a condition. */
export function easternStatements(said: string, scene: EasternScene): Item[] {
  const items: Item[] = [];
  const { speaker, context, at } = scene;
  const order = scene.orders ? orders.exec(said) : null;
  if (order !== null) {
    const data = { directive: said.replace(/[。.！!\s]+$/u, ''), state: 'standing' as const };
    return [
      {
        kind: 'instruction',
        text: `Standing instruction: ${data.directive}`,
        data,
        confidence: 0.85,
        importance: 0.9,
        valid: { from: at },
      },
    ];
  }
  if (unreal.test(said)) return items;
  for (const { slot: name, pattern } of facts) {
    const value = pattern.exec(said)?.groups?.['value'];
    const slot = context.schema.find(name);
    if (value === undefined || slot === undefined || /^一[家个所位]/.test(value)) continue;
    const display = speaker.display;
    if (name === 'identity.name') context.nameSpeaker(speaker, value);
    const text = slot.text.replace('{subject}', display).replace('{value}', value);
    const data = {
      subject: speaker.key,
      slot: name,
      value,
      polarity: 'positive' as const,
      cardinality: slot.cardinality,
    };
    items.push({ kind: 'fact', text: `${text}.`, data, confidence: 0.85, importance: 0.7, valid: { from: at } });
  }
  for (const { stance, pattern } of tastes) {
    const topic = pattern.exec(said)?.groups?.['topic']?.trim();
    if (topic === undefined || topic.length === 0 || items.some((one) => one.kind === 'preference')) continue;
    for (const one of topic
      .replace(/^的是?/, '')
      .split(/[、和与及]/u)
      .slice(0, 5)) {
      const name = one.trim();
      if (name.length < 2 || name.startsWith('的')) continue;
      const data = { subject: speaker.key, topic: name, stance };
      items.push({
        kind: 'preference',
        text: `${speaker.display} ${stance} ${name}.`,
        data,
        confidence: 0.8,
        importance: 0.7,
        valid: { from: at },
      });
    }
  }
  return items;
}
