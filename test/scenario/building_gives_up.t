# A building whose winner gives up after the award: the second candidate has the contract.
include setup_parties.t
include setup_building.t
include setup_four.t
include setup_opened.t
include setup_building_scored.t
include setup_publicity.t
include setup_awarded.t
set GIVES_UP 乙
include setup_gives_up.t
include setup_contract.t
