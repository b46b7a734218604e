/** Two given names one person may bear: forms of one name in neighbouring languages, or a name and its short form. */
export type GivenVariant = 'form' | 'short'

/**
 * One name a line: its forms, then behind the bar the short ones. Only what papers of one person are known to mix:
 * Slavic neighbours (Volodymyr, Vladimir), Arabic names by country (Mohammed, Mehmet), and everyday short names.
 * John is not Ivan here: who is translated so is a matter for a reader of the case.
 */
const names = `
mohammed muhammad mohammad muhammed mohamed mohamad muhamad muhamed mohamud mohammod mehmet mehmed muhammet mahomed mouhamed mouhamad mohammadu mamadou mohd muhd md
ahmed ahmad ahmet ahmat amed
mahmoud mahmud mahmood mehmood mahmut mamoud
hussein husain hussain husayn husein hossein hosein huseyin hussien houssein hocine
hasan hassan hassane
ali aly
yusuf yousuf youssef yousef yosef yusef yusof yusoff youssouf
ibrahim ebrahim ibraheem brahim ibrahima
ismail esmail ismael ismaeel smail
usama osama oussama ousama
umar omar omer oumar
uthman othman osman usman ousmane outhman
khalid khaled halit khalled
jamal gamal djamal jamaal cemal jamel djamel
mustafa mostafa moustafa mustapha moustapha mostafha
yahya yehia yahia yehya
isa eisa issa essa
musa moussa mousa moosa
dawud daoud dawood daud davud dawoud
sulayman suleiman sulaiman soliman suleyman souleymane solaiman sulejman
abdullah abdallah abdulla abdalla abdoulaye abdollah
abubakr abubakar aboubakar boubacar abubaker aboubacar abubakir
qasim kassem qasem ghasem kasim gassim kassim qassim
muhsin mohsen muhsen mohsin
saeed said saied saeid sayed saiid
rashid rasheed rachid reshid
karim kareem kerim
salih saleh salah
fatima fatimah fatemeh fatma fatime fatoumata fathima
aisha ayesha aicha aysha aishah aissatou
khadija khadijah khadijeh hatice hadija
zainab zaynab zeinab zeynep zineb zaineb
maryam mariam meryem maryem mariyam
iskandar iskander sikandar
faisal faysal faysel feisal faical
tariq tarek tarik tareq tarique
walid waleed oualid walied
sharif shareef sherif cherif sharief
bilal belal bilel
nasser nasir naser naseer nacer
anwar anouar anwer enver
rafiq rafik rafeeq rafique
tahir taher tahar
adil adel aadil
hisham hicham hesham hisam
bashir bachir basheer bechir beshir
idris idriss driss edris
yunus younes younis yunis yunes younous
ayyub ayoub ayub ayoob eyup
yaqub yacoub yaqoob yakub yakoub yaakoub
layla leila laila leyla
samir sameer
munir mounir muneer monir
jalal djalal galal celal jelal
hamid hameed
majid majeed maged madjid
marwan merouane marouane mervan
sufyan sofiane sofyan sufian sofian
zakariya zakaria zakariyya zakarya zekeriya
hashim hashem hachem hasim
fuad fouad foad fuat
rida ridha reda reza riza
mahdi mehdi mahdy
haidar haydar heidar haider hyder haidir
jafar jaafar djaafar jaffar jafer cafer
ihsan ehsan
murad mourad morad murat
habib habeeb
latif lateef
jabir jaber djaber
nur noor nour
amin amine ameen emin
murtada mortaza murtaza mortada
abdelkader abdulkadir abdulqadir abdalqadir abdelqader abdulkader
abdelaziz abdulaziz abdalaziz abdolaziz
abdelrahman abdulrahman abdurrahman abderrahmane abderrahman abdalrahman
abdelrahim abdulrahim abdurrahim abderrahim
abdelkarim abdulkarim abdalkarim abdulkareem abdelkrim
abdelhamid abdulhamid abdalhamid abdulhameed
vladimir volodymyr uladzimir wladimir vladimer | vova volodya
alexander aleksandr oleksandr aliaksandr alexandr aleksander alexandre alexandros alexandru aleksandar alejandro alessandro | alex sasha sanya alec
alexandra aleksandra oleksandra alessandra alejandra | sasha alex
nikolai nikolay mykola mikalai nikolaj nicolai nikola nikolaos nicholas nicolas nicolae nikolas | kolya nick nico
sergei sergey serhii serhiy siarhei sergej serge sergiy | seryozha
dmitry dmitri dmitriy dmytro dzmitry dimitri dmitrii dimitrios dimitar | dima mitya
mikhail mykhailo mihail mikhael mihai michail mykhaylo michael miguel michel | misha mike mick mikey
pavel pavlo paul pablo paolo pavlos pavle | pasha
oleg oleh aleh
yuri yury yuriy yurii iurii jurij yuryi
andrei andrey andriy andrii andrej andrew andreas andre | drew andy
vasily vasyl vasiliy vasilii vasil vasile | vasya
grigory hryhoriy grigoriy hryhorii grigorii ryhor gregory | grisha greg
pyotr petro petr piotr peter petar pedro pierre petros | petya pete
igor ihor
evgeny yevgeny yevhen evgeniy evgenii yauhen eugene yevgeniy | zhenya gene
konstantin kostiantyn kanstantsin constantin konstantinos | kostya
nikita mykyta mikita
viktor victor viktar | vitya vic
ivan iwan | vanya
fedor fyodor fedir theodore theodor | fedya ted teddy theo
elena olena yelena alena helena eleni helen | lena
ekaterina yekaterina kateryna katsiaryna katerina katharina catherine katherine kathryn katarina | katya kate kathy cathy katie
anna hanna ana anne ann | anya annie
tatiana tatyana tetiana tetyana tatsiana | tanya
natalia natalya nataliia natalie nathalie | natasha
svetlana svitlana sviatlana | sveta
lyudmila liudmila liudmyla ludmila | lyuda luda mila
olga olha volha | olya
irina iryna irene | ira
georgy georgii georgi heorhii george georgios jorge giorgi georg | zhora gosha
stepan stefan stephen steven stephan stefano esteban stefanos | steve
john jon johnathan | johnny jack jackie
johannes johann johan | hans hannes jan
jonathan jonathon | jon
robert roberto | bob bobby rob robbie
william | bill billy will willie liam
richard ricardo riccardo | dick rick rich ricky
edward eduardo edouard eduard | ed eddie ted ned
thomas tomas tommaso | tom tommy
james | jim jimmy jamie
joseph josef jose giuseppe | joe joey pepe
charles carlos karl carl carlo | charlie chuck
daniel daniele danial | dan danny
david davide | dave davy
matthew mathew mateo matteo matthias | matt
anthony antony antonio anton antoine | tony
benjamin | ben benny
samuel | sam sammy
samantha | sam
timothy | tim
raymond | ray
kenneth | ken kenny
lawrence laurence lorenzo laurent | larry
patrick patricio | pat paddy
patricia | pat tricia trish
elizabeth elisabeth elisabetta | liz beth betty eliza lisa liza
margaret margarita margarida | maggie meg peggy rita
francis francisco francesco francois franz frantisek | frank paco pancho
henry henri enrique heinrich enrico hendrik | harry hank
philip phillip felipe philippe filippo philippos | phil
leonard leonardo | leo len
frederick friedrich federico frederic | fred freddy
albert alberto | al bert
gerald | gerry jerry
jeffrey geoffrey | jeff geoff
ronald | ron ronnie
donald | don donnie
walter walther | walt
christopher christoph christophe cristobal | chris kit
christian kristian cristian | chris
jennifer | jen jenny
jessica | jess jessie
susan susanna suzanne susana | sue susie
deborah debra | deb debbie
barbara | barb
victoria viktoria viktoriya viktoriia | vicky vika tori
rebecca rebeca | becky
stephanie estefania | steph
guillermo guglielmo guillaume wilhelm | memo
ignacio ignatius | nacho
chukwuemeka | emeka
chukwuebuka | ebuka
chukwudi | chudi
oluwaseun | seun
oluwafemi | femi
oluwatobi | tobi
oluwadamilola | damilola dami
babatunde | tunde
ngozichukwu | ngozi
temitope | temi
`

interface Membership {
  readonly name: number
  readonly short: boolean
}

let memberships: ReadonlyMap<string, readonly Membership[]> | undefined

function membershipsOf(word: string): readonly Membership[] {
  memberships ??= readNames()
  return memberships.get(word) ?? []
}

function readNames(): ReadonlyMap<string, readonly Membership[]> {
  const found = new Map<string, Membership[]>()
  names
    .trim()
    .split('\n')
    .forEach((line, name) => {
      const [forms = '', short = ''] = line.split(' | ')
      for (const word of forms.split(' ')) add(found, word, { name, short: false })
      for (const word of short.split(' ')) if (word !== '') add(found, word, { name, short: true })
    })
  return found
}

function add(found: Map<string, Membership[]>, word: string, membership: Membership): void {
  const list = found.get(word)
  if (list === undefined) found.set(word, [membership])
  else list.push(membership)
}

/** Other given names that may be this one, folded and in Latin letters; none for most words. */
export function formsOf(word: string): readonly string[] {
  const own = membershipsOf(word)
  if (own.length === 0) return []
  const numbers = new Set(own.map((one) => one.name))
  return [...(memberships ?? [])]
    .filter(([other, all]) => other !== word && all.some((one) => numbers.has(one.name)))
    .map(([other]) => other)
}

/** How two different given names, folded and in Latin letters, may be one: Volodymyr and Vladimir, Bill and William. */
export function givenVariant(left: string, right: string): GivenVariant | undefined {
  let found: GivenVariant | undefined
  for (const one of membershipsOf(left))
    for (const other of membershipsOf(right)) {
      if (one.name !== other.name) continue
      if (!one.short && !other.short) return 'form'
      found = 'short'
    }
  return found
}
