"""data/policy/words.h holds every word of the shipped policy that a screen shows, for the catalogues.

With --write it is made anew; without, the lint says what is missing or too much."""
import json
import os
import re
import sys
import house

FOLDER = os.path.join(house.TOP, 'data', 'policy')
MADE = os.path.join(FOLDER, 'words.h')
TEXTS = {'policy': ['name'], 'event': ['title', 'action'], 'timescale': ['title', 'brief'], 'measure': ['title'],
         'queue': ['title', 'help'], 'role': ['title'], 'weight': ['title']}
FLAGS = {'asked', 'attribute', 'books', 'each', 'open', 'required'}
HEADER = '''/* The words of the shipped practice that screens show, for the catalogues alone: nothing includes
 * this. Made from data/policy by `tests/lint/test_words.py --write`; do not edit. */
'''


def without_comment(line):
    quoted = False
    for i, c in enumerate(line):
        if c == '"':
            quoted = not quoted
        after = i == 0 or line[i - 1] in ' \t'
        before = i + 1 == len(line) or line[i + 1] in ' \t'
        if not quoted and after and (c == ';' or (c == '#' and (before or i == 0))):
            return line[:i]
    return line


def sections(text):
    """[type, key, [[entry, value]]] in the order of the file."""
    found = []
    for line in text.split('\n'):
        line = without_comment(line).rstrip()
        if not line.strip():
            continue
        if line[0] in ' \t':
            found[-1][2][-1][1] += ' ' + line.strip()
        elif line[0] == '[':
            kind, _, key = line.strip('[]').partition(' ')
            found.append([kind, key.strip(), []])
        else:
            key, _, value = line.partition('=')
            found[-1][2].append([' '.join(key.split()), value.strip()])
    return found


def tokens(value):
    return re.findall(r'"[^"]*"|[(),]|[^\s(),"]+', value)


def label_of(key):
    """The label of what has none of its own, as the policy's reader makes it."""
    label = key.replace('_', ' ')
    return label[:1].upper() + label[1:]


def words_of_choices(rest):
    """CODE "Label" "Meaning" retired, CODE ..."""
    found, code = [], None
    for token in rest + [',']:
        if token == ',':
            if code:
                found.append(label_of(code))
            code = None
        elif token[0] == '"':
            found.append(token[1:-1])
            code = None
        elif token != 'retired':
            code = token
    return found


def after_condition(rest):
    """What follows FIELD changes, FIELD is set, FIELD is VALUE, FIELD is one of (VALUE, VALUE)."""
    if rest[1] == 'changes':
        return rest[2:]
    return rest[rest.index(')') + 1:] if rest[2] == 'one' else rest[3:]


def words_of_field(key, value):
    """FLAGS TYPE "Label" hint "Hint" of CHOICES: the label, the hint, labels and meanings."""
    found, rest = [], tokens(value)
    while rest[0] in FLAGS:
        rest = rest[2:] if rest[0] == 'books' else rest[1:]
        if rest[0] == 'when':
            rest = after_condition(rest[1:])
    if rest[0] == 'review':
        verdicts = rest[rest.index('(') + 1:rest.index(')')]
        for i, token in enumerate(verdicts):
            if token == '=':
                label = verdicts[i + 2] if i + 2 < len(verdicts) else ','
                found.append(label[1:-1] if label[0] == '"' else label_of(verdicts[i - 1]))
    if rest[0] in ('lines', 'review'):
        rest = rest[rest.index(')'):]
        if rest[1:2] == ['from']:
            rest = rest[5:]
    rest = rest[2:] if len(rest) > 1 and '..' in rest[1] and rest[1][0] != '"' else rest[1:]
    found.append(rest[0][1:-1] if rest and rest[0][0] == '"' else label_of(key))
    if 'hint' in rest:
        found.append(rest[rest.index('hint') + 1][1:-1])
    if 'of' in rest:
        found += words_of_choices(rest[rest.index('of') + 1:])
    return found


def words_of_section(kind, entries):
    found = []
    for key, value in entries:
        plain = ' '.join(value.split())
        plain = plain[1:-1] if re.fullmatch(r'"[^"]*"', plain) else plain
        if key in TEXTS.get(kind, []):
            found.append(plain)
        elif kind == 'event' and key == 'opens':
            found.append(plain)
        elif kind == 'event' and key.startswith('field '):
            found += words_of_field(key[6:], value)
        elif kind == 'choices':
            found += [t[1:-1] for t in tokens(value) if t[0] == '"'] or [plain]
        elif kind == 'calendar' and key == 'closed':
            found.append(re.sub(r'^\S+(\s+yearly)?\s*', '', plain))
    return found


def holidays(name):
    listed = json.loads(house.read(os.path.join(FOLDER, name)))['england-and-wales']['events']
    return [e['title'] + (f" ({e['notes']})" if e['notes'] else '') for e in listed]


def line_of(text):
    """As xgettext takes it: a percent sign is no format."""
    return ('/* xgettext:no-c-format */ ' if '%' in text else '') + f'N_({json.dumps(text, ensure_ascii=False)})'


def wanted():
    """The lines of the header, a paragraph for each file, each text once."""
    seen, lines = set(), HEADER.rstrip('\n').split('\n')
    for name in sorted(os.listdir(FOLDER)):
        if name.endswith('.policy'):
            read = sections(house.read(os.path.join(FOLDER, name)))
            texts = [word for kind, _, entries in read for word in words_of_section(kind, entries)]
        elif name == 'bank-holidays.json':
            texts = holidays(name)
        else:
            continue
        fresh = [t for t in dict.fromkeys(texts) if t and t not in seen]
        seen.update(fresh)
        if fresh:
            lines += ['', f'/* {name} */'] + [line_of(text) for text in fresh]
    return lines


lines = wanted()
count = sum('N_(' in line for line in lines)
if sys.argv[1:] == ['--write']:
    with open(MADE, 'w', encoding='utf-8') as out:
        out.write('\n'.join(lines) + '\n')
    print(f'{house.rel(MADE)}: {count} texts')
    sys.exit(0)

report = house.Report()
has = house.read(MADE).rstrip('\n').split('\n')
for line in lines:
    if line not in has:
        report.fault('data/policy/words.h', f'lacks {line}: run tests/lint/test_words.py --write')
for line in has:
    if line not in lines:
        report.fault('data/policy/words.h', f'{line} is no longer in the policy: run tests/lint/test_words.py --write')
report.done(f'{count} texts of the policy')
