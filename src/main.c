/* The machine around the program: its clock, its environment, its signals, who started it. Nothing
 * else in the house reads any of them. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "tui/console.h"
#include "tui/keyfile.h"
#include "tui/tui.h"

extern char **environ;

static volatile sig_atomic_t stop_asked;

/* What is owned for as long as the program runs. */
struct machine {
	struct cli_world world;
	char *login, *person_name, *home, *tty, *data_home;
	struct console_calls console;
	struct keymap keys;
	struct str_buf key_faults;
	struct tui_link link; /* where a wait is told while the screens are open */
	bool said_waiting;
};

static int64_t real_now_ms(void *arg)
{
	struct timespec now;
	(void)arg;
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void real_pause_ms(void *arg, int ms)
{
	(void)arg;
	poll(NULL, 0, ms);
}

/* While the file is locked: says so once, and gives up when the person does. */
static bool told_waiting(void *arg, int waited_ms)
{
	struct machine *machine = arg;
	if (machine->link.ui)
		return tui_waiting(&machine->link, waited_ms);
	if (waited_ms >= 2000 && !machine->said_waiting) {
		machine->said_waiting = true;
		cli_complain(_("waiting: another program is writing to the database"));
	}
	return !stop_asked;
}

/* One datagram to the system's own log. It counts only when the socket took it, so that what must not be
 * done unlogged is not done. */
static bool real_system_log(void *arg, const char *line)
{
	struct sockaddr_un to = {.sun_family = AF_UNIX, .sun_path = "/dev/log"};
	struct str_buf text = {0};
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	(void)arg;
	str_addf(&text, "<%d>" PACKAGE "[%ld]: %s", LOG_AUTHPRIV | LOG_NOTICE, (long)getpid(), line);
	bool taken = fd >= 0 && connect(fd, (const struct sockaddr *)&to, sizeof to) == 0 &&
		     send(fd, text.text, text.n, MSG_NOSIGNAL) == (ssize_t)text.n;
	if (fd >= 0)
		close(fd);
	str_done(&text);
	return taken;
}

static void on_stop(int number)
{
	(void)number;
	stop_asked = 1;
}

/* The second signal ends the program as ever. */
static void catch_interrupts(bool on)
{
	struct sigaction action = {.sa_handler = on ? on_stop : SIG_DFL};
	sigemptyset(&action.sa_mask);
	action.sa_flags = on ? (int)SA_RESETHAND | SA_RESTART : 0;
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

static bool was_interrupted(void)
{
	return stop_asked != 0;
}

/* 0, 1 and 2 are always open, so that no file of ours becomes one of them. A closed one is opened
 * the wrong way round: what uses it fails, and says so. */
static void keep_standard_files(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
			abort();
	close_range(3, ~0U, 0);
}

/* Nothing of what is in memory is left behind, and no setting of the caller's changes how signals
 * reach us. */
static void settle_process(void)
{
	struct rlimit none = {0};
	sigset_t all;
	umask(077);
	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0);
	sigemptyset(&all);
	sigprocmask(SIG_SETMASK, &all, NULL);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGCHLD, SIG_DFL);
	signal(SIGALRM, SIG_DFL);
}

/* Only these are believed in a set-group-id install: they choose words and the terminal, and the
 * terminal's description only from the system's own folders. */
static void clear_environment(void)
{
	static const char *const allowed[] = {"TERM=", "LANG=", "LC_", "COLUMNS=", "LINES=", "NO_COLOR="};
	size_t n = 0;
	for (char **at = environ; *at; at++) {
		bool keep = false;
		for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
			keep = keep || !strncmp(*at, allowed[i], strlen(allowed[i]));
		if (keep && !strchr(*at, '/'))
			environ[n++] = *at;
	}
	environ[n] = NULL;
	setenv("PATH", "/usr/bin:/bin", 1);
}

/* A folder that the environment names: absolute, or it is not meant. */
static const char *environment_folder(const char *name, const char *fallback)
{
	const char *value = getenv(name);
	return value && *value == '/' ? value : fallback;
}

/* True when the program that runs is the one in the build tree, not an installed one. */
static bool runs_uninstalled(void)
{
	static const char built[] = BUILDDIR "/src/caseclock";
	char path[sizeof built + 1];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path);
	return n == (ssize_t)sizeof built - 1 && memcmp(path, built, sizeof built - 1) == 0;
}

static bool environment_set(const char *name)
{
	const char *value = getenv(name);
	return value && *value;
}

/* Who started it: the kernel's answer, and the user database's words for it. */
static void find_person(struct machine *machine)
{
	const struct passwd *entry = getpwuid(getuid());
	const char *home = environment_folder("HOME", entry ? entry->pw_dir : NULL);
	machine->home = home ? mem_copy(home) : NULL;
	if (!entry)
		return;
	machine->login = mem_copy(entry->pw_name);
	if (entry->pw_gecos && *entry->pw_gecos && *entry->pw_gecos != ',')
		machine->person_name = mem_copy_n(entry->pw_gecos, strcspn(entry->pw_gecos, ","));
}

static void find_machine(struct machine *machine, bool privileged)
{
	const char *home, *tty = ttyname(2);
	struct cli_world *world = &machine->world;
	find_person(machine);
	home = machine->home;
	if (!tty)
		tty = ttyname(0);
	machine->tty = mem_copy(tty);
	bool built = runs_uninstalled();
	if (environment_folder("XDG_DATA_HOME", NULL)) {
		machine->data_home = mem_copy(getenv("XDG_DATA_HOME"));
	} else if (home && *home == '/') {
		struct str_buf folder = {0};
		str_addf(&folder, "%s/.local/share", home);
		machine->data_home = str_take(&folder);
	}
	world->surroundings = (struct surroundings){
		.now_ms = real_now_ms,
		.pause_ms = real_pause_ms,
		.waiting = told_waiting,
		.system_log = real_system_log,
		.arg = machine,
		.uid = getuid(),
		.login = machine->login,
		.person_name = machine->person_name,
		.tty = machine->tty,
		.pid = getpid(),
		.data_folder = environment_folder("CASECLOCK_DATADIR", built ? SOURCEDIR "/data" : PKGDATADIR),
		.libexec_folder = environment_folder("CASECLOCK_LIBEXECDIR",
						    built ? BUILDDIR "/src/exchange" : PKGLIBEXECDIR),
	};
	world->database = getenv("CASECLOCK_DATABASE");
	world->data_home = machine->data_home;
	world->shared_database = privileged ? SHAREDDATABASE : NULL;
	world->privileged = privileged;
	world->terminal = isatty(0) && isatty(1);
	world->talkative = isatty(2) && environment_set("TERM") && strcmp(getenv("TERM"), "dumb") != 0;
	world->no_color = environment_set("NO_COLOR") || !isatty(1);
	world->catch_interrupts = catch_interrupts;
	world->interrupted = was_interrupted;
}

/* What is wrong with a file that people may not have written themselves; NULL: nothing. */
static const char *distrust(int fd, struct stat *is)
{
	if (fstat(fd, is) != 0 || !S_ISREG(is->st_mode))
		return _("it is not an ordinary file, and is not read");
	if (is->st_mode & S_IWOTH || (is->st_uid != getuid() && is->st_uid != 0))
		return _("others may write to it, so that it is not read; see chmod(1)");
	if (is->st_size > 1 << 16)
		return _("it is larger than 64 KB, and is not read");
	return NULL;
}

/* The text of the person's file, opened with the person's own rights; NULL where there is none. */
static char *own_file(const char *path, struct str_buf *faults)
{
	struct stat is;
	gid_t program = getegid();
	if (setegid(getgid()) != 0)
		return NULL;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	int why = errno;
	if (setegid(program) != 0)
		abort();
	if (fd < 0 && why != ENOENT)
		str_addf(faults, "%s: %s\n", path, strerror(why));
	const char *wrong = fd < 0 ? NULL : distrust(fd, &is);
	char *text = NULL;
	if (wrong)
		str_addf(faults, "%s: %s\n", path, wrong);
	else if (fd >= 0) {
		text = mem_new((size_t)is.st_size + 1);
		ssize_t n = read(fd, text, (size_t)is.st_size);
		text[n > 0 ? n : 0] = '\0';
	}
	if (fd >= 0)
		close(fd);
	return text;
}

/* The person's keys: $XDG_CONFIG_HOME/caseclock/keys, else ~/.config/caseclock/keys. */
static void find_keys(struct machine *machine)
{
	const char *home = machine->home;
	const char *config = environment_folder("XDG_CONFIG_HOME", NULL);
	struct str_buf path = {0};
	if (config)
		str_addf(&path, "%s/caseclock/keys", config);
	else if (home && *home == '/')
		str_addf(&path, "%s/.config/caseclock/keys", home);
	keymap_init(&machine->keys);
	char *text = path.n ? own_file(path.text, &machine->key_faults) : NULL;
	if (text)
		keyfile_read(&machine->keys, path.text, text, machine->world.surroundings.data_folder,
			     &machine->key_faults);
	free(text);
	str_done(&path);
	machine->link.keys = &machine->keys;
	machine->link.key_faults = machine->key_faults.n ? machine->key_faults.text : NULL;
}

static int open_screens(struct machine *machine, const struct cli_screens *screens)
{
	struct error err = {0};
	const struct desk_options options = {
		.database = screens->database,
		.as_login = screens->as_login,
		.now = screens->now,
		.known = screens->known,
		.screen = true,
	};
	const struct term_facts facts = {
		.name = getenv("TERM"),
		.no_color = screens->no_color,
		.utf8 = !strcmp(nl_langinfo(CODESET), "UTF-8"),
		.in = 0,
		.out = 1,
	};
	machine->console = (struct console_calls){console_command, console_complete, console_run, &machine->world};
	machine->link.console = &machine->console;
	find_keys(machine);
	/* Nothing is started from a screen, so nothing there needs more rights than it has. */
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	struct desk *desk = desk_open(&options, &machine->world.surroundings, &err);
	int status = desk ? tui_run(desk, &facts, screens->queue, &machine->link, &err) : (int)err.kind;
	if (status != 0 && err.kind != ERROR_NONE)
		cli_complain(err.text);
	else if (machine->link.timed_out)
		cli_complain(_("the session has ended: nobody pressed a key for long; what was half done is kept"));
	desk_close(desk);
	return status;
}

/* Where English needs no translation, gettext is kept from looking for one at every word that is drawn: that
 * costs more than the drawing. A translation that is there says so by its header. */
static void find_words(void)
{
	const char *language = setlocale(LC_MESSAGES, "");

	bindtextdomain(PACKAGE, runs_uninstalled() ? BUILDDIR "/locale" : LOCALEDIR);
	textdomain(PACKAGE);
	if (language && (strncmp(language, "en", 2) == 0 || strncmp(language, "C.", 2) == 0) && !*gettext(""))
		setlocale(LC_MESSAGES, "C");
}

int main(int argc, char **argv)
{
	struct machine machine = {0};
	struct cli_screens screens;
	bool privileged = getegid() != getgid();
	keep_standard_files();
	settle_process();
	if (privileged)
		clear_environment();
	/* Nothing else of a locale is used: numbers are written the same everywhere. */
	setlocale(LC_CTYPE, "");
	find_words();
	if (geteuid() != getuid()) {
		cli_complain(_("the installation: the program must not be set-user-id; remove that bit "
			       "(chmod u-s)"));
		return 5;
	}
	find_machine(&machine, privileged);
	int status = cli_main(argc, argv, &machine.world, &screens);
	if (screens.open)
		status = open_screens(&machine, &screens);
	cli_screens_done(&screens);
	free(machine.login);
	free(machine.person_name);
	free(machine.home);
	free(machine.tty);
	free(machine.data_home);
	str_done(&machine.key_faults);
	if (fclose(stdout) != 0 && errno != EBADF && status == 0)
		status = 1;
	return status;
}
