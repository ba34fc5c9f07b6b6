"""Run a command on a terminal of its own, and print what it wrote there.

usage: terminal.py PROGRAM [ARGUMENT...]

Exits with the code of the command. Standard library only; needs a system with pseudo-terminals.
"""
import os, pty, sys

child, terminal = pty.fork()
if child == 0:
    os.execv(sys.argv[1], sys.argv[1:])
while True:
    try:
        written = os.read(terminal, 1 << 16)
    except OSError:
        # Linux reports the end of the last writer as an error.
        break
    if not written:
        break
    sys.stdout.buffer.write(written)
sys.stdout.flush()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
