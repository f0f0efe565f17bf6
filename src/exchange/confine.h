/* What a program that reads hostile files gives up before it reads the first byte. */
#ifndef EXCHANGE_CONFINE_H
#define EXCHANGE_CONFINE_H

/* From here on this process has standard input, output and error and can get nothing else:
 * no file, socket, process, core dump or debugger, 256 MiB of data, and 10 seconds of CPU for
 * each 10 MB of the file on standard input (no limit where that is a pipe). A system call
 * outside the short list kills it by SIGSYS. What the kernel does not offer is left out; in a
 * build with sanitizers, which need more of both, the data limit and the call filter are.
 * Not to be undone. */
void confine(void);

#endif
