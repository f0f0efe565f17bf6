#include "config.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clock/status.h"
#include "shipped_world.h"
#include "tests/base/whole.h"

static bool ends_with(const char *name, const char *end)
{
	return strlen(name) > strlen(end) && strcmp(name + strlen(name) - strlen(end), end) == 0;
}

/* The files of the sources in place of those that the folder had. */
static void copy_policy(struct world *world)
{
	DIR *dir = opendir(TEST_POLICY);
	struct dirent *entry;
	char path[WORLD_PATH * 3];

	assert_non_null(dir);
	for (const char *const *own = (const char *const[]){ "test.policy", "several.policy", NULL }; *own; own++) {
		snprintf(path, sizeof path, "%s/%s", world->policy, *own);
		unlink(path);
	}
	while ((entry = readdir(dir))) {
		char *text;

		if (!ends_with(entry->d_name, ".policy") && !ends_with(entry->d_name, ".json"))
			continue;
		snprintf(path, sizeof path, "%s/%s", TEST_POLICY, entry->d_name);
		text = whole_file(path);
		stage_write(world, entry->d_name, text);
		free(text);
	}
	closedir(dir);
}

int shipped_setup(void **state)
{
	struct world *world = world_new("rehearse");
	struct person_change change = { .name = "Mo Hale", .login = "mo", .role = "manager", .team = "North" };
	struct error err = { 0 };

	*state = world;
	copy_policy(world);
	stage_apply(world);
	world_at(world, "2024-03-01 09:01");
	if (!act_person(world->desk, "mo", true, &change, &err))
		fail_msg("%s", err.text);
	return 0;
}

void shipped_change(struct world *world, const char *file, const char *line, const char *instead)
{
	char path[WORLD_PATH * 3];
	struct str_buf changed = { 0 };
	char *text, *found;

	snprintf(path, sizeof path, "%s/%s", world->policy, file);
	text = whole_file(path);
	found = strstr(text, line);
	assert_non_null(found);
	str_add_n(&changed, text, (size_t)(found - text));
	str_add(&changed, instead);
	str_add(&changed, found + strlen(line));
	stage_write(world, file, changed.text);
	stage_apply(world);
	str_done(&changed);
	free(text);
}

const char *shipped_status(struct desk *desk, const char *reference, const char *timescale)
{
	return status_word(world_status(desk, reference, timescale));
}
