"""Three thousand contacts as a system exports them, against a second opinion on every clock.

The model below knows nothing of the program: it works out from the rows what the 4-hour, 24-hour and
72-hour clocks of the MASH are at a moment (chapters: starts, stops, an `until`, a change of rating), and
compares with `list`, its filters, and `report`. A bare machine has no zone data: summer time is by the
rule since 1996."""
import csv
import datetime as dt
import io
import json
import os
import random
import subprocess
import sys
import tempfile

CONTACTS = 3000
UTC = dt.timezone.utc
HOURS = {'mash.4h': (4, 1), 'mash.24h': (24, 8), 'mash.72h': (72, 24)}
RUNNING = ('on-track', 'due-soon', 'overdue')


def last_sunday(year, month):
    day = dt.date(year, month, 31)
    return day - dt.timedelta((day.weekday() + 1) % 7)


def offset(moment):
    """Seconds that the clocks in England are ahead of UTC at a naive UTC moment."""
    begins = dt.datetime.combine(last_sunday(moment.year, 3), dt.time(1))
    ends = dt.datetime.combine(last_sunday(moment.year, 10), dt.time(1))
    return 3600 if begins <= moment < ends else 0


def local(moment):
    return moment + dt.timedelta(seconds=offset(moment))


def iso(moment):
    hours = offset(moment) // 3600
    return f'{local(moment).isoformat(timespec="seconds")}+{hours:02d}:00'


def is_plain(moment):
    """A local time that stands for one moment: not in the hour that autumn repeats."""
    return offset(moment) == offset(moment - dt.timedelta(hours=1)) == offset(moment + dt.timedelta(hours=1))


class Contact:
    def __init__(self, random, number):
        day = dt.datetime(2025, 3, 20) + dt.timedelta(days=random.randrange(20))
        if number % 5 == 0:
            day = dt.datetime(2025, 10, 20) + dt.timedelta(days=random.randrange(12))
        self.reference = f'M-{number:05d}'
        self.received = self.plain(day + dt.timedelta(minutes=random.randrange(24 * 60)))
        self.rating = random.choice(['', 'red', 'red', 'amber', 'green', 'RED', 'Amber'])
        self.rated = self.later(random, self.received, 30) if self.rating and random.random() < 0.6 else None
        self.strategy = self.later(random, self.rated or self.received, 9 * 60) if random.random() < 0.5 else None
        self.decided = None
        if random.random() < 0.75:
            self.decided = self.later(random, self.strategy or self.rated or self.received, 100 * 60)
        self.outcome = random.choice(['nfa', 'advice', 'early_help', 'linked']) if self.decided else ''
        self.team = random.choice(['MASH', 'North'])

    @staticmethod
    def plain(moment):
        while not is_plain(moment):
            moment += dt.timedelta(hours=1)
        return moment

    def later(self, random, after, minutes):
        return self.plain(after + dt.timedelta(minutes=random.randrange(minutes)))

    def applies(self, scale, rating):
        if scale == 'mash.4h':
            return rating == 'red'
        return (rating in ('red', 'amber')) == (scale == 'mash.24h')

    def clock(self, scale, now):
        """(status, due, soon, stopped) at a moment; None where there is no such clock."""
        if self.received > now:
            return None
        hours, warn = HOURS[scale]
        due = self.received + dt.timedelta(hours=hours)
        soon = due - dt.timedelta(hours=warn)
        given = self.rating.lower()
        first = '' if self.rated and self.rated > self.received else given
        rerated = self.rated if self.rated and self.rated <= now else None
        decided = self.decided if self.decided and self.decided <= now else None
        held = self.strategy if self.strategy and self.strategy <= now else None
        begins = self.applies(scale, first)
        goes_on = self.applies(scale, given) if rerated else begins
        if not begins and not goes_on:
            return None
        stop, until = (held, decided) if scale == 'mash.4h' else (decided, None)
        changed = rerated if begins and not goes_on else None
        ends = [(when, kind) for kind, when in enumerate((stop, until, changed)) if when]
        if not ends:
            status = 'overdue' if now > due else 'due-soon' if now >= soon else 'on-track'
            return status, due, soon, None
        when, kind = min(ends)
        return 'late' if when > due else 'met' if kind == 0 else 'ended', due, soon, when


def spelled(moment, style):
    if not moment:
        return ''
    return local(moment).strftime('%d/%m/%Y %H:%M' if style else '%Y-%m-%dT%H:%M')


def export(contacts, random):
    """With a mark, semicolons, CRLF, quoted names and both ways of writing a time."""
    names = ['reference', 'received', 'name', 'rating', 'rated', 'strategy', 'decided', 'outcome', 'team', 'source',
             'date_of_birth', 'direction', 'worker']
    text = io.StringIO()
    writer = csv.writer(text, delimiter=';', lineterminator='\r\n')
    writer.writerow(names)
    for i, c in enumerate(contacts):
        style = random.random() < 0.5
        writer.writerow([c.reference, spelled(c.received, style), f'Example; "No {i}"', c.rating,
                         spelled(c.rated, style), spelled(c.strategy, style), spelled(c.decided, style), c.outcome,
                         c.team, 'police', '2015-06-01', '', ''])
    return b'\xef\xbb\xbf' + text.getvalue().encode()


class Program:
    def __init__(self, folder):
        top = os.path.abspath(os.environ.get('top_srcdir', '.'))
        build = os.path.abspath(os.environ.get('top_builddir', '.'))
        self.path = os.path.join(build, 'src', 'caseclock')
        self.environment = {
            'PATH': '/usr/bin:/bin', 'LC_ALL': 'C.UTF-8', 'HOME': folder,
            'CASECLOCK_DATABASE': os.path.join(folder, 'contacts.db'),
            'CASECLOCK_DATADIR': os.path.join(top, 'data'),
            'CASECLOCK_LIBEXECDIR': os.path.join(build, 'src', 'exchange'),
            'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', ''),
        }

    def run(self, *arguments):
        return subprocess.run([self.path, '-q', *arguments], env=self.environment, check=True,
                              capture_output=True, text=True).stdout

    def rows(self, *arguments):
        return json.loads(self.run(*arguments, '-f', 'json'))


def fail(text):
    sys.exit(f'FAIL: {text}')


def compare(program, contacts, now):
    found = {}
    for row in program.rows('list', '--all', '--now', iso(now)):
        if row['timescale'] in HOURS:
            if (row['reference'], row['timescale']) in found:
                fail(f'{row["reference"]} has {row["timescale"]} twice at {iso(now)}')
            found[row['reference'], row['timescale']] = row
    counts = {}
    for contact in contacts:
        for scale in HOURS:
            expected = contact.clock(scale, now)
            row = found.pop((contact.reference, scale), None)
            told = row and tuple(row[k] for k in ('status', 'due', 'soon', 'stopped'))
            wanted = expected and (expected[0], *(moment and iso(moment) for moment in expected[1:]))
            if told != wanted:
                fail(f'{contact.reference} {scale} at {iso(now)}: {told}, expected {wanted}')
            if expected:
                counts[scale, expected[0]] = counts.get((scale, expected[0]), 0) + 1
    if found:
        fail(f'clocks that nobody expects at {iso(now)}: {sorted(found)[:5]}')
    return counts


def filters_agree(program, counts, now):
    for scale in HOURS:
        for status in RUNNING:
            rows = program.rows('list', f'timescale:{scale}', f'status:{status}', '--now', iso(now))
            if len(rows) != counts.get((scale, status), 0):
                fail(f'list timescale:{scale} status:{status} at {iso(now)}: {len(rows)}, expected '
                     f'{counts.get((scale, status), 0)}')


def report_agrees(program, contacts, now, first, last):
    rows = program.rows('report', *HOURS, '--from', str(first), '--to', str(last), '--now', iso(now))
    for scale in HOURS:
        total = within = 0
        for contact in contacts:
            clock = contact.clock(scale, now)
            if not clock or not first <= local(clock[1]).date() <= last:
                continue
            total += clock[0] in ('met', 'late', 'overdue')
            within += clock[0] == 'met'
        row = next(r for r in rows if r['measure'] == scale)
        if (row['total'], row['within']) != (total, within):
            fail(f'report {scale} at {iso(now)}: {row["within"]} of {row["total"]}, expected {within} of {total}')


def main():
    rng = random.Random(20250320)
    contacts = [Contact(rng, i) for i in range(CONTACTS)]
    with tempfile.TemporaryDirectory(prefix='caseclock-contacts.') as folder:
        program = Program(folder)
        if not os.access(program.path, os.X_OK):
            print(f'SKIP: {program.path} is not there')
            sys.exit(77)
        file = os.path.join(folder, 'contacts.csv')
        with open(file, 'wb') as out:
            out.write(export(contacts, rng))
        program.run('init', '--team', 'MASH', '--team', 'North')
        program.run('import', 'contacts', file)
        everything = ('list', '--all', '-f', 'csv', '--now', '2026-01-05T09:00')
        before = program.run(*everything)
        program.run('import', 'contacts', file)
        if program.run(*everything) != before:
            fail('the second import changed something')
        if CONTACTS != len(program.rows('export', 'cases')):
            fail('not as many cases as rows')
        # In the middle of both changes of the clocks, at one contact's own seconds, and long after.
        due = contacts[1].received + dt.timedelta(hours=72)
        moments = [dt.datetime(2025, 3, 30, 0, 59, 59), dt.datetime(2025, 3, 30, 1), dt.datetime(2025, 4, 2, 11, 30),
                   due, due + dt.timedelta(seconds=1), dt.datetime(2025, 10, 26, 0, 30), dt.datetime(2025, 10, 26, 1, 30),
                   dt.datetime(2026, 1, 5, 9)]
        for now in moments:
            counts = compare(program, contacts, now)
            filters_agree(program, counts, now)
            report_agrees(program, contacts, now, dt.date(2025, 3, 1), dt.date(2025, 4, 30))
    print(f'{CONTACTS} contacts, {len(moments)} moments: every clock, count and share agree')


if __name__ == '__main__':
    main()
