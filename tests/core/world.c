#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "clock/civil.h"
#include "clock/status.h"
#include "core/keep.h"
#include "core/moment.h"
#include "store/events.h"
#include "tests/base/folder.h"
#include "world.h"

static const char policy_text[] =
	"[policy]\nname = Test practice\nversion = 1\nzone = Europe/London\n"
	"[calendar default]\nnation = england-and-wales\n"
	"[queue contacts]\ntitle = Contacts\nacts = contact.decided, contact.rated\ndirection = "
	"contact.directed\n"
	"[queue assessments]\ntitle = Assessments\n"
	"[queue leavers]\ntitle = Leavers\n"
	"[role administrator]\ntitle = Administrator\nmay = *\n"
	"[role manager]\ntitle = Manager\nmay = view, record:*, void, replace, allocate\n"
	"[role practitioner]\ntitle = Practitioner\nholds cases = yes\nmay = view, record:contact.*, record:note.added\n"
	"[role reader]\ntitle = Reader\nmay = view\n"
	"[event contact.received]\ntitle = Contact received\nopens = contact\nnew case = yes\n"
	"field source = open choice \"Source\" of police \"Police\", health \"Health\"\n"
	"field rating = attribute choice \"Rating\" of red \"Red\", amber \"Amber\", green \"Green\", blue "
	"\"Blue\" retired\n"
	"[event contact.rated]\ntitle = Contact rated\naction = Rate\nconcerns = contact\n"
	"field rating = required attribute choice \"Rating\" of red \"Red\", amber \"Amber\", green "
	"\"Green\", "
	"blue \"Blue\" retired\n"
	"field rationale = long \"Reason\"\n"
	"[event contact.directed]\ntitle = Direction\nconcerns = contact\n"
	"field next_steps = long \"What\"\nfield review_on = date \"Review\"\n"
	"[event strategy.held]\ntitle = Strategy discussion\nconcerns = contact or child\nplannable = yes\n"
	"field agencies = choices \"Agencies\" of police \"Police\", health \"Health\", education "
	"\"Education\"\n"
	"[event contact.decided]\ntitle = Contact decided\nconcerns = contact\n"
	"field outcome = required choice \"Outcome\" of nfa \"No further action\", referral \"Referral\"\n"
	"[event contact.closed]\ntitle = Contact closed\nconcerns = contact\ncloses = yes\n"
	"[event referral.received]\ntitle = Referral received\nopens = referral\nout of = contact\nnew case "
	"= yes\n"
	"[event assessment.started]\ntitle = Assessment started\nopens = assessment\nout of = referral\nnew "
	"case = yes\n"
	"[event assessment.authorised]\ntitle = Assessment authorised\nconcerns = assessment\ncloses = yes\n"
	"[event case.allocated]\ntitle = Case allocated\nfield worker = attribute person \"Worker\"\n"
	"field team = attribute team \"Team\"\nfield reason = text \"Reason\"\n"
	"[event case.deallocated]\ntitle = Taken back\nfield worker = person \"Worker\"\nfield reason = text "
	"\"Reason\"\n"
	"[event case.closed]\ntitle = Case closed\ncloses = yes\n"
	"[event case.reopened]\ntitle = Opened again\nreopens = yes\n"
	"[event note.added]\ntitle = Note\nconcerns = contact or referral or assessment or child\n"
	"field length = number \"Length\"\nfield seen = yesno \"Seen\"\nfield next = time \"Next\"\n"
	"[event care.started]\ntitle = Came into care\n"
	"[timescale mash.4h]\ntitle = Strategy discussion (red)\nqueue = contacts\nstart = contact.received\n"
	"when = rating is red\nstop = strategy.held\nuntil = contact.decided, contact.closed\nlimit = 4 "
	"hours\n"
	"warn = 1 hour\nsource = test\n"
	"[timescale mash.24h]\ntitle = Decision (red, amber)\nqueue = contacts\nstart = contact.received\n"
	"when = rating is one of red, amber\nstop = contact.decided\nuntil = contact.closed\nlimit = 24 "
	"hours\n"
	"warn = 8 hours\nsource = test\n"
	"[timescale mash.72h]\ntitle = Decision (green)\nqueue = contacts\nstart = contact.received\n"
	"when = rating is not one of red, amber\nstop = contact.decided\nuntil = contact.closed\nlimit = 72 "
	"hours\n"
	"warn = 24 hours\nsource = test\n"
	"[timescale assessment.45]\ntitle = Assessment\nqueue = assessments\nstart = assessment.started\n"
	"stop = assessment.authorised\nlimit = 45 working days\nwarn = 5 working days\nsource = test\n"
	"[timescale direction.review]\ntitle = Review of direction\nqueue = contacts\nstart = "
	"contact.directed\n"
	"each start = yes\nstop = contact.decided\nlimit = by review_on\nsource = test\n"
	"[timescale pathway.plan]\ntitle = Pathway plan\nqueue = leavers\nscope = case\n"
	"start = 16th birthday with care.started\nstop = note.added\nlimit = 3 months\nwarn = 1 "
	"month\nsource = test\n";

/* What makes several events at once. */
static const char several_text[] =
	"[event family.received]\ntitle = Family contact\nopens = contact\nnew case = yes\n"
	"field source = open choice \"Source\" of police \"Police\", health \"Health\"\n"
	"field consent = open choice of given, dispensed\n"
	"field why = required when consent is dispensed text \"Why dispensed with\"\n"
	"field siblings = lines of family.received (name, date_of_birth, reference) \"Siblings\"\n"
	"[event contact.scored]\ntitle = Scored\nconcerns = contact\n"
	"field rating = attribute choice \"Rating\" of red \"Red\", amber \"Amber\", green \"Green\"\n"
	"field reason = asked when rating changes long \"Reason\"\n"
	"field ground = required when rating changes text \"Ground\"\n"
	"field scaling = number 0..10 \"Scaling\"\n"
	"field actions = lines of action.set (action, owner, due, origin is direction) \"Actions\"\n"
	"[event case.scored]\ntitle = Case scored\n"
	"field actions = lines of action.set (action, owner, due) \"Actions\"\n"
	"[event action.set]\ntitle = Action set\nopens = action\nout of = contact or referral\n"
	"field action = text \"Action\"\nfield owner = person \"Owner\"\nfield due = required date \"Due\"\n"
	"field origin = choice \"Comes from\" of direction, audit\n"
	"[event info.requested]\ntitle = Information requested\nconcerns = contact\n"
	"field agency = asked each open choices \"Agencies\" of police \"Police\", health \"Health\", housing\n"
	"field by = time \"Wanted by\"\n"
	"[event info.received]\ntitle = Information received\nconcerns = contact\n"
	"field agency = asked each open choices \"Agencies\" of police \"Police\", health \"Health\", housing\n"
	"[timescale info.deadline]\ntitle = Information\nqueue = contacts\nstart = info.requested where by is set\n"
	"each start = yes\nstop = info.received\nsame = agency\nlimit = by by\nsource = test\n"
	"[timescale action.due]\ntitle = Action\nqueue = contacts\naction = yes\nstart = action.set\n"
	"stop = contact.decided\nlimit = by due\nsource = test\n";

static const char holidays[] =
	"{\"england-and-wales\": {\"division\": \"england-and-wales\", \"events\": [\n"
	" {\"title\": \"Good Friday\", \"date\": \"2024-03-29\", \"notes\": \"\", \"bunting\": false},\n"
	" {\"title\": \"Easter Monday\", \"date\": \"2024-04-01\", \"notes\": \"\", \"bunting\": true},\n"
	" {\"title\": \"Christmas Day\", \"date\": \"2030-12-25\", \"notes\": \"\", \"bunting\": "
	"true}\n]}}\n";

static int64_t now_ms(void *arg)
{
	return ((struct world *)arg)->ms;
}

static void pause_ms(void *arg, int ms)
{
	((struct world *)arg)->ms += ms;
}

int64_t when(const char *text)
{
	const struct zone *zone = zone_find("Europe/London");
	struct calendar_spec spec = { .zone = zone, .open_weekday = { true, true, true, true, true } };
	struct calendar *calendar = calendar_new(&spec);
	struct moment moment;
	struct error err = { 0 };
	bool ok = moment_parse(text, zone, calendar, 1709283600, &moment, &err);

	calendar_free(calendar);
	if (!ok)
		fail_msg("%s", err.text);
	return moment.at;
}

const char *world_put(const char *folder, const char *name, const char *text, char path[WORLD_PATH * 2])
{
	FILE *file;

	snprintf(path, WORLD_PATH * 2, "%s/%s", folder, name);
	file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, 0600), 0);
	return path;
}

static bool count_event(void *arg, const struct event_row *row)
{
	(void)row;
	(*(int *)arg)++;
	return true;
}

int world_events(struct world *world)
{
	struct error err = { 0 };
	int n = 0;

	assert_true(event_all(world->desk->store, count_event, &n, &err));
	return n;
}

static void add_person(struct world *world, const char *name, const char *login, const char *role,
		       const char *team)
{
	struct person_change change = { .name = name, .login = login, .role = role, .team = team };
	struct error err = { 0 };

	if (!act_person(world->desk, login, true, &change, &err))
		fail_msg("%s", err.text);
}

struct world *world_new(const char *kind)
{
	static const char *const teams[] = { "North", "South" };
	struct world *world = calloc(1, sizeof(*world));
	struct desk_init init = { .kind = kind, .teams = teams, .n_teams = 2, .now = INSTANT_NONE,
				  .live_from = CIVIL_NONE };
	struct error err = { 0 };
	char path[WORLD_PATH * 2];

	assert_non_null(world);
	snprintf(world->folder, sizeof(world->folder), "%s/caseclock-core-XXXXXX",
		 getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	assert_non_null(mkdtemp(world->folder));
	snprintf(world->policy, sizeof(world->policy), "%.200s/policy", world->folder);
	snprintf(world->database, sizeof(world->database), "%.200s/case.db", world->folder);
	assert_int_equal(mkdir(world->policy, 0700), 0);
	world_put(world->policy, "test.policy", policy_text, path);
	world_put(world->policy, "several.policy", several_text, path);
	world_put(world->policy, "bank-holidays.json", holidays, path);
	world->ms = when("2024-03-01 09:00") * 1000;
	world->surroundings = (struct surroundings){
		.now_ms = now_ms, .pause_ms = pause_ms, .arg = world, .uid = 1000, .login = "una",
		.person_name = "Una Field", .pid = 4242,
	};
	init.database = world->database;
	init.policy_folder = world->policy;
	world->desk = desk_make(&init, &world->surroundings, &err);
	if (!world->desk)
		fail_msg("%s", err.text);
	add_person(world, "Ada Green", "ada", "manager", "North");
	add_person(world, "Sam Grey", "sam", "practitioner", "North");
	add_person(world, "Rea Dunn", "rea", "reader", NULL);
	return world;
}

void world_free(struct world *world)
{
	desk_close(world->desk);
	folder_remove(world->folder);
	free(world);
}

int world_setup(void **state)
{
	*state = world_new("live");
	return 0;
}

int world_setup_rehearsing(void **state)
{
	*state = world_new("rehearse");
	return 0;
}

int world_teardown(void **state)
{
	world_free(*state);
	return 0;
}

void world_at(struct world *world, const char *text)
{
	world->ms = when(text) * 1000;
	desk_refresh(world->desk);
}

struct desk *world_desk(struct world *world, const char *as_login)
{
	struct desk_options options = {.database = world->database,
				       .as_login = as_login,
				       .now = INSTANT_NONE,
				       .known = INSTANT_NONE};
	struct error err = { 0 };
	struct desk *desk = desk_open(&options, &world->surroundings, &err);

	if (!desk)
		fail_msg("%s", err.text);
	return desk;
}

enum { FIELDS = 8, TEXT = 256 };

struct telling {
	char text[FIELDS][TEXT];
	struct act_field fields[FIELDS];
	struct act_event event;
};

static void tell(struct telling *telling, const char *reference, const char *kind, const char *at,
		 va_list args)
{
	const char *field;

	telling->event = (struct act_event){ .reference = reference, .kind = kind, .at = INSTANT_NONE };
	if (at) {
		telling->event.at = when(at);
		telling->event.timed = strchr(at, ':') != NULL;
	}
	while ((field = va_arg(args, const char *))) {
		size_t n = telling->event.n_fields++;
		char *equals;

		assert_true(n < FIELDS);
		snprintf(telling->text[n], TEXT, "%s", field);
		equals = strchr(telling->text[n], '=');
		assert_non_null(equals);
		*equals = '\0';
		telling->fields[n] = (struct act_field){ telling->text[n], equals + 1 };
	}
	telling->event.fields = telling->fields;
}

struct act_result record(struct desk *desk, const char *reference, const char *kind, const char *at, ...)
{
	struct telling telling;
	struct act_result result;
	struct error err = { 0 };
	va_list args;

	va_start(args, at);
	tell(&telling, reference, kind, at, args);
	va_end(args);
	if (!act_record(desk, &telling.event, 1, &result, &err))
		fail_msg("%s", err.text);
	return result;
}

const char *refused(struct desk *desk, const char *reference, const char *kind, const char *at, ...)
{
	static struct error err;
	struct telling telling;
	struct act_result result;
	va_list args;

	err = (struct error){ 0 };
	va_start(args, at);
	tell(&telling, reference, kind, at, args);
	va_end(args);
	if (act_record(desk, &telling.event, 1, &result, &err))
		fail_msg("%s %s was recorded", reference, kind);
	assert_int_not_equal(err.kind, ERROR_NONE);
	return err.text;
}

struct file *taken(struct desk *desk, const char *reference)
{
	struct error err = { 0 };
	bool found;
	struct file *file = file_read(desk, reference, &found, &err);

	if (!file || !file_derive(desk, file, &err))
		fail_msg("%s: %s", reference, err.text);
	return file;
}

const struct clock *clock_of(const struct file *file, const char *timescale)
{
	for (size_t i = 0; i < file->clocks.n; i++)
		if (strcmp(file->clocks.items[i].rule->key, timescale) == 0 &&
		    file->clocks.items[i].withdrawn == INSTANT_NONE)
			return &file->clocks.items[i];
	fail_msg("no clock %s", timescale);
	return NULL;
}

enum clock_status world_status(struct desk *desk, const char *reference, const char *timescale)
{
	struct file *file = taken(desk, reference);
	enum clock_status status = clock_status(&clock_of(file, timescale)->times, desk->now);

	file_free(file);
	return status;
}

static void print_fault(void *arg, const char *text)
{
	(void)arg;
	print_error("%s\n", text);
}

void world_is_whole(struct desk *desk)
{
	struct error err = { 0 };
	int faults;

	if (!keep_check(desk, print_fault, NULL, &faults, &err))
		fail_msg("%s", err.text);
	assert_int_equal(faults, 0);
}
