"""Nothing that stands in a file can move a terminal's cursor, colour it or turn its text round.

A demo is made under a practice whose titles hold what a policy may hold; then every blank in every text of the
file becomes a blank and all that a terminal obeys, as if the file came from elsewhere. Every command prints it,
in every format, and is given the same as its arguments: no byte of it may come out as it is."""
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

# Escape sequences, a bell, C1 as a character and as a byte, bidi controls, an invisible space and a tab.
IN_POLICY = '\u009b5m\u202e\u2066\u200b'
IN_FILE = (' \x1b]0;own\x07\x1b[31m' + IN_POLICY + '\x7f\r\t').encode() + b'\x9b7m'
TYPED = 'Zo\x1b[31m\u009b5m\u202e\u200b\x7f\r\n\tY'
OBEYED = re.compile('[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]')
LEFT = {'meta', 'policy', 'schema'}	# not texts of people
NOW = '2024-03-01T09:00'


class Program:
    def __init__(self, folder):
        self.top = os.path.abspath(os.environ.get('top_srcdir', '.'))
        self.path = os.path.join(os.path.abspath(os.environ.get('top_builddir', '.')), 'src', 'caseclock')
        self.database = os.path.join(folder, 'unsafe.db')
        self.environment = {'PATH': '/usr/bin:/bin', 'LC_ALL': 'C.UTF-8', 'HOME': folder,
                            'CASECLOCK_DATABASE': self.database, 'CASECLOCK_DATADIR': os.path.join(self.top, 'data'),
                            'CASECLOCK_LIBEXECDIR': os.path.join(os.path.dirname(self.path), 'exchange'),
                            'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '')}
        self.faults = []
        self.tried = 0

    def run(self, *arguments):
        return subprocess.run([self.path, '--now', NOW, *arguments], env=self.environment, capture_output=True,
                              check=False, cwd=self.environment['HOME'])

    def must(self, *arguments):
        done = self.run(*arguments)
        if done.returncode:
            sys.exit(f'FAIL: {" ".join(arguments)!r}: exit {done.returncode}: {done.stderr!r}')
        return done.stdout.decode()

    def look(self, *arguments):
        """Runs it, however it ends, and keeps what a terminal would obey."""
        done = self.run(*arguments)
        self.tried += 1
        if done.returncode < 0:
            self.faults.append(f'{arguments!r}: killed by signal {-done.returncode}')
        for name, stream in (('stdout', done.stdout), ('stderr', done.stderr)):
            text = stream.decode(errors='surrogateescape')
            if 'csv' in arguments or arguments[:2] == ('export', 'calendar'):
                text = text.replace('\r\n', '\n')
            if 'csv' in arguments or arguments[0] == 'supervise':	# as typed, and pages of notes
                text = text.replace('\t', ' ')
            found = OBEYED.search(text) or re.search('[\udc80-\udcff]', text)
            if found:
                around = text[max(0, found.start() - 40):found.end() + 20]
                self.faults.append(f'{arguments!r}: {name}: {found[0]!r} in {around!r}')
        return done


def write_policy(program, folder):
    """The shipped practice with more in each title, label and help than can be read."""
    to = os.path.join(folder, 'policy')
    shutil.copytree(os.path.join(program.top, 'data', 'policy'), to)
    for path in (os.path.join(to, name) for name in os.listdir(to) if name.endswith('.policy')):
        with open(path, encoding='utf-8') as file:
            text = file.read()
        text = re.sub(r'(?m)^((?:title|action|brief|help|source|name) *= (?!yes)\w+)', r'\1' + IN_POLICY, text)
        text = re.sub(r'(?m)^(field [^"\n]*"\w+)', r'\1' + IN_POLICY, text)
        os.chmod(path, 0o644)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
    return to


def spoil(database, text=IN_FILE):
    file = sqlite3.connect(database)
    for (trigger,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        file.execute(f'DROP TRIGGER {trigger}')
    tables = [name for (name,) in file.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")]
    changed = 0
    for table in tables:
        if table in LEFT:
            continue
        for _, column, kind, *_ in file.execute(f'PRAGMA table_info({table})').fetchall():
            if kind == 'TEXT' and not column.endswith('hash'):
                changed += file.execute(f"UPDATE {table} SET {column} = replace({column}, ' ', CAST(? AS TEXT))"
                                        f" WHERE instr({column}, ' ') > 0", (text,)).rowcount
    file.commit()
    file.close()
    if changed < 300:
        sys.exit(f'FAIL: only {changed} texts were spoilt')


def fill(program):
    """What the demo has not: plans, notes of shifts, absences."""
    reference = json.loads(program.must('list', '--queue', 'contacts', '-f', 'json', '--limit', '1'))[0]['reference']
    program.must('handover', '--done', '--note', 'A note for the night')
    program.must('week', '--team', 'all', '--keep', '--note', 'A note on the week')
    program.must('record', reference, 'note.added', '--note', 'First line\nand a second one')
    program.must('action', reference, 'set', 'Ring the school', '--due', '2024-03-05', '--origin', 'audit')
    program.must('person', 'away', 'jbarrowby', '2024-03-01', '2024-03-08')
    program.must('allocate', reference, '--not-today', '2024-03-04', '--why', 'in my own words')


def commands(program):
    rows = json.loads(program.must('list', '-f', 'json', '--all'))
    clocks = {row['timescale']: row['reference'] for row in rows}
    logins = re.findall(r'"login":"(\w+)"', program.must('person', 'list', '-f', 'json'))
    several = [('list', '--all'), ('list', '--by', 'case'), ('find', 'a'), ('today',), ('handover',),
               ('week', '--team', 'all'), ('board',), ('board', '--part', 'workers'), ('action', '--all'), ('report',),
               ('report', '--by', 'team'), ('report', '--by', 'worker'), ('report', 'mash.24h', '--cases'),
               ('report', '--reasons'), ('report', '--weekly'), ('export', 'cases'), ('export', 'events'),
               ('export', 'clocks'), ('unknown',), ('audit',), ('person', 'list'), ('person', 'left'),
               ('team', 'list'), ('supervise', '--away'), ('live',), ('check',)]
    once = [('policy', 'show'), ('policy', 'check'), ('export', 'calendar'), ('board', '--note', '--present', TYPED),
            ('tick',), ('audit', 'verify')]
    once += [('why', reference, timescale) for timescale, reference in clocks.items()]
    once += [('show', reference) for reference in sorted({row['reference'] for row in rows})]
    once += [('supervise', who) for who in [*logins[:12], *sorted(set(clocks.values()))[:6]]]
    once += [('supervise', reference, '--last') for reference in sorted(set(clocks.values()))]
    one = next(row['reference'] for row in rows if ':' not in row['reference'])
    mistakes = [(TYPED,), ('list', TYPED), ('list', '--queue', TYPED), ('show', TYPED), ('find', TYPED),
                ('find', f'"{TYPED}'),
                ('why', one, TYPED), ('why', TYPED, 'mash.24h'), ('record', TYPED, 'note.added', '--note', 'x'),
                ('record', one, TYPED), ('record', one, 'note.added', f'{TYPED}=x'),
                ('record', one, 'note.added', '--note', TYPED), ('record', one, 'contact.received', f'name={TYPED}'),
                ('record', one, 'contact.received', f'rating={TYPED}'), ('record', one, 'note.added', '--at', TYPED),
                ('allocate', one, TYPED), ('allocate', TYPED, 'jbarrowby'),
                ('allocate', one, 'jbarrowby', '--why', TYPED),
                ('action', one, 'set', TYPED, '--due', '2024-03-09'), ('action', one, 'set', 'x', '--due', TYPED),
                ('void', TYPED, '--why', 'x'), ('replace', TYPED, '--why', 'x'), ('move', TYPED, one, '--why', 'x'),
                ('merge', one, TYPED, '--why', TYPED), ('board', '--team', TYPED), ('week', '--team', TYPED),
                ('week', '--week', TYPED), ('handover', '--since', TYPED), ('supervise', TYPED), ('report', TYPED),
                ('report', '--by', TYPED), ('export', TYPED), ('unknown', TYPED), ('audit', '--by', TYPED),
                ('person', 'add', TYPED, '--login', 'new', '--role', TYPED), ('person', 'add', TYPED, '--login', TYPED),
                ('person', 'add', TYPED, '--login', 'zo', '--role', 'duty'), ('person', 'change', TYPED),
                ('team', 'add', TYPED), ('team', 'rename', TYPED, 'x'), ('team', 'close', TYPED), ('live', TYPED),
                ('due', TYPED, '5', 'working', 'days'), ('import', 'contacts', TYPED), ('import', TYPED, 'x.csv'),
                ('backup', f'/nowhere/{TYPED}'), ('verify', TYPED), ('restore', TYPED), ('policy', 'check', TYPED),
                ('policy', 'apply', TYPED), ('-d', TYPED, 'list'), ('--as', TYPED, 'list'), (f'--{TYPED}',),
                ('list', f'--{TYPED}'), ('list', '-f', TYPED), ('list', '-o', f'/nowhere/{TYPED}'), ('init', TYPED),
                ('--now', TYPED, 'list'), ('demo', '--cases', TYPED), ('complete', TYPED)]
    return [(*words, '-f', form) for words in several for form in ('table', 'csv', 'json')] + once + mistakes


def import_spoilt(program, folder):
    path = os.path.join(folder, f'extract{IN_POLICY}.csv')
    with open(path, 'w', encoding='utf-8') as file:
        file.write('reference,name,received,rating,team,worker,note\n'
                   f'X-1,{TYPED.split(chr(13), maxsplit=1)[0]},2024-03-01T08:00,red,MA{IN_POLICY},Sa{IN_POLICY},x\n'
                   f'X-2,Ann,{IN_POLICY},red,,,\nX-3,Ann,2024-03-01T08:00,{IN_POLICY}red,,,\n'
                   f'X{IN_POLICY}\x1b[2J,Ann,2024-03-01T08:00,red,,,\n')
    for form in ('table', 'csv', 'json'):
        program.look('import', 'contacts', path, '-f', form)
    program.look('list', '--all')


def main():
    with tempfile.TemporaryDirectory(prefix='caseclock-safe.') as folder:
        program = Program(folder)
        if not os.access(program.path, os.X_OK):
            print(f'SKIP: {program.path} is not there')
            sys.exit(77)
        program.must('-d', program.database, '-p', write_policy(program, folder), 'demo', '--no-open', '--cases', '60')
        fill(program)
        asked = commands(program)
        spoil(program.database)
        for words in asked:
            program.look(*words)
        import_spoilt(program, folder)
        for fault in program.faults:
            print(f'FAIL: {fault}')
        print(f'{program.tried} commands, {len(program.faults)} faults')
        sys.exit(1 if program.faults else 0)


if __name__ == '__main__':
    main()
