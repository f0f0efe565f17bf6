"""Extracts as they really come, and some that nobody would send: each is taken in as far as it can be, or
answered in a sentence within seconds, and then the database is as it was.

Large ones are made as they are read (a pipe cannot be taken in, so sparse files stand for them), at a size
that is over the reader's bounds all the same; with an argument `full` also at the sizes of a real attack."""
import csv
import io
import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile

FULL = 'full' in sys.argv[1:]
SECONDS = 20 if 'ASAN_OPTIONS' in os.environ else 10
BUILD = os.getcwd()
SOURCE = os.path.abspath(os.environ.get('top_srcdir', os.environ.get('srcdir', '.')))
PROGRAM = os.path.join(BUILD, 'src', 'caseclock')
NOW = '2024-04-08T09:30'

HEAD4 = ('Child Unique ID,Gender,Date of Birth,Continuous Assessment Start Date,'
         'Continuous Assessment Date of Authorisation,Allocated Team,Allocated Worker')
HEAD3 = 'Child Unique ID,Date of referral,Referral Source,Referral NFA?,Allocated Team'
HEAD7 = ('Child Unique ID,Child Protection Plan Start Date,Initial Category of Abuse,'
         'Date of the Last Statutory Visit,Date of latest review conference,Child Protection Plan End Date')


def environment(folder):
    return {'PATH': '/usr/bin:/bin', 'LC_ALL': 'C.UTF-8', 'HOME': folder, 'TMPDIR': folder,
            'CASECLOCK_DATADIR': os.path.join(SOURCE, 'data'),
            'CASECLOCK_LIBEXECDIR': os.path.join(BUILD, 'src', 'exchange'),
            'CASECLOCK_DATABASE': os.path.join(folder, 'try.db'),
            'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '')}


def run(folder, *words, now=NOW):
    return subprocess.run([PROGRAM, '--now', now, *words], env=environment(folder), capture_output=True,
                          cwd=folder, timeout=120)


# ---- workbooks, made by hand ----

TYPES = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="xml" ContentType="application/xml"/></Types>')
MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'


def cell(value):
    if isinstance(value, (int, float)):
        return f'<c><v>{value}</v></c>'
    text = str(value).replace('&', '&amp;').replace('<', '&lt;')
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def sheet(rows):
    body = ''.join(f'<row r="{n}">{"".join(cell(v) for v in row)}</row>' for n, row in enumerate(rows, 1))
    return f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'


def workbook(sheets, extra=(), first=None):
    """Bytes of an .xlsx with these sheets: name and rows, or name and the XML of it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr('[Content_Types].xml', TYPES)
        names = ''.join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, (name, _) in enumerate(sheets, 1))
        archive.writestr('xl/workbook.xml', f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>{names}</sheets></workbook>')
        links = ''.join(f'<Relationship Id="r{n}" Type="{REL}/worksheet" Target="worksheets/sheet{n}.xml"/>'
                        for n in range(1, len(sheets) + 1))
        archive.writestr('xl/_rels/workbook.xml.rels', '<Relationships xmlns="http://schemas.openxmlformats.org/'
                         f'package/2006/relationships">{links}</Relationships>')
        for n, (_, rows) in enumerate(sheets, 1):
            archive.writestr(f'xl/worksheets/sheet{n}.xml', rows if isinstance(rows, str) else sheet(rows))
        for name, text in extra:
            archive.writestr(name, text)
    return out.getvalue()


def rows_of(head, *rows):
    return [head.split(','), *[row.split(',') for row in rows]]


ONE3 = 'A3,02/02/2024,q) 6: Police,b) No,'
ONE4 = 'A1,a) Male,08/01/2015,05/02/2024,,,'
ONE7 = 'A2,08/01/2024,a) Neglect,20/03/2024,,'


def plain(head, *rows, encoding='utf-8', mark=b'', comma=','):
    text = '\n'.join([head, *rows]) + '\n'
    return mark + text.replace(',', comma).encode(encoding)


# ---- large and spiteful ----

def unclosed(path):
    """A quote that is never closed: sparse, so that it takes no room."""
    with open(path, 'wb') as out:
        out.write((HEAD4 + '\nA1,"').encode())
        out.truncate((1 << 30) + 4096 if FULL else 64 << 20)


def bomb(path):
    """A sheet of blanks that unpacks to more than the reader holds."""
    size = 400 << 20 if FULL else 240 << 20
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr('[Content_Types].xml', TYPES)
        archive.writestr('xl/workbook.xml', f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>'
                         '<sheet name="List_4" sheetId="1" r:id="r1"/></sheets></workbook>')
        archive.writestr('xl/_rels/workbook.xml.rels', '<Relationships xmlns="http://schemas.openxmlformats.org/'
                         f'package/2006/relationships"><Relationship Id="r1" Type="{REL}/worksheet" '
                         'Target="worksheets/sheet1.xml"/></Relationships>')
        with archive.open('xl/worksheets/sheet1.xml', 'w', force_zip64=True) as out:
            out.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for _ in range(size >> 20):
                out.write(b' ' * (1 << 20))
            out.write(b'</sheetData></worksheet>')


def nested(path):
    with open(path, 'wb') as out:
        out.write(b'<Message><Children>')
        for _ in range(20):
            out.write(b'<a>' * 100000)


def entities(path):
    rounds = ''.join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    with open(path, 'w') as out:
        out.write(f'<!DOCTYPE Message [<!ENTITY e0 "ha">{rounds}]><Message><Children>&e9;</Children></Message>')


def outside(path):
    with open(path, 'w') as out:
        out.write('<!DOCTYPE Message [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
                  '<Message><Children><Child><ChildIdentifiers><LAchildID>&x;</LAchildID></ChildIdentifiers>'
                  '</Child></Children></Message>')


def cut(path):
    whole = workbook([('List_4', rows_of(HEAD4, *[f'A{n},F,,05/02/2024,,,' for n in range(2000)]))])
    with open(path, 'wb') as out:
        out.write(whole[:len(whole) * 2 // 3])


OLE = bytes.fromhex('d0cf11e0a1b11ae1') + bytes(24 + 480)


def ole(*names):
    """An OLE file, as old workbooks and those with a password are: a directory with these entries."""
    head = bytearray(512)
    head[0:8] = bytes.fromhex('d0cf11e0a1b11ae1')
    head[24:26], head[26:28], head[28:30] = b'\x3e\0', b'\x03\0', b'\xfe\xff'
    head[30:32], head[32:34] = b'\x09\0', b'\x06\0'
    head[44:48] = (1).to_bytes(4, 'little')
    head[48:52] = (1).to_bytes(4, 'little')
    head[56:60] = (4096).to_bytes(4, 'little')
    head[60:64] = head[68:72] = b'\xfe\xff\xff\xff'
    head[76:512] = b'\xff' * 436
    head[76:80] = (0).to_bytes(4, 'little')
    fat = b'\xfd\xff\xff\xff' + b'\xfe\xff\xff\xff' + b'\xff' * 504
    directory = b''
    for n, name in enumerate(('Root Entry',) + names):
        text = name.encode('utf-16-le')
        entry = bytearray(128)
        entry[0:len(text)] = text
        entry[64:66] = (len(text) + 2).to_bytes(2, 'little')
        entry[66] = 5 if n == 0 else 2
        directory += bytes(entry)
    return bytes(head) + fat + directory.ljust(512, b'\0')


# ---- the table: name, format, file, what it holds, what is said, (new, refused) or None where all is refused ----

CASES = [
    ('a sheet of another name', 'annex-a', 'a.xlsx', workbook([('Sheet1', rows_of(HEAD4, ONE4))]), '', (1, 0)),
    ('a sheet named like another list', 'annex-a', 'a.xlsx', workbook([('List_7', rows_of(HEAD4, ONE4))]),
     'its headings are those of List 4: Assessments, and it is read as that', (1, 0)),
    ('List 3 beside List_4', 'annex-a', 'a.xlsx',
     workbook([('List 3', rows_of(HEAD3, ONE3)), ('List_4', rows_of(HEAD4, ONE4)), ('list  7 ', rows_of(HEAD7, ONE7))]),
     '', (3, 0)),
    ('curly quotes in a heading', 'annex-a', 'List 4.csv',
     plain(HEAD4 + ',Was the child assessed as requiring LA children\u2019s social care support', ONE4 + ',a) Yes'),
     '', (1, 0)),
    ('straight quotes and a question mark', 'annex-a', 'List 4.csv',
     plain(HEAD4 + ",Was the child assessed as requiring LA children's social care support?", ONE4 + ',a) Yes'),
     '', (1, 0)),
    ('ISO dates as text', 'annex-a', 'List 4.csv', plain(HEAD4, 'A1,F,2015-01-08,2024-02-05,,,'), '', (1, 0)),
    ('dates as serials', 'annex-a', 'a.xlsx',
     workbook([('List_4', [HEAD4.split(','), ['A1', 'F', 42012, 45327, '', '', '']])]), '', (1, 0)),
    ('a date of birth in words', 'annex-a', 'List 4.csv', plain(HEAD4, 'A1,F,May be 8 Jan 2000,05/02/2024,,,'),
     'column Date of Birth: "May be 8 Jan 2000": it is no date: a date is written DD/MM/YYYY', (1, 0)),
    ('1 January 1900', 'annex-a', 'List 4.csv', plain(HEAD4, 'A1,F,01/01/1900,05/02/2024,,,'),
     '"01/01/1900": this date stands for one that is not known', (1, 0)),
    ('ends before starts, half of them', 'annex-a', 'List 4.csv',
     plain(HEAD4, *[f'A{n},F,,05/02/2024,{"06" if n % 2 else "01"}/02/2024,,' for n in range(1, 21)]),
     'it lies before the date at which this began', (10, 10)),
    ('the same child twice', 'annex-a', 'List 7.csv', plain(HEAD7, ONE7, ONE7), '', (1, 0)),
    ('the same child twice and not the same', 'annex-a', 'List 7.csv',
     plain(HEAD7, ONE7, ONE7.replace('a) Neglect', 'b) Physical abuse')), 'row 2 says otherwise of the same', (1, 1)),
    ('ids with zeros in front', 'annex-a', 'List 4.csv', plain(HEAD4, ONE4.replace('A1', '0071'),
                                                               ONE4.replace('A1', '71')), '', (2, 0)),
    ('a byte order mark', 'annex-a', 'List 4.csv', plain(HEAD4, ONE4, mark=b'\xef\xbb\xbf'), '', (1, 0)),
    ('UTF-16', 'annex-a', 'List 4.csv', plain(HEAD4, ONE4, encoding='utf-16'), '', (1, 0)),
    ('UTF-16, contacts', 'contacts', 'c.csv', plain('reference,received', 'A1,2024-04-01 10:00', encoding='utf-16'),
     'it is UTF-16: save it again', None),
    ('UTF-16 without a mark, contacts', 'contacts', 'c.csv',
     plain('reference,received', 'A1,2024-04-01 10:00', encoding='utf-16-le'), 'or UTF-16; save it again', None),
    ('Windows-1252', 'annex-a', 'List 4.csv', plain(HEAD4, ONE4[:-1] + 'Team,Zo\u00eb', encoding='cp1252'),
     'read as Windows-1252, since line 2 is not UTF-8', (1, 0)),
    ('semicolons', 'annex-a', 'List 4.csv', plain(HEAD4, ONE4, comma=';'), '', (1, 0)),
    ('a title line with commas above semicolons', 'annex-a', 'List 4.csv',
     b'List 4: Assessments, open and closed, 2024, all teams\n' + plain(HEAD4, ONE4, comma=';'), '', (1, 0)),
    ('a title line above the headings', 'contacts', 'c.csv',
     b'Contacts, all teams, 2024\n' + plain('reference;received', 'A1;2024-04-01 10:00'), 'no column', None),
    ('an unclosed quote to the end of it', 'annex-a', 'List 4.csv', unclosed,
     'line 2, column 2: the quote that opens here is not closed within 1 MB', None),
    ('a zip bomb', 'annex-a', 'a.xlsx', bomb, 'it unpacks to more than 200 MB', None),
    ('a name that leads out of the archive', 'annex-a', 'a.xlsx',
     workbook([('List_4', rows_of(HEAD4, ONE4))], extra=[('../../evil.xml', 'x')]),
     'a member that leads out of it (../../evil.xml)', None),
    ('an entity bomb', 'cin', 'c.xml', entities,
     'it has a DTD (<!DOCTYPE>), which no extract needs: it is not read', None),
    ('an external entity', 'cin', 'c.xml', outside,
     'it has a DTD (<!DOCTYPE>), which no extract needs: it is not read', None),
    ('two million nested tags', 'cin', 'c.xml', nested, 'elements inside elements, more than 64 deep', None),
    ('a truncated workbook', 'annex-a', 'a.xlsx', cut,
     'it is no whole workbook: it was cut off, or is another archive', None),
    ('a truncated census', 'cin', 'c.xml', b'<Message><Children><Child><ChildIdentifiers>',
     'it is no whole XML', None),
    ('an old workbook', 'annex-a', 'a.xls', ole('Workbook'),
     'it is an old workbook (.xls): save it again as .xlsx', None),
    ('a workbook with a password', 'annex-a', 'a.xlsx', ole('EncryptionInfo', 'EncryptedPackage'),
     'it has a password: save it again without one', None),
    ('a workbook without any of the lists', 'annex-a', 'a.xlsx', workbook([('Notes', [['To do', 'By'], ['ring', 'Kim']])]),
     'sheets that are none of the lists: Notes', None),
    ('a census named as a workbook', 'annex-a', 'a.xlsx', b'<?xml version="1.0"?><Message></Message>',
     'it is XML, and annex-a.map is read from a workbook or CSV', None),
    ('a CSV file named as a census', 'cin', 'c.xml', plain(HEAD4, ONE4),
     'it is a text file, and cin.map is read from XML', None),
    ('UTF-16 without a mark', 'annex-a', 'List 4.csv', plain(HEAD4, ONE4, encoding='utf-16-le'),
     'or UTF-16; save it again as "CSV UTF-8"', None),
    ('an empty file', 'annex-a', 'a.csv', b'', 'it is empty', None),
    ('bytes that are nothing', 'annex-a', 'a.csv', bytes(range(256)) * 64, 'this is no text file, or UTF-16', None),
]


def events(folder):
    return run(folder, 'export', 'events', now='2024-04-08T10:00').stdout


def make(path, content):
    if callable(content):
        content(path)
    else:
        with open(path, 'wb') as out:
            out.write(content)


def counts(out):
    table = list(csv.DictReader(io.StringIO(out.decode())))
    return sum(int(row['new']) for row in table), sum(int(row['refused']) for row in table)


def try_one(folder, case):
    """What is wrong with how it was answered; None where all is well."""
    name, form, file, content, said, wanted = case
    path = os.path.join(folder, file)
    make(path, content)
    before = events(folder)
    began = time.monotonic()
    done = run(folder, 'import', form, file, '-f', 'csv')
    took = time.monotonic() - began
    answer = done.stderr.decode(errors='replace')
    os.unlink(path)
    if took > SECONDS:
        return f'it took {took:.1f} s'
    if said not in answer:
        return f'it does not say “{said}”: {answer}'
    if wanted is None:
        if done.returncode != 3 or not answer.strip():
            return f'status {done.returncode}, {answer}'
        if events(folder) != before:
            return 'the database is another now'
        return None
    if counts(done.stdout) != wanted:
        return f'{counts(done.stdout)} in place of {wanted}: {answer}'
    return None


def main():
    if not os.path.exists(PROGRAM):
        return 77
    bad = 0
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            made = run(folder, '-q', 'init', '--rehearse', '--live-from', '2024-04-08', now='2024-04-08T09:00')
            if made.returncode != 0:
                print(made.stderr.decode())
                return 77
            began = time.monotonic()
            wrong = try_one(folder, case)
            if '-v' in sys.argv:
                print(f'{time.monotonic() - began:5.1f} s  {case[0]}')
        if wrong:
            print(f'{case[0]}: {wrong}')
            bad += 1
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f'{len(CASES)} files, {bad} answered badly; the largest process had {peak:.0f} MiB')
    return bad > 0


if __name__ == '__main__':
    sys.exit(main())
