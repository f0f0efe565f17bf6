#include "config.h"

#include "base/i18n.h"
#include "clock/civil.h"
#include "core/live.h"
#include "tui/live_ask.h"
#include "tui/prompt_view.h"

static void ask(struct ui *ui, const char *text);

static void take(struct ui *ui, void *arg, const char *text)
{
	struct error err = { 0 };
	char day_text[CIVIL_SIZE];
	int64_t moved;
	int32_t day;

	(void)arg;
	if (!text) {
		ui_say(ui, "%s", _("Not said: it is asked again next time. `:live DATE` says it."));
		return;
	}
	if (!live_parse(ui->desk, text, &day, &err) || !live_set(ui->desk, day, false, NULL, NULL, &moved, &err)) {
		ask(ui, text);
		ui_complain(ui, &err);
		return;
	}
	civil_iso(day, day_text);
	ui_say(ui, _("Going live on %s. `:live DATE` changes it."),
	       day_text);
	ui_recorded(ui);
}

static void ask(struct ui *ui, const char *text)
{
	prompt_open(ui, &(struct prompt_spec){
				/* TRANSLATORS: of the date that follows, on one line of a screen */
				.label = _("Going live with caseclock on "),
				.text = text,
				.done = take,
			});
}

void live_ask(struct ui *ui)
{
	char text[CIVIL_SIZE];
	int32_t day;
	bool asked;

	if (ui->desk->reading || !live_get(ui->desk, &day, &asked, NULL) || asked || day == CIVIL_NONE ||
	    !desk_may(ui->desk, "policy", NULL, NULL, NULL))
		return;
	civil_iso(day, text);
	ask(ui, text);
}
