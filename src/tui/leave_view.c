#include "config.h"

#include "base/i18n.h"
#include "tui/leave_view.h"
#include "tui/prompt_view.h"

/* Drafts are kept by the loop when it ends. */
static void answered(struct ui *ui, void *arg, char letter)
{
	(void)arg;
	if (letter == 'k')
		ui->ending = true;
}

void leave_all(struct ui *ui)
{
	for (struct view *view = ui->top; view; view = view->below)
		if (view->ops->unsaved && view->ops->unsaved(ui, view)) {
			/* TRANSLATORS: the letters in brackets are the keys and must stay k and s. */
			question_open(ui, &(struct question_spec){
						  .text = _("A form is not saved. [k]eep it as a draft and "
							    "leave, [S]tay?"),
						  .letters = "ks",
						  .safe = 's',
						  .done = answered});
			return;
		}
	ui->ending = true;
}
