#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/timer.h"
#include "core/today.h"
#include "stage.h"

static const char extra_policy[] =
	"[queue attention]\ntitle = Needs attention\n"
	"[queue holds]\ntitle = Holds\n"
	"[event hold.begun]\ntitle = On hold\nconcerns = contact\n"
	"[event hold.over]\ntitle = Hold over\nconcerns = contact\n"
	"[timescale hold.test]\ntitle = With pauses\nqueue = holds\nstart = contact.received\nstop = "
	"contact.decided\npause = hold.begun\nresume = hold.over\nlimit = 100 hours\nsource = test\n";

/* A small generator of its own, so that every run does the same. */
static unsigned next_random(unsigned *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	return *seed ^= *seed << 5;
}

static bool count_row(void *arg, const struct queue_row *row)
{
	(void)row;
	++*(int64_t *)arg;
	return true;
}

/* How many rows a figure opens: the queue with the scope's words and the figure's as its filter. */
static int64_t rows_behind(struct desk *desk, const struct today *today, const char *queue,
			   enum today_number number)
{
	char *scope = today_scope_words(desk, today->scope), line[160];
	struct queue_query query = {.queue = queue, .limit = -1};
	struct filter *filter;
	struct error err = {0};
	int64_t n = 0;

	snprintf(line, sizeof(line), "%s %s", scope, today_words(number));
	query.filter = filter = stage_filter(desk, line);
	if (!queue_list(desk, &query, count_row, &n, &err))
		fail_msg("%s", err.text);
	filter_free(filter);
	free(scope);
	return n;
}

static struct today *read_today(struct desk *desk, enum today_scope scope)
{
	struct error err = {0};
	struct today *today = today_read(desk, scope, &err);

	if (!today)
		fail_msg("%s", err.text);
	return today;
}

/* Every figure of every scope. Returns the sum of them, so that a test can see that there was something. */
static int64_t compare(struct desk *desk)
{
	int64_t sum = 0;

	for (int scope = TODAY_ALL; scope <= TODAY_MINE; scope++) {
		struct today *today = read_today(desk, (enum today_scope)scope);

		for (size_t i = 0; i < today->n_queues; i++)
			for (int n = 0; n < TODAY_NUMBERS; n++) {
				const char *queue = today->queues[i].queue->key;
				int64_t rows = rows_behind(desk, today, queue, (enum today_number)n);

				if (today->queues[i].n[n] < 0)
					continue;
				if (today->queues[i].n[n] != rows)
					fail_msg("%s, %s of %s: %d on the screen, %d rows",
						 today_scope_word(today->scope),
						 today_number_word((enum today_number)n), queue,
						 (int)today->queues[i].n[n], (int)rows);
				sum += rows;
			}
		today_free(today);
	}
	return sum;
}

static void random_contact(struct desk *desk, int i, unsigned *seed)
{
	static const char *const ratings[] = {"rating=red", "rating=amber", "rating=green", NULL};
	static const char *const holders[][2] = {{"team=North", "worker=Ada Green"}, {"team=North", NULL},
						 {"team=South", "worker=Sam Grey"}, {NULL, NULL}};
	const char *rating = ratings[next_random(seed) % 4], *const *holder = holders[next_random(seed) % 4];
	char reference[16];

	snprintf(reference, sizeof(reference), "C-%d", i);
	record(desk, reference, "contact.received", NULL, holder[0] ? holder[0] : "source=police",
	       holder[1] ? holder[1] : NULL, NULL);
	if (rating)
		record(desk, reference, "contact.rated", NULL, rating, NULL);
}

static void random_act(struct desk *desk, int cases, unsigned *seed)
{
	static const char *const kinds[] = {"contact.directed", "hold.begun", "hold.over", "contact.decided"};
	const char *kind = kinds[next_random(seed) % 4];
	struct act_field outcome = {"outcome", "nfa"};
	char reference[16];
	struct act_event event = {.reference = reference, .kind = kind, .at = INSTANT_NONE,
				  .fields = &outcome, .n_fields = !strcmp(kind, "contact.decided")};
	struct act_result result;

	/* What does not fit the case as it stands is refused, and nothing is changed. */
	snprintf(reference, sizeof(reference), "C-%d", (int)(next_random(seed) % (unsigned)cases));
	act_record(desk, &event, 1, &result, NULL);
}

static void each_number__is__that_of_the_rows_it_opens(void **state)
{
	struct world *world = *state;
	struct desk *desk;
	struct error err = {0};
	unsigned seed = 20240301;
	int64_t turned, sum = 0;

	stage_write(world, "extra.policy", extra_policy);
	stage_apply(world);
	desk = world_desk(world, "ada");
	for (int i = 0; i < 40; i++) {
		world->ms += (int64_t)(next_random(&seed) % 240) * 60 * 1000;
		desk_refresh(desk);
		random_contact(desk, i, &seed);
		for (int n = 0; n < 2; n++)
			random_act(desk, i + 1, &seed);
		if (i % 5 == 4 && !timer_round(desk, NULL, NULL, &turned, &err))
			fail_msg("%s", err.text);
		if (i % 3 == 0)
			sum += compare(desk);
	}
	for (int step = 0; step < 8; step++) {	/* clocks turn, and no timer looks */
		world->ms += 11 * 3600 * 1000;
		desk_refresh(desk);
		sum += compare(desk);
	}
	assert_true(sum > 2000);
	desk_close(desk);
}

static void an_unknown_rating__stands_under_attention(void **state)
{
	struct world *world = *state;
	struct today *today;
	int64_t attention = -1;

	stage_write(world, "extra.policy", extra_policy);
	stage_apply(world);
	record(world->desk, "C-1", "contact.received", NULL, "name=Ada Summer", NULL);
	record(world->desk, "C-1", "contact.directed", NULL, "next_steps=Ring", NULL);
	compare(world->desk);
	today = read_today(world->desk, TODAY_ALL);
	for (size_t i = 0; i < today->n_queues; i++)
		if (!strcmp(today->queues[i].queue->key, "attention"))
			attention = today->queues[i].n[TODAY_ROWS];
	assert_true(attention >= 1);
	today_free(today);
}

static void deadlines__are_the_next_ten__soonest_first(void **state)
{
	struct world *world = *state;
	struct today *today;
	char reference[16];

	for (int i = 0; i < 12; i++) {
		world->ms += 600 * 1000;
		desk_refresh(world->desk);
		snprintf(reference, sizeof(reference), "C-%02d", i);
		record(world->desk, reference, "contact.received", NULL, "rating=green", NULL);
	}
	/* Ten minutes apart: the first three are overdue by now and stand no more among the next. */
	world->ms += (72 * 60 - 11 * 10 + 25) * INT64_C(60000);
	desk_refresh(world->desk);
	today = read_today(world->desk, TODAY_ALL);
	assert_int_equal(today->n_deadlines, 9);
	assert_string_equal(today->deadlines[0]->reference, "C-03");
	assert_string_equal(today->deadlines[8]->reference, "C-11");
	for (size_t i = 1; i < today->n_deadlines; i++)
		assert_true(today->deadlines[i - 1]->times.due <= today->deadlines[i]->times.due);
	today_free(today);
	world->ms -= 3 * INT64_C(3600000);
	desk_refresh(world->desk);
	today = read_today(world->desk, TODAY_ALL);
	assert_int_equal(today->n_deadlines, TODAY_DEADLINES);
	assert_string_equal(today->deadlines[0]->reference, "C-00");
	today_free(today);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_number__is__that_of_the_rows_it_opens, world_setup_rehearsing,
						world_teardown),
		cmocka_unit_test_setup_teardown(an_unknown_rating__stands_under_attention, world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(deadlines__are_the_next_ten__soonest_first, world_setup,
						world_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
