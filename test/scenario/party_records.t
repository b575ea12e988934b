# Qualifications, people and works that bids may cite; what expires is shown as such, what ends stays.
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
upload contract 甲 施工合同
as nobody GET /api/parties/$甲/records -> 200 check /records=[]
as nobody GET /api/parties/01KJNXGE00PS26E5G9K9ASWCVA/records -> 404 NOT_FOUND check /field={party}
as nobody POST /api/parties/$甲/qualifications {"kind":"建筑工程施工总承包","level":"一级","number":"D244012345","issuer":"住房和城乡建设部","from":"2023-01-01","to":"2026-03-31"} -> 401 UNAUTHENTICATED
as 乙 POST /api/parties/$甲/qualifications {"kind":"建筑工程施工总承包","level":"一级","number":"D244012345","issuer":"住房和城乡建设部","from":"2023-01-01","to":"2026-03-31"} -> 403 DENIED
as 甲 POST /api/parties/$甲/qualifications {"kind":"建筑工程施工总承包","level":"一级","number":"D244012345","issuer":"住房和城乡建设部","from":"2026-03-31","to":"2026-03-30"} -> 422 BAD_FIELD check /field=/to check /detail~2026-03-31
as 甲 POST /api/parties/$甲/qualifications {"kind":"建筑工程施工总承包","level":"一级","number":"D244012345","issuer":"住房和城乡建设部","from":"2023-01-01","to":"2026-03-01"} -> 422 BAD_FIELD check /field=/to check /detail~expired check /detailZh=已经过期
as 甲 POST /api/parties/$甲/qualifications {"kind":"建筑工程施工总承包","level":"一级","number":"D244012345","issuer":"住房和城乡建设部","from":"2023-01-01"} -> 422 MISSING_FIELD check /field=/to
as 甲 POST /api/parties/$甲/qualifications {"kind":"建筑工程施工总承包","level":"一级","number":"D244012345","issuer":"住房和城乡建设部","from":"2023-01-01","to":"2026-03-31"} -> 201 save /result/id=Q save /receipt/place=place
as 甲 POST /api/parties/$甲/qualifications {"kind":"建筑工程施工总承包","level":"一级","number":"D244012345","issuer":"住房和城乡建设部","from":"2023-01-01","to":"2027-03-31"} -> 409 DUPLICATE check /field=/number
publish
as 乙 GET /api/receipts/$place -> 200 check /entry/kind=record.added
# people: the identity number is checked, and told and kept by nobody
as 乙 POST /api/parties/$甲/people {"name":"王五","identity":"11010519491231002X","profession":"constructor","number":"粤1442020","until":"2027-12-31"} -> 403 DENIED
as 甲 POST /api/parties/$甲/people {"name":"王五","identity":"110105194912310021","profession":"constructor","number":"粤1442020","until":"2027-12-31"} -> 422 BAD_CODE check /field=/identity lacks 110105194912310021
as 甲 POST /api/parties/$甲/people {"name":"王五","identity":"1101","profession":"constructor","number":"粤1442020","until":"2027-12-31"} -> 422 BAD_CODE check /field=/identity
as 甲 POST /api/parties/$甲/people {"name":"王五","identity":{"last":"002X","mark":"00112233445566778899aabbccddeeff"},"profession":"constructor","number":"粤1442020","until":"2027-12-31"} -> 422 BAD_FIELD check /field=/identity
as 甲 POST /api/parties/$甲/people {"name":"王五","identity":"11010519491231002X","profession":"magician","number":"粤1442020","until":"2027-12-31"} -> 422 BAD_FIELD check /field=/profession
as 甲 POST /api/parties/$甲/people {"name":"王五","identity":"11010519491231002X","profession":"constructor","number":"粤1442020","until":"2026-01-01"} -> 422 BAD_FIELD check /field=/until
as 甲 POST /api/parties/$甲/people {"name":"王五","identity":"11010519491231002X","profession":"constructor","number":"粤1442020","level":"一级","until":"2027-12-31"} -> 201 save /result/id=W lacks 11010519491231002X
as 甲 POST /api/parties/$甲/people {"name":"王五","identity":"11010519491231002X","profession":"constructor","number":"粤1442020","level":"一级","until":"2027-12-31"} -> 409 DUPLICATE check /field=/number lacks 11010519491231002X
as 甲 GET /api/parties/$甲/records?kind=person -> 200 check /records/0/content/identityEnds=002X check /records/0/content/name=王五 lacks 11010519491231002X lacks mark
# the same person elsewhere is recorded there too; who is right is for the authority
as 乙 POST /api/parties/$乙/people {"name":"王五","identity":"11010519491231002X","profession":"constructor","number":"粤1442020","until":"2027-12-31"} -> 201
# works done
as 乙 POST /api/parties/$甲/achievements {"project":"某小学","owner":"某县教育局","amount":{"amount":"12000000.00","currency":"CNY"},"finished":"2024-06-30"} -> 403 DENIED
as 甲 POST /api/parties/$甲/achievements {"project":"某小学","owner":"某县教育局","amount":{"amount":"-1","currency":"CNY"},"finished":"2024-06-30"} -> 422 BAD_AMOUNT
as 甲 POST /api/parties/$甲/achievements {"project":"某小学","owner":"某县教育局","amount":{"amount":"12000000.00","currency":"CNY"},"finished":"2026-03-03"} -> 422 BAD_FIELD check /field=/finished
as 乙 POST /api/parties/$乙/achievements {"project":"某小学","owner":"某县教育局","amount":{"amount":"12000000.00","currency":"CNY"},"finished":"2024-06-30","contract":"$contract"} -> 404 NOT_FOUND check /field=/contract
as 甲 POST /api/parties/$甲/achievements {"project":"某小学","owner":"某县教育局","amount":{"amount":"12000000.00","currency":"CNY"},"finished":"2024-06-30","contract":"$contract"} -> 201 save /result/id=A
as nobody GET /api/parties/$甲/records?kind=achievement -> 200 check /records/0/id=$A check /records/0/state=valid check /records/0/content/contract=$contract check /records/0/content/amount/amount=12000000.00
as nobody GET /api/parties/$甲/records?kind=fame -> 422 BAD_FIELD check /field=?kind check /detail~achievement
as nobody GET /api/parties/$甲/records?before=7 -> 422 BAD_FIELD check /field=?before
as nobody GET /api/parties/$甲/records?kind=qualification -> 200 check /records/0/state=valid check /records/0/content/to=2026-03-31
# its last day is a whole day in Beijing
clock 2026-03-31T15:59:59.999Z
as nobody GET /api/parties/$甲/records?kind=qualification -> 200 check /records/0/state=valid
clock +1
as nobody GET /api/parties/$甲/records?kind=qualification -> 200 check /records/0/state=expired
as 甲 POST /api/parties/$甲/qualifications {"kind":"建筑工程施工总承包","level":"一级","number":"D244012345","issuer":"住房和城乡建设部","from":"2023-01-01","to":"2027-03-31"} -> 201 save /result/id=Q2
as nobody GET /api/parties/$甲/records?kind=qualification&before=$Q2 -> 200 check /records/0/id=$Q
# endings
as 乙 POST /api/parties/$甲/records/endings {"record":"$W","reason":"离职"} -> 403 DENIED
as 乙 POST /api/parties/$乙/records/endings {"record":"$W","reason":"离职"} -> 404 NOT_FOUND check /field=/record
as 甲 POST /api/parties/$甲/records/endings {"record":"$W"} -> 422 MISSING_FIELD check /field=/reason
as 甲 POST /api/parties/$甲/records/endings {"record":"$W","reason":"离职"} -> 200
as 甲 POST /api/parties/$甲/records/endings {"record":"$W","reason":"离职"} -> 409 WRONG_STATE
as nobody GET /api/parties/$甲/records?kind=person -> 200 check /records/0/state=ended check /records/0/endReason=离职 check /records/0/ended=@+0
as 甲 POST /api/parties/$甲/people {"name":"王五","identity":"11010519491231002X","profession":"constructor","number":"粤1442020","until":"2027-12-31"} -> 201
