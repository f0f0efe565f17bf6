#include "config.h"

#include <stdio.h>

#include "core/demo_story.h"

static const char *const given[] = {
	"Ada",    "Aiden", "Aisha", "Alfie",  "Amelia", "Amir",  "Arthur",  "Ava",    "Bella", "Ben",
	"Callum", "Chloe", "Daisy", "Daniel", "Dylan",  "Ella",  "Elliot",  "Emily",  "Ethan", "Eva",
	"Evie",   "Farah", "Finn",  "Freya",  "George", "Grace", "Harley",  "Harper", "Harry", "Hassan",
	"Holly",  "Imran", "Isaac", "Isla",   "Jack",   "Jacob", "Jasmine", "Jaya",   "Kai",   "Kian",
	"Layla",  "Leo",   "Lily",  "Logan",  "Lola",   "Luca",  "Maisie",  "Mason",  "Mia",   "Mina",
	"Noah",   "Nora",  "Oscar", "Poppy",  "Reuben", "Rosie", "Rowan",   "Ruby",   "Samir", "Sienna",
	"Sofia",  "Theo",  "Toby",  "Willow", "Yusuf",  "Zac",   "Zara",
};

/* Invented by joining; a family of such a name in a street of such a name is chance. */
static const char *const surnames[] = {
	"Abbotsley",     "Ashdene",        "Barrowby",  "Beckwell",    "Birchmoor",   "Blackmere",
	"Bramlow",       "Brightling",     "Calderley", "Chalkwell",   "Coldbrook",   "Copperley",
	"Dunmere",       "Eastlake",       "Elmstone",  "Fairholt",    "Fennimore",   "Foxwell",
	"Garrowby",      "Greenhow",       "Hallowby",  "Hartmoor",    "Hazelgrave",  "Holmbury",
	"Ivesdale",      "Kestrelby",      "Kingsmere", "Larkhill",    "Linfold",     "Longacre",
	"Marlowe-Finch", "Mayfield-Okoro", "Merrow",    "Moorcroft",   "Netherby",    "Northwood",
	"Oakhanger",     "Orchardson",     "Penhallow", "Quarrington", "Ravensby",    "Redfern-Shah",
	"Rushmere",      "Sandover",       "Selwick",   "Silverdale",  "Stonelake",   "Swallowfield",
	"Tarnside",      "Thistleby",      "Thornwick", "Underhill",   "Wakerley",    "Westbourne",
	"Wexcombe",      "Whinfell",       "Wildersby", "Winterley",   "Woodmancote", "Yarrowdale",
};

static const char *const odd_names[] = {
	"Zo\u00eb O\u2019Rourke",
	"\u0141ukasz Wi\u015bniewski-Brightling",
	"Nguy\u1ec5n Th\u1ecb Minh Khai",
	"\u738b\u5c0f\u660e",
	"Si\u00f4n Gruffydd-Llewelyn",
	"Bjo\u0308rn A\u030asby",
	"Maximiliana Alexandrina Bartholomew-Featherstonehaugh",
	"Ren\u00e9e d\u2019Arc-Bont\u00e9",
	"\u0633\u0645\u064a\u0631 \u062d\u062f\u0627\u062f",
	"O\u011fuz Y\u0131ld\u0131z\u0131m",
};

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

const char *demo_surname(struct dice *dice)
{
	return surnames[dice_below(dice, COUNT(surnames))];
}

void demo_name(struct dice *dice, bool odd, const char *family, char *buf, size_t size)
{
	if (odd) {
		snprintf(buf, size, "%s", odd_names[dice_below(dice, COUNT(odd_names))]);
	} else {
		const char *last = family ? family : demo_surname(dice);

		snprintf(buf, size, "%s %s", given[dice_below(dice, COUNT(given))], last);
	}
}
