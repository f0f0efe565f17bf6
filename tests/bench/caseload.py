"""An authority at work, for table.py: teams of forty workers with fifty cases each, every case a referral of the
last twelve weeks that is being assessed, some not yet allocated, some finished, some asked of another team, beside
contacts that wait. Made through imports, of made-up children, and anew when it is some days old."""
import datetime
import os
import random
import re
import shutil
import sqlite3
import time

TEAM = 40           # workers
OLD = 3 * 86400     # seconds after which most of it would be overdue

MAP = '''[map caseload]
title = cases of an authority
from = csv
[list cases]
sheet = "*caseload*"
column child = id required
column name = text
column family = id
column received = time required
column decided = time
column referred = time
column assessing = time
column allocated = time
column authorised = time
column asked = time
column outcome = text
column team = text
column to = text
column worker = text
make child = name, family, team
make contact.received = at received about contact received
make contact.decided = at decided about contact received with "referral" as outcome
make referral.received = at referred about referral referred out of contact received
make referral.decided = at referred about referral referred with "assessment" as outcome
make assessment.started = at assessing about assessment assessing out of referral referred
make case.allocated = at allocated with worker, team
make assessment.authorised = at authorised about assessment assessing with outcome
make transfer.asked = at asked with to
'''
HEADINGS = 'child name family received decided referred assessing allocated authorised asked outcome team to worker'


def worker_of(i):
    return f'Worker {i:04d} Example'


def write_people(file, teams):
    with open(file, 'w', encoding='utf-8') as out:
        out.write('name,login,role,team,kind,capacity,away_from,away_to\n')
        for i in range(teams * TEAM):
            today = datetime.date.today()
            away = f'{today},{today + datetime.timedelta(days=4)}' if i % 13 == 0 else ','
            out.write(f'{worker_of(i)},w{i:04d},practitioner,Area {i // TEAM:02d},,25,{away}\n')


def row_of(i, cases, teams, dice, now):
    """One case by its number; a hundredth of them are contacts that nobody has decided on."""
    day = 86400
    team, row = i % teams, dict.fromkeys(HEADINGS.split(), '')
    row.update(child=f'L-{i:06d}', name=f'Child {dice.randrange(10 ** 6):06d} Example', team=f'Area {team:02d}')
    if i % 5 == 0:
        row['family'] = f'F-{i // 5 if i % 10 else i // 5 + 1}'
    received = now - dice.randrange(3 * 3600, 84 * day)
    if i >= cases:
        received = now - dice.randrange(60, 4 * day)
    row['received'] = received
    if i >= cases:
        return row
    row['decided'] = row['referred'] = received + 3600
    if dice.randrange(40) == 0:                 # waits for a worker
        row['referred'] = row['decided'] = now - dice.randrange(3600, 2 * day)
        row['received'] = row['decided'] - 3600
        return row
    row['assessing'] = received + 7200
    row['allocated'] = received + 7200
    row['worker'] = worker_of(team * TEAM + i // teams % TEAM)
    if now - received > 20 * day and dice.randrange(5) == 0:
        row['authorised'], row['outcome'] = received + dice.randrange(15, 20) * day, 'cin'
    if dice.randrange(400) == 0:
        row['asked'], row['to'] = now - dice.randrange(600, day), f'Area {(team + 1) % teams:02d}'
    return row


def write_cases(file, cases, teams):
    dice, now = random.Random(42), int(time.time())
    with open(file, 'w', encoding='utf-8') as out:
        out.write(HEADINGS.replace(' ', ',') + '\n')
        for i in range(cases + cases // 10):
            row = row_of(i, cases, teams, dice, now)
            out.write(','.join(time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(v)) if isinstance(v, int) else v
                               for v in row.values()) + '\n')


def made(bench, cases, teams):
    """The database; made once."""
    file = bench.path(f'caseload-{teams}x{cases}.db')
    if os.path.exists(file) and time.time() - os.path.getmtime(file) < OLD:
        return file
    bench.say(f'making {teams} teams with {cases} cases')
    part, people, rows, words = map(bench.path, ('making.db', 'people.csv', 'caseload.csv', 'caseload.map'))
    if os.path.exists(part):
        os.unlink(part)
    write_people(people, teams)
    write_cases(rows, cases, teams)
    with open(words, 'w', encoding='utf-8') as out:
        out.write(MAP)
    for command in (('init', '--rehearse'), ('import', 'people', people), ('import', '--map', words, rows), ('tick',)):
        bench.run(bench.CASECLOCK, '-q', '-d', part, *command)
    os.rename(part, file)
    return file


# ---- what is measured on it ----

def opened(bench, file, place, *keys):
    """Milliseconds in which keys open a screen, each left with Esc: the least of twenty, since others are at work on
    the machine. Everybody's last place is forgotten first."""
    with sqlite3.connect(file) as database:
        database.execute("DELETE FROM meta WHERE key LIKE 'place:%'")
    options = ['-r', 1, '-q', 2500, '-Q', 40, '-a', 6] + [word for key in keys for word in ('-k', f'{key}/ESC:20')]
    found = bench.terminal(options, [[bench.CASECLOCK, '-d', file, *place]])[0]
    return [min(found['key ' + key]) for key in keys]


def spent(bench, file, *command):
    """Instructions of a command, which do not wander with the machine."""
    out = bench.path('callgrind')
    bench.run('valgrind', '-q', '--tool=callgrind', f'--callgrind-out-file={out}', bench.CASECLOCK, '-d', file, *command)
    with open(out, encoding='utf-8') as text:
        total = int(re.search(r'^(?:summary|totals): (\d+)', text.read(), re.M).group(1))
    os.unlink(out)
    return total


def screens(bench, file, size):
    queue, board = opened(bench, file, (), 'ENTER', 'B')
    form, case = opened(bench, file, ('--queue', 'supervision'), 's', 'ENTER')
    sitting, = opened(bench, file, ('--queue', 'supervision', '--as', 'w0001'), 'Z')
    for number, what, times, took in (('S1', 'the allocation board', 1.5, board), ('S3', 'a supervision form', 1.0, form),
                                      ('S4', 'a sitting with a worker', 2.0, sitting), ('S6', 'a case', 1.0, case)):
        bench.line(number, f'{what} opens, {size}', f'<= {times}x queue', f'{took:.2f} ms', f'{queue:.2f} ms',
                   f'{took / queue:.2f}', bench.met(took <= times * queue))


def commands(bench, file, size):
    floor = spent(bench, file, 'list', '--queue', 'contacts', '--limit', '40')
    for number, what, times, command in (('S2', 'week of a team', 2.0, ('week', '--team', 'Area 00')),
                                         ('S2', 'week of a worker', 2.0, ('week', '--worker', 'w0001')),
                                         ('S4', 'sitting', 2.0, ('supervise', 'w0001')),
                                         ('S5', 'actions of a worker', 2.0, ('action', '--owner', 'w0001'))):
        took = spent(bench, file, *command)
        bench.line(number, f'instructions: {what}, {size}', f'<= {times}x list', f'{took / 1e6:.1f} M', f'{floor / 1e6:.1f} M',
                   f'{took / floor:.2f}', bench.met(took <= times * floor))


def measure(bench):
    """Lines of the table, against the contacts queue of the same file: opened from Today, and its first forty listed."""
    for cases, teams in ((1000, 1), (100000, 50)):
        file, size = made(bench, cases, teams), f'{teams * TEAM:,} workers, {cases:,} cases'
        bench.say(f'board, forms and plans: {size}')
        screens(bench, file, size)
        if shutil.which('valgrind'):
            commands(bench, file, size)
