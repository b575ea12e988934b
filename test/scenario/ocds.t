# A trade's releases and record, in the words of the Open Contracting Data Standard.
include passed_over.t
as nobody GET /api/ocds/releases/$T -> 200 check /version=1.1 check /releases/0/tag/0=tender check /releases/0/tender/lots/0/value/amount=5000000 \
  check /releases/1/bids/details/0/value/amount=4812000 check /releases/0/parties/0/roles/0=buyer
as nobody GET /api/ocds/records/$T -> 200 check /records/0/compiledRelease/tag/0=compiled check /records/0/compiledRelease/tender/status=complete \
  check /records/0/compiledRelease/awards/0/status=cancelled check /records/0/compiledRelease/awards/1/status=cancelled check /records/0/compiledRelease/awards/2/status=active \
  check /records/0/compiledRelease/contracts/0/value/amount=4950300 check /records/0/compiledRelease/bids/details/2/status=valid
as nobody GET /api/ocds/releases -> 200 check /releases/0/tag/0=contract
as nobody GET /api/ocds/releases?before=2 -> 200 check /releases/0/tag/0=tender
as nobody GET /api/ocds/releases?before=x -> 422 BAD_FIELD
as nobody GET /api/ocds/releases/01KJNXGE00PS26E5G9K9ASWCVA -> 404 NOT_FOUND
as 业主 POST /api/tenders {"project":"$P","kind":"works-building","title":"t","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","lots":[{"title":"x"}]} -> 201 save /result/id=T2
as 业主 GET /api/ocds/releases/$T2 -> 404 NOT_FOUND
as nobody GET /api/ocds/records/$T2 -> 404 NOT_FOUND
