"""The screens of the same spoilt file as in test_safe_output.py: what they write to the terminal is read as bytes,
and none of what the texts hold may be among them as it is."""
import fcntl
import os
import pty
import re
import select
import struct
import sys
import tempfile
import termios
import time

import test_safe_output as safe

OBEYED = [b'\x1b]0;own', b'\x1b[31m\xc2', b'\xe2\x80\xae', b'\xe2\x81\xa6', b'\xe2\x80\x8b', b'\xc2\x9b']
# What is pressed from the queue of contacts, and what is there then.
SCREENS = [('', 'Contacts'), ('\r', 'Chronology'), ('\rH', 'History'), ('\rGe', 'Take it back'), ('i', 'Why'), ('w', 'Allocate'), ('c', 'Queues'), ('o', 'Sort'), ('f', 'Filter'), ('f\r', 'Filter'),
           ('F', 'Type to narrow'), ('?', 'Keys that work here'), ('Sa', 'known'), ('a\x0e', 'Save'), ('d', 'Save'),
           ('r', 'Save'), ('+', 'Save'), ('A', 'Save'), ('s', 'Save'), ('m', 'Save'), ('Z', 's supervise'),
           ('B', 'w worker'), ('W', 'Week plan'), ('E', 'Came in'), ('0', 'Next deadlines'), ('10', 'Next deadlines'),
           (':list --all\r', ':list'), (':audit\r', ':audit'), (':person\r', ':person'),
           (':action --all\r', ':action'), ('/Zo\u202e', 'Zo'), ('T\u009b', 'Mark')]
SCREENS += [(str(queue), 'Time left') for queue in range(2, 10)]
SCREENS += [(f'c{queue}\r', 'Time left') for queue in range(10, 13)]
SCREENS += [('z', 'Contacts'), ('bw', 'Contacts')]	# what the queue keeps comes last


def start(program):
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', 40, 120, 0, 0))
        os.execve(program.path, [program.path, '-d', program.database, '--queue', 'contacts'],
                  {**program.environment, 'TERM': 'vt220'})
    return pid, terminal


def wait_for(terminal, text):
    """Reads until the text was written, and what comes directly behind it."""
    log, until = b'', time.monotonic() + 10
    while time.monotonic() < until:
        there = text.encode() in re.sub(rb'\x1b[\[(][0-9;?]*[A-Za-z]', b'', log)
        ready, _, _ = select.select([terminal], [], [], 0.04 if there else 0.5)
        if not ready and there:
            return log, True
        if ready:
            try:
                log += os.read(terminal, 65536)
            except OSError:
                break
    return log, False


def look(program, keys, text):
    pid, terminal = start(program)
    log, there = wait_for(terminal, 'Contacts')
    for key in keys:		# one by one: what comes in a block is taken for a paste
        os.write(terminal, key.encode())
        log += wait_for(terminal, '')[0]
    if keys:
        os.write(terminal, b'\x0c')	# draws all of it anew
        more, there = wait_for(terminal, text)
        log += more
    os.close(terminal)
    _, status = os.waitpid(pid, 0)
    faults = [] if there else [f'{text!r} did not come: {log[-200:]!r}']
    faults += [f'{bytes_!r} was written' for bytes_ in OBEYED if bytes_ in log]
    try:
        log.decode()
    except UnicodeDecodeError as error:
        faults.append(f'no UTF-8: {error}')
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) != 1:
        faults.append(f'killed by signal {os.WTERMSIG(status)}')
    return [f'{keys!r}: {fault}' for fault in faults], b'^[]0;own' in log or '<U+202E>'.encode() in log


def main():
    with tempfile.TemporaryDirectory(prefix='caseclock-safe.') as folder:
        program = safe.Program(folder)
        if not os.access(program.path, os.X_OK):
            print(f'SKIP: {program.path} is not there')
            sys.exit(77)
        program.must('-d', program.database, '-p', safe.write_policy(program, folder), 'demo', '--no-open',
                     '--cases', '60')
        safe.fill(program)
        safe.spoil(program.database, safe.IN_FILE[:-3])	# what is no UTF-8 at all is refused
        faults, marked = [], 0
        for keys, text in SCREENS:
            found, marks = look(program, keys, text)
            faults += found
            marked += marks
        for fault in faults:
            print(f'FAIL: {fault}')
        print(f'{len(SCREENS)} screens, {marked} of them with marks for what cannot be shown, {len(faults)} faults')
        sys.exit(1 if faults or marked < len(SCREENS) // 2 else 0)


if __name__ == '__main__':
    main()
