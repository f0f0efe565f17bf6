#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/str.h"
#include "tests/base/whole.h"

char *whole_file(const char *path)
{
	struct str_buf text = { 0 };
	char bytes[4096];
	FILE *file = fopen(path, "r");
	size_t n;

	if (!file)
		fail_msg("%s cannot be read", path);
	while ((n = fread(bytes, 1, sizeof bytes, file)) > 0)
		str_add_n(&text, bytes, n);
	assert_int_equal(fclose(file), 0);
	return str_take(&text);
}

char *whole_source(const char *name)
{
	const char *folder = getenv("srcdir");
	struct str_buf path = { 0 };
	char *text;

	str_addf(&path, "%s/%s", folder ? folder : ".", name);
	text = whole_file(path.text);
	str_done(&path);
	return text;
}
