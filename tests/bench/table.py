"""make bench: measures caseclock against its floors and prints one table. It reports and never fails.

    python3 table.py [CASES...]             as `make bench` calls it, from the top of the build tree
    BENCH_ONLY='P5 P6' make bench           only these rows
    BENCH_ROUNDS=61                         pairs for a first screen

Every ratio is of medians of runs that follow one another in turn (A B A B ...). The screens are shown at the
real moment, from synthetic authorities that are made once and whose clocks are brought up to now before
anything is timed."""
import os
import random
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import time

import caseload
import extract

TOP = os.path.abspath(os.environ.get('top_srcdir') or '.')
HERE = os.path.abspath('tests/bench')
DATA = os.path.join(HERE, 'data')
CASECLOCK = os.path.abspath('src/caseclock')
MOMENT, AT = 1748862000, '2025-06-02T12:00'     # of the import: 12:00 in London
ROUNDS = int(os.environ.get('BENCH_ROUNDS', '61'))
# Of 60 keys each: enough that p99 does not hang on the three moments in which the machine was busy elsewhere.
KEY_ROUNDS = int(os.environ.get('BENCH_KEY_ROUNDS', '12'))
ONLY = os.environ.get('BENCH_ONLY', '').split()
LINES, NOTES = [], []


def say(text):
    print(f'bench: {text}', file=sys.stderr, flush=True)


def wanted(*names):
    return not ONLY or any(n in ONLY for n in names)


def line(number, what, target, measured, floor, ratio, met):
    LINES.append((number, what, target, measured, floor, ratio, met))


def skipped(number, what, why):
    line(number, what, '', 'not measured', '', '', '-')
    NOTES.append(f'{number}: {why}')


def environment():
    """Nothing of the caller's settings changes what is measured."""
    keep = {k: os.environ[k] for k in ('PATH', 'HOME') if k in os.environ}
    keep.update(TERM='xterm-256color', LC_ALL='C.UTF-8', TZ='Europe/London', CASECLOCK_DATADIR=os.path.join(TOP, 'data'),
                CASECLOCK_LIBEXECDIR=os.path.abspath('src/exchange'), XDG_DATA_HOME=DATA, XDG_STATE_HOME=DATA,
                TASKRC=os.path.join(DATA, 'taskrc'), TASKDATA=os.path.join(DATA, 'task'))
    return keep


def run(*command):
    """Runs a program; (seconds, output)."""
    began = time.monotonic()
    with open(os.path.join(DATA, 'errors'), 'w+', encoding='utf-8') as errors:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors,
                                 env=environment())
        out = child.stdout.read().decode('utf-8', 'replace')
        child.wait()
        spent = time.monotonic() - began
        errors.seek(0)
        said = errors.read()
    if child.returncode:
        raise RuntimeError(f'{shlex.join(command)[:200]}: status {child.returncode}: {said.strip()[:300] or out[-300:]}')
    return spent, out


def tool(name, *arguments):
    return run(os.path.join(HERE, name), *map(str, arguments))[1]


def at_moment(database, *arguments):
    return [CASECLOCK, '-d', database, '--now', AT, *arguments]


# ---- what is measured on ----

def path(name):
    return os.path.join(DATA, name)


def write_contacts(file, cases, first=60, last=345600):
    """Open contacts received so many seconds before the moment, most of them green: of four days about
    a quarter is overdue."""
    dice = random.Random(42)
    with open(file + '.part', 'w', encoding='utf-8') as out:
        out.write('reference,name,received,source,rating,rated,team,worker\n')
        for i in range(1, cases + 1):
            received = MOMENT - dice.randrange(first, last)
            rated = min(received + dice.randrange(60, 3600), MOMENT)
            rating = 'green' if dice.randrange(8) else 'amber'
            worker = dice.randrange(60)
            stamp = [time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(t)) for t in (received, rated)]
            out.write(f'B-{i:07d},Child {dice.randrange(10 ** 6):06d} Example,{stamp[0]},School,{rating},{stamp[1]},'
                      f'Team {worker % 7},Worker {worker:02d}\n')
    os.rename(file + '.part', file)


def copy_of(file, name):
    shutil.copyfile(file, path(name))
    os.chmod(path(name), 0o600)
    return path(name)


def empty():
    """The file into which contacts are imported."""
    if not os.path.exists(path('empty.db')):
        run(*at_moment(path('empty.db'), 'init', '--rehearse'))
    return path('empty.db')


def contacts_of(cases):
    file = path(f'contacts-{cases}.csv')
    if not os.path.exists(file):
        write_contacts(file, cases)
    return file


def imported(cases):
    """A file into which so many contacts were imported."""
    file = path(f'imported-{cases}.db')
    if not os.path.exists(file):
        say(f'importing {cases} contacts')
        part = copy_of(empty(), 'making.db')
        run(*at_moment(part, '-q', 'import', 'contacts', contacts_of(cases)))
        os.rename(part, file)
    return file


def database_of(cases):
    """A synthetic authority with so many open cases, all contacts."""
    file = path(f'{cases}.db')
    if not os.path.exists(file):
        say(f'making an authority of {cases} cases')
        if os.path.exists(path('making.db')):
            os.unlink(path('making.db'))
        spent = run(CASECLOCK, '-q', '-d', path('making.db'), 'demo', '--cases', str(cases), '--no-open')[0]
        os.rename(path('making.db'), file)
        say(f'  made in {spent:.1f} s')
    return file


def floor_of(cases):
    """The floor's own file with the same rows."""
    file = path(f'floor-{cases}.db')
    if not os.path.exists(file):
        tool('floor_tui', 'make', file + '.part', database_of(cases))
        os.rename(file + '.part', file)
    return file


def floor_command(mode, cases):
    with sqlite3.connect(floor_of(cases)) as file:
        rows = file.execute('SELECT count(*) FROM clocks').fetchone()[0]
    return [os.path.join(HERE, 'floor_tui'), mode, floor_of(cases), str(rows), str(int(time.time()))]


def screen_command(cases):
    return [CASECLOCK, '-d', database_of(cases), '--queue', 'contacts']


def bring_up_to_now(cases):
    """The clocks turned, and nobody's last row and filter remembered. Those that would turn in the next half hour are
    put off by it: what a turn writes and draws is P10's and P15's, and would be taken here for that of the key before."""
    spent = run(CASECLOCK, '-q', '-d', database_of(cases), 'tick')[0]
    if spent > 1:
        say(f'the clocks of {cases} cases brought up to now in {spent:.1f} s')
    later = int(time.time()) + 1800
    with sqlite3.connect(database_of(cases)) as file:
        file.execute("DELETE FROM meta WHERE key LIKE 'place:%'")
        file.execute('UPDATE clock SET next_at = ? WHERE running = 1 AND next_at < ?', (later, later))


# ---- figures ----

def part(values, share):
    values = sorted(values)
    return values[round((len(values) - 1) * share)] if values else float('nan')


def terminal(options, commands, ends=False):
    """Samples of tests/bench/tty for each command: {'paint': [ms], 'key j': [ms], ...}."""
    words = [os.path.join(HERE, 'tty'), *map(str, options), '-x', 'Q', '--']
    for i, command in enumerate(commands):
        words += (['--'] if i else []) + command
    found = [{} for _ in commands]
    for row in run(*words)[1].splitlines():
        kind, program, *rest = row.split()
        if kind == 'key':
            kind, rest = f'key {rest[0]}', rest[1:]
        if (kind.startswith('key') or kind == 'paint') and float(rest[0]) < 0:
            kind = 'mute'
        found[int(program)].setdefault(kind, []).append(rest if kind in ('idle', 'rest') else float(rest[0]))
        if kind.startswith('key') or kind == 'paint':
            found[int(program)].setdefault(kind + ' bytes', []).append(float(rest[1]))
    for command, samples in zip(commands, found):
        if 'paint' not in samples or (not ends and ['ended'] in samples['rest']):
            raise RuntimeError(f'{shlex.join(command)}: it showed nothing or ended by itself')
    return found


def met(truth):
    return 'met' if truth else 'MISSED'


def first_screens(sizes):
    """P1, P2, P4 and P13 from the same runs, all sizes and floors in turn."""
    largest, smallest = max(sizes), min(sizes)
    for n in sizes:
        bring_up_to_now(n)
    os.sync()       # what was just written goes to the disk now, and not while keys are measured
    commands = [c for n in sizes for c in (screen_command(n), floor_command('sql', n))]
    say(f'first screens: {ROUNDS} rounds of {len(commands)} programs')
    paints = terminal(['-n', ROUNDS, '-r', 0], commands)
    say(f'keys: {KEY_ROUNDS} rounds')
    keys = terminal(['-n', KEY_ROUNDS, '-r', 4, '-a', 5, '-k', 'j:60', '-k', 'PGDN:30', '-k', 'G/gg:15'], commands)
    for i, n in enumerate(sizes):
        ours, floor = (part(p['paint'], 0.5) for p in paints[2 * i:2 * i + 2])
        line('P1', f'first screen, {n:,} cases', '<= 2x floor', f'{ours:.2f} ms', f'{floor:.2f} ms', f'{ours / floor:.2f}',
             met(ours <= 2 * floor))
    for i, n in enumerate(sizes):
        for key in ('j', 'PGDN', 'G'):
            ours, floor = (k.get('key ' + key, []) for k in keys[2 * i:2 * i + 2])
            if not ours or not floor:
                skipped('P2', f'key {key}, {n:,}', 'the key showed nothing')
                continue
            p50, p99 = part(ours, .5) / part(floor, .5), part(ours, .99) / part(floor, .99)
            size = [part(k['key ' + key + ' bytes'], .5) for k in keys[2 * i:2 * i + 2]]
            line('P2', f'key {key}, {n:,} cases: p50, p99', '<= 1.3x, 2x', f'{part(ours, .5):.2f}, {part(ours, .99):.2f} ms'
                 f' ({size[0]:.0f} B)', f'{part(floor, .5):.2f}, {part(floor, .99):.2f} ms ({size[1]:.0f} B)',
                 f'{p50:.2f}, {p99:.2f}', met(p50 <= 1.3 and p99 <= 2))
    typed(largest if largest <= 100000 else sorted(sizes)[-2] if len(sizes) > 1 else largest, keys, sizes)
    memory = max(keys[2 * sizes.index(largest)]['memory']) / 1024
    line('P4', f'memory, {largest:,} cases', '<= 32 MiB', f'{memory:.1f} MiB',
         f'{max(keys[2 * sizes.index(largest) + 1]["memory"]) / 1024:.1f} MiB', '', met(memory <= 32))
    if largest > smallest:
        growth(sizes, smallest, largest, paints, keys)


def typed(n, keys, sizes):
    """P3: letters typed into the filter, each taken back behind it."""
    say(f'letters typed into the filter, {n} cases')
    # An answer is over when nothing has come for 60 ms. What the screen writes as a minute ends can fall into that
    # once while 200 letters are typed, and p99 leaves out the worst of them.
    options = ['-r', 1, '-Q', 60, '-k', 'F3:1'] + [w for c in 'oxen' for w in ('-k', f'{c}/BS:50')] + ['-k', 'ENTER:1']
    copy = copy_of(database_of(n), 'typed.db')          # the queue remembers its filter
    found = terminal(options, [[CASECLOCK, '-d', copy, '--queue', 'contacts']])[0]
    os.unlink(copy)
    letters = [ms for c in 'oxen' for ms in found.get('key ' + c, [])]
    key = keys[2 * sizes.index(n)].get('key j', [])
    if not letters or not key:
        skipped('P3', 'a letter typed into the filter', 'it showed nothing')
        return
    # The first comes while the rows are still being read into memory, a quarter of a second after the start.
    first, letters = letters[0], letters[1:]
    p99, base = part(letters, .99), part(key, .99)
    line('P3', f'the first letter, at once after the start, {n:,} cases', '<= 30 ms', f'{first:.2f} ms', '', '', met(first <= 30))
    line('P3', f'a letter typed into the filter, {n:,} cases: p99', '<= 10 keys, 30 ms', f'{p99:.2f} ms', f'{base:.2f} ms (j)',
         f'{p99 / base:.2f}', met(p99 <= 30 and p99 <= 10 * base))


def growth(sizes, smallest, largest, paints, keys):
    a, b = 2 * sizes.index(smallest), 2 * sizes.index(largest)
    for what, kind, runs in (('first screen', 'paint', paints), ('key j', 'key j', keys), ('key PGDN', 'key PGDN', keys),
                             ('key G', 'key G', keys)):
        small, large = part(runs[a].get(kind, []), .5), part(runs[b].get(kind, []), .5)
        base = part(runs[b + 1].get(kind, []), .5) / part(runs[a + 1].get(kind, []), .5)
        line('P13', f'{what}, {smallest:,} to {largest:,}', '<= 1.3x', f'{small:.2f} to {large:.2f} ms', f'floor {base:.2f}x',
             f'{large / small:.2f}', met(large <= 1.3 * small))


def instructions(command, keys, name='j'):
    """User-space instructions from start to leaving, with so many keys, by callgrind; without those of reading rows
    for a filter ahead, which goes on while nobody waits and is the longer the slower valgrind is."""
    file = path('callgrind')
    options = ['-q', 400, '-Q', 60, '-l', 200] + (['-k', f'{name}:{keys}', '-r', 1] if keys else ['-r', 0])
    terminal(options, [['valgrind', '-q', '--tool=callgrind', f'--callgrind-out-file={file}', *command]])
    with open(file, encoding='utf-8') as out:
        total = int(re.search(r'^(?:summary|totals): (\d+)', out.read(), re.M).group(1))
    ahead = re.search(r'^ *([\d,]+) .*:queue_warm_some ', run('callgrind_annotate', '--inclusive=yes', file)[1], re.M)
    os.unlink(file)
    return total - (int(ahead.group(1).replace(',', '')) if ahead else 0)


def counted(sizes):
    """P13 and P14 in instructions, which do not wander with the machine."""
    if not shutil.which('valgrind'):
        skipped('P14', 'instructions', 'valgrind is not installed')
        return
    ends = sorted({min(sizes), max(sizes)})
    paint, key = {}, {}
    for n in ends:
        say(f'instructions, {n} cases')
        bring_up_to_now(n)
        paint[n] = instructions(screen_command(n), 0)
        key[n] = (instructions(screen_command(n), 30) - instructions(screen_command(n), 10)) / 20
    floor = instructions(floor_command('sql', ends[-1]), 0)
    scroll = (instructions(floor_command('scroll', ends[-1]), 60) - instructions(floor_command('scroll', ends[-1]), 40)) / 20
    within = (instructions(floor_command('scroll', ends[-1]), 30) - instructions(floor_command('scroll', ends[-1]), 10)) / 20
    if len(ends) > 1:
        for what, found in (('start to first screen and leaving', paint), ('one j', key)):
            ratio = found[ends[1]] / found[ends[0]]
            line('P13', f'instructions: {what}', '<= 1.1x', f'{found[ends[0]] / 1e6:.2f} to {found[ends[1]] / 1e6:.2f} M', '',
                 f'{ratio:.2f}', met(ratio <= 1.1))
    line('P14', 'instructions: start to first screen', '<= 1.5x floor', f'{paint[ends[-1]] / 1e6:.2f} M', f'{floor / 1e6:.2f} M',
         f'{paint[ends[-1]] / floor:.2f}', met(paint[ends[-1]] <= 1.5 * floor))
    line('P14', 'instructions: one j', '<= 1.2x scroll', f'{key[ends[-1]] / 1e6:.3f} M',
         f'{within / 1e6:.3f} M (at the edge {scroll / 1e6:.3f})', f'{key[ends[-1]] / within:.2f}', met(key[ends[-1]] <= 1.2 * within))


def commits(sizes):
    n = sizes[0]
    _, ours, raw, ratio, rows = tool('commit', database_of(n), DATA, int(time.time()), 60).split()
    line('P5', f'one recorded act, durable ({float(rows):.0f} rows)', '<= 1.5x raw', f'{float(ours):.2f} ms', f'{float(raw):.2f} ms',
         f'{float(ratio):.2f}', met(float(ratio) <= 1.5))


def imports(cases=100000, times=3):
    contacts, after = contacts_of(cases), imported(cases)
    ours, raw, rows = [], [], 0
    for i in range(times):
        say(f'import of {cases} contacts, run {i + 1} of {times}')
        ours.append(run(*at_moment(copy_of(empty(), 'import.db'), '-q', 'import', 'contacts', contacts))[0])
        os.unlink(path('import.db'))
        _, ms, rows, _ = tool('floor_insert', empty(), after, path('insert.db')).split()
        raw.append(float(ms) / 1e3)
    a, b = int(rows) / part(ours, .5), int(rows) / part(raw, .5)
    line('P6', f'import of {cases:,} contacts ({int(rows):,} rows)', '>= 0.5x raw', f'{part(ours, .5):.1f} s, {a:,.0f} rows/s',
         f'{part(raw, .5):.1f} s, {b:,.0f} rows/s', f'{a / b:.2f}', met(a >= 0.5 * b))


def engine():
    if not os.path.exists(os.path.join(HERE, 'engine')):
        skipped('P7', 'deriving clocks', 'cmocka is not installed')
        return
    found = {row.split()[0]: row.split()[1:] for row in tool('engine').splitlines()}
    rate = float(found['P7'][0])
    line('P7', 'deriving clocks in memory', '>= 3 M/s', f'{rate / 1e6:.2f} M/s', '', '', met(rate >= 3e6))
    ratio, ours, bare = map(float, found['P9'])
    line('P9', 'adding working days', '<= 3x table', f'{ours:.2f} ns', f'{bare:.2f} ns', f'{ratio:.2f}', met(ratio <= 3))


def authority(sizes):
    """The largest file of at most 100 000 contacts, and an authority at work: each case is derived as `check` does
    it, nothing is stored."""
    largest = max([n for n in sizes if n <= 100000] or sizes[:1])
    for n, file in ((largest, database_of(largest)), (100000, caseload.made(sys.modules[__name__], 100000, 50))):
        say(f'deriving every one of {n} cases')
        derived(*tool('authority', file, int(time.time()), 5).split()[1:])


def derived(cases, events, clocks, ours, raw, ratio):
    line('P8', f'deriving {int(cases):,} cases ({int(events):,} events, {int(clocks):,} clocks)', '<= 2x reading',
         f'{float(ours):.0f} ms', f'{float(raw):.0f} ms', f'{float(ratio):.2f}', met(float(ratio) <= 2))


def turning(cases):
    """A copy in which the clocks may turn: each run goes on in time from where the last one ended."""
    copy, used = path(f'turn-{cases}.db'), path(f'turn-{cases}.used')
    runs = os.path.getsize(used) if os.path.exists(used) else 0
    if not os.path.exists(copy) or (runs + 1) * 60000 >= cases:
        os.rename(copy_of(database_of(cases), 'turn.part'), copy)
        runs = 0
    with open(used, 'wb') as out:
        out.write(b'.' * (runs + 1))
    return copy


def turns(sizes):
    each = {}
    for n in sorted({min(sizes), max(sizes)}):
        say(f'rounds of the timer, {n} cases')
        for k in (100,) if n < max(sizes) else (100, 1000):
            _, clocks, _, ours, raw, ratio = tool('turn', turning(n), int(time.time()), k,
                                                        15 if k == 1000 else min(41, n // 500)).split()
            each[n, k] = float(ours)
            line('P10', f'a round: {k} of {int(clocks):,} clocks', '<= 1.5x rows', f'{float(ours):.1f} us a clock',
                 f'{float(raw):.1f} us', f'{float(ratio):.2f}', met(float(ratio) <= 1.5))
    if len(each) > 2:
        a, b = each[min(sizes), 100], each[max(sizes), 100]
        line('P10', 'a round of 100: growth with the file', 'with k, not n', f'{a:.1f} to {b:.1f} us a clock', '', f'{b / a:.2f}', '')


def idle(seconds=int(os.environ.get('BENCH_IDLE', '60'))):
    """In a file in which everything has long been overdue since one minute, so that no other figure changes."""
    file = path('idle.db')
    if not os.path.exists(file):
        write_contacts(path('idle.csv'), 1000, 864000, 864060)
        part = copy_of(empty(), 'making.db')
        run(*at_moment(part, '-q', 'import', 'contacts', path('idle.csv')))
        run(CASECLOCK, '-q', '-d', part, 'tick')
        os.rename(part, file)
    say(f'idle for {seconds} s')
    found = terminal(['-r', 1, '-i', seconds], [[CASECLOCK, '-d', file, '--queue', 'contacts']])[0]['idle'][0]
    _, wakeups, size, bursts = map(int, found)
    allowed = seconds // 2 + seconds // 60 + 2
    line('P11', f'idle for {seconds} s: wake-ups, bytes', f'<= {allowed}, the minute', f'{wakeups}, {size} B in {bursts} bursts', '', '',
         met(wakeups <= allowed and bursts <= seconds // 60 + 1))


# ---- Taskwarrior ----

def task_items(cases):
    """The same items for Taskwarrior, imported once."""
    if os.path.exists(path('task/ready')):
        return
    say(f'making {cases} items for Taskwarrior')
    shutil.rmtree(path('task'), ignore_errors=True)
    os.makedirs(path('task'))
    with open(path('taskrc'), 'w', encoding='utf-8') as out:
        out.write('confirmation=no\nverbose=nothing\nhooks=off\nbulk=0\n')
    dice, file = random.Random(42), path('items.json')
    with open(contacts_of(cases), encoding='utf-8') as rows, open(file, 'w', encoding='utf-8') as out:
        next(rows)
        out.write('[\n')
        for i, row in enumerate(rows):
            reference, name, received, _, rating, _, team, worker = row.strip().split(',')
            start = time.strptime(received, '%Y-%m-%dT%H:%M:%SZ')
            due = time.gmtime(time.mktime(start) - time.timezone + (86400 if rating == 'amber' else 259200))
            out.write(('%s{"description":"%s %s","entry":"%s","due":"%s","project":"%s","tags":["%s"],"status":"pending",'
                       '"uuid":"%08x-%04x-4%03x-8%03x-%012x"}\n') % (
                ',' if i else '', reference, name, time.strftime('%Y%m%dT%H%M%SZ', start), time.strftime('%Y%m%dT%H%M%SZ', due),
                team.replace(' ', ''), worker.replace(' ', ''), dice.getrandbits(32), dice.getrandbits(16),
                dice.getrandbits(12), dice.getrandbits(12), dice.getrandbits(48)))
        out.write(']\n')
    run('task', 'import', file)
    os.unlink(file)
    with open(path('task/ready'), 'w', encoding='utf-8'):
        pass


def taskwarrior(cases=100000):
    if not shutil.which('task'):
        skipped('P12', 'against Taskwarrior', 'the program task is not installed')
        return
    database = imported(cases)
    task_items(cases)
    say('against Taskwarrior: 3 runs')
    copy = copy_of(database, 'change.db')
    theirs, ours = {'list': [], 'change': []}, {'list': [], 'change': []}
    for i in range(3):
        theirs['list'].append(run('task', 'list', 'limit:40'))
        for j in range(3):
            ours['list'].append(run(*at_moment(database, 'list', '--queue', 'contacts', '--limit', '40')))
        theirs['change'].append(run('task', str(50 + i), 'done'))
        for j in range(3):
            ours['change'].append(run(*at_moment(copy, '-q', 'record', f'B-{100 + 3 * i + j:07d}', 'contact.decided', 'outcome=nfa',
                                                 'rationale=as agreed')))
    os.unlink(copy)
    for what, title, target in (('list', 'first list of 40', 100), ('change', 'one change', 50)):
        a, b = (part([r[0] for r in runs[what]], .5) for runs in (ours, theirs))
        line('P12', f'Taskwarrior, {cases:,} items: {title}', f'>= {target}x faster', f'{a * 1e3:.1f} ms', f'{b * 1e3:.0f} ms',
             f'{b / a:.0f}', met(b >= target * a))
    both = terminal(['-q', 1000], [at_moment(database, 'list', '--queue', 'contacts', '--limit', '40'), ['task', 'list', 'limit:40']],
                    ends=True)
    a, b = (max(found['peak']) / 1024 for found in both)
    line('P12', f'Taskwarrior, {cases:,} items: memory', '<= 1/10', f'{a:.1f} MiB', f'{b:.1f} MiB', f'1/{b / a:.0f}', met(a * 10 <= b))


# ---- the table ----

def table():
    heads = ('', 'what', 'target', 'measured', 'floor or peer', 'ratio', '')
    order = sorted(LINES, key=lambda row: (row[0][0], int(row[0][1:])))
    widths = [max(len(row[i]) for row in [heads] + order) for i in range(len(heads))]
    for row in [heads] + order:
        print('  '.join(text.ljust(width) for text, width in zip(row, widths)).rstrip())
    for note in NOTES:
        print(note)


def main():
    sizes = sorted({int(word) for text in sys.argv[1:] for word in text.split()}) or [10000, 100000, 1000000]
    os.makedirs(DATA, mode=0o700, exist_ok=True)
    steps = [(('P7', 'P9'), engine), (('P6',), imports), (('P6', 'extracts'), lambda: extract.measure(sys.modules[__name__])), (('P5',), lambda: commits(sizes)),
             (('P1', 'P2', 'P4', 'P13'), lambda: first_screens(sizes)), (('P13', 'P14'), lambda: counted(sizes)),
             (('P8',), lambda: authority(sizes)), (('S', 'S1', 'S2'), lambda: caseload.measure(sys.modules[__name__])),
             (('P10',), lambda: turns(sizes)), (('P11',), idle), (('P12',), taskwarrior)]
    began = time.monotonic()
    for names, step in steps:
        if not wanted(*names):
            continue
        try:
            step()
        except (RuntimeError, OSError, ValueError, KeyError, ZeroDivisionError) as fault:
            skipped(names[0], ' '.join(names), str(fault)[:300])
    say(f'done in {time.monotonic() - began:.0f} s')
    table()


main()
