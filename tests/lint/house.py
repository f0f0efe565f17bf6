"""What the lint scripts share: where the tree is, which files it has, how a rule is reported."""
import os
import subprocess
import sys

TOP = os.environ.get('top_srcdir') or os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
BUILD = os.environ.get('top_builddir') or '.'
ROOMS = ['base', 'clock', 'policy', 'store', 'core', 'report']     # lowest first; tui and cli stand on them


def rel(path):
    return os.path.relpath(path, TOP)


def sources(folder='src', endings=('.c', '.h')):
    found = []
    for where, _, names in os.walk(os.path.join(TOP, folder)):
        found += [os.path.join(where, n) for n in names if n.endswith(endings)]
    return sorted(found)


def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


def tags(kinds, files):
    """Universal Ctags' rows (dicts with name, path, line, end, kind, file) for the files."""
    import json
    command = ['ctags', '--languages=C', '--langmap=C:.c.h', '--kinds-C=' + kinds, '--fields=+neKS',
               '--output-format=json', '-f', '-', '-L', '-']
    try:
        run = subprocess.run(command, input='\n'.join(files), text=True, capture_output=True)
    except FileNotFoundError:
        print('universal-ctags is missing: skipped')
        sys.exit(77)
    return [json.loads(line) for line in run.stdout.splitlines() if line.startswith('{')]


def objects():
    """The object files of src/ in the build tree, with the room each belongs to."""
    found = []
    for where, _, names in os.walk(os.path.join(BUILD, 'src')):
        found += [os.path.join(where, n) for n in names if n.endswith('.o')]
    return sorted(found)


class Report:
    """Collects what breaks a rule; done() ends the script with the right status."""

    def __init__(self):
        self.faults = 0

    def fault(self, where, text):
        self.faults += 1
        print(f'{where}: {text}')

    def done(self, summary):
        print(f'{summary}; {self.faults} faults')
        sys.exit(1 if self.faults else 0)
