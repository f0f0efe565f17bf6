#include "config.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "exchange/confine.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

/* The filter must name the architecture, or calls by other numbers would pass. */
#if defined(__x86_64__) && !defined(__ILP32__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__) && defined(__AARCH64EL__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#else
#define ARCHITECTURE 0
#endif

enum {
	DATA_MAX = 256 * 1024 * 1024,
	CPU_LEAST = 10,			/* seconds */
	CPU_BYTES = 1000 * 1000,	/* of the file for each second more */
};

/* Standard input, output and error stay usable when no file can be opened any more. */
static const struct {
	int what;
	rlim_t most;
} limits[] = {
	{ RLIMIT_CORE, 0 },
	{ RLIMIT_FSIZE, 0 },	/* a pipe is no file: rows can be written */
	{ RLIMIT_NOFILE, 0 },
	{ RLIMIT_NPROC, 0 },
	{ RLIMIT_MEMLOCK, 0 },
	{ RLIMIT_MSGQUEUE, 0 },
};

static void limit(int what, rlim_t most)
{
	struct rlimit now;

	if (getrlimit(what, &now) != 0)
		return;
	if (now.rlim_max == RLIM_INFINITY || now.rlim_max > most)
		now.rlim_max = most;
	if (now.rlim_cur == RLIM_INFINITY || now.rlim_cur > now.rlim_max)
		now.rlim_cur = now.rlim_max;
	setrlimit(what, &now);
}

/* A small file that keeps the reader busy for long is an attack or a fault of ours. The hard
 * limit lies above, so that it is SIGXCPU that ends the process and says why. */
static void limit_cpu(void)
{
	struct rlimit seconds;
	struct stat file;

	if (fstat(STDIN_FILENO, &file) != 0 || !S_ISREG(file.st_mode) || getrlimit(RLIMIT_CPU, &seconds) != 0)
		return;
	seconds.rlim_cur = (rlim_t)(CPU_LEAST + file.st_size / CPU_BYTES);
	if (seconds.rlim_max == RLIM_INFINITY || seconds.rlim_max > seconds.rlim_cur + 1)
		seconds.rlim_max = seconds.rlim_cur + 1;
	if (seconds.rlim_cur > seconds.rlim_max)
		seconds.rlim_cur = seconds.rlim_max;
	setrlimit(RLIMIT_CPU, &seconds);
}

#if !SANITIZED && ARCHITECTURE != 0

/* A call that may be made, while (argument & mask) == value; mask 0 asks nothing. All
 * arguments are looked at in their lower 32 bits: the kernel takes them as int, or knows no
 * flag above. */
struct call {
	int number;
	unsigned argument;
	uint32_t mask, value;
};

static const struct call calls[] = {
	{ SYS_read, 0, UINT32_MAX, STDIN_FILENO },
	{ SYS_write, 0, UINT32_MAX, STDOUT_FILENO },
	{ SYS_write, 0, UINT32_MAX, STDERR_FILENO },
	{ SYS_brk, 0, 0, 0 },
	{ SYS_mmap, 2, PROT_EXEC, 0 },
	{ SYS_mprotect, 2, PROT_EXEC, 0 },
	{ SYS_munmap, 0, 0, 0 },
	{ SYS_mremap, 0, 0, 0 },
	{ SYS_madvise, 0, 0, 0 },
	{ SYS_fstat, 0, 0, 0 },
	{ SYS_getrandom, 0, 0, 0 },	/* the allocator's own seed */
	{ SYS_rt_sigreturn, 0, 0, 0 },
	{ SYS_rt_sigprocmask, 0, 0, 0 },	/* with the next three: abort() */
	{ SYS_getpid, 0, 0, 0 },
	{ SYS_gettid, 0, 0, 0 },
	{ SYS_exit, 0, 0, 0 },
	{ SYS_exit_group, 0, 0, 0 },
};

enum {
	CALLS = sizeof(calls) / sizeof(calls[0]),
	PER_CALL = 6,
};

/* Adds what lets one call pass. Loading the number anew each time keeps every rule on its
 * own, and with one call for each 64 KiB it costs nothing. */
static size_t add_call(struct sock_filter *to, const struct call *call)
{
	const uint32_t argument = offsetof(struct seccomp_data, args) + call->argument * sizeof(uint64_t);
	const struct sock_filter rule[PER_CALL] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call->number, 0, 4),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, argument),
		BPF_STMT(BPF_ALU | BPF_AND | BPF_K, call->mask),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call->value, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};

	memcpy(to, rule, sizeof(rule));
	return PER_CALL;
}

static void filter_calls(void)
{
	const struct sock_filter head[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
	};
	/* abort() sends itself a signal; to no one else may one be sent. */
	const struct call own_signal = { SYS_tgkill, 0, UINT32_MAX, (uint32_t)getpid() };
	struct sock_filter code[3 + (CALLS + 1) * PER_CALL + 1];
	struct sock_fprog program = { .filter = code };
	size_t n = 0;

	memcpy(code, head, sizeof(head));
	n += sizeof(head) / sizeof(head[0]);
	for (size_t i = 0; i < CALLS; i++)
		n += add_call(code + n, &calls[i]);
	n += add_call(code + n, &own_signal);
	code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
	program.len = (unsigned short)n;
	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

#endif

void confine(void)
{
#ifdef SYS_close_range
	syscall(SYS_close_range, 3U, ~0U, 0U);
#endif
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		limit(limits[i].what, limits[i].most);
	limit_cpu();
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#if !SANITIZED
	limit(RLIMIT_DATA, DATA_MAX);
#if ARCHITECTURE != 0
	filter_calls();
#endif
#endif
}
