"""Two years of assessments and supervisions, typed one by one, against a second opinion on every clock.

The model below knows nothing of the program: from what was recorded it works out the 45 working days of an
assessment, its Day 25 supervision, and the four-weekly supervision of the case, at several moments (status, due,
due soon, end, day number), and the compliance by week; and compares with `list`, `week` and `report`. The
working days are counted one by one."""
import collections
import datetime as dt
import os
import random
import re
import sys
import tempfile

from test_contacts import Program, fail, iso, local, offset

CHILDREN = 48
FIRST, LAST = dt.date(2023, 1, 2), dt.date(2024, 12, 31)
HOLIDAYS = {dt.date.fromisoformat(day) for day in '''
2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26
2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26
2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26'''.split()}
KEYS = ('assessment.45', 'assessment.day25', 'supervision.case')
DAY = dt.timedelta(1)


def works(day):
    return day.weekday() < 5 and day not in HOLIDAYS


def add(day, n):
    """The nth working day after (or before) a date."""
    step = DAY if n > 0 else -DAY
    while n:
        day += step
        if works(day):
            n -= 1 if n > 0 else -1
    return day


def count(a, b):
    return sum(works(a + DAY * i) for i in range(1, (b - a).days + 1))


def utc(day, hour=0, minute=0, second=0):
    """The moment of a local time on an ordinary hour of the day."""
    naive = dt.datetime.combine(day, dt.time(hour, minute, second))
    return naive - dt.timedelta(seconds=offset(naive))


def end(day):
    return utc(day, 23, 59, 59)


Clock = collections.namedtuple('Clock', 'status due soon stopped started')


def judge(now, started, due, soon, stops, untils):
    """Rules 1 and 2: the first stop, else the first until; what had not happened by now counts for nothing."""
    ends = sorted([(at, 1, 'met') for at in stops if started <= at <= now] +
                  [(at, 2, 'ended') for at in untils if started <= at <= now])
    if ends:
        at, _, kind = ends[0]
        return Clock('late' if at > due else kind, due, soon, at, started)
    return Clock('overdue' if now > due else 'due-soon' if now >= soon else 'on-track', due, soon, None, started)


class Child:
    def __init__(self, rng, number):
        self.reference = f'A-{number:03d}'
        self.events = []
        begin = FIRST + DAY * rng.randrange((LAST - FIRST).days - 20)
        self.referred = self.at(rng, begin) if rng.random() < 0.6 else None
        self.started = self.at(rng, add(begin, rng.randrange(1, 4)) if self.referred else begin)
        self.allocated = self.at(rng, add(local(self.started).date(), 1))
        self.authorised = self.cancelled = None
        closes = add(local(self.started).date(), rng.choice([8, 18, 24, 30, 38, 43, 44, 45, 46, 47, 52, 70]))
        how = rng.random()
        if how < 0.7:
            self.authorised = self.at(rng, closes)
        elif how < 0.85:
            self.cancelled = self.at(rng, closes)
        self.day25 = []
        for n in rng.sample([9, 13, 14, 15, 16, 20, 24, 25, 26, 31], rng.randrange(3)):
            self.day25.append(self.at(rng, add(local(self.started).date(), n)))
        self.sessions = []
        day = local(self.allocated).date()
        for _ in range(rng.randrange(5)):
            day = add(day + DAY * rng.choice([20, 26, 27, 28, 29, 30, 45]), 1)
            self.sessions.append(self.at(rng, day))

    @staticmethod
    def at(rng, day):
        return utc(day, rng.randrange(9, 17), rng.randrange(60))

    def acts(self):
        """(moment, who, words) of all that is typed for this child."""
        if self.referred:
            yield self.referred, 'me', ('referral.received', 'team=North')
        yield self.started, 'me', ('assessment.started',) if self.referred else ('assessment.started', 'team=North')
        yield self.allocated, 'me', ('case.allocated', 'worker=Sam Grey', 'team=North')
        for at in self.day25:
            yield at, 'me', ('supervision.held', 'purpose=day25')
        for at in self.sessions:
            yield at, 'me', ('supervision.held', 'purpose=case')
        if self.authorised:
            yield self.authorised, 'mo', ('assessment.authorised', 'outcome=nfa', 'rationale=Needs are met')
        if self.cancelled:
            yield self.cancelled, 'me', ('assessment.cancelled', 'reason=Moved away')

    def closes(self):
        return [at for at in (self.authorised, self.cancelled) if at]

    def clocks(self, now):
        """{(timescale, started): Clock} at a moment."""
        found = {}
        begins = self.referred or self.started
        first = local(begins).date()
        if begins <= now:
            found['assessment.45', begins] = judge(
                now, begins, end(add(first, 45)), utc(add(first, 25)),
                [self.authorised] if self.authorised else [], [self.cancelled] if self.cancelled else [])
        if self.started <= now:
            first = local(self.started).date()
            due = add(first, 25)
            stops = [at for at in self.day25 if local(at).date() >= add(first, 15)]
            found['assessment.day25', self.started] = judge(
                now, self.started, end(due), end(add(due, -5)), stops, self.closes())
        begins = self.allocated
        while begins and begins <= now:
            due = local(begins).date() + DAY * 28
            stops = [at for at in self.sessions if at > begins]
            clock = judge(now, begins, end(due), end(due - DAY * 7), stops, [])
            found['supervision.case', begins] = clock
            begins = clock.stopped
        return found

    def day_number(self, now):
        return count(local(self.referred or self.started).date(), local(now).date())


def compare(program, children, now):
    rows = {}
    for row in program.rows('list', '--all', '--now', iso(now)):
        if row['timescale'] in KEYS:
            key = row['reference'], row['timescale'], row['started']
            if key in rows:
                fail(f'{key} is there twice at {iso(now)}')
            rows[key] = tuple(row[name] for name in ('status', 'due', 'soon', 'stopped'))
    for child in children:
        for (scale, started), clock in child.clocks(now).items():
            told = rows.pop((child.reference, scale, iso(started)), None)
            wanted = clock.status, iso(clock.due), iso(clock.soon), clock.stopped and iso(clock.stopped)
            if told != wanted:
                fail(f'{child.reference} {scale} at {iso(now)}: {told}, expected {wanted}')
    if rows:
        fail(f'clocks that nobody expects at {iso(now)}: {sorted(rows.items())[:3]}')


def days_agree(program, children, now):
    """The week plan has exactly the assessments due in that week or overdue, each with its day number."""
    today = local(now).date()
    monday = today - DAY * today.weekday()
    expected = {}
    for child in children:
        for (scale, _), clock in child.clocks(now).items():
            due = local(clock.due).date()
            if scale == 'assessment.45' and clock.status in ('on-track', 'due-soon', 'overdue') and due < monday + DAY * 7:
                expected[child.reference] = child.day_number(now)
    text = program.run('week', '--team', 'all', '--now', iso(now))
    found = re.findall(r'(A-\d+): Child and family assessment, day (\d+) of 45', text)
    if sorted((reference, int(day)) for reference, day in found) != sorted(expected.items()):
        fail(f'week at {iso(now)}: {found}, expected {expected}')
    return len(found)


def week_name(day):
    year, week, _ = day.isocalendar()
    return f'{year}-W{week:02d}'


def report_agrees(program, children, now):
    """Compliance by week, and as many cases behind it as it says."""
    last = local(now).date()
    total, within = collections.Counter(), collections.Counter()
    for child in children:
        for (scale, _), clock in child.clocks(now).items():
            due = local(clock.due).date()
            if due <= last and clock.status in ('met', 'late', 'overdue'):
                total[scale, week_name(due)] += 1
                within[scale, week_name(due)] += clock.status == 'met'
    period = ('--by', 'week', '--from', '2023-01-01', '--to', str(last), '--now', iso(now))
    rows = program.rows('report', *KEYS, *period)
    told = {(row['measure'], row['group']): (row['total'], row['within']) for row in rows if row['group']}
    wanted = {key: (total[key], within[key]) for key in total}
    if told != wanted:
        fail(f'report at {iso(now)}: {sorted(set(told.items()) ^ set(wanted.items()))[:4]}')
    behind = collections.Counter()
    good = collections.Counter()
    for row in program.rows('report', *KEYS, *period, '--cases'):
        behind[row['measure'], row['group']] += 1
        good[row['measure'], row['group']] += row['within']
    if {key: (behind[key], good[key]) for key in behind} != wanted:
        fail(f'report --cases at {iso(now)}: not as many cases as the figures say')
    return len(wanted)


def main():
    rng = random.Random(20230102)
    children = [Child(rng, i) for i in range(CHILDREN)]
    # Every record waits for the disk; in memory, where there is such a place, it does not.
    memory = '/dev/shm' if os.access('/dev/shm', os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix='caseclock-assessments.', dir=memory) as folder:
        program = Program(folder)
        if not os.access(program.path, os.X_OK):
            print(f'SKIP: {program.path} is not there')
            sys.exit(77)
        early = '2023-01-01T08:00'
        program.run('--now', early, 'init', '--rehearse', '--team', 'North')
        program.run('--now', early, 'person', 'add', 'Mo Hale', '--login', 'mo', '--role', 'manager', '--team', 'North')
        program.run('--now', early, 'person', 'add', 'Sam Grey', '--login', 'sam', '--role', 'practitioner', '--team', 'North')
        acts = sorted((at, child.reference, who, words) for child in children for at, who, words in child.acts())
        for at, reference, who, words in acts:
            program.run('record', reference, *words, '--now', iso(at), *(['--as', who] if who != 'me' else []))
        # The very second of a due date and the next, both sides of midnight, Easter, Christmas, and long after.
        due = children[0].clocks(utc(LAST))['assessment.45', children[0].referred or children[0].started].due
        moments = [utc(dt.date(2023, 4, 11), 0, 0), utc(dt.date(2023, 7, 14), 12), due, due + dt.timedelta(seconds=1),
                   utc(dt.date(2023, 12, 27), 8, 30), utc(dt.date(2024, 4, 2), 9), utc(dt.date(2024, 10, 25), 23, 59, 59),
                   utc(dt.date(2025, 7, 1), 9)]
        weeks = days = 0
        for now in moments:
            compare(program, children, now)
            days += days_agree(program, children, now)
            weeks += report_agrees(program, children, now)
    print(f'{len(acts)} events of {CHILDREN} children, {len(moments)} moments: every clock, {days} day numbers and '
          f'{weeks} shares by week agree')


if __name__ == '__main__':
    main()
