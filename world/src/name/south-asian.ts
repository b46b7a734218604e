import { parts } from './part.ts'
import type { NameLanguage } from './part.ts'

export const bengali: NameLanguage = {
  script: 'Beng',
  order: 'family-last',
  joint: ' ',
  given: [2, 2],
  family: parts(
    'হোসেন|Hossain,Hussain\nরহমান|Rahman\nআক্তার|Akter,Akhter\nইসলাম|Islam\nচৌধুরী|Chowdhury\nসরকার|Sarkar\nমিয়া|Mia,Miah\nতালুকদার|Talukder\nশিকদার|Sikder\nহাওলাদার|Howlader',
  ),
  male: parts(
    'রফিক|Rafiq\nজাহিদ|Zahid,Jahid\nসোহেল|Sohel\nমাসুদ|Masud\nকামরুল|Kamrul\nতানভীর|Tanvir\nআরিফ|Arif\nনাসির|Nasir',
  ),
  female: parts(
    'শিরিন|Shirin\nনাসরিন|Nasrin\nরোকেয়া|Rokeya\nফারজানা|Farzana\nমৌসুমী|Mousumi\nতাসলিমা|Taslima\nসাবিনা|Sabina\nজেসমিন|Jesmin',
  ),
}

export const sinhala: NameLanguage = {
  script: 'Sinh',
  order: 'family-last',
  joint: ' ',
  given: [2, 2],
  family: parts(
    'පෙරේරා|Perera\nසිල්වා|Silva\nජයසිංහ|Jayasinghe\nබණ්ඩාර|Bandara\nවික්‍රමසිංහ|Wickramasinghe\nරත්නායක|Rathnayake\nගුණවර්ධන|Gunawardena\nදිසානායක|Dissanayake',
  ),
  male: parts(
    'කසුන්|Kasun\nනුවන්|Nuwan\nචමින්ද|Chaminda\nසමන්|Saman\nරුවන්|Ruwan\nදිනේෂ්|Dinesh\nලක්මාල්|Lakmal\nඅසේල|Asela',
  ),
  female: parts(
    'නිලූකා|Niluka\nචතුරිකා|Chathurika\nසඳමාලි|Sandamali\nඉෂාරා|Ishara\nතරිඳි|Tharindi\nදිල්හානි|Dilhani\nමධුෂානි|Madhushani\nරසාංගි|Rasangi',
  ),
}

export const nepali: NameLanguage = {
  script: 'Deva',
  order: 'family-last',
  joint: ' ',
  given: [2, 2],
  family: parts(
    'थापा|Thapa\nगुरुङ|Gurung\nतामाङ|Tamang\nश्रेष्ठ|Shrestha\nलिम्बू|Limbu\nमगर|Magar\nअधिकारी|Adhikari\nपौडेल|Paudel',
  ),
  male: parts(
    'विशाल|Bishal\nसुमन|Suman\nप्रकाश|Prakash\nकिरण|Kiran\nदीपक|Dipak\nनवीन|Nabin\nबहादुर|Bahadur\nमनोज|Manoj',
  ),
  female: parts(
    'सरिता|Sarita\nमाया|Maya\nकुमारी|Kumari\nरञ्जना|Ranjana\nबिमला|Bimala\nअनिता|Anita\nपुजा|Puja\nसबिना|Sabina',
  ),
}

/** Kenya and Uganda: names of several languages in Latin letters. */
export const eastAfrican: NameLanguage = {
  script: 'Latn',
  order: 'family-last',
  joint: ' ',
  given: [2, 2],
  family: parts(
    'Wanjala\nOtieno\nMwangi\nKiprono\nNamukasa\nOkello\nBarasa\nMutua\nAchieng\nSsemakula\nNjoroge\nWafula',
  ),
  male: parts('Baraka\nJuma\nEzekiel\nWycliffe\nMoses\nKato\nSimiyu\nKevin\nRashid\nElijah'),
  female: parts('Zawadi\nNeema\nFaith\nMercy\nNakato\nAmani\nRehema\nPurity\nJoyce\nHalima'),
}
