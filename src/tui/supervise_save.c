#include "config.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/str.h"
#include "core/keep.h"
#include "report/paper.h"
#include "tui/save_page.h"
#include "tui/supervise_inner.h"

static bool write_session(struct ui *ui, void *arg, FILE *file, struct error *err)
{
	static const struct keep_export export = {.what = "print", .object = "supervision", .form = "text", .rows = 1};

	paper_page(file, arg);
	return keep_exported(ui->desk, &export, err);
}

static void saved(struct ui *ui, void *arg, const char *path)
{
	(void)arg;
	ui_say(ui, _("%s: the session is saved."), path);
}

void supervise_save(struct ui *ui, struct supervise_view *page)
{
	const struct sitting_case *here = supervise_here(page);
	struct error err = {0};
	struct str_buf name = {0};
	char *text;

	if (!here) {
		ui_not_used(ui);
		return;
	}
	if (ui_masked(ui)) {
		ui_say(ui, _("Names are masked: show them again before the page is saved."));
		return;
	}
	text = supervision_text(ui->desk, here->reference, NULL, &err);
	if (!text) {
		ui_complain(ui, &err);
		return;
	}
	str_addf(&name, "supervision-%s.txt", here->reference);
	save_page_ask(ui, &(struct save_page){.label = _("Save the session as:"),
					      .name = name.text,
					      .write = write_session,
					      .saved = saved,
					      .lost = free,
					      .arg = text});
	str_done(&name);
}
