"""House rules that are greps, each with what to do instead."""
import os
import re
import shutil
import subprocess
import house

report = house.Report()
RULES = [
    (r'\b(sprintf|vsprintf|strcpy|strcat|gets|tmpnam|mktemp)\s*\(', 'src', 'writes past its buffer: use str_buf or snprintf'),
    (r'\b(system|popen)\s*\(', 'src', 'starts a shell: use fork and exec'),
    (r'\bassert\(0\)', 'src', 'say what cannot happen: assert(!"why")'),
    (r'\btypedef struct\b', 'src', 'a typedef hides a struct'),
    (r'\b(TODO|FIXME|XXX|HACK)\b', 'src tests data man', 'unfinished: finish it or leave it out'),
    (r'\b(usleep|nanosleep|sleep)\s*\(', 'src tests', 'sleeps: wait for what you want to see'),
    (r'\bEDITOR\b|\bPAGER\b', 'src', 'no outside program is started from a screen'),
    (r'\b(ticket|assignee|SLA)\b', 'src data man', "not the field's word: see the glossary"),
]
for pattern, folders, advice in RULES:
    for folder in folders.split():
        for path in house.sources(folder, ('.c', '.h', '.policy', '.1', '.5')):
            for number, line in enumerate(house.read(path).split('\n'), 1):
                if re.search(pattern, line):
                    report.fault(f'{house.rel(path)}:{number}', advice)

# SQL stands in the store alone: a statement is a text that begins with a verb of SQL.
SQL = re.compile(r'"\s*(SELECT .* FROM|INSERT (OR \w+ )?INTO|UPDATE \w+ SET|DELETE FROM|CREATE (TABLE|INDEX|UNIQUE)|PRAGMA)\b')
for path in house.sources():
    name = house.rel(path)
    if name.startswith('src/store/'):
        continue
    for number, line in enumerate(house.read(path).split('\n'), 1):
        if SQL.search(line):
            report.fault(f'{name}:{number}', 'SQL outside src/store')

# Every file with a text for people stands in po/POTFILES.in.
listed = set(house.read(os.path.join(house.TOP, 'po', 'POTFILES.in')).split())
for path in house.sources():
    name = house.rel(path)
    if re.search(r'\b(_|N_|Q_|ngettext)\("', house.read(path)):
        if name not in listed:
            report.fault('po/POTFILES.in', f'{name} has texts for people and is not listed')
for name in listed:
    if not os.path.exists(os.path.join(house.TOP, name)):
        report.fault('po/POTFILES.in', f'{name} does not exist')

# Subjects of commits: `area: what`, at most 72 columns.
if shutil.which('git') and os.path.isdir(os.path.join(house.TOP, '.git')):
    log = subprocess.run(['git', '-C', house.TOP, 'log', '--no-merges', '--format=%h %s', '-200'], text=True, capture_output=True)
    for line in log.stdout.splitlines():
        commit, _, subject = line.partition(' ')
        if len(subject) > 72 or ': ' not in subject:
            report.fault(commit, f'the subject is not `area: what` in 72 columns: {subject}')
report.done(f'{len(RULES)} rules')
