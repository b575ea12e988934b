# A highway whose winner gives up after the award: the second candidate has the contract.
include setup_parties.t
include setup_highway.t
include setup_highway_first.t
include setup_highway_second.t
include setup_publicity.t
include setup_awarded.t
set GIVES_UP 丙
include setup_gives_up.t
include setup_contract.t
