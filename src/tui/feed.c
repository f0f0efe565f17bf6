#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "core/moment.h"
#include "core/timer.h"
#include "core/words.h"
#include "tui/feed.h"

enum { TRY_AGAIN_SECONDS = 60 };

static int64_t now_ms(void *arg)
{
	const struct surroundings *world = ((struct feed *)arg)->desk->world;

	return world->now_ms(world->arg);
}

static int64_t now(void *arg, bool again)
{
	struct feed *feed = arg;

	if (again)
		desk_refresh(feed->desk);
	return feed->desk->now;
}

static bool changed(void *arg)
{
	return desk_changed(((struct feed *)arg)->desk);
}

static int64_t next(void *arg)
{
	return ((struct feed *)arg)->next;
}

struct telling {
	struct feed *feed;
	struct ui *ui;
	int n;
};

/* What a person's own act was answered with stays in front until a key is pressed; an error stays alone. News
 * take the place of news. */
static void say(struct feed *feed, struct ui *ui, const char *text)
{
	if (*ui->message && ui->message_is_error)
		return;
	if (strcmp(ui->message, feed->said) != 0)
		snprintf(feed->answer, sizeof feed->answer, "%s", ui->message);
	ui_say(ui, "%s%s%s", feed->answer, *feed->answer ? "  " : "", text);
	snprintf(feed->said, sizeof feed->said, "%s", ui->message);
}

/* Rings for a clock of the queue on the screen, or of one's own, once. */
static bool tell(void *arg, const struct timer_turn *turn)
{
	struct telling *telling = arg;
	struct desk *desk = telling->feed->desk;
	struct str_buf text = { 0 };
	char at[MOMENT_SIZE];

	if (turn->moment <= telling->feed->opened ||
	    (turn->to != STATUS_OVERDUE && turn->to != STATUS_DUE_SOON))
		return true;
	if (!str_same(turn->queue, telling->ui->queue) && !str_same(turn->worker, desk->name))
		return true;
	moment_show(turn->moment, true, desk->zone, telling->ui->now, at);
	str_addf(&text, "%s %s: %s, %s (%s)", turn->reference, ui_name(telling->ui, turn->name),
		 i18n_text(turn->title), words_status(turn->to), at);
	say(telling->feed, telling->ui, text.text);
	str_done(&text);
	telling->n++;
	return true;
}

static bool turn(void *arg, struct ui *ui)
{
	struct feed *feed = arg;
	struct telling telling = { feed, ui, 0 };
	struct error err = { 0 };
	int64_t turned = 0;
	bool first = !feed->begun;

	feed->begun = true;
	feed->next = INSTANT_NONE;
	if (feed->desk->fixed_now || feed->desk->reading || desk_in_past(feed->desk))
		return false;
	if (!timer_round(feed->desk, NULL, NULL, &turned, &err)) {
		if (!feed->failed)
			ui_complain(ui, &err);
		feed->failed = true;
		feed->next = ui->now + TRY_AGAIN_SECONDS;
		return false;
	}
	feed->failed = false;
	if (!timer_news(feed->desk, &feed->news, tell, &telling, &err) ||
	    !timer_next(feed->desk, &feed->next, &err)) {
		ui_complain(ui, &err);
		feed->next = ui->now + TRY_AGAIN_SECONDS;
	}
	if (telling.n)
		term_bell(ui->term);
	return (turned > 0 && !first) || telling.n > 0;
}

/* Reads the person's row afresh: who was made inactive meanwhile sees nothing more. */
static bool allowed(void *arg, struct error *err)
{
	return desk_may(((struct feed *)arg)->desk, "view", NULL, NULL, err);
}

static void drawing(void *arg, bool begins)
{
	struct feed *feed = arg;

	if (begins)
		desk_read_at_once(feed->desk);
	else
		desk_read_done(feed->desk);
}

void feed_init(struct feed *feed, struct desk *desk)
{
	memset(feed, 0, sizeof *feed);
	feed->desk = desk;
	feed->opened = feed->news = desk->now;
	desk_changed(desk);		/* from here on it tells what is new */
	feed->next = desk->now;		/* a first round, once the screen is there */
}

struct ui_feed feed_source(struct feed *feed)
{
	return (struct ui_feed){ now_ms, now, changed, next, turn, allowed, drawing, feed };
}
