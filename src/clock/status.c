#include "config.h"

#include "clock/status.h"

#include "clock/zone.h"

/* In the order of enum clock_status: the words of the command line. */
static const char *const words[STATUSES] = {
	[STATUS_ON_TRACK] = "on-track",
	[STATUS_DUE_SOON] = "due-soon",
	[STATUS_OVERDUE] = "overdue",
	[STATUS_PAUSED] = "paused",
	[STATUS_MET] = "met",
	[STATUS_LATE] = "late",
	[STATUS_ENDED] = "ended",
	[STATUS_WITHDRAWN] = "withdrawn",
	[STATUS_ATTENTION] = "attention",
};

static enum clock_status running(const struct clock_times *times, int64_t now)
{
	if (times->due == INSTANT_NONE)
		return STATUS_ATTENTION;
	if (times->paused_since != INSTANT_NONE && times->paused_since <= now)
		return STATUS_PAUSED;
	if (now > times->due)
		return STATUS_OVERDUE;
	if (times->soon != INSTANT_NONE && now >= times->soon)
		return STATUS_DUE_SOON;
	return STATUS_ON_TRACK;
}

enum clock_status clock_status(const struct clock_times *times, int64_t now)
{
	if (times->end == END_RUNNING)
		return running(times, now);
	if (times->end == END_WITHDRAWN)
		return STATUS_WITHDRAWN;
	if (times->due == INSTANT_NONE)
		return STATUS_ENDED;
	if (times->stopped > times->due)
		return STATUS_LATE;
	return times->end == END_STOPPED ? STATUS_MET : STATUS_ENDED;
}

int64_t clock_next_change(const struct clock_times *times, int64_t now)
{
	if (times->end != END_RUNNING || times->due == INSTANT_NONE || times->paused_since != INSTANT_NONE)
		return INSTANT_NONE;
	if (times->soon != INSTANT_NONE && times->soon > now && times->soon <= times->due)
		return times->soon;
	return times->due >= now ? times->due + 1 : INSTANT_NONE;
}

bool status_is_running(enum clock_status status)
{
	return status <= STATUS_PAUSED || status == STATUS_ATTENTION;
}

const char *status_word(enum clock_status status)
{
	return words[status];
}

bool status_from_word(struct str_view word, enum clock_status *status)
{
	for (int i = 0; i < STATUSES; i++) {
		if (str_equal(word, words[i])) {
			*status = (enum clock_status)i;
			return true;
		}
	}
	return false;
}
