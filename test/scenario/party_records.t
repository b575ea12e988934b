# Qualifications, people with their registrations and works done, to be cited in bids.
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
as nobody POST /api/parties/$甲/qualifications {"kind":"建筑工程施工总承包","level":"一级","number":"D1","issuer":"住建部","from":"2024-01-01","to":"2028-12-31"} -> 401 UNAUTHENTICATED
as 乙 POST /api/parties/$甲/qualifications {"kind":"建筑工程施工总承包","level":"一级","number":"D1","issuer":"住建部","from":"2024-01-01","to":"2028-12-31"} -> 403 DENIED
as 甲 POST /api/parties/$甲/qualifications {"kind":"建筑工程施工总承包","level":"一级","number":"D1","issuer":"住建部","from":"2024-01-01","to":"2023-12-31"} -> 422 BAD_FIELD check /field=/to
as 甲 POST /api/parties/$甲/qualifications {"kind":"建筑工程施工总承包","level":"一级","number":"D1","issuer":"住建部","from":"2020-01-01","to":"2026-03-01"} -> 422 BAD_FIELD check /detail~expired
as 甲 POST /api/parties/$甲/qualifications {"kind":"建筑工程施工总承包","level":"一级","number":"D1","issuer":"住建部","from":"2024-01-01","to":"2026-03-10"} -> 201 save /result/id=R1
as 甲 POST /api/parties/$甲/qualifications {"kind":"建筑工程施工总承包","level":"一级","number":"D1","issuer":"住建部","from":"2024-01-01","to":"2028-12-31"} -> 409 DUPLICATE check /field=/number
clock +1000
# the identity number is checked, and never kept or told
as 甲 POST /api/parties/$甲/people {"name":"王五","identity":"520102199003070015","profession":"constructor","number":"川151","level":"一级","until":"2027-12-31"} -> 422 BAD_CODE check /field=/identity
as 甲 POST /api/parties/$甲/people {"name":"王五","identity":"520102199003070014","profession":"plumber","number":"川151","level":"一级","until":"2027-12-31"} -> 422 BAD_FIELD check /field=/profession
as 甲 POST /api/parties/$甲/people {"name":"王五","identity":"520102199003070014","profession":"constructor","number":"川151","level":"一级","until":"2027-12-31"} -> 201 save /result/id=R2
as nobody GET /api/parties/$甲/records?kind=person -> 200 check /records/0/content/identityEnds=0014 check /records/0/content/name=王五 lacks 52010219900307
as 甲 GET /api/parties/$甲/records?kind=person -> 200 lacks 52010219900307 lacks digest
clock +1000
as 甲 POST /api/parties/$甲/achievements {"project":"某学校","owner":"某局","amount":{"amount":"8000000.00","currency":"CNY"},"finished":"2026-03-03"} -> 422 BAD_FIELD check /field=/finished
upload C 甲 合同
upload D 乙 别人的合同
as 甲 POST /api/parties/$甲/achievements {"project":"某学校","owner":"某局","amount":{"amount":"8000000.00","currency":"CNY"},"finished":"2025-03-03","contract":"$D"} -> 404 NOT_FOUND check /field=/contract
as 甲 POST /api/parties/$甲/achievements {"project":"某学校","owner":"某局","amount":{"amount":"8000000.00","currency":"CNY"},"finished":"2025-03-03","contract":"$C"} -> 201 save /result/id=R3
as nobody GET /api/parties/$甲/records -> 200 check /records/0/id=$R3 check /records/0/content/contract=$C check /records/2/state=valid
as nobody GET /api/parties/$甲/records?kind=nothing -> 422 BAD_FIELD
as nobody GET /api/parties/$甲/records?before=x -> 422 BAD_FIELD
as nobody GET /api/parties/$甲/records?before=$R3 -> 200 check /records/0/id=$R2
# what has ended or expired is shown as such; its number may come again
as 乙 POST /api/parties/$甲/records/endings {"record":"$R2","reason":"离职"} -> 403 DENIED
as 乙 POST /api/parties/$乙/records/endings {"record":"$R2","reason":"离职"} -> 404 NOT_FOUND check /field=/record
as 甲 POST /api/parties/$甲/records/endings {"record":"$R2","reason":"离职"} -> 200
as 甲 POST /api/parties/$甲/records/endings {"record":"$R2","reason":"离职"} -> 409 WRONG_STATE
clock 2026-03-10T16:00:00Z
as nobody GET /api/parties/$甲/records -> 200 check /records/1/state=ended check /records/1/endReason=离职 check /records/2/state=expired
as 甲 POST /api/parties/$甲/qualifications {"kind":"建筑工程施工总承包","level":"一级","number":"D1","issuer":"住建部","from":"2026-03-11","to":"2031-03-10"} -> 201
