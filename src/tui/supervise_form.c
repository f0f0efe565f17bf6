#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "core/form.h"
#include "core/supervise.h"
#include "tui/form_view.h"
#include "tui/supervise_form.h"

struct waiting {
	record_done *done;
	void *arg;
};

static void saved(struct ui *ui, void *arg, const struct act_result *result, const char *reference)
{
	struct waiting *waiting = arg;

	(void)result;
	ui_recorded(ui);
	if (reference)
		waiting->done(ui, waiting->arg, reference);
}

void supervise_open(struct ui *ui, const char *kind, const char *reference, record_done *done, void *arg)
{
	struct error err = { 0 };
	struct form *form = form_open(ui->desk, kind, reference, NULL, &err);
	struct waiting *waiting;

	if (!form) {
		ui_complain(ui, &err);
		return;
	}
	waiting = mem_new(sizeof *waiting);
	*waiting = (struct waiting){ done, arg };
	form_view_open(ui, form, NULL, saved, free, waiting);
}

void supervise_form(struct ui *ui, const char *reference, record_done *done, void *arg)
{
	struct error err = { 0 };

	if (supervise_may(ui->desk, reference, &err))
		supervise_open(ui, SUPERVISION, reference, done, arg);
	else
		ui_complain(ui, &err);
}
