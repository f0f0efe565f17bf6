"""Every event that the shipped practice declares can be typed: `caseclock record` with a value for each field.

What the events are, what they concern and which fields they have is read from `caseclock policy show`, so that
an event that is added is tried too."""
import os
import re
import subprocess
import sys
import tempfile

NOW = '2024-03-01T09:00'
PLAIN = {'text': 'Words', 'long': 'Words', 'date': '2024-03-12', 'time': '2024-03-12T10:00', 'number': '1',
         'yesno': 'yes', 'person': 'sgrey', 'team': 'MASH'}


class Program:
    def __init__(self, folder):
        top = os.path.abspath(os.environ.get('top_srcdir', '.'))
        self.path = os.path.join(os.path.abspath(os.environ.get('top_builddir', '.')), 'src', 'caseclock')
        self.environment = {'PATH': '/usr/bin:/bin', 'LC_ALL': 'C.UTF-8', 'HOME': folder,
                            'CASECLOCK_DATABASE': os.path.join(folder, 'every.db'),
                            'CASECLOCK_DATADIR': os.path.join(top, 'data'),
                            'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '')}

    def run(self, *arguments, person=None):
        command = [self.path, '-q', '--now', NOW, *(['--as', person] if person else []), *arguments]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f'FAIL: {" ".join(arguments)}: exit {done.returncode}: {done.stderr.strip()}')
        return done.stdout


def sections(text):
    """[(type, key, {entry: value})] of what `policy show` prints; a value's lines joined."""
    found, entry = [], None
    for line in text.splitlines():
        head = re.fullmatch(r'\[(\w+) ?([^\]]*)\]', line)
        if head:
            found.append((head[1], head[2], {}))
        elif found and re.match(r'\w', line) and ' = ' in line + ' ':
            entry, value = (part.strip() for part in line.split('=', 1))
            found[-1][2][entry] = value
        elif found and entry and line.startswith(' '):
            found[-1][2][entry] += ' ' + line.strip()
    return found


def bare(line):
    """Without what stands in quotation marks."""
    return re.sub(r'"[^"]*"', '', line)


def choice_of(line, lists):
    where = re.search(r'\bfrom (\w+)\s*$', bare(line))
    if where:
        return lists[where[1]]
    rest = bare(line).split(' of ', 1)[1]
    return next(part.split()[0] for part in rest.split(',') if 'retired' not in part)


def value_of(line, events, lists):
    """What is typed into a field; None: nothing."""
    words = bare(line)
    if ' lines of ' in f' {words}':
        event, parts = re.search(r'lines of (\S+) \(([^)]*)\)', words).groups()
        typed = []
        for part in parts.split(','):
            name = part.strip().split(' is ')[0]
            own = {'name': 'Cy Moss', 'date_of_birth': '2017-04-03',
                   'reference': '' if events[event].get('new case') == 'yes' else 'SIBLING'}
            if ' is ' not in part:
                typed.append(own.get(name) if name in own else value_of(events[event][f'field {name}'], events, lists))
        return '; '.join(typed)
    if 'review of' in words:
        return None
    for word in words.split():
        if word in ('choice', 'choices'):
            return choice_of(line, lists)
        if word in PLAIN:
            return PLAIN[word]
    return sys.exit(f'FAIL: of which type is the field {line}')


def fields_of(event, events, lists, least=False):
    typed = []
    for entry, line in event.items():
        if not entry.startswith('field '):
            continue
        value = value_of(line, events, lists)
        if value is not None and (not least or re.match(r'required (?!when)', line)):
            typed.append(f'{entry[6:]}={value}')
    return typed


def opener_of(event, events):
    concerns = event.get('concerns', 'child')
    if 'child' in concerns.split():
        return None
    return next(key for key, other in events.items() if other.get('opens') == concerns.split()[0])


def main():
    with tempfile.TemporaryDirectory(prefix='caseclock-every.') as folder:
        program = Program(folder)
        if not os.access(program.path, os.X_OK):
            print(f'SKIP: {program.path} is not there')
            sys.exit(77)
        program.run('init', '--rehearse', '--team', 'MASH')
        program.run('person', 'add', 'Sam Grey', '--login', 'sgrey', '--role', 'practitioner', '--team', 'MASH')
        program.run('person', 'add', 'Ada Green', '--login', 'agreen', '--role', 'manager', '--team', 'MASH')
        shown = sections(program.run('policy', 'show'))
        events = {key: entries for kind, key, entries in shown if kind == 'event'}
        lists = {key: next(code for code, label in entries.items() if not label.endswith('retired'))
                 for kind, key, entries in shown if kind == 'choices'}
        program.run('record', 'SIBLING', 'cin.started', 'name=Ann Moss')
        tried = 0
        for number, (key, event) in enumerate(events.items()):
            made = {'hidden', 'begins', 'ends', 'follows'} & event.keys()
            subject = event.get('subject', 'child')
            if made or subject == 'panel':
                continue
            reference = {'worker': 'worker:sgrey', 'team': 'team:MASH'}.get(subject, f'E-{number}')
            opener = opener_of(event, events) if subject == 'child' else None
            if subject == 'child' and opener != 'contact.received':
                program.run('record', reference, 'contact.received', 'name=Ben Moss')
            if opener:
                program.run('record', reference, opener, *fields_of(events[opener], events, lists, least=True))
            if key == 'case.reopened':
                program.run('record', reference, 'case.closed', 'reason=Done')
            program.run('record', reference, key, *fields_of(event, events, lists), person='agreen')
            tried += 1
    if tried < 80:
        sys.exit(f'FAIL: only {tried} events were found')
    print(f'{tried} events were recorded')


if __name__ == '__main__':
    main()
