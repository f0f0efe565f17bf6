#include "config.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/keep.h"
#include "report/handover_text.h"
#include "tui/handover_inner.h"
#include "tui/save_page.h"

static bool write_page(struct ui *ui, void *arg, FILE *file, struct error *err)
{
	const struct handover *handover = ((const struct handover_view *)arg)->handover;
	const struct keep_export export = {
		.what = "print", .object = "handover", .form = "text", .rows = (int64_t)handover->n};

	handover_print(handover, ui->desk, ui_masked(ui), file);
	return keep_exported(ui->desk, &export, err);
}

static void saved(struct ui *ui, void *arg, const char *path)
{
	(void)arg;
	ui_say(ui, _("%s: the page is saved."), path);
}

void handover_save(struct ui *ui, struct handover_view *view)
{
	struct str_buf name = {0};
	char day[CIVIL_SIZE];

	civil_iso(zone_day(ui->desk->zone, ui->now), day);
	str_addf(&name, "handover-%s.txt", day);
	save_page_ask(ui, &(struct save_page){.name = name.text, .write = write_page, .saved = saved, .arg = view});
	str_done(&name);
}
