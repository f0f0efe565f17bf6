/* A policy file of any text is read or refused, and what is accepted reads back the same. */
#include "config.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "policy/policy.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void keep_line(void *arg, const char *text)
{
	str_addf(arg, "%s\n", text);
}

/* The text as "x.policy"; what follows a NUL is bank-holidays.json. */
static struct policy *read_text(const char *text, const char *holidays, struct names *names)
{
	char name[] = "x.policy", json[] = "bank-holidays.json";
	char *texts[] = {mem_copy(holidays), mem_copy(text)};
	struct bundle_file files[] = {{json, texts[0]}, {name, texts[1]}};
	struct bundle bundle = {files, 2};
	struct error err = {0};
	struct policy *policy = policy_parse(&bundle, names, NULL, NULL, &err);

	assert((policy == NULL) == (err.kind == ERROR_INPUT));
	free(texts[0]);
	free(texts[1]);
	return policy;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char *text = mem_copy_n((const char *)data, n);
	const char *holidays = strlen(text) < n ? text + strlen(text) + 1 : "{}";
	struct names *names = names_new();
	struct policy *policy = read_text(text, holidays, names), *back;
	struct str_buf shown = {0}, differs = {0};

	if (policy != NULL) {
		policy_show(policy, NULL, keep_line, &shown, NULL);
		back = read_text(shown.text, holidays, names);
		assert(back != NULL);
		policy_diff(policy, back, keep_line, &differs);
		assert(differs.n == 0);
		policy_free(back);
	}
	policy_free(policy);
	names_free(names);
	str_done(&shown);
	str_done(&differs);
	free(text);
	return 0;
}
