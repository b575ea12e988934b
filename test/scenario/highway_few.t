# A highway with two bids at the deadline: it fails, and nothing is opened.
include setup_parties.t
include setup_highway.t
include setup_highway_two.t
include setup_few.t
include setup_once.t
proves $L
