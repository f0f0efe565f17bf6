policydir = $(pkgdatadir)/policy
dist_policy_DATA = \
	data/policy/assessment.policy \
	data/policy/bank-holidays.json \
	data/policy/front-door.policy \
	data/policy/practice.policy
