"""One-way rooms: a room includes only rooms below it, tui and cli never each other, no cycle."""
import os
import re
import house

report = house.Report()
MAY = {room: set(house.ROOMS[:i + 1]) for i, room in enumerate(house.ROOMS)}
MAY['report'] -= {'store'}
MAY['tui'] = {'tui', 'report', 'core', 'policy', 'clock', 'base'}
MAY['cli'] = {'cli', 'report', 'core', 'policy', 'clock', 'base'}
MAY['exchange'] = {'exchange', 'base'}
MAY['main'] = {'tui', 'cli', 'report', 'core', 'policy', 'clock', 'base'}
ONLY_IN = {'curses.h': 'src/tui/', 'ncurses.h': 'src/tui/', 'sqlite3.h': 'src/store/db'}

graph = {}
for path in house.sources():
    name = house.rel(path)
    room = name.split('/')[1] if name.count('/') > 1 else 'main'
    module = os.path.splitext(name[4:])[0]
    for number, line in enumerate(house.read(path).split('\n'), 1):
        found = re.match(r'\s*#\s*include\s*([<"])([^>"]+)', line)
        if not found:
            continue
        target = found.group(2)
        if found.group(1) == '"' and '/' in target:
            above = target.split('/')[0]
            if above not in MAY[room]:
                report.fault(f'{name}:{number}', f'{room} uses {above}, which is not below it')
            other = os.path.splitext(target)[0]
            if other != module:
                graph.setdefault(module, set()).add(other)
        only = ONLY_IN.get(os.path.basename(target))
        if only and not name.startswith(only):
            report.fault(f'{name}:{number}', f'{target} belongs to {only} alone')


def cycle(module, way):
    if module in way:
        return way[way.index(module):]
    if module in done:
        return None
    done.add(module)
    for other in sorted(graph.get(module, ())):
        found = cycle(other, way + [module])
        if found:
            return found
    return None


done = set()
for module in sorted(graph):
    ring = cycle(module, [])
    if ring:
        report.fault(ring[0], 'include cycle: ' + ' -> '.join(ring + [ring[0]]))
report.done(f'{len(graph)} modules')
