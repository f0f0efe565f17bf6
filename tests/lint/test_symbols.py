"""What the objects really touch: curses in tui/ alone, SQLite in store/db.o alone, a clock in main.o
alone, no writable external data; and each room links against the rooms below it alone."""
import os
import re
import subprocess
import sys
import tempfile
import house

CLOCK = {'time', 'clock_gettime', 'gettimeofday', 'localtime', 'localtime_r', 'mktime', 'clock', 'timespec_get',
         'getenv', 'secure_getenv'}
CURSES = {'initscr', 'newterm', 'endwin', 'wrefresh', 'doupdate', 'wgetch', 'wmove', 'waddnwstr', 'waddnstr', 'stdscr',
          'werase', 'init_pair', 'wattr_on', 'wattrset', 'curs_set', 'tgetstr', 'tigetstr', 'setupterm', 'keypad'}
# Objects that read a clock or the environment besides main.o, with the reason: none.
CLOCK_ALLOWED = {'src/main.o'}

report = house.Report()


def by_object(command, head):
    """What a command prints about each of the objects: one process for all of them."""
    printed, lines = {path: [] for path in found}, None
    for line in subprocess.run(command + found, text=True, capture_output=True).stdout.splitlines():
        match = re.match(head, line)
        if match:
            lines = printed.setdefault(match[1], [])
        elif lines is not None:
            lines.append(line)
    return printed


if house.os.environ.get('SANITIZED'):
    print('the sanitizers add symbols of their own: skipped')
    sys.exit(77)
found = house.objects()
if not found:
    print('no objects: skipped')
    sys.exit(77)
undefined_of = by_object(['nm', '-u'], r'(.*):$')
tables = by_object(['objdump', '-t'], r'(.*): +file format ')
for path in found:
    name = os.path.relpath(path, house.BUILD)
    undefined = {line.split()[-1].split('@')[0] for line in undefined_of[path] if line.strip()}
    if not tables[path]:
        report.fault(name, 'objdump tells nothing of it')
    if undefined & CURSES and not name.startswith('src/tui/'):
        report.fault(name, 'touches curses: ' + ', '.join(sorted(undefined & CURSES)))
    if any(s.startswith('sqlite3_') for s in undefined) and name != 'src/store/db.o':
        report.fault(name, 'calls SQLite; only src/store/db.o does')
    if undefined & CLOCK and name not in CLOCK_ALLOWED:
        report.fault(name, 'reads a clock or the environment: ' + ', '.join(sorted(undefined & CLOCK)))
    # .data.rel.ro is constant once it is loaded, so it is not among these.
    for line in tables[path]:
        parts = line.split()
        if len(parts) >= 6 and parts[1] == 'g' and parts[2] == 'O' and parts[3] in ('.data', '.bss', '.tdata', '.tbss', '*COM*'):
            report.fault(name, f'{parts[-1]} is writable and external')

libraries = {room: os.path.join(house.BUILD, 'src', room, f'lib{room}.a') for room in house.ROOMS + ['tui', 'cli']}
BELOW = {room: house.ROOMS[:i] for i, room in enumerate(house.ROOMS)}
BELOW['report'] = [r for r in house.ROOMS[:-1]]
BELOW['tui'] = BELOW['cli'] = house.ROOMS
LIBS = '-lncursesw -ltinfo -lsqlite3 -luuid -lmd -lm'.split()
compiler = os.environ.get('CC', 'gcc').split()
for room, library in libraries.items():
    if not os.path.exists(library):
        report.fault(library, 'is not built')
        continue
    with tempfile.TemporaryDirectory() as folder:
        command = compiler + ['-shared', '-o', os.path.join(folder, 'room.so'), '-Wl,-z,defs', '-Wl,--whole-archive',
                              library, '-Wl,--no-whole-archive'] + [libraries[r] for r in reversed(BELOW[room])] + LIBS
        linked = subprocess.run(command, text=True, capture_output=True)
    for symbol in sorted(set(re.findall(r'undefined reference to `([^\']+)', linked.stderr))):
        if not symbol.startswith(('__gcov', '__asan', '__ubsan', '__sanitizer')):
            report.fault(f'src/{room}', f'calls {symbol}, which no room below it has')
report.done(f'{len(found)} objects')
