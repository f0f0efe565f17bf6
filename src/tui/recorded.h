/* How a view hears of what was put on record from it. */
#ifndef TUI_RECORDED_H
#define TUI_RECORDED_H

struct ui;

/* Told when something was recorded, so that the view shows it. reference: on which case; NULL: it is not
 * told. */
typedef void record_done(struct ui *ui, void *arg, const char *reference);

#endif
