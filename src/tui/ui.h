/* The screens' own world: the terminal, the stack of views, the message line, and the loop that
 * waits for a key or for the next moment at which something shown changes. Knows no case and no
 * clock: those come through the feed, so that the toolkit is tested alone. */
#ifndef TUI_UI_H
#define TUI_UI_H

#include <stdbool.h>
#include <stdint.h>
#include "base/error.h"
#include "tui/console.h"
#include "tui/keymap.h"
#include "tui/layout.h"
#include "tui/recorded.h"
#include "tui/term.h"

struct desk;
struct ui;
struct view;

/* What a tick brings. */
enum ui_news {
	NEWS_TIME,	/* nothing but a later moment */
	NEWS_TURNED,	/* clocks turned by themselves */
	NEWS_RECORD,	/* what is on record may be another; or the clock stepped back */
};

enum { UI_LABEL_SIZE = 64 };	/* of an act in the key bar */

/* One kind of screen. A view's own data begins with its struct view. What is NULL is left out. */
struct view_ops {
	const char *name;
	enum place place;
	bool overlay;		/* drawn over the view below, which stays on the screen */

	/* Draws what changed since the last time, and everything when view->redraw. */
	void (*draw)(struct ui *ui, struct view *view);

	/* An act of the key map that works in this place. */
	void (*act)(struct ui *ui, struct view *view, enum action action);

	/* A key that the map leaves to the view (typed text); false: not used here. */
	bool (*key)(struct ui *ui, struct view *view, int32_t key);

	void (*paste)(struct ui *ui, struct view *view, const char *text);

	/* Puts the cursor on what stands at a cell of the screen. True when there is something there that
	 * Enter opens. NULL: nothing can be pointed at. */
	bool (*point)(struct ui *ui, struct view *view, int y, int x);

	/* The wheel, by so many lines (negative: up), where no act of the map moves up and down. NULL: nothing moves. */
	void (*wheel)(struct ui *ui, struct view *view, int lines);

	/* True for an act that is likely now: it comes early in the key bar, as `out` (label: as it is called
	 * elsewhere). An empty out leaves it out of the bar: the person may not do it. */
	bool (*likely)(struct ui *ui, const struct view *view, enum action action, const char *label,
		       char out[UI_LABEL_SIZE]);

	/* What stands on the message line while nothing is said there; NULL: nothing. Owned. May be NULL. */
	char *(*foot)(const struct ui *ui, const struct view *view);

	/* A new moment, and what came with it. */
	void (*tick)(struct ui *ui, struct view *view, enum ui_news news);

	/* The next moment (UTC seconds) after now at which a figure shown here changes; INSTANT_NONE. */
	int64_t (*next)(struct ui *ui, struct view *view);

	/* The screen has another size: only what the view keeps of it; drawing follows. */
	void (*resize)(struct ui *ui, struct view *view);

	/* Uncovered again: the view above was closed. */
	void (*uncover)(struct ui *ui, struct view *view);

	/* True when leaving now would lose something; the view then asks. */
	bool (*unsaved)(struct ui *ui, struct view *view);

	/* Keeps what is half done: the keys rest (ui_typed), or the person is away, or the terminal. */
	void (*keep)(struct ui *ui, struct view *view);

	void (*close)(struct ui *ui, struct view *view);	/* releases it all, the view as well */
};

struct view {
	const struct view_ops *ops;
	struct view *below;
	bool redraw;	/* all of it; cleared after drawing */
	bool dirty;	/* some of it */
	bool replaced;	/* another has come in its place above it: it is closed when the turn ends */
};

/* Where moments and news come from. Instants are UTC seconds, INSTANT_NONE for none. */
struct ui_feed {
	int64_t (*now_ms)(void *arg);		/* the wall clock */
	int64_t (*now)(void *arg, bool again);	/* what the screens take for now; again: read it afresh */
	bool (*changed)(void *arg);		/* has another process changed the record? */
	int64_t (*next)(void *arg);		/* when the timer has work next */
	bool (*turn)(void *arg, struct ui *ui);	/* its work; true when clocks turned */
	/* May the person still look? Asked when they come back; false with err. NULL: always. */
	bool (*allowed)(void *arg, struct error *err);
	/* Told before and after the views are drawn: what they read is read at one moment. NULL: nobody is. */
	void (*drawing)(void *arg, bool begins);
	void *arg;
};

/* What every screen can call up, made of views itself. */
struct ui_services {
	void (*help)(struct ui *ui, enum place place);
	void (*leave)(struct ui *ui);		/* ends the loop, or asks first */
	void (*command)(struct ui *ui);		/* the command line; NULL: there is none */
	bool (*go)(struct ui *ui, enum action action);	/* as go_to of go.h; NULL: nowhere */
	/* The page of a case, which tells done of what is recorded from it; NULL: there is none. */
	void (*show)(struct ui *ui, const char *reference, record_done *done, void *arg);
	bool (*drafts)(struct ui *ui);		/* says which drafts wait; false: none. NULL: there are no drafts */
};

enum { UI_MESSAGE_SIZE = 512, UI_BAR = 32 };

/* What a form has put on record, while it tells the view that opened it; borrowed until it has told. */
struct ui_saved {
	bool new_record;	/* a new child, or a contact or the like of one who is known, with which a record may begin */
	const char *reference;
	const char *about;	/* what was opened; "" the child as a whole */
	char **also;		/* references on which the same was recorded along with it: brothers and sisters */
	size_t n_also;
	const char *words;	/* said by the view in place of "saved; u undoes it."; for ever; NULL none */
};

struct ui {
	struct desk *desk;		/* for the screens of cases; NULL in tests of the toolkit */
	const struct ui_feed *feed;
	const struct ui_services *services;
	struct terminal *term;
	struct keymap keys;		/* the live ones: as shipped, until the person's are put in their place */
	const char *key_faults;		/* what is wrong in the person's file of keys; NULL nothing */
	struct console console;		/* of the command line */
	struct layout layout;		/* of the whole screen, without a detail pane */
	struct view *top;
	int64_t now;			/* the moment of this turn */
	int64_t looked;			/* the moment to which the views have heard of time passing */
	char message[UI_MESSAGE_SIZE];
	bool message_is_error;
	bool message_drawn;
	int message_over;		/* lines of the body that it stands on, as drawn */
	bool bar_drawn;
	struct ui_bar {
		enum action action;
		int from, to;		/* cells of the key bar; to is behind the last */
	} bar[UI_BAR];
	int n_bar;
	struct ui_click {
		const struct view *view;	/* only compared; NULL none */
		int y;
		int64_t ms;
	} click;			/* the last one that put the cursor on something */
	bool everything;		/* the terminal shows who knows what: draw all of it */
	bool masked;			/* names and texts are not shown: asked for */
	bool away;			/* the same, because nobody touched a key for long */
	bool g;				/* one g was pressed */
	bool ending;
	bool resized;			/* the terminal's size was taken elsewhere: views hear of it */
	bool waiting;			/* the message says that another program is writing */
	struct ui_saved *saved;		/* while a form tells what it saved; else NULL */
	bool recorded;			/* something was put on record here: the timer looks again */
	char queue[64];			/* the queue that is on the screen, whose clocks ring here; "" none */
	int64_t polled_ms, touched_ms;
	int64_t keep_ms;		/* when what is typed is kept, if nothing more is typed until then */
	int64_t keep_by_ms;		/* when it is kept in any case; 0: there is nothing to keep */
	int64_t session_ms;		/* without a key, after which it ends */
	bool timed_out;			/* it ended so */
};

/* ---- views ---- */

/* Puts a view on top. The stack owns it. */
void ui_push(struct ui *ui, struct view *view);

/* Closes the top view; closing the last one ends the program. */
void ui_pop(struct ui *ui);

void ui_redraw(struct ui *ui);			/* every view, at the end of this turn */
void ui_dirty(struct view *view);

/* ---- the message line ---- */

/* Stays until the next key. */
void ui_say(struct ui *ui, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The same in the colour of what went wrong. */
void ui_complain(struct ui *ui, const struct error *err);

/* As ui_complain, with words of its own. */
void ui_complain_text(struct ui *ui, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Cells that one message may take, with room for what introduces it. */
int ui_message_cells(const struct ui *ui);

/* Says that the act just asked for is not used here. */
void ui_not_used(struct ui *ui);

/* What is said while another program writes. */
const char *ui_waiting_text(void);

/* Says that something was put on record here: every view hears of it at the end of this turn. */
void ui_recorded(struct ui *ui);

/* Says that a view has something typed that is not kept yet: `keep` is asked of the views after half a second
 * without a change, at the latest two seconds after the first one; of what was pasted, as soon as it is shown. */
void ui_typed(struct ui *ui, bool pasted);

/* ---- drawing shared by views ---- */

/* The top line: what is left and right on it. alarm (may be NULL) stands between, in the colour of
 * what should be nought. */
void ui_header(struct ui *ui, const char *left, const char *alarm, const char *right);

/* True when names and texts are masked. */
bool ui_masked(const struct ui *ui);

/* The name, or as much of it as may be shown. Borrowed from name or for ever. */
const char *ui_name(const struct ui *ui, const char *name);

/* ---- the loop ---- */

/* Runs until the stack is empty or the program is asked to end. */
void ui_run(struct ui *ui);

/* Milliseconds, 0 or more, until something may have to be done though no key is pressed. */
int64_t ui_patience(struct ui *ui);

/* Draws what is due. */
void ui_draw(struct ui *ui);

/* One key, as typed. */
void ui_key(struct ui *ui, int32_t key);

/* Runs an act by itself, as if its key had been pressed. */
void ui_act(struct ui *ui, enum action action);

/* Before the first view. All but ui is lent; desk may be NULL. */
void ui_init(struct ui *ui, const struct ui_feed *feed, const struct ui_services *services,
	     struct terminal *term, struct desk *desk);

/* Closes every view. */
void ui_done(struct ui *ui);

#endif
