import type { GateName, ReturnOutcome, ReturnStage, TrackName } from './return-tracks.ts'
import type { Words } from './text.ts'

const words = (en: string, th: string): Words => ({ en, th })

export const trackWords: Readonly<Record<TrackName, Words>> = {
  decision: words('What the person wants', 'ความประสงค์ของบุคคล'),
  reflection: words('Time to recover and think', 'เวลาฟื้นฟูและไตร่ตรอง'),
  asylum: words('Fear of going back', 'ความกลัวที่จะกลับ'),
  risk: words('Danger at home', 'การประเมินความเสี่ยง'),
  nationality: words('Nationality', 'สัญชาติ'),
  document: words('Travel document', 'เอกสารเดินทาง'),
  immigration: words('Permission to leave', 'การอนุญาตออกนอกประเทศ'),
  fine: words('Overstay fine', 'ค่าปรับอยู่เกินกำหนด'),
  ban: words('Entry ban', 'รายชื่อห้ามเข้าประเทศ'),
  legal: words('Court and police', 'คดีและพยาน'),
  family: words('Family', 'การตามหาครอบครัว'),
  health: words('Fit to travel', 'สุขภาพก่อนเดินทาง'),
  reception: words('Reception at home', 'ผู้รับที่ปลายทาง'),
  child: words('Best interest of the child', 'ประโยชน์สูงสุดของเด็ก'),
  reencounter: words('Here before?', 'เคยมาก่อนหรือไม่'),
  logistics: words('Journey', 'การเดินทาง'),
  handover: words('Hand-over', 'การรับมอบตัว'),
}

const states: Readonly<Record<TrackName, Readonly<Record<string, Words>>>> = {
  decision: {
    none: words('Not spoken of yet', 'ยังไม่ได้พูดคุย'),
    informed: words('Was told what there is to choose', 'แจ้งทางเลือกแล้ว'),
    explained: words('Choices explained, thinks it over', 'อธิบายทางเลือกแล้ว กำลังตัดสินใจ'),
    return: words('Wants to go home', 'ต้องการกลับบ้าน'),
    stay: words('Wants to stay', 'ต้องการอยู่ต่อ'),
    'third-country': words('Wants to go to a third country', 'ต้องการไปประเทศที่สาม'),
    confirmed: words('Confirmed: goes home', 'ยืนยันแล้วว่ากลับบ้าน'),
  },
  reflection: {
    none: words('Nobody said that the person wants to go earlier', 'ไม่มีบันทึกว่าบุคคลนี้ต้องการไปก่อนกำหนด'),
    early: words('Wants to go before it is over', 'ต้องการไปก่อนครบเวลา'),
  },
  asylum: {
    none: words('Not asked yet', 'ยังไม่ได้ถาม'),
    'no-fear': words('Is not afraid to go back', 'ไม่กลัวที่จะกลับ'),
    fears: words('Is afraid to go back', 'กลัวที่จะกลับ'),
    referred: words('Referred to who decides on asylum', 'ส่งต่อหน่วยงานด้านการลี้ภัยแล้ว'),
    settled: words('Settled: may go back safely', 'พิจารณาแล้วว่ากลับได้อย่างปลอดภัย'),
  },
  risk: {
    none: words('Not assessed yet', 'ยังไม่ได้ประเมิน'),
    drafted: words('Written, waits for a second person', 'เขียนแล้ว รอบุคคลที่สอง'),
    approved: words('Approved', 'อนุมัติแล้ว'),
  },
  nationality: {
    claimed: words('As the person says', 'ตามที่บุคคลแจ้ง'),
    asked: words('The embassy is asked', 'สอบถามสถานทูตแล้ว'),
    interviewed: words('Spoken to by the consul', 'กงสุลสัมภาษณ์แล้ว'),
    confirmed: words('Confirmed', 'ยืนยันแล้ว'),
    refused: words('Not confirmed', 'สถานทูตไม่ยืนยัน'),
    stateless: words('No state: referred', 'ไร้สัญชาติ ส่งต่อแล้ว'),
    admitted: words('A state lets the person in', 'มีรัฐรับเข้าเมือง'),
  },
  document: {
    none: words('Not asked for', 'ยังไม่ได้ขอ'),
    asked: words('Asked for', 'ขอแล้ว'),
    issued: words('Issued', 'ออกให้แล้ว'),
    handed: words('In the hands of the person', 'อยู่กับเจ้าตัวแล้ว'),
    refused: words('Refused', 'ถูกปฏิเสธ'),
  },
  immigration: {
    none: words('Not looked at yet', 'ยังไม่ได้ตรวจ'),
    irregular: words('Stayed longer than permitted', 'อยู่เกินกำหนด'),
    regular: words('Stays with permission', 'อยู่โดยได้รับอนุญาต'),
    stay: words('Temporary stay granted', 'ได้อยู่ชั่วคราว'),
    'exit-asked': words('Permission to leave asked for', 'ขออนุญาตออกแล้ว'),
    granted: words('May leave', 'อนุญาตให้ออกแล้ว'),
    refused: words('Refused', 'ถูกปฏิเสธ'),
  },
  fine: {
    none: words('Not looked at yet', 'ยังไม่ได้ตรวจ'),
    'not-due': words('Nothing is due', 'ไม่มีค่าปรับ'),
    'waiver-asked': words('Waiver asked for', 'ขอยกเว้นแล้ว'),
    waived: words('Waived', 'ยกเว้นแล้ว'),
    'waiver-refused': words('Waiver refused', 'ไม่ยกเว้น'),
    paid: words('Paid', 'ชำระแล้ว'),
  },
  ban: {
    none: words('Not looked at yet', 'ยังไม่ได้ตรวจ'),
    'not-listed': words('Not on the list', 'ไม่อยู่ในรายชื่อ'),
    listed: words('On the list', 'อยู่ในรายชื่อ'),
    'removal-asked': words('Removal asked for', 'ขอถอนชื่อแล้ว'),
    removed: words('Taken off the list', 'ถอนชื่อแล้ว'),
    'removal-refused': words('Removal refused', 'ไม่ถอนชื่อ'),
  },
  legal: {
    none: words('Not looked at yet', 'ยังไม่ได้ตรวจ'),
    'no-case': words('Not needed in any case', 'ไม่มีคดีที่ต้องอยู่'),
    witness: words('Needed as a witness', 'ต้องเป็นพยาน'),
    heard: words('Was heard as a witness', 'ให้การแล้ว'),
    accused: words('Is accused of something', 'ถูกกล่าวหา'),
    released: words('Free to go', 'เดินทางได้แล้ว'),
  },
  family: {
    none: words('Not asked yet', 'ยังไม่ได้ถาม'),
    'not-wanted': words('Does not want it', 'ไม่ต้องการ'),
    wanted: words('Wants family to be looked for', 'ต้องการให้ตามหา'),
    asked: words('Being looked for', 'กำลังตามหา'),
    located: words('Found', 'พบแล้ว'),
    'not-found': words('Not found', 'ไม่พบ'),
    suitable: words('Can receive the person', 'รับกลับได้'),
    unsuitable: words('Should not receive the person', 'ไม่เหมาะจะรับกลับ'),
  },
  health: {
    none: words('No certificate yet', 'ยังไม่มีใบรับรอง'),
    fit: words('Fit to travel', 'เดินทางได้'),
    'with-escort': words('Fit with a medical escort', 'เดินทางได้โดยมีผู้ดูแล'),
    'not-fit': words('Not fit to travel', 'ยังเดินทางไม่ได้'),
  },
  reception: {
    none: words('Nobody asked yet', 'ยังไม่ได้ขอ'),
    asked: words('Asked', 'ขอแล้ว'),
    accepted: words('Will receive the person', 'ตอบรับแล้ว'),
    planned: words('Plan for the first weeks stands', 'มีแผนรับแล้ว'),
    refused: words('Will not receive', 'ปฏิเสธ'),
  },
  child: {
    none: words('No guardian yet', 'ยังไม่มีผู้ปกครอง'),
    guardian: words('A guardian is named', 'แต่งตั้งผู้ปกครองแล้ว'),
    determined: words('Return is in the best interest', 'การกลับเป็นประโยชน์สูงสุด'),
    against: words('Return is not in the best interest', 'การกลับไม่เป็นประโยชน์สูงสุด'),
    escorted: words('An escort is named', 'มีผู้นำส่งแล้ว'),
  },
  reencounter: {
    none: words('Not asked yet', 'ยังไม่ได้ถาม'),
    checked: words('The vault was asked', 'สอบถามคลังแล้ว'),
  },
  logistics: {
    none: words('Not planned yet', 'ยังไม่ได้วางแผน'),
    quoted: words('Price known', 'ทราบราคาแล้ว'),
    booked: words('Booked', 'จองแล้ว'),
    ticketed: words('Ticket in hand', 'มีตั๋วแล้ว'),
    departed: words('On the way', 'ออกเดินทางแล้ว'),
    arrived: words('Arrived', 'ถึงแล้ว'),
  },
  handover: {
    none: words('Not handed over', 'ยังไม่ได้ส่งมอบ'),
    released: words('Handed over, waits for the other side', 'ส่งมอบแล้ว รออีกฝ่ายลงนาม'),
    received: words('Received and signed', 'รับมอบและลงนามแล้ว'),
    differs: words('Received; something differs', 'รับแล้วแต่ไม่ตรงกัน'),
  },
}

/** A state of a track in words; of a state that is not known, its code. */
export function stateWords(track: TrackName, state: string): Words {
  return states[track][state] ?? words(state, state)
}

/** What is missing while a gate is closed, as it is said to who must act. */
export const gateWords: Readonly<Record<GateName, Words>> = {
  decision: words('The person has not confirmed to go home', 'บุคคลนี้ยังไม่ยืนยันว่าจะกลับบ้าน'),
  reflection: words(
    'The time to recover and think runs, or a panel sits: no journey unless the person wants to go earlier',
    'อยู่ในช่วงฟื้นฟูและไตร่ตรอง หรือคณะกำลังพิจารณา ยังไม่เดินทาง เว้นแต่เจ้าตัวต้องการไปก่อน',
  ),
  asylum: words('Nobody has asked whether going back is feared', 'ยังไม่ได้ถามว่ากลัวที่จะกลับหรือไม่'),
  risk: words('No approved assessment of danger at home', 'ยังไม่มีการประเมินความเสี่ยงที่อนุมัติแล้ว'),
  nationality: words('Nationality is not confirmed', 'ยังไม่ยืนยันสัญชาติ'),
  document: words('No valid travel document', 'ยังไม่มีเอกสารเดินทางที่ใช้ได้'),
  immigration: words('No permission to leave', 'ยังไม่ได้รับอนุญาตให้ออก'),
  legal: words('Not released by court and police', 'ยังติดเรื่องคดี'),
  health: words('No valid certificate: fit to travel', 'ยังไม่มีใบรับรองว่าเดินทางได้'),
  reception: words('Nobody at home will receive the person', 'ยังไม่มีผู้รับที่ปลายทาง'),
  child: words('Guardian, best interest or escort is missing', 'ขาดผู้ปกครอง การพิจารณาประโยชน์สูงสุด หรือผู้นำส่ง'),
  reencounter: words('Nobody has asked whether the person was here before', 'ยังไม่ได้สอบถามว่าเคยมาก่อนหรือไม่'),
}

export const stageWords: Readonly<Record<ReturnStage, Words>> = {
  deciding: words('Deciding', 'กำลังตัดสินใจ'),
  papers: words('Papers', 'เอกสาร'),
  permission: words('Permission', 'การอนุญาต'),
  preparing: words('Preparing', 'เตรียมตัว'),
  ready: words('Ready', 'พร้อมเดินทาง'),
  travelling: words('On the way', 'กำลังเดินทาง'),
  home: words('At home', 'ถึงบ้านแล้ว'),
  stays: words('Stays, or goes elsewhere', 'อยู่ต่อหรือไปที่อื่น'),
  ended: words('Ended', 'สิ้นสุดแล้ว'),
}

export const outcomeWords: Readonly<Record<ReturnOutcome, Words>> = {
  returned: words('Is home', 'กลับถึงบ้านแล้ว'),
  stayed: words('Stayed', 'อยู่ต่อ'),
  'third-country': words('Went to a third country', 'ไปประเทศที่สาม'),
  lost: words('Contact was lost', 'ขาดการติดต่อ'),
  'exploited-again': words('Was exploited again', 'ถูกแสวงหาประโยชน์ซ้ำ'),
  'ended-otherwise': words('Ended otherwise', 'สิ้นสุดด้วยเหตุอื่น'),
  died: words('Died', 'เสียชีวิต'),
}
