import type { Defect, Place, Words } from '@shield/core'

interface Rule {
  readonly wrong: Words
  readonly mend: Words
}

const r = (wrong: string, wrongThai: string, mend: string, mendThai: string): Rule => ({
  wrong: { en: wrong, th: wrongThai },
  mend: { en: mend, th: mendThai },
})

/** The closed list of what can be wrong with a file: what it is, and how to mend it. */
export const rules = {
  // ── JSON, STIX, FollowTheMoney, MISP ──
  'wrong-file-type': r(
    'This is not a JSON file.',
    'ไฟล์นี้ไม่ใช่ JSON',
    'Unpack archives first; a web page usually means that the download asked for a sign-in.',
    'หากเป็นไฟล์บีบอัดให้แตกไฟล์ก่อน หากเป็นหน้าเว็บแสดงว่าต้องเข้าสู่ระบบก่อนดาวน์โหลด',
  ),
  'utf-16': r(
    'The file is written in UTF-16.',
    'ไฟล์เข้ารหัสแบบ UTF-16',
    'Save it again as UTF-8.',
    'บันทึกใหม่เป็น UTF-8',
  ),
  'invalid-utf-8': r(
    'The text has bytes that are not UTF-8.',
    'ข้อความมีไบต์ที่ไม่ใช่ UTF-8',
    'Export it again as UTF-8.',
    'ส่งออกใหม่เป็น UTF-8',
  ),
  'nul-character': r(
    'The text has a NUL character.',
    'ข้อความมีอักขระ NUL',
    'Remove the character at the source.',
    'ลบอักขระนี้ที่ต้นทาง',
  ),
  'lone-surrogate': r(
    'The text has half of a character (a lone surrogate).',
    'ข้อความมีอักขระครึ่งตัว (surrogate เดี่ยว)',
    'Write the character whole at the source.',
    'เขียนอักขระให้ครบที่ต้นทาง',
  ),
  truncated: r(
    'The file ends in the middle.',
    'ไฟล์ขาดกลางคัน',
    'Fetch the file again and compare its size with the source; what came before the cut was read.',
    'ดาวน์โหลดใหม่และเทียบขนาดกับต้นทาง ส่วนก่อนที่ขาดถูกอ่านแล้ว',
  ),
  'truncated-event': r(
    'The file ends in the middle of a MISP event, behind as many bytes as shown; nothing of this event was kept.',
    'ไฟล์ขาดกลางคันภายในเหตุการณ์ MISP หลังจำนวนไบต์ที่แสดง ไม่ได้เก็บส่วนใดของเหตุการณ์นี้',
    'Fetch the file again and compare its size with the source. The tags that say who may see an event can stand behind its parts, so a part of one is not kept; whole events before it were read.',
    'ดาวน์โหลดใหม่และเทียบขนาดกับต้นทาง แท็กที่กำหนดว่าใครดูเหตุการณ์ได้อาจอยู่ท้ายเหตุการณ์ จึงไม่เก็บเพียงบางส่วน ส่วนเหตุการณ์ก่อนหน้าที่ครบถ้วนถูกอ่านแล้ว',
  ),
  'invalid-json': r(
    'The text breaks the rules of JSON.',
    'ข้อความไม่ถูกต้องตามรูปแบบ JSON',
    'Write the file with a JSON library; look near the place named.',
    'สร้างไฟล์ด้วยไลบรารี JSON และดูใกล้ตำแหน่งที่ระบุ',
  ),
  'trailing-text': r(
    'Something follows the end of the JSON text.',
    'มีข้อความต่อท้ายหลังจบ JSON',
    'Put one JSON text in one file, or one a line in an .ijson file.',
    'ใส่ JSON หนึ่งชุดต่อไฟล์ หรือบรรทัดละหนึ่งชุดในไฟล์ .ijson',
  ),
  'too-deep': r(
    'Lists and objects are nested too deep.',
    'ข้อมูลซ้อนกันลึกเกินไป',
    'Flatten the record.',
    'ลดระดับการซ้อนของระเบียน',
  ),
  'string-too-long': r(
    'A text is longer than the limit.',
    'ข้อความยาวเกินกำหนด',
    'Keep large content as a file of evidence and refer to it.',
    'เก็บเนื้อหาขนาดใหญ่เป็นไฟล์พยานหลักฐานแล้วอ้างอิง',
  ),
  'record-too-large': r(
    'The record is larger than the limit.',
    'ระเบียนมีขนาดเกินกำหนด',
    'Split the record at the source.',
    'แบ่งระเบียนที่ต้นทาง',
  ),
  'too-many-records': r(
    'The file has more records than the limit; reading stopped here.',
    'ไฟล์มีจำนวนระเบียนเกินกำหนด หยุดอ่านที่ตำแหน่งนี้',
    'Split the file.',
    'แบ่งไฟล์',
  ),
  'file-too-large': r(
    'The file is larger than the limit; reading stopped here.',
    'ไฟล์มีขนาดเกินกำหนด หยุดอ่านที่ตำแหน่งนี้',
    'Split the file.',
    'แบ่งไฟล์',
  ),
  'duplicate-key': r(
    'An object gives one key twice, so readers would disagree about its value.',
    'วัตถุมีคีย์ซ้ำ ทำให้อ่านค่าได้ไม่ตรงกัน',
    'Keep one of the two.',
    'เก็บไว้เพียงคีย์เดียว',
  ),
  'reserved-key': r(
    'A key is a reserved word of programming languages; it was kept as plain text.',
    'คีย์เป็นคำสงวนของภาษาโปรแกรม เก็บไว้เป็นข้อความธรรมดา',
    'Ask the source why it is there.',
    'สอบถามต้นทางว่าเหตุใดจึงมีคีย์นี้',
  ),
  'unsafe-number': r(
    'A number is too large to hold exactly; it was kept as text.',
    'ตัวเลขใหญ่เกินกว่าจะเก็บได้ตรง จึงเก็บเป็นข้อความ',
    'Write long numbers, such as accounts, in quotes.',
    'เขียนเลขยาว เช่น เลขบัญชี ไว้ในเครื่องหมายคำพูด',
  ),
  'no-records': r(
    'No list of records was found.',
    'ไม่พบรายการระเบียน',
    'Check that the right format was chosen.',
    'ตรวจสอบว่าเลือกรูปแบบถูกต้อง',
  ),
  'bare-list': r(
    'A bare list instead of a bundle; it was read all the same.',
    'เป็นรายการเปล่าแทน bundle แต่อ่านได้',
    'Ask the source for a bundle: {"type":"bundle","id":…,"objects":[…]}.',
    'ขอไฟล์แบบ bundle จากต้นทาง: {"type":"bundle","id":…,"objects":[…]}',
  ),
  'not-an-object': r(
    'A record must be an object.',
    'ระเบียนต้องเป็นวัตถุ',
    'Check that the right format was chosen.',
    'ตรวจสอบว่าเลือกรูปแบบถูกต้อง',
  ),
  'missing-type': r(
    'The record does not say what it is (type or schema).',
    'ระเบียนไม่บอกประเภท (type หรือ schema)',
    'Add the type at the source.',
    'เพิ่มประเภทที่ต้นทาง',
  ),
  'missing-id': r('The record has no id.', 'ระเบียนไม่มีรหัส', 'Add the id at the source.', 'เพิ่มรหัสที่ต้นทาง'),
  'malformed-id': r(
    'The id is not of the form type--uuid, or its type is another one.',
    'รหัสไม่อยู่ในรูป type--uuid หรือประเภทไม่ตรงกัน',
    'Correct the id at the source.',
    'แก้รหัสที่ต้นทาง',
  ),
  'duplicate-id': r(
    'The file has this id and version more than once; each was kept.',
    'ไฟล์มีรหัสและรุ่นนี้มากกว่าหนึ่งครั้ง เก็บไว้ทุกครั้ง',
    'Ask the source which one holds.',
    'สอบถามต้นทางว่ารายการใดใช้ได้',
  ),
  'missing-end': r(
    'A link lacks one of its two ends, or its verb.',
    'ความเชื่อมโยงขาดปลายด้านหนึ่งหรือขาดคำกริยา',
    'Add the missing end at the source.',
    'เพิ่มส่วนที่ขาดที่ต้นทาง',
  ),
  'key-too-long': r(
    'A key (an id, a reference number) is longer than any real one.',
    'รหัสยาวเกินกว่าที่ควรเป็น',
    'Correct the id at the source.',
    'แก้รหัสที่ต้นทาง',
  ),
  'empty-reference': r(
    'A reference is empty; it was taken as absent.',
    'การอ้างอิงว่างเปล่า ถือว่าไม่มี',
    'Remove the property or fill it at the source.',
    'ลบหรือเติมค่าที่ต้นทาง',
  ),
  'malformed-reference': r(
    'A reference is not an id; it was taken as absent.',
    'การอ้างอิงไม่ใช่รหัส ถือว่าไม่มี',
    'Correct the reference at the source.',
    'แก้การอ้างอิงที่ต้นทาง',
  ),
  'too-many-ends': r(
    'A link has more pairs of ends than the limit; the first were kept.',
    'ความเชื่อมโยงมีคู่ปลายเกินกำหนด เก็บเฉพาะชุดแรก',
    'Split the link at the source.',
    'แบ่งความเชื่อมโยงที่ต้นทาง',
  ),
  'unknown-marking': r(
    'The marking is not known here; the record is handled as TLP:RED.',
    'ไม่รู้จักชั้นการจัดการนี้ ระเบียนถูกจัดการแบบ TLP:RED',
    'Send the marking definition in the same file, or use TLP 2.0.',
    'ส่งคำนิยามชั้นการจัดการมาในไฟล์เดียวกัน หรือใช้ TLP 2.0',
  ),
  'unknown-schema': r(
    'The kind of record is not known; it was kept as a thing.',
    'ไม่รู้จักประเภทระเบียน เก็บไว้เป็นสิ่งอื่น',
    'Nothing needs doing; ask for the kind to be added if it comes often.',
    'ไม่ต้องแก้ไข หากพบบ่อยให้ขอเพิ่มประเภท',
  ),
  'wrong-value-type': r(
    'A value is not of the type this property has; it stays only in the verbatim record.',
    'ค่าไม่ตรงชนิดของคุณสมบัติ คงอยู่เฉพาะในระเบียนต้นฉบับ',
    'Correct the value at the source.',
    'แก้ค่าที่ต้นทาง',
  ),
  // ── values, tables, sanctions and scam lists ──
  'malformed-document': r(
    'A document or account number has no letter and no digit.',
    'เลขเอกสารหรือบัญชีไม่มีตัวอักษรหรือตัวเลข',
    'Correct the value at the source; it was kept as written.',
    'แก้ค่าที่ต้นทาง ระบบเก็บไว้ตามที่เขียน',
  ),
  'malformed-date': r(
    'This is not a date SHIELD can read.',
    'อ่านเป็นวันที่ไม่ได้',
    'Write it as 1987-05-03, 3 May 1987 or 3 พ.ค. 2530; it was kept as written.',
    'เขียนเป็น 1987-05-03 หรือ 3 พ.ค. 2530 ระบบเก็บไว้ตามที่เขียน',
  ),
  'unknown-country': r(
    'The country is not known.',
    'ไม่รู้จักประเทศนี้',
    'Use a code of ISO 3166 or the name; it was kept as written.',
    'ใช้รหัส ISO 3166 หรือชื่อประเทศ ระบบเก็บไว้ตามที่เขียน',
  ),
  'malformed-email': r(
    'This is not an e-mail address.',
    'ไม่ใช่ที่อยู่อีเมล',
    'Correct it at the source.',
    'แก้ที่ต้นทาง',
  ),
  'malformed-url': r('This is not a web address.', 'ไม่ใช่ที่อยู่เว็บ', 'Correct it at the source.', 'แก้ที่ต้นทาง'),
  'malformed-domain': r('This is not a domain.', 'ไม่ใช่โดเมน', 'Correct it at the source.', 'แก้ที่ต้นทาง'),
  'malformed-ip': r('This is not an IP address.', 'ไม่ใช่เลขที่อยู่ไอพี', 'Correct it at the source.', 'แก้ที่ต้นทาง'),
  'malformed-phone': r(
    'This is not a phone number.',
    'ไม่ใช่หมายเลขโทรศัพท์',
    'Write it with its country, as +66 81 234 5678.',
    'เขียนพร้อมรหัสประเทศ เช่น +66 81 234 5678',
  ),
  'impossible-phone': r(
    'No number of this country has this length; it was kept by its digits.',
    'ไม่มีหมายเลขของประเทศนี้ที่มีความยาวเท่านี้ ระบบเก็บไว้ตามตัวเลข',
    'Check the digits and the country.',
    'ตรวจสอบตัวเลขและประเทศ',
  ),
  'wrong-check-digits': r(
    'The check digits do not fit the number; it was kept as written.',
    'เลขตรวจสอบไม่ตรงกับหมายเลข ระบบเก็บไว้ตามที่เขียน',
    'Compare the number with its document.',
    'เทียบหมายเลขกับเอกสาร',
  ),
  'malformed-device': r(
    'This is not a device number.',
    'ไม่ใช่เลขเครื่อง',
    'Correct it at the source.',
    'แก้ที่ต้นทาง',
  ),
  'malformed-wallet': r(
    'This is not a wallet address.',
    'ไม่ใช่ที่อยู่กระเป๋าเงิน',
    'Correct it at the source.',
    'แก้ที่ต้นทาง',
  ),
  'malformed-number': r('This is not an amount.', 'ไม่ใช่จำนวนเงิน', 'Write it as 1234.50.', 'เขียนเป็น 1234.50'),
  'formula-cell': r(
    'The cell begins like a formula; it was kept as plain text and is never run.',
    'เซลล์ขึ้นต้นเหมือนสูตร ระบบเก็บเป็นข้อความและไม่ประมวลผล',
    'Ask the source whether the cell is meant to be text.',
    'สอบถามต้นทางว่าเซลล์นี้ควรเป็นข้อความหรือไม่',
  ),
  'wrong-cell-count': r(
    'The row has more or fewer cells than the header.',
    'จำนวนเซลล์ในแถวไม่ตรงกับหัวตาราง',
    'Look for a missing quotation mark or separator in this row.',
    'ตรวจหาเครื่องหมายคำพูดหรือตัวคั่นที่ขาดในแถวนี้',
  ),
  'unclosed-quote': r(
    'A quotation mark opens a cell and nothing closes it; the line was left out.',
    'มีเครื่องหมายคำพูดเปิดแต่ไม่มีปิด บรรทัดนี้ถูกข้าม',
    'Close the quotation mark, or write it twice inside a cell.',
    'ปิดเครื่องหมายคำพูด หรือเขียนซ้ำสองครั้งภายในเซลล์',
  ),
  'stray-quote': r(
    'A quotation mark stands inside a cell; it was kept as text.',
    'มีเครื่องหมายคำพูดอยู่ภายในเซลล์ เก็บไว้เป็นข้อความ',
    'Write the whole cell in quotation marks and those inside it twice.',
    'ใส่เครื่องหมายคำพูดครอบทั้งเซลล์ และเขียนเครื่องหมายภายในซ้ำสองครั้ง',
  ),
  'unreadable-character': r(
    'A character could not be read in the encoding of the file; it shows as \uFFFD.',
    'มีอักขระที่อ่านไม่ได้ตามรหัสของไฟล์ แสดงเป็น \uFFFD',
    'Choose the right encoding, or save the file again as UTF-8.',
    'เลือกรหัสอักขระให้ถูกต้อง หรือบันทึกไฟล์ใหม่เป็น UTF-8',
  ),
  'not-a-text': r(
    'The file is not a text: it looks like an archive, a picture or a document of another kind.',
    'ไฟล์นี้ไม่ใช่ข้อความ อาจเป็นไฟล์บีบอัด รูปภาพ หรือเอกสารชนิดอื่น',
    'Unpack it, or save the table as CSV (UTF-8) or .xlsx.',
    'แตกไฟล์ก่อน หรือบันทึกตารางเป็น CSV (UTF-8) หรือ .xlsx',
  ),
  'duplicate-row': r(
    'An earlier row has the same key (or, without a key, the same content); both were kept.',
    'แถวก่อนหน้ามีรหัสเดียวกัน (หรือเนื้อหาเดียวกันเมื่อไม่มีรหัส) เก็บไว้ทั้งสองแถว',
    'Choose columns whose cells differ from row to row as the key.',
    'เลือกคอลัมน์ที่มีค่าไม่ซ้ำกันเป็นรหัส',
  ),
  'missing-key': r(
    'The row is empty where its key should be.',
    'แถวนี้ไม่มีค่าในคอลัมน์ที่เป็นรหัส',
    'Fill the key column, or choose another one.',
    'กรอกคอลัมน์รหัส หรือเลือกคอลัมน์อื่น',
  ),
  'missing-column': r(
    'The mapping names a column that the file does not have.',
    'การจับคู่อ้างถึงคอลัมน์ที่ไม่มีในไฟล์',
    'Choose the columns again.',
    'เลือกคอลัมน์ใหม่',
  ),
  'duplicate-column': r(
    'Two columns have one name; the later one got a number.',
    'มีคอลัมน์ชื่อซ้ำ คอลัมน์หลังถูกเติมหมายเลข',
    'Name the columns apart.',
    'ตั้งชื่อคอลัมน์ให้ต่างกัน',
  ),
  'too-many-columns': r(
    'The table has too many columns.',
    'ตารางมีคอลัมน์มากเกินไป',
    'Split the table.',
    'แบ่งตาราง',
  ),
  'not-a-workbook': r(
    'This is not a workbook that can be read.',
    'ไม่ใช่เวิร์กบุ๊กที่อ่านได้',
    'Save it again as .xlsx without a password.',
    'บันทึกใหม่เป็น .xlsx โดยไม่ใส่รหัสผ่าน',
  ),
  'zip-bomb': r(
    'The file would unpack to far more than its size; it was not opened.',
    'ไฟล์ขยายออกใหญ่ผิดปกติ จึงไม่เปิด',
    'Ask the source for a plain CSV file.',
    'ขอไฟล์ CSV จากต้นทาง',
  ),
  'invalid-xml': r(
    'The text breaks the rules of XML.',
    'ข้อความไม่ถูกต้องตามรูปแบบ XML',
    'Fetch the file again from its publisher.',
    'ดาวน์โหลดใหม่จากผู้เผยแพร่',
  ),
  'xml-doctype': r(
    'The file carries a DOCTYPE, which can make a reader open other files; it was not read.',
    'ไฟล์มี DOCTYPE ซึ่งอาจสั่งให้เปิดไฟล์อื่น จึงไม่อ่าน',
    'Fetch the file again from its publisher.',
    'ดาวน์โหลดใหม่จากผู้เผยแพร่',
  ),
} as const satisfies Record<string, Rule>

export type RuleName = keyof typeof rules

/** A defect in words of the list; the value is shortened to 200 characters. */
export function defectOf(
  rule: RuleName,
  weight: Defect['weight'],
  place: Place,
  value: string,
): { readonly defect: Defect } {
  const { wrong, mend } = rules[rule]
  const short = value.length > 200 ? `${value.slice(0, 199)}…` : value
  return {
    defect: {
      place,
      value: short.toWellFormed().replaceAll('\0', '␀'),
      rule,
      hint: `${wrong.en} ${mend.en}`,
      weight,
    },
  }
}
