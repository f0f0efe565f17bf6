/* Fuzzing of XML files read by a map, from the coding of their characters to the records.
 * tests/fuzz/run.sh builds and runs it. */
#include "config.h"

#include "mapped_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const char map[] = "[map m]\n"
			  "from = xml\n"
			  "[codes sex]\n"
			  "male = \"M\" \"1\"\n"
			  "[list a]\n"
			  "unit = M/C\n"
			  "row = .\n"
			  "column child = id required from \"/I\"\n"
			  "column sex = code sex lenient from S\n"
			  "column kinds = codes from D/E\n"
			  "make child = sex, kinds\n"
			  "[list b]\n"
			  "unit = M/C\n"
			  "row = P/R\n"
			  "column child = id required from \"/I\"\n"
			  "column began = date from \"../B\"\n"
			  "column held = time required not before began from \".\"\n"
			  "make x.y = at held about p began with child\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	read_by_map(map, (const char *)data, n);
	return 0;
}
