"""The header is the contract: every public prototype has a comment directly above it or on its line."""
import house

report = house.Report()
headers = [p for p in house.sources() if p.endswith('.h')]
count = 0
for tag in house.tags('p', headers):
    lines = house.read(tag['path']).split('\n')
    at = tag['line'] - 1
    count += 1
    end = at
    while end < len(lines) - 1 and ';' not in lines[end]:
        end += 1
    above = at - 1
    while above >= 0 and lines[above].strip() and not lines[above].strip().endswith(('*/', ';', '}', '{')):
        above -= 1
    on_line = any('/*' in line for line in lines[at:end + 1])
    if not on_line and not lines[above].strip().endswith('*/'):
        report.fault(f"{house.rel(tag['path'])}:{tag['line']}", f"{tag['name']} has no contract")
report.done(f'{count} public prototypes')
