"""Small: functions over 60 lines at most 3 %, none over 100; files at most 500 lines, median under 200."""
import statistics
import house

report = house.Report()
files = house.sources()
lengths = {path: house.read(path).count('\n') for path in files}
for path, lines in lengths.items():
    if lines > 500:
        report.fault(house.rel(path), f'{lines} lines; at most 500')
median = statistics.median(n for path, n in lengths.items() if path.endswith('.c'))
if median >= 200:
    report.fault('src', f'the median file has {median} lines; less than 200')

functions = [(t['end'] - t['line'] + 1, t['name'], house.rel(t['path']), t['line'])
             for t in house.tags('f', files) if 'end' in t]
long = [f for f in functions if f[0] > 60]
for lines, name, path, at in long:
    if lines > 100:
        report.fault(f'{path}:{at}', f'{name} has {lines} lines; none over 100')
    else:
        print(f'{path}:{at}: {name} has {lines} lines')
share = 100 * len(long) / max(1, len(functions))
if share > 3:
    report.fault('src', f'{share:.1f} % of functions are over 60 lines; at most 3 %')
report.done(f'{len(files)} files, median {median}, largest {max(lengths.values())}; '
            f'{len(functions)} functions, {share:.1f} % over 60 lines')
