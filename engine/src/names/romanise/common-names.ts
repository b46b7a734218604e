import { unifyArabic } from '../normalise/arabic-letters.ts'

/**
 * Everyday names of scripts that leave their vowels out, as their bearers spell them: no rule knows that דוד is David and وليد
 * Walid. Written for this project; the learned readings follow.
 */
const names: ReadonlyMap<string, readonly string[]> = new Map(
  `דוד david,dudu|משה moshe|אברהם avraham,abraham|יצחק yitzhak,isaac,itzhak|יעקב yaakov,jacob|יוסף yosef,joseph|שרה sarah,sara|רבקה rivka,rebecca|רחל rachel|לאה leah,lea|חיים chaim,haim|שלמה shlomo,solomon
   |שמואל shmuel,samuel|אליהו eliyahu,elijah|יהודה yehuda,judah|בנימין binyamin,benjamin|שמעון shimon,simon|ראובן reuven|אהרון אהרן aharon,aaron|מרים miriam|אסתר esther|חנה hannah,hana,chana|נעמי naomi|יונתן yonatan,jonathan
   |נתן natan,nathan|איתן eitan,ethan|צבי zvi,tzvi|מרדכי mordechai,mordecai|פנחס pinchas,pinhas|זאב zeev|אריה aryeh,arie|דב dov|מאיר meir|מנחם menachem,menahem|ישראל yisrael,israel|ירמיהו yirmiyahu,jeremiah|ישעיהו yeshayahu,isaiah
   |יהושע yehoshua,joshua|עובדיה ovadia|עזרא ezra|נחמיה nehemia|יחזקאל yehezkel,ezekiel|אפרים efraim,ephraim|מנשה menashe|גרשון gershon|דבורה dvora,deborah|יעל yael|מיכל michal|טל tal|ציפי tzipi|ציפורה tzipora|מזל mazal|שושנה shoshana
   |יגאל yigal|יאיר yair|רחמים rachamim|סעדיה saadia|מזרחי mizrahi|כהן cohen,kohen|לוי levi,levy|פרץ peretz|דהן dahan|אוחיון ohayon|מלכה malka|ביטון biton|מוחמד mohammed,muhammad,mohammad|אחמד ahmed,ahmad|מחמוד mahmoud,mahmud|ג'ון john
   |מייקל michael|ריצ'רד richard|ויליאם william|צ'ארלס charles|ג'יימס james|ג'ורג' george
   |فاطمة fatima,fatma,fatemeh|عيسى issa,isa,eisa|وليد walid,waleed,oualid|ليلى layla,leila,laila|غلام ghulam,gholam|رقية ruqayya,rokaya|عائشة aisha,aysha,aicha|خديجة khadija|زينب zainab,zaynab,zeinab|مريم maryam,mariam|سعاد suad,souad
   |هدى huda,hoda|منى mona,muna|نجوى najwa|سلوى salwa|يحيى yahya|موسى musa,moussa|مصطفى mustafa,mostafa,moustafa|مرتضى murtada,morteza,murtaza|عبيد obaid,ubaid|حميد hamid,hameed|حامد hamed,hamid|مجيد majid,majeed|ماجد majed,majid
   |وائل wael,wail|وسام wissam,wisam|وحيد wahid,waheed|ودود wadood|وزير wazir|مشرف musharraf|معاوية muawiya,moaweya|معتز mutaz,moataz|منذر munther,mundhir|منير munir,mounir|مراد murad,mourad|مهند muhannad,mohanad|مؤمن moumen,mumin
   |دليمي dulaimi,dulaymi|جبوري jubouri,jaburi|عبيدي obaidi,ubaydi|شمري shammari|عتيبي otaibi,utaybi|قحطاني qahtani|غامدي ghamdi|زهراني zahrani|دوسري dosari,dawsari|مطيري mutairi|عنزي anazi,enezi|حربي harbi|سبيعي subaie,subai
   |شهري shehri|بلوشي balushi,baloushi|کعبی kaabi|گل gul,gol|گلبدین gulbuddin,golbuddin|پرویز parviz,parvez,pervez|چوہدری chaudhry,chaudhary,choudhury|چودھری chaudhry,chaudhary|بٹ butt,bhatt|شہباز shahbaz|نواز nawaz|ارشد arshad|اسلم aslam|افضل afzal
   |اکرم akram|انور anwar|اقبال iqbal|ظفر zafar|قریشی qureshi|ملک malik|راجہ raja|شاہ shah|بیگم begum|بی bibi,bi|پروین parveen,parvin|نسرین nasreen,nasrin|شیر sher,shir|زئی zai|یار yar|ولی wali,vali|محمدی mohammadi|حسینی hosseini,husseini
   |رضایی rezaei,rezai|کریمی karimi|احمدی ahmadi|جعفری jafari,jaafari|موسوی mousavi,musavi|هاشمی hashemi,hashimi|غفور ghafoor,ghafour|غنی ghani|قیوم qayyum,qayum|رسول rasul,rasool|حکیم hakim,hakeem`
    .split('|')
    .flatMap((entry) => {
      const words = entry.trim().split(' ')
      const readings = words.at(-1)?.split(',') ?? []
      return words.slice(0, -1).map((word) => [unifyArabic(word), readings] as const)
    }),
)

/** The readings of an everyday name before those that were guessed, eight in all. */
export function withCommon(word: string, guessed: readonly string[]): readonly string[] {
  const known = names.get(word)
  return known === undefined ? guessed : [...new Set([...known, ...guessed])].slice(0, 8)
}
