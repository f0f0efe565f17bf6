#include "config.h"
#include "kit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"

const char kit_holidays[] =
	"{\"england-and-wales\": {\"division\": \"england-and-wales\", \"events\": [\n"
	" {\"title\": \"Good Friday\", \"date\": \"2024-03-29\", \"notes\": \"\", \"bunting\": false},\n"
	" {\"title\": \"Easter Monday\", \"date\": \"2024-04-01\", \"notes\": \"\", \"bunting\": true},\n"
	" {\"title\": \"Boxing Day\", \"date\": \"2024-12-28\", \"notes\": \"\", \"bunting\": true},\n"
	" {\"title\": \"Christmas Day\", \"date\": \"2024-12-25\", \"notes\": \"Substitute day\"}\n"
	"]}}\n";

const char kit_head[] =
	"[policy]\n"
	"name = Test\n"
	"version = 1\n"
	"zone = Europe/London\n"
	"[calendar default]\n"
	"nation = england-and-wales\n"
	"[calendar office]\n"
	"nation = none\n"
	"hours = Mon-Fri 08:30-12:30 13:00-17:30\n"
	"[queue contacts]\n"
	"title = Contacts\n"
	"[event contact.received]\n"
	"title = Contact received\n"
	"opens = contact\n"
	"new case = yes\n"
	"field rating = attribute choice of red, amber, green, purple \"Purple\" retired\n"
	"field source = open choice of police, health\n"
	"[event contact.rated]\n"
	"title = Contact rated\n"
	"concerns = contact\n"
	"field rating = required attribute choice \"Rating\" of red, amber, green\n"
	"[event contact.directed]\n"
	"title = Contact directed\n"
	"concerns = contact\n"
	"field review_on = date\n"
	"field next_steps = long\n"
	"[event strategy.held]\n"
	"title = Strategy discussion\n"
	"concerns = contact or child\n"
	"tags = meeting\n"
	"field agencies = choices of police, health, education\n"
	"[event contact.decided]\n"
	"title = Contact decided\n"
	"concerns = contact\n"
	"field outcome = choice of nfa, referral\n"
	"[event contact.closed]\n"
	"title = Contact closed\n"
	"concerns = contact\n"
	"closes = yes\n"
	"[event conference.initial]\n"
	"title = Initial conference\n"
	"plannable = yes\n"
	"tags = meeting, conference\n"
	"[event conference.review]\n"
	"title = Review conference\n"
	"plannable = yes\n"
	"tags = meeting, conference\n"
	"[event care.started]\n"
	"title = Came into care\n"
	"field legal_status = attribute choice of s20, co\n"
	"field placed_on = date\n"
	"[event placement.started]\n"
	"title = Placement started\n"
	"opens = placement\n"
	"field long_term = attribute yesno\n"
	"[event visit.held]\n"
	"title = Visit\n"
	"field seen = yesno\n"
	"[event case.closed]\n"
	"title = Case closed\n"
	"closes = yes\n"
	"[event case.reopened]\n"
	"title = Case opened again\n"
	"reopens = yes\n";

struct bundle kit_bundle(const char *text, const char *holidays)
{
	struct bundle bundle = {.n = holidays != NULL ? 2 : 1};

	bundle.files = mem_array(bundle.n, sizeof *bundle.files);
	if (holidays != NULL)
		bundle.files[0] = (struct bundle_file){mem_copy("bank-holidays.json"), mem_copy(holidays)};
	bundle.files[bundle.n - 1] = (struct bundle_file){mem_copy("x.policy"), mem_copy(text)};
	return bundle;
}

static void keep_complaint(void *arg, const char *file, int line, const char *text)
{
	struct kit *kit = arg;
	size_t n = strlen(kit->complaints);

	kit->n++;
	snprintf(kit->complaints + n, sizeof kit->complaints - n, "%s:%d: %s\n", file, line, text);
}

void kit_read_bundle(struct kit *kit, const struct bundle *bundle)
{
	*kit = (struct kit){.names = names_new()};
	kit->policy = policy_parse(bundle, kit->names, keep_complaint, kit, &kit->err);
}

void kit_read_alone(struct kit *kit, const char *text)
{
	struct bundle bundle = kit_bundle(text, kit_holidays);

	kit_read_bundle(kit, &bundle);
	bundle_done(&bundle);
}

void kit_read(struct kit *kit, const char *more)
{
	char *text = mem_new(strlen(kit_head) + strlen(more) + 1);

	memcpy(text, kit_head, strlen(kit_head));
	memcpy(text + strlen(kit_head), more, strlen(more));
	kit_read_alone(kit, text);
	free(text);
}

void kit_done(struct kit *kit)
{
	policy_free(kit->policy);
	names_free(kit->names);
}

void kit_good(const struct kit *kit)
{
	if (kit->policy == NULL)
		fail_msg("%s", kit->complaints);
	assert_int_equal(kit->err.kind, ERROR_NONE);
	assert_int_equal(kit->n, 0);
}

bool kit_refuses(const char *more, int line, const char *one, const char *two)
{
	char at[64];
	struct kit kit;
	bool good;

	kit_read(&kit, more);
	snprintf(at, sizeof at, "x.policy:%d: ", KIT_LINES + line);
	good = kit.policy == NULL && kit.n == 1 && kit.err.kind == ERROR_INPUT &&
	       strncmp(kit.complaints, at, strlen(at)) == 0 && strstr(kit.complaints, "expected") != NULL &&
	       (one == NULL || strstr(kit.complaints, one) != NULL) &&
	       (two == NULL || strstr(kit.complaints, two) != NULL);
	if (!good)
		print_error("%sexpected one complaint at %s with `%s` and `%s`, got:\n%s\n", more, at,
			    one != NULL ? one : "", two != NULL ? two : "", kit.complaints);
	kit_done(&kit);
	return good;
}

int kit_kind(const struct kit *kit, const char *key)
{
	return names_find(kit->names, NAME_KIND, key, strlen(key));
}

int kit_field(const struct kit *kit, const char *key)
{
	return names_find(kit->names, NAME_FIELD, key, strlen(key));
}
