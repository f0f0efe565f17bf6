/* What the files of the handover's screen share. */
#ifndef TUI_HANDOVER_INNER_H
#define TUI_HANDOVER_INNER_H

#include "core/handover.h"
#include "tui/lines.h"
#include "tui/ui.h"

struct handover_view {
	struct view view;
	struct handover *handover;
	bool everything;	/* of all teams, not of one's own */
	int64_t since;		/* INSTANT_NONE: the last handover */
	char *note;		/* for the next shift; NULL none */
	char *typing;		/* the same as it is being typed; NULL it is not */
	int64_t done_at;	/* when this page was handed over; INSTANT_NONE: not yet */
	char *done_note;	/* the note that went with it; NULL none */
	struct lines lines;
	bool masked;		/* how the lines were made */
	int64_t made_at;
};

/* Asks for a file and writes the page to it as text. */
void handover_save(struct ui *ui, struct handover_view *view);

#endif
