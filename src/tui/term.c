#include "config.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "tui/paint.h"
#include "tui/keys.h"
#include "tui/term.h"
#include "tui/term_keys.h"

#include <term.h>	/* last: it defines words such as `columns` */

enum { SAW_RESIZE = 1, SAW_RESUME = 2, SAW_END = 4 };

/* The one thing that a signal may touch. */
static volatile sig_atomic_t seen;

static const int signals[] = { SIGHUP, SIGTERM, SIGINT, SIGWINCH, SIGCONT };
enum { SIGNALS = sizeof signals / sizeof *signals };

struct terminal {
	SCREEN *screen;
	FILE *in, *out;
	struct paint paint;
	int fd;
	bool utf8;
	bool brackets;			/* pastes come in brackets */
	unsigned long attributes[ELEMENTS];
	short pairs[ELEMENTS];
	int cursor_y, cursor_x;
	struct term_input input;
	struct kept {
		int32_t key;
		char *pasted;		/* where key is K_NONE */
	} *kept;			/* typed while something else was waited for */
	size_t n_kept, room_kept;
	char *given;			/* the paste that term_key handed out last */
	void **pen;		/* one place, so that a const terminal lends it */
	sigset_t outside;		/* the mask from before: outside term_wait our signals are blocked */
	struct sigaction before[SIGNALS];
};

static void on_signal(int number)
{
	/* All of them are blocked while one is taken, so that nothing is lost here. */
	seen |= number == SIGWINCH ? SAW_RESIZE : number == SIGCONT ? SAW_RESUME : SAW_END;
}

/* Signals come in during term_wait only: no call anywhere else is ever interrupted. */
static void take_signals(struct terminal *term)
{
	struct sigaction action;
	sigset_t set;

	memset(&action, 0, sizeof action);
	action.sa_handler = on_signal;
	sigemptyset(&set);
	for (int i = 0; i < SIGNALS; i++)
		sigaddset(&set, signals[i]);
	action.sa_mask = set;
	sigaddset(&set, SIGTSTP);
	sigprocmask(SIG_BLOCK, &set, &term->outside);
	for (int i = 0; i < SIGNALS; i++)
		sigaction(signals[i], &action, &term->before[i]);
}

/* A line that drops is often seen before its signal comes; what is left to be done then, putting the file
 * away, is not to be cut short by it. */
static void give_signals(struct terminal *term)
{
	signal(SIGHUP, SIG_IGN);
	for (int i = 0; i < SIGNALS; i++)
		if (signals[i] != SIGHUP)
			sigaction(signals[i], &term->before[i], NULL);
	seen = 0;
	sigprocmask(SIG_SETMASK, &term->outside, NULL);
}

static void make_colours(struct terminal *term, bool no_color)
{
	enum scheme scheme = SCHEME_MONO;

	if (!no_color && has_colors() && start_color() == OK) {
		use_default_colors();
		scheme = theme_scheme(COLORS, false);
	}
	for (int i = 0; i < ELEMENTS; i++) {
		struct style style = theme_style(scheme, (enum element)i);

		term->attributes[i] = (style.attributes & STYLE_BOLD ? A_BOLD : 0)
				      | (style.attributes & STYLE_REVERSE ? A_REVERSE : 0)
				      | (style.attributes & STYLE_UNDERLINE ? A_UNDERLINE : 0)
				      | (style.attributes & STYLE_DIM ? A_DIM : 0);
		if (style.fg >= 0 || style.bg >= 0) {
			term->pairs[i] = (short)(i + 1);
			init_pair((short)(i + 1), style.fg, style.bg);
		}
	}
}

/* The size that the kernel knows; a line that knows none keeps the terminal description's. */
static void take_size(struct terminal *term)
{
	struct winsize size;

	if (ioctl(term->fd, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0
	    && (size.ws_row != LINES || size.ws_col != COLS))
		resizeterm(size.ws_row, size.ws_col);
}

/* Pastes come between marks from now on, or no more. Past curses, which has no word for it, and at once. */
static void set_brackets(const struct terminal *term, bool on)
{
	if (!term->brackets)
		return;
	fputs(on ? "\033[?2004h" : "\033[?2004l", term->out);
	fflush(term->out);
}

static bool usable(const char *name, struct error *err)
{
	const char *move = tigetstr("cup");

	if (move && move != (char *)-1)
		return true;
	return error_set(
		err, ERROR_USAGE,
		_("terminal: '%s' cannot move its cursor, which the screens need; use the commands instead, "
		  "for instance `caseclock list`"),
		name);
}

static void begin(struct terminal *term, const struct term_facts *facts)
{
	const char *move = tigetstr("cup");

	take_size(term);
	raw();
	nonl();
	noecho();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	set_escdelay(25);
	idlok(stdscr, TRUE);
	scrollok(stdscr, FALSE);
	leaveok(stdscr, FALSE);
	typeahead(-1);
	curs_set(0);
	make_colours(term, facts->no_color);
	term->cursor_y = -1;
	term->brackets = move[0] == '\033' && move[1] == '[';
	if (term->brackets)
		term_input_brackets();
	set_brackets(term, true);
}

static struct terminal *refuse(struct terminal *term)
{
	if (term->in)
		fclose(term->in);
	if (term->out)
		fclose(term->out);
	free(term);
	return NULL;
}

struct terminal *term_open(const struct term_facts *facts, struct error *err)
{
	struct terminal *term;

	if (!facts->name || !*facts->name) {
		error_set(err, ERROR_USAGE,
			  _("terminal: TERM is not set, so that the screens cannot be drawn; set it, for "
			    "instance TERM=xterm, or use the commands"));
		return NULL;
	}
	if (!isatty(facts->in) || !isatty(facts->out)) {
		error_set(err, ERROR_USAGE,
			  _("terminal: the screens need one, and input or output is none; use the commands "
			    "instead, for instance `caseclock list`"));
		return NULL;
	}
	term = mem_new(sizeof *term);
	term->fd = facts->in;
	term->utf8 = facts->utf8 && !facts->ascii_signs;
	term->in = fdopen(dup(facts->in), "r");
	term->out = fdopen(dup(facts->out), "w");
	use_env(FALSE);
	use_tioctl(TRUE);
	if (term->in && term->out)
		term->screen = newterm(facts->name, term->out, term->in);
	if (!term->screen) {
		error_set(err, ERROR_USAGE,
			  _("terminal: '%s' is not known on this machine; set TERM to one that is, for "
			    "instance TERM=xterm"),
			  facts->name);
		return refuse(term);
	}
	if (!usable(facts->name, err)) {
		endwin();
		delscreen(term->screen);
		return refuse(term);
	}
	begin(term, facts);
	paint_init(&term->paint, fileno(term->out));
	term->pen = mem_new(sizeof *term->pen);
	term_input_init(&term->input, fileno(term->in), facts->utf8);
	take_signals(term);
	return term;
}

void term_close(struct terminal *term)
{
	if (!term)
		return;
	set_brackets(term, false);
	curs_set(1);
	endwin();
	/* Once more: leaving the other screen may give back a cursor that was saved while it was hidden. */
	if (cursor_normal)
		fputs(cursor_normal, term->out);
	fflush(term->out);
	give_signals(term);
	paint_done(&term->paint);
	delscreen(term->screen);
	term_input_done(&term->input);
	for (size_t i = 0; i < term->n_kept; i++)
		free(term->kept[i].pasted);
	free(term->kept);
	free(term->given);
	free(*term->pen);
	free(term->pen);
	refuse(term);
}

int term_rows(const struct terminal *term)
{
	(void)term;
	return LINES;
}

int term_cols(const struct terminal *term)
{
	(void)term;
	return COLS;
}

bool term_utf8(const struct terminal *term)
{
	return term->utf8;
}

unsigned long term_attribute(const struct terminal *term, enum element element)
{
	return term->attributes[element];
}

short term_pair(const struct terminal *term, enum element element)
{
	return term->pairs[element];
}

void **term_pen_slot(const struct terminal *term)
{
	return term->pen;
}

static enum term_event saw(struct terminal *term)
{
	int what = seen;

	seen = 0;
	if (what & SAW_END)
		return TERM_ENDING;
	if (what & SAW_RESUME)	/* who knows what stood on the terminal meanwhile */
		set_brackets(term, true);
	if (what & SAW_RESIZE) {
		take_size(term);
		return TERM_RESIZED;
	}
	return TERM_RESUMED;
}

static enum term_event wait_for(struct terminal *term, int64_t timeout_ms)
{
	struct pollfd poll = { .fd = term->fd, .events = POLLIN };
	struct timespec timeout = { .tv_sec = timeout_ms / 1000, .tv_nsec = timeout_ms % 1000 * 1000000 };
	int n = ppoll(&poll, 1, timeout_ms < 0 ? NULL : &timeout, &term->outside);

	if (n < 0 || seen)
		return seen ? saw(term) : errno == EINTR ? TERM_TIMEOUT : TERM_GONE;
	if (n == 0)
		return TERM_TIMEOUT;
	if (poll.revents & POLLIN && term_input_read(&term->input))
		return TERM_KEYS;
	return TERM_GONE;
}

enum term_event term_wait(struct terminal *term, int64_t timeout_ms)
{
	return term->n_kept > 0 ? TERM_KEYS : wait_for(term, timeout_ms);
}

enum term_event term_watch(struct terminal *term, bool asked, bool *gave_up)
{
	enum term_event event = wait_for(term, 0);
	const char *pasted;
	int32_t key;

	*gave_up = false;
	while (term_input_next(&term->input, &key, &pasted)) {
		if (asked && (key == K_ESCAPE || key == K_CTRL('c'))) {
			*gave_up = true;
			continue;
		}
		mem_grow(&term->kept, term->n_kept, &term->room_kept, sizeof *term->kept);
		term->kept[term->n_kept++] =
			(struct kept){ key, key == K_NONE ? mem_copy(pasted) : NULL };
	}
	return event;
}

bool term_key(struct terminal *term, int32_t *key, const char **pasted)
{
	if (term->n_kept == 0)
		return term_input_next(&term->input, key, pasted);
	free(term->given);
	*key = term->kept[0].key;
	*pasted = term->given = term->kept[0].pasted;
	term->n_kept--;
	memmove(term->kept, term->kept + 1, term->n_kept * sizeof *term->kept);
	return true;
}

void term_mouse(struct terminal *term)
{
	(void)term;
	mouseinterval(0);
	mousemask(BUTTON1_RELEASED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
}

void term_mouse_at(const struct terminal *term, int *y, int *x)
{
	*y = term->input.mouse_y;
	*x = term->input.mouse_x;
}

void term_show(struct terminal *term, bool all)
{
	if (all)
		clearok(curscr, TRUE);
	if (term->cursor_y >= 0)
		move(term->cursor_y, term->cursor_x);
	else
		move(LINES - 1, 0);
	wnoutrefresh(stdscr);
	paint_begin(&term->paint);
	doupdate();
	paint_end(&term->paint);
}

void term_bell(struct terminal *term)
{
	(void)term;
	beep();
}

void term_cursor(struct terminal *term, int y, int x)
{
	bool was = term->cursor_y >= 0;

	term->cursor_y = y < LINES ? y : -1;
	term->cursor_x = x < COLS ? x : COLS - 1;
	if (was != (term->cursor_y >= 0))
		curs_set(!was);
}
