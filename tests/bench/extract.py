"""Annex A for table.py: a list of made-up children as CSV and as a workbook, and how quickly both come in.

The rate of each is in rows of the database for each second of processor time of caseclock and its reader,
against the same rows written by prepared statements; memory is the largest of both together."""
import datetime
import os
import random
import resource
import subprocess
import zipfile
from xml.sax.saxutils import escape

HEADINGS = ('Child Unique ID', 'Gender', 'Ethnicity', 'Date of Birth', 'Does the Child have a Disability',
            'Child Protection Plan Start Date', 'Initial Category of Abuse', 'Latest Category of Abuse',
            'Date of the Last Statutory Visit', 'Was the Child Seen Alone?', 'Date of latest review conference',
            'Child Protection Plan End Date', 'Number of Previous Child Protection Plans', 'Allocated Team',
            'Allocated Worker')
DATES = (3, 5, 8, 10, 11)
NUMBERS = (12,)
ABUSE = ('a) Neglect', 'b) Physical abuse', 'c) Emotional abuse', 'd) Sexual abuse', 'e) Multiple')
FIRST = datetime.date(1899, 12, 30)      # day 0 of a workbook's dates


def rows_of(n, last):
    """List 7 (child protection): n children with a plan begun in the year before the date `last`."""
    dice = random.Random(7)
    for i in range(1, n + 1):
        began = last - datetime.timedelta(days=dice.randrange(20, 360))
        since = (last - began).days
        visited = began + datetime.timedelta(days=dice.randrange(since))
        reviewed = began + datetime.timedelta(days=dice.randrange(since)) if since > 80 else ''
        ended = last if dice.randrange(10) == 0 else ''
        worker = dice.randrange(60)
        yield (f'P{i:07d}', dice.choice(('a) Male', 'b) Female')), dice.choice(('a) WBRI', 'k) APKN', 'o) BAFR')),
               last - datetime.timedelta(days=dice.randrange(400, 6000)), dice.choice(('a) Yes', 'b) No')), began,
               dice.choice(ABUSE), dice.choice(ABUSE), visited, dice.choice(('a) Yes', 'b) No')), reviewed, ended,
               dice.randrange(3), f'Team {worker % 7}', f'Worker {worker:02d}')


def write_csv(file, rows):
    with open(file, 'w', encoding='utf-8') as out:
        out.write(','.join(HEADINGS) + '\n')
        for row in rows:
            out.write(','.join(v.strftime('%d/%m/%Y') if isinstance(v, datetime.date) else str(v) for v in row) + '\n')


PARTS = {
    '[Content_Types].xml':
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
    'xl/workbook.xml':
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="List 7" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/styles.xml':
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
}
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def write_workbook(file, rows):
    """As spreadsheets write it: texts shared, dates as numbers with a format."""
    shared, sheet = {}, []

    def cell(column, number, value):
        place = f'{chr(65 + column)}{number}'
        if value == '':
            return ''
        if isinstance(value, datetime.date):
            return f'<c r="{place}" s="1"><v>{(value - FIRST).days}</v></c>'
        if isinstance(value, int):
            return f'<c r="{place}"><v>{value}</v></c>'
        return f'<c r="{place}" t="s"><v>{shared.setdefault(value, len(shared))}</v></c>'

    for number, row in enumerate((HEADINGS, *rows), 1):
        sheet.append(f'<row r="{number}" spans="1:15">' + ''.join(cell(i, number, v) for i, v in enumerate(row)) + '</row>')
    with zipfile.ZipFile(file, 'w', zipfile.ZIP_DEFLATED) as out:
        for name, text in PARTS.items():
            out.writestr(name, HEAD + text)
        out.writestr('xl/worksheets/sheet1.xml', f'{HEAD}<worksheet {SPACE}><sheetData>{"".join(sheet)}</sheetData></worksheet>')
        out.writestr('xl/sharedStrings.xml', f'{HEAD}<sst {SPACE} count="{len(shared)}" uniqueCount="{len(shared)}">'
                     + ''.join(f'<si><t>{escape(text)}</t></si>' for text in shared) + '</sst>')


# ---- taking them in ----

def files_of(folder, n, moment):
    """The list as CSV and as a workbook; written once."""
    names = [os.path.join(folder, f'List 7 of {n}.{kind}') for kind in ('csv', 'xlsx')]
    if not all(map(os.path.exists, names)):
        rows = list(rows_of(n, datetime.datetime.fromtimestamp(moment, datetime.timezone.utc).date()))
        for name, write in zip(names, (write_csv, write_workbook)):
            write(name + '.part', rows)
            os.rename(name + '.part', name)
    return names


def spent(command, environment):
    """Processor time in seconds of a program and those that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          env=environment, check=False)
    if done.returncode:
        raise RuntimeError(f'{command[0]}: status {done.returncode}: {done.stderr.decode("utf-8", "replace")[:300]}')
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def peaks(command, environment):
    """KiB of a program and of the reader that it starts, at their largest, looked at a hundred times a second."""
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             env=environment)
    seen = {}
    while True:
        try:
            child.wait(0.01)
            break
        except subprocess.TimeoutExpired:
            for pid in [child.pid, *children_of(child.pid)]:
                seen[pid] = max(seen.get(pid, 0), peak_of(pid))
    return sum(seen.values())


def children_of(pid):
    try:
        with open(f'/proc/{pid}/task/{pid}/children', encoding='ascii') as file:
            return [int(word) for word in file.read().split()]
    except OSError:
        return []


def peak_of(pid):
    try:
        with open(f'/proc/{pid}/status', encoding='ascii', errors='replace') as file:
            return next((int(row.split()[1]) for row in file if row.startswith('VmHWM:')), 0)
    except OSError:
        return 0


def measure(bench, rows=40000, times=3):
    """Lines of the table, by the functions of the module that prints it; the floor writes the rows that the CSV made."""
    files, ours, raw, memory = files_of(bench.DATA, rows, bench.MOMENT), [[], []], [], [0, 0]

    def command(k):
        return bench.at_moment(bench.copy_of(bench.empty(), 'extract.db'), '-q', 'import', 'annex-a', files[k])

    for i in range(times):
        bench.say(f'an Annex A list of {rows} rows, run {i + 1} of {times}')
        for k in (1, 0):
            ours[k].append(spent(command(k), bench.environment()))
        _, _, written, ms = bench.tool('floor_insert', bench.empty(), bench.path('extract.db'), bench.path('insert.db')).split()
        raw.append(float(ms) / 1e3)
    for k in (0, 1):
        memory[k] = peaks(command(k), bench.environment()) / 1024
    os.unlink(bench.path('extract.db'))
    csv, book, floor = (bench.part(found, .5) for found in (*ours, raw))
    bench.line('P6', f'an Annex A list, CSV, {rows:,} rows ({int(written):,} written)', '>= 0.25x raw', f'{csv:.1f} s',
               f'{floor:.1f} s', f'{floor / csv:.2f}', bench.met(floor >= 0.25 * csv))
    bench.line('P6', 'the same as a workbook', '>= 0.5x CSV', f'{book:.1f} s', f'{csv:.1f} s', f'{csv / book:.2f}',
               bench.met(csv >= 0.5 * book))
    for k, what in enumerate(('CSV', 'workbook')):
        bench.line('P6', f'memory with the reader, {what}', '<= 64 MiB', f'{memory[k]:.1f} MiB', '', '',
                   bench.met(memory[k] <= 64))
