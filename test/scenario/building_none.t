# A building whose four bids the committee rejects: it fails, with the coefficient drawn.
include setup_parties.t
include setup_building.t
include setup_four.t
include setup_opened.t
as e1 POST /api/lots/$L/factor {"value":980000,"note":"开标现场抽球，全体在场"} -> 201
include setup_none.t
include setup_once.t
proves $L
