"""A made-up census, return and lists of one authority, taken in whole: the rules of taking in, and the measures of
the reports against a slow count that knows nothing of the program.

    test_extracts.py [CHILDREN DATES]     as in `make check`: 240 children, 1 200 dates of reviews"""
import calendar
import csv
import datetime as dt
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

NUMBERS = [int(word) for word in sys.argv[1:] if word.isdigit()]
CHILDREN, DATES = (NUMBERS + [240, 1200])[:2] if len(NUMBERS) == 2 else (240, 1200)
BUILD = os.path.abspath(os.environ.get('top_builddir', '.'))
SOURCE = os.path.abspath(os.environ.get('top_srcdir', os.environ.get('srcdir', '.')))
PROGRAM = os.path.join(BUILD, 'src', 'caseclock')
DAY = dt.timedelta(1)
FIRST, LAST, TODAY = dt.date(2023, 4, 1), dt.date(2024, 3, 31), dt.date(2024, 4, 8)
NOW = '2024-04-08T09:30'


def fail(text):
    sys.exit(f'FAIL: {text}')


# ---- dates, counted one by one ----

def holidays():
    with open(os.path.join(SOURCE, 'data', 'policy', 'bank-holidays.json')) as file:
        return {dt.date.fromisoformat(e['date']) for e in json.load(file)['england-and-wales']['events']}


HOLIDAYS = holidays()


def working(day):
    return day.weekday() < 5 and day not in HOLIDAYS


def after_working(day, n):
    while n:
        day += DAY
        n -= working(day)
    return day


def after_months(day, n):
    month = day.month - 1 + n
    year, month = day.year + month // 12, month % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


# ---- who is in it ----

class Child:
    """One child of the census: what happened, and nothing of how it is judged."""

    def __init__(self, rng, n):
        self.id = f'{n:05d}'
        self.born = dt.date(2010, 1, 1) + DAY * rng.randrange(4000)
        self.referred = dt.date(2022, 6, 1) + DAY * rng.randrange(560)
        self.assessed = self.referred + DAY * rng.randrange(5)
        self.authorised = self.by_today(self.assessed + DAY * rng.randrange(5, 110), rng, 0.9)
        self.enquiry = self.held = self.plan = self.ended = None
        self.unneeded = False
        self.reviews = []
        if n % 2:
            self.enquiry = self.assessed + DAY * rng.randrange(40)
            self.unneeded = rng.random() < 0.25
            if not self.unneeded:
                self.held = self.by_today(self.enquiry + DAY * rng.randrange(6, 40), rng, 0.9)
        if self.held and rng.random() < 0.8:
            self.plan = self.held
            self.add_reviews(rng)

    @staticmethod
    def by_today(day, rng, chance):
        return day if day < TODAY and rng.random() < chance else None

    def add_reviews(self, rng):
        day = self.plan
        for n in range(rng.choice((0, 1, 2, 6))):
            day += DAY * (rng.randrange(60, 110) if n == 0 else rng.randrange(120, 220))
            if day >= TODAY:
                break
            self.reviews.append(day)
        if rng.random() < 0.4:
            end = day + DAY * rng.randrange(5, 200) if day < TODAY else (self.reviews or [self.plan])[-1] + DAY * 20
            self.ended = end if end < TODAY else None


class LookedAfter:
    """One child of the return: care may have begun before its year, and the return does not say so."""

    def __init__(self, rng, n):
        self.id = f'L{n:05d}'
        self.born = dt.date(2008, 1, 1) + DAY * rng.randrange(4000)
        kind = n % 3
        self.said = kind != 2
        self.began = dt.date(2018, 1, 1) + DAY * rng.randrange(1500) if kind else FIRST + DAY * rng.randrange(250)
        self.placed = self.began if self.said else dt.date(2023, 5, 1) + DAY * rng.randrange(60)
        self.reviews = []
        day = self.began + DAY * rng.randrange(15, 40) if kind == 0 else self.placed if kind == 2 else FIRST
        for _ in range(4):
            day += DAY * rng.randrange(5, 200)
            if FIRST <= day < TODAY and day > self.placed:
                self.reviews.append(day)


# ---- the files ----

def census(children):
    def tag(name, value):
        return f'<{name}>{value}</{name}>' if value is not None else ''
    out = ['<?xml version="1.0" encoding="UTF-8"?>\n<Message><Header><CollectionDetails><Collection>CIN</Collection>'
           '<Year>2024</Year><ReferenceDate>2024-03-31</ReferenceDate></CollectionDetails></Header><Children>\n']
    for c in children:
        part = (f'<Child><ChildIdentifiers><LAchildID>{c.id}</LAchildID><PersonBirthDate>{c.born}</PersonBirthDate>'
                f'<Sex>F</Sex></ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity>'
                f'</ChildCharacteristics><CINdetails><CINreferralDate>{c.referred}</CINreferralDate>'
                f'<ReferralSource>6</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode><Assessments>'
                f'<AssessmentActualStartDate>{c.assessed}</AssessmentActualStartDate>'
                + tag('AssessmentAuthorisationDate', c.authorised) + '</Assessments>')
        if c.enquiry:
            part += (f'<Section47><S47ActualStartDate>{c.enquiry}</S47ActualStartDate>' + tag('DateOfInitialCPC', c.held)
                     + tag('ICPCnotRequired', 'true' if c.unneeded else 'false') + '</Section47>')
        part += '<ReferralNFA>0</ReferralNFA>'
        if c.plan:
            reviews = ''.join(tag('CPPreviewDate', day) for day in c.reviews)
            part += (f'<ChildProtectionPlans><CPPstartDate>{c.plan}</CPPstartDate>' + tag('CPPendDate', c.ended)
                     + '<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse><LatestCategoryOfAbuse>NEG'
                     '</LatestCategoryOfAbuse><NumberOfPreviousCPP>0</NumberOfPreviousCPP>'
                     + (f'<Reviews>{reviews}</Reviews>' if reviews else '') + '</ChildProtectionPlans>')
        out.append(part + '</CINdetails></Child>\n')
    return ''.join(out) + '</Children></Message>\n'


def uk(day):
    return day.strftime('%d/%m/%Y') if day else ''


def table(head, rows):
    out = io.StringIO()
    csv.writer(out, lineterminator='\r\n').writerows([head, *rows])
    return out.getvalue()


def returns(children):
    return {
        'header.csv': table('CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB'.split(),
                            [[c.id, 'F', uk(c.born), 'WBRI', '', '', ''] for c in children]),
        'episodes.csv': table('CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE URN'.split(),
                              [[c.id, uk(c.placed), 'S' if c.said else 'P', 'C2', 'N1', 'U6', 'PR1', '', '', '', '']
                               for c in children]),
        'reviews.csv': table('CHILD DOB REVIEW REVIEW_CODE'.split(),
                             [[c.id, uk(c.born), uk(day), 'PN1'] for c in children for day in c.reviews]),
    }


def latest(days):
    return uk(days[-1]) if days else ''


def lists(children, looked_after):
    four = ['Child Unique ID', 'Gender', 'Date of Birth', 'Continuous Assessment Start Date',
            'Continuous Assessment Date of Authorisation']
    five = ['Child Unique ID', 'Gender', 'Date of Birth', 'Strategy discussion initiating Section 47 Enquiry Start Date',
            'Was an Initial Child Protection Conference deemed unnecessary?',
            'Date of Initial Child Protection Conference']
    seven = ['Child Unique ID', 'Gender', 'Date of Birth', 'Child Protection Plan Start Date', 'Initial Category of Abuse',
             'Date of the Last Statutory Visit', 'Date of latest review conference', 'Child Protection Plan End Date']
    eight = ['Child Unique ID', 'Gender', 'Date of Birth', 'Date Started to be Looked After',
             'Date of Latest Statutory Review', 'Date of Last Social Work Visit', 'Date of Last Health Assessment',
             'Date of Last Dental Check', 'Date Ceased to be Looked After', 'Start Date of Most Recent Placement']
    yes = {True: 'a) Yes', False: 'b) No'}
    return {
        'List 4.csv': table(four, [[c.id, 'F', uk(c.born), uk(c.assessed), uk(c.authorised)] for c in children]),
        'List 5.csv': table(five, [[c.id, 'F', uk(c.born), uk(c.enquiry), yes[c.unneeded], uk(c.held)]
                                   for c in children if c.enquiry]),
        'List 7.csv': table(seven, [[c.id, 'F', uk(c.born), uk(c.plan), 'a) Neglect', '', latest(c.reviews), uk(c.ended)]
                                    for c in children if c.plan]),
        'List 8.csv': table(eight, [[c.id, 'F', uk(c.born), uk(c.began), latest(c.reviews), '', '', '', '', '']
                                    for c in looked_after]),
    }


# ---- the slow count: (due, in time or not) of each clock that is judged ----

def once(start, days, stop, dropped=False):
    if dropped:
        return []
    due = after_working(start, days)
    if stop:
        return [(due, stop <= due)]
    return [(due, False)] if due < TODAY else []


def chain(start, stops, lengths, end):
    """From one to the next; what ends before it is due is not judged."""
    out = []
    for n in range(len(stops) + 1):
        due = lengths[min(n, len(lengths) - 1)](start)
        stop = stops[n] if n < len(stops) else None
        if stop and (not end or stop <= end):
            out.append((due, stop <= due))
            start = stop
            continue
        if (end and due < end) or (not end and due < TODAY):
            out.append((due, False))
        break
    return out


def protection(c):
    return chain(c.plan, c.reviews, [lambda d: after_months(d, 3), lambda d: after_months(d, 6)], c.ended) \
        if c.plan else []


def care(c):
    six = [lambda d: after_months(d, 6)]
    reviews = c.reviews
    if c.said and (not reviews or reviews[0] <= after_months(c.began, 4)):
        return chain(c.began, reviews, [lambda d: after_working(d, 20), lambda d: after_months(d, 3), *six], None)
    if not reviews:
        return chain(c.placed, reviews, [lambda d: after_working(d, 20)], None)
    return chain(reviews[0], reviews[1:], six, None)


def from_latest(start, reviews, first, later, end):
    """A list says the latest review alone: nothing before it is judged."""
    return chain(reviews[-1], [], [later], end) if reviews else chain(start, [], [first], end)


def care_from_latest(c):
    """In the first four months of care it was the first review, and the second follows within three months."""
    months = 3 if c.reviews and c.reviews[-1] < after_months(c.began, 4) else 6
    return from_latest(c.began, c.reviews, lambda d: after_working(d, 20), lambda d: after_months(d, months), None)


def share(judged):
    inside = [good for due, good in judged if FIRST <= due <= LAST]
    return len(inside), sum(inside)


# ---- the program ----

class Folder:
    def __init__(self, live):
        self.path = tempfile.mkdtemp(prefix='caseclock-extracts.')
        self.environment = {
            'PATH': '/usr/bin:/bin', 'LC_ALL': 'C.UTF-8', 'HOME': self.path, 'TMPDIR': self.path,
            'CASECLOCK_DATABASE': os.path.join(self.path, 'try.db'),
            'CASECLOCK_DATADIR': os.path.join(SOURCE, 'data'),
            'CASECLOCK_LIBEXECDIR': os.path.join(BUILD, 'src', 'exchange'),
            'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', ''),
        }
        self.run('init', '--rehearse', '--team', 'North', '--live-from', live, now='2024-04-08T09:00')

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path)

    def start(self, *words, now=NOW):
        return subprocess.Popen([PROGRAM, '-q', '--now', now, *words], env=self.environment, cwd=self.path,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)

    def run(self, *words, now=NOW, good=(0,)):
        process = self.start(*words, now=now)
        out, told = process.communicate()
        if process.returncode not in good:
            fail(f'{" ".join(words)}: status {process.returncode}: {told}')
        self.told = told
        return out

    def rows(self, *words, **more):
        return json.loads(self.run(*words, '-f', 'json', **more))

    def keep(self, files):
        for name, text in files.items():
            with open(os.path.join(self.path, name), 'w', newline='') as file:
                file.write(text)
        return sorted(files)

    def events(self):
        return self.run('export', 'events', now='2024-04-08T11:00')

    def taken(self, form, files, **more):
        """Of each list: rows, new, changed, unchanged, refused."""
        return {row['list']: tuple(row[k] for k in ('rows', 'new', 'changed', 'unchanged', 'refused'))
                for row in self.rows('import', form, *files, **more)}


def report_agrees(folder, key, judged, what):
    rows = folder.rows('report', key, '--from', str(FIRST), '--to', str(LAST))
    told = {row['measure']: (row['total'], row['within']) for row in rows if not row.get('group')}
    if told.get(key) != share(judged):
        fail(f'{key} of the {what}: {told.get(key)}, counted {share(judged)}')
    if share(judged)[0] < 10:
        fail(f'{key} of the {what}: too few to say anything: {share(judged)}')
    return f'{key} {share(judged)[1]} of {share(judged)[0]}'


def twice_changes_nothing(folder, form, files):
    before = folder.events()
    for name, row in folder.taken(form, files, now='2024-04-08T10:00').items():
        if row[1] or row[2] or row[3] + row[4] != row[0]:
            fail(f'{name} a second time: {row}')
    if folder.events() != before:
        fail(f'{form} a second time changes the record')


def stopped_at(folder, words, ticks, number):
    """Starts it and sends the signal after so many hundredths of a second of its work; was it in time?"""
    process = folder.start(*words, now='2024-04-08T09:40')
    while process.poll() is None:
        try:
            with open(f'/proc/{process.pid}/stat') as stat:
                counted = stat.read().rsplit(')', 1)[1].split()
        except OSError:
            break
        if int(counted[11]) + int(counted[12]) >= ticks:
            os.killpg(process.pid, number)
            break
    said = process.communicate()[1]
    if process.returncode == -number:
        return True
    interrupted = process.returncode == 3 and 'interrupted: nothing of it was kept' in said
    if not interrupted and process.returncode not in (0, 1):
        fail(f'interrupted: status {process.returncode}: {said}')
    return interrupted


def stopped_leaves_it_as_it_was(folder, form, files):
    """Killed or interrupted after ever more of its work, on a copy, until it is done before that: nothing is kept,
    or, where COMMIT was already through (a coverage build still writes its counts then), the whole of it."""
    before, stopped, ticks = folder.events(), 0, 1
    own = folder.environment['CASECLOCK_DATABASE']
    while ticks < 1000:
        number = signal.SIGINT if stopped % 2 else signal.SIGKILL
        copy = own + f'.{ticks}'
        shutil.copy(own, copy)
        folder.environment['CASECLOCK_DATABASE'] = copy
        if not stopped_at(folder, ('import', form, *files), ticks, number):
            break
        folder.run('check')
        if folder.events() != before:
            left = folder.taken(form, files, now='2024-04-08T10:00')
            if any(row[1] or row[2] for row in left.values()):
                fail(f'{form} stopped after {ticks} ticks has left a part behind: {left}')
            break
        stopped += 1
        ticks += max(1, ticks // 2)
    folder.environment['CASECLOCK_DATABASE'] = own
    if not stopped:
        fail(f'{form} was never stopped: the file is too small')
    return stopped


def take_all(folder, form, files, wanted):
    """Dry run, kill, take, and take again."""
    before = folder.events()
    dry = folder.taken(form, [*files, '--dry-run'])
    if folder.events() != before:
        fail(f'{form}: a dry run keeps something')
    stopped = stopped_leaves_it_as_it_was(folder, form, files)
    if '-v' in sys.argv:
        print(f'{form}: stopped {stopped} times')
    began = time.monotonic()
    told = folder.taken(form, files)
    took = time.monotonic() - began
    if told != dry:
        fail(f'{form}: the dry run said {dry}, and it was {told}')
    for name, rows in wanted.items():
        if told[name][0] != rows or told[name][4] != 0:
            fail(f'{form}, {name}: {told[name]}, expected {rows} rows')
    twice_changes_nothing(folder, form, files)
    return took


def next_week(folder, children):
    """A review more, an assessment that ends, a contradiction: added, ended, refused; nothing is deleted."""
    plan = next(c for c in children if c.plan and not c.ended)
    open_one = next(c for c in children if not c.authorised and c is not plan)
    wrong = next(c for c in children if c.authorised and c not in (plan, open_one))
    gone = next(c for c in reversed(children) if c not in (plan, open_one, wrong))
    before = set(folder.events().splitlines())
    plan.reviews.append(TODAY)
    open_one.authorised = TODAY
    right, wrong.authorised = wrong.authorised, wrong.authorised + DAY
    files = folder.keep({'census.xml': census([c for c in children if c is not gone])})
    told = folder.rows('import', 'cin', *files, now='2024-04-15T09:00', good=(1,))
    total = {k: sum(row[k] for row in told) for k in ('new', 'changed', 'refused')}
    wrong.authorised = right
    if total != {'new': 1, 'changed': 0, 'refused': 1} and total != {'new': 2, 'changed': 0, 'refused': 1}:
        fail(f'next week: {total}: {folder.told}')
    if 'is on record as' not in folder.told:
        fail(f'the contradiction is not told: {folder.told}')
    after = set(folder.events().splitlines())
    if before - after:
        fail(f'next week takes away: {sorted(before - after)[:3]}')
    if len(after) - len(before) != 2:
        fail(f'next week: {len(after) - len(before)} lines more, expected a review and an end')


def going_live(children, looked_after):
    """On the day of going live nothing is red that was not red in the extract itself."""
    with Folder('2024-04-08') as folder:
        folder.run('import', 'cin', *folder.keep({'census.xml': census(children)}))
        folder.run('import', 'ssda903', *folder.keep(returns(looked_after)))
        red = {}
        for row in folder.rows('list', 'status:overdue'):
            red[row['timescale']] = red.get(row['timescale'], 0) + 1
        wanted = {'assessment.45': sum(1 for c in children for due, _ in
                                       once(c.assessed, 45, c.authorised) if not c.authorised),
                  'icpc.15': sum(1 for c in children if c.enquiry and not c.held and not c.unneeded
                                 and after_working(c.enquiry, 15) < TODAY)}
        for key in sorted(set(red) | set(wanted)):
            if key in ('cp.review', 'lac.review'):
                continue
            if red.get(key, 0) != wanted.get(key, 0):
                fail(f'going live: {red.get(key, 0)} overdue of {key}, expected {wanted.get(key, 0)}: {red}')
        late = {row['reference'] for row in folder.rows('list', 'status:overdue', 'timescale:cp.review')}
        for c in children:
            judged = protection(c) if c.plan and c.reviews and not c.ended else []
            if (c.id in late) != bool(judged and len(judged) > len(c.reviews)):
                fail(f'going live: cp.review of {c.id}')
        unknown = folder.rows('unknown')
        if not any(row['timescale'] == 'meeting.sixweekly' and row['clocks'] > 0 for row in unknown):
            fail('going live: `unknown` says nothing of meetings')
        return sum(red.values()), sum(row['clocks'] for row in unknown)


def main():
    if not os.path.exists(PROGRAM):
        sys.exit(77)
    rng = random.Random(903)
    children = [Child(rng, n) for n in range(CHILDREN)]
    looked_after, dates = [], 0
    while dates < DATES:
        looked_after.append(LookedAfter(rng, len(looked_after)))
        dates += len(looked_after[-1].reviews)
    said = []
    with Folder('2015-01-01') as folder:
        took = take_all(folder, 'cin', folder.keep({'census.xml': census(children)}),
                        {'Children': CHILDREN, 'Assessments': CHILDREN,
                         'Child protection reviews': sum(len(c.reviews) for c in children)})
        said.append(f'census of {CHILDREN} children in {took:.1f} s')
        said.append(report_agrees(folder, 'assessment.45', [j for c in children
                                                            for j in once(c.assessed, 45, c.authorised)], 'census'))
        said.append(report_agrees(folder, 'icpc.15', [j for c in children if c.enquiry
                                                      for j in once(c.enquiry, 15, c.held, c.unneeded)], 'census'))
        said.append(report_agrees(folder, 'cp.review', [j for c in children for j in protection(c)], 'census'))
        next_week(folder, children)
    with Folder('2015-01-01') as folder:
        took = take_all(folder, 'ssda903', folder.keep(returns(looked_after)), {'reviews': dates})
        said.append(f'{dates} dates of reviews in {took:.1f} s')
        said.append(report_agrees(folder, 'lac.review', [j for c in looked_after for j in care(c)], 'return'))
    with Folder('2015-01-01') as folder:
        take_all(folder, 'annex-a', folder.keep(lists(children, looked_after)),
                 {'List 4: Assessments': CHILDREN, 'List 8: Children in care': len(looked_after)})
        report_agrees(folder, 'assessment.45', [j for c in children for j in once(c.assessed, 45, c.authorised)], 'list')
        report_agrees(folder, 'icpc.15', [j for c in children if c.enquiry
                                          for j in once(c.enquiry, 15, c.held, c.unneeded)], 'list')
        said.append(report_agrees(folder, 'cp.review', [
            j for c in children if c.plan for j in from_latest(c.plan, c.reviews, lambda d: after_months(d, 3),
                                                               lambda d: after_months(d, 6), c.ended)], 'list'))
        said.append(report_agrees(folder, 'lac.review', [
            j for c in looked_after for j in care_from_latest(c)], 'list'))
    red, unknown = going_live(children, looked_after)
    print('; '.join(said) + f'; going live: {red} overdue, {unknown} without a record before')


if __name__ == '__main__':
    main()
